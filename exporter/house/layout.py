"""A layout: the measures and typeface roles that its `layout.toml` gives, and the folders that its looks lie in.

A table is a dataclass, its keys are the fields, and their annotations say what a key takes: `records` reads them, and
says everything that is wrong at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from exporter.errors import InputError
from exporter.findings import Span, finding
from exporter.house.document import Document, load_document
from exporter.house.records import Codes, Records
from exporter.house.rules import Between, Contradiction, Needs, Swatches
from exporter.resources import layouts, templates_dir

Paper: TypeAlias = Annotated[float, Between(40, 2000)]
"""The side of a page, mm: from a visiting card to a wall sheet."""
Margin: TypeAlias = Annotated[float, Between(0, 500)]
"""mm."""
Em: TypeAlias = Annotated[float, Between(0, 10)]
"""A width in em of the line's type."""
ROOM_MM: Final = 20
"""So much of a page is left for text at least."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page and its margins, in mm; start is the right edge of a right-to-left page."""

    width_mm: Paper
    height_mm: Paper
    top_mm: Margin
    bottom_mm: Margin
    start_mm: Margin
    end_mm: Margin

    def check(self) -> None:
        """Refuse margins that leave no room."""
        if self.start_mm + self.end_mm > self.width_mm - ROOM_MM:
            raise Contradiction("start_mm", f"start_mm + end_mm ≤ {self.width_mm - ROOM_MM:g}")
        if self.top_mm + self.bottom_mm > self.height_mm - ROOM_MM:
            raise Contradiction("top_mm", f"top_mm + bottom_mm ≤ {self.height_mm - ROOM_MM:g}")


@dataclass(frozen=True, slots=True)
class Type:
    """The body type: size in pt, leading as a multiple of the size."""

    text_pt: Annotated[float, Between(4, 72)]
    leading: Annotated[float, Between(0.8, 4)]


@dataclass(frozen=True, slots=True)
class Justification:
    """How justified lines are filled, in this order; widths in em of the line's type.

    Attributes:
        word_space_ideal_em: so wide do word spaces grow first.
        kashida: whether words are elongated then.
        kashida_least_em: no word grows by less.
        kashida_most_em: no word grows by more.
        kashida_line_em: nor do all words of a line together.
        word_space_most_em: wider word spaces are reported; a line must be filled all the same.
        headlines: whether justified headings are elongated too.
    """

    word_space_ideal_em: Em
    word_space_most_em: Em
    kashida: bool = False
    kashida_least_em: Em = 0.1
    kashida_most_em: Em = 0.6
    kashida_line_em: Em = 1.8
    headlines: bool = False

    def check(self) -> None:
        """Refuse bounds that are the wrong way round."""
        if self.word_space_ideal_em > self.word_space_most_em:
            raise Contradiction("word_space_ideal_em", f"0 … {self.word_space_most_em:g}")
        if self.kashida_least_em > self.kashida_most_em:
            raise Contradiction("kashida_least_em", f"0 … {self.kashida_most_em:g}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What preflight holds an article against.

    Attributes:
        headline_lines: no headline takes more.
        paragraph_words: no paragraph has more.
        picture_ppi: pixels to the inch that a picture has at least at its printed size.
    """

    headline_lines: Annotated[int, Between(1, 20)] = 4
    paragraph_words: Annotated[int, Between(10, 5000)] = 160
    picture_ppi: Annotated[int, Between(36, 2400)] = 150


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class ProofMarks:
    """What stands in the margins of a proof: the numbers of lines, and what preflight found.

    Attributes:
        number_every: so many lines apart stand the numbers.
        slip_gap_mm: so far apart stand two findings.
    """

    number_every: Annotated[int, Between(1, 100)]
    slip_gap_mm: Annotated[float, Between(0, 50)]


@dataclass(frozen=True, slots=True)
class Press:
    """How the pages are made ready for the printing plate.

    Attributes:
        condition: the registered name of the printing condition, a table of `profiles/profiles.toml`.
        bleed_mm: how far pictures and grounds run over the trimmed edge.
        slug_mm: the room outside the bleed that marks stand in.
        marks: whether crop and registration marks, colour bars and the slug line are printed.
        ink_limit_percent: the most ink of all plates together that the paper takes.
        rich_black_from_pt: smaller black text has black ink alone.
        inks: the style sheet's colours (`#171614`), each as percents of cyan, magenta, yellow and black.
    """

    condition: str
    bleed_mm: Annotated[float, Between(0, 50)]
    slug_mm: Annotated[float, Between(0, 100)]
    marks: bool
    ink_limit_percent: Annotated[float, Between(100, 400)]
    rich_black_from_pt: Annotated[float, Between(0, 500)]
    inks: Swatches = field(default_factory=dict)


Roles: TypeAlias = Annotated[Mapping[str, tuple[str, ...]], Needs(("text", "headline", "caption", "mono"))]


@dataclass(frozen=True, slots=True)
class Settings:
    """What `layout.toml` says: a field here is a table of it.

    Attributes:
        roles: family names by role (`text`, `headline`, `caption`, `mono`), first choice first.
        justification: how lines are filled; without it word spaces take all.
        limits: what preflight holds an article against.
        proof: what the margins of a proof are marked with; None for pages to be read.
        press: how it is made ready for the plate; without it only for screen and office.
        based_on: the layout that has what this one does not say.
        colophon: whether its page prints a colophon, whose characters ask for typefaces too.
    """

    page: Page
    type: Type
    roles: Roles
    justification: Justification | None = None
    limits: Limits = USUAL
    proof: ProofMarks | None = None
    press: Press | None = None
    based_on: str = ""
    colophon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout(Settings):
    """One look.

    Attributes:
        name: the folder's name.
        folders: where its templates and style sheets lie: its own folder, then that of the layout it is based on.
        root: the folder of layouts that it was looked for in; templates name others from there.
    """

    name: str
    folders: tuple[Path, ...]
    root: Path

    @property
    def folder(self) -> Path:
        """Its own folder."""
        return self.folders[0]

    def file(self, name: str) -> Path:
        """A file of the layout, or of what it is based on.

        Raises:
            InputError: none has it (LAYOUT-007).
        """
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise InputError(finding("LAYOUT-007", Span(str(self.folder)), layout=self.name, file=name))

    def template(self, name: str) -> str:
        """The name by which templates know a file of the layout; errors as `file`."""
        return f"{self.file(name).parent.name}/{name}"


def load_layout(folder: Path, root: Path | None = None) -> Layout:
    """Read a layout's folder.

    Args:
        folder: it holds `layout.toml`.
        root: the folder of a newsroom's own layouts; left out, the one that the layout's lies in.

    Raises:
        InputError: `layout.toml` cannot be read (LAYOUT-001), is no TOML (LAYOUT-002), or says what a layout cannot say
            (LAYOUT-003 to LAYOUT-006): everything at once; or it lies elsewhere (LAYOUT-008).
    """
    root = root or folder.parent
    chain = tuple(_chain(folder, root))
    table: Mapping[str, Any] = {}
    settings: Settings | None = None
    for _, document in reversed(chain):  # what it is based on comes first: what is wrong there is said of that file
        table = _merged(table, document.table)
        records = Records(document, Codes(unknown="LAYOUT-003", wrong="LAYOUT-004", missing="LAYOUT-005"))
        settings = records.record(Settings, table)
        if records.findings:
            raise InputError(records.findings)
    assert settings
    said = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    return Layout(**said, name=folder.name, folders=tuple(each for each, _ in chain), root=root)


def layout_folder(name: str, root: Path | None) -> Path | None:
    """The folder of a layout: a newsroom's own goes before the shipped one; None when there is neither."""
    for place in dict.fromkeys((root or templates_dir(), templates_dir())):
        if name in layouts(place):
            return place / name
    return None


def stamp(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells one state of a folder of layouts from another, so that what was kept of an old one is not taken.

    A newsroom changes its layouts while a hot folder is watched.
    """
    states: list[tuple[str, int, int, int]] = []
    if folder != templates_dir():  # the shipped one does not change
        for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
            with suppress(OSError):  # gone since
                state = path.lstat()
                states.append((str(path), state.st_ino, state.st_mtime_ns, state.st_size))
    return tuple(states)


def _chain(folder: Path, root: Path) -> Iterator[tuple[Path, Document]]:
    """A layout's folder and file, then those of what it is based on."""
    seen: list[Path] = []
    at: Path | None = folder
    while at:
        seen.append(at)
        document = load_document(_inside(at, root), "LAYOUT-001", "LAYOUT-002")
        yield at, document
        wanted = document.table.get("based_on", "")
        if not wanted:
            return
        # One that bears the name of a shipped layout and is based on it means the shipped one.
        own = wanted != at.name
        at = layout_folder(wanted, root if own else None) if isinstance(wanted, str) else None
        if at is None or at in seen:
            known = ", ".join(sorted({*layouts(root), *layouts()} - {folder.name}))
            raise InputError(document.finding("LAYOUT-006", ("based_on",), name=str(wanted), known=known))


def _inside(folder: Path, root: Path) -> Path:
    """The file `layout.toml`, which no link may lead to elsewhere."""
    path = folder / "layout.toml"
    if not any(path.resolve().is_relative_to(place.resolve()) for place in (root, templates_dir())):
        raise InputError(finding("LAYOUT-008", Span(str(path)), file=path.name, folder=str(root)))
    return path


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables laid over tables, key by key."""
    merged = dict(base)
    for key, value in own.items():
        under = merged.get(key)
        merged[key] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged
