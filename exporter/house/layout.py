"""A layout: the measures and typeface roles that its `layout.toml` gives, and the folders that its looks lie in.

A table is a dataclass, its keys are the fields, and their annotations say what a key takes: `records` reads them, and
says everything that is wrong at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from exporter.errors import InputError
from exporter.findings import Span, finding
from exporter.house.document import Document
from exporter.house.fit import AS_DESIGNED, FitLimits, Setting, fit_limits, inherited
from exporter.house.folders import chain, merged
from exporter.house.records import Codes, Records
from exporter.house.rules import Between, Contradiction, Needs, Swatches
from exporter.house.sheets import COLUMNS, LEAST_COLUMN_MM, MOST_MM, Paper, Sheets

Side: TypeAlias = Annotated[float, Between(40, MOST_MM)]
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

    width_mm: Side
    height_mm: Side
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
class Columns:
    """The columns that the text of a page runs in, side by side."""

    count: int
    gap_mm: float


ONE_COLUMN = Columns(1, 0.0)


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
Count: TypeAlias = Annotated[int, Between(COLUMNS[0], COLUMNS[-1])]
Over: TypeAlias = Annotated[int, Between(1, COLUMNS[-1])]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The table `[sheet]`: how pages are made up of columns; its keys are those of `Sheets`."""

    paper: str
    gutter_mm: Annotated[float, Between(1, 50)]
    column_mm: Annotated[float, Between(LEAST_COLUMN_MM, 300)]
    lead_columns: tuple[Over, Over, Over, Over, Over, Over, Over, Over]
    lead_height: Annotated[float, Between(0.1, 1)]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of `[papers]`: the columns of a sheet, and where its page is another than the layout's."""

    columns: Count
    width_mm: Side | None = None
    height_mm: Side | None = None
    top_mm: Margin | None = None
    bottom_mm: Margin | None = None
    start_mm: Margin | None = None
    end_mm: Margin | None = None

    def on(self, page: Page) -> Paper:
        """The sheet; what it does not say of its page is as there."""
        own = {one.name: getattr(self, one.name) for one in fields(Page) if getattr(self, one.name) is not None}
        return Paper(replace(page, **own), self.columns)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `layout.toml` says: a field here is a key of it or a table.

    Attributes:
        based_on: the layout that has what this one does not say.
        sheet: how pages are made up of columns; without it they are filled from top to foot.
        papers: the sheets of such pages by name.
        fit: what copy fitting may change.
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
    sheet: SheetTable | None = None
    papers: Mapping[str, PaperTable] = field(default_factory=dict)
    fit: Mapping[str, Any] | None = None

    def check(self) -> None:
        """Refuse a sheet that is none of the papers, and papers without a place for text."""
        if self.sheet and self.sheet.paper not in self.papers:
            raise Contradiction("sheet", f"paper = {', '.join(map(repr, self.papers)) or '… [papers.…]'}")
        for one in self.papers.values():
            one.on(self.page).page.check()

    @property
    def sheets(self) -> Sheets | None:
        """The sheets, as layouts have them."""
        if self.sheet is None:
            return None
        papers = {name: one.on(self.page) for name, one in self.papers.items()}
        own = {one.name: getattr(self.sheet, one.name) for one in fields(SheetTable)}
        return Sheets(**own, papers=papers, columns=papers[self.sheet.paper].columns)


@dataclass(frozen=True, slots=True)
class Layout:
    """One look.

    Attributes:
        name: the folder's name.
        folders: where its templates and style sheets lie: its own folder, then that of the layout it is based on.
        root: the folder of layouts that it was looked for in; templates name others from there.
        roles: family names by role (`text`, `headline`, `caption`, `mono`), first choice first.
        justification: how lines are filled; without it word spaces take all.
        limits: what preflight holds an article against.
        proof: what the margins of a proof are marked with; None for pages to be read.
        press: how it is made ready for the plate; without it only for screen and office.
        sheets: how pages are made up of columns; None for pages that are filled from top to foot.
        fit: what copy fitting may change; None when it may only say by how much a text is over or under.
        setting: how it is set beside its type.
        colophon: whether its page prints a colophon, whose characters ask for typefaces too.
    """

    name: str
    folders: tuple[Path, ...]
    root: Path
    page: Page
    type: Type
    roles: Mapping[str, tuple[str, ...]]
    justification: Justification | None = None
    limits: Limits = USUAL
    proof: ProofMarks | None = None
    press: Press | None = None
    sheets: Sheets | None = None
    fit: FitLimits | None = None
    setting: Setting = AS_DESIGNED
    colophon: bool = False

    @property
    def folder(self) -> Path:
        """Its own folder."""
        return self.folders[0]

    @property
    def columns(self) -> Columns:
        """The columns of its text."""
        return Columns(self.sheets.columns, self.sheets.gutter_mm) if self.sheets else ONE_COLUMN

    def measures(self) -> dict[str, float]:
        """What copy fitting may change, by the names of the ranges in `[fit]`."""
        own = {one: getattr(self.setting, one) for one in ("word_space_em", "latin_tracking_em", "picture_share")}
        own |= {"leading": self.type.leading, "text_pt": self.setting.text_pt or self.type.text_pt}
        if self.justification and self.justification.kashida:
            own["kashida_line_em"] = self.justification.kashida_line_em
        return own

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
            (LAYOUT-003 to LAYOUT-006, FIT-020, FIT-021): everything at once; or it lies elsewhere (LAYOUT-008).
    """
    root = root or folder.parent
    files = tuple(chain(folder, root))
    table: Mapping[str, Any] = {}
    layout: Layout | None = None
    for _, document in reversed(files):  # what it is based on comes first: what is wrong there is said of that file
        table = merged(table, document.table)
        layout = _layout(_settings(table, document), document, tuple(each for each, _ in files), root)
    assert layout
    return layout


def _settings(table: Mapping[str, Any], document: Document) -> Settings:
    records = Records(document, Codes(unknown="LAYOUT-003", wrong="LAYOUT-004", missing="LAYOUT-005"))
    settings = records.record(Settings, table)
    if settings is None:
        raise InputError(records.findings)
    return settings


def _layout(said: Settings, document: Document, folders: tuple[Path, ...], root: Path) -> Layout:
    shared = ("page", "type", "roles", "justification", "limits", "proof", "press", "sheets", "colophon")
    layout = Layout(folders[0].name, folders, root, **{name: getattr(said, name) for name in shared})
    if said.fit is None:
        return layout
    own = layout.measures()
    table = said.fit if document.says(("fit",)) else inherited(said.fit, own)
    return replace(layout, fit=fit_limits(table, own, document))
