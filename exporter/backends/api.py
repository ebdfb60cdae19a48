"""What a backend offers, and the world as it sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from exporter.backends.table import Format
from exporter.findings import Finding
from exporter.house.layout import Layout
from exporter.model.composition import Composition
from exporter.model.galley import Edition, Passage, Rendition
from exporter.typefaces.families import Families, Family


@dataclass(frozen=True, slots=True)
class Context:
    """All that a backend may know besides the edition: it asks no clock, opens no file of the user's, uses no network.

    Attributes:
        layout: the look.
        families: the typefaces.
        roles: the families of each role of the layout, in the order in which they are tried for a character.
        moment: the one time that may be written into files (P3): the article's own, or `SOURCE_DATE_EPOCH`.
        colour: the house's colour, `#rrggbb`; empty for the format's own.
        findings: what was found before anything was made; a proof prints it.
        inspect: looks laid-out pages over, and says what is wrong with them.
    """

    layout: Layout
    families: Families
    roles: Mapping[str, tuple[Family, ...]]
    moment: datetime
    colour: str = ""
    findings: tuple[Finding, ...] = ()
    inspect: Callable[[Composition, Edition], tuple[Finding, ...]] = lambda composition, edition: ()


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that an option names, read before anything is made."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The options of a format that has none."""


NO_OPTIONS = NoOptions()


class Backend(Protocol):
    """What the module of a format offers."""

    Options: Callable[..., Any]
    """Makes the options, a frozen value: a field for each of the format's flags, all with defaults."""

    def render(self, edition: Edition, context: Context, options: Any) -> Rendition:
        """Make the files.

        Raises:
            RenderError: with the findings that say why it could not.
        """

    def readback(self, rendition: Rendition) -> Iterator[Passage]:
        """Read the text out of the files, sharing no code with `render`: passages in reading order.

        List numbers, footnote numbers and page furniture are left out.
        """


def backend(row: Format) -> Backend:
    """Import the module of a format."""
    return cast(Backend, import_module(row.module))
