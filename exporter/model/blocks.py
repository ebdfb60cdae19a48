"""The blocks of an article: a closed union, matched with `assert_never` in every backend."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from exporter.findings import NOWHERE, Span
from exporter.model.inlines import Inlines


class Align(StrEnum):
    """Alignment of a table's column; START follows the direction."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    inlines: Inlines
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the body; level 2 is the highest (the headline is 1)."""

    inlines: Inlines
    level: int = 2
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; `start` is the first number of an ordered one."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption line.

    Attributes:
        image: key of the picture in the galley's `pictures`: the path as the author wrote it.
        alt: what the picture shows, for who cannot see it.
        caption: the caption.
        credit: who made it.
        archival: whether the picture is from the archive (أرشيفية).
        mark: the worded archival mark; empty until prepared, and for a new picture.
    """

    image: str
    alt: str
    caption: Inlines = ()
    credit: Inlines = ()
    archival: bool = False
    mark: Inlines = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words lifted out of the text for show."""

    inlines: Inlines
    attribution: Inlines = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote, with who said it.

    Attributes:
        blocks: what was said.
        attribution: who said it.
        exact: whether its words stand as they were published elsewhere: house style leaves them alone.
    """

    blocks: tuple[Block, ...]
    attribution: Inlines = ()
    exact: bool = False
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Box:
    """A fact box."""

    title: Inlines
    blocks: tuple[Block, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `header` may be empty, every row has as many cells as `aligns`."""

    caption: Inlines
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse, each a pair of hemistichs (صدر، عجز); the second may be empty."""

    lines: tuple[tuple[Inlines, Inlines], ...]
    attribution: Inlines = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EditorNote:
    """A note of the editors to the reader."""

    blocks: tuple[Block, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted text, left to right, line by line."""

    text: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """A thematic break between paragraphs."""

    at: Span = field(default=NOWHERE, compare=False, repr=False)


Block: TypeAlias = (
    Paragraph
    | Subhead
    | ItemList
    | Figure
    | PullQuote
    | Quote
    | Box
    | Table
    | Verse
    | EditorNote
    | CodeBlock
    | SectionBreak
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; its number is the one its marks carry."""

    number: int
    blocks: tuple[Block, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)
