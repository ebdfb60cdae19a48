"""A layout: the measures and typeface roles that its folder's `layout.toml` gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exporter.house.fit import AS_DESIGNED, FitLimits, Setting, fit_limits
from exporter.house.sheets import Sheets, sheets_of


@dataclass(frozen=True, slots=True)
class Page:
    """The page and its margins, in mm; start is the right edge of a right-to-left page."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    start_mm: float
    end_mm: float


@dataclass(frozen=True, slots=True)
class Type:
    """The body type: size in pt, leading as a multiple of the size."""

    text_pt: float
    leading: float


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

    word_space_ideal_em: float
    word_space_most_em: float
    kashida: bool = False
    kashida_least_em: float = 0.1
    kashida_most_em: float = 0.6
    kashida_line_em: float = 1.8
    headlines: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What preflight holds an article against.

    Attributes:
        headline_lines: no headline takes more.
        paragraph_words: no paragraph has more.
        picture_ppi: pixels to the inch that a picture has at least at its printed size.
    """

    headline_lines: int = 4
    paragraph_words: int = 160
    picture_ppi: int = 150


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class ProofMarks:
    """What stands in the margins of a proof: the numbers of lines, and what preflight found.

    Attributes:
        number_every: so many lines apart stand the numbers.
        slip_gap_mm: so far apart stand two findings.
    """

    number_every: int
    slip_gap_mm: float


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
    bleed_mm: float
    slug_mm: float
    marks: bool
    ink_limit_percent: float
    rich_black_from_pt: float
    inks: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """One look.

    Attributes:
        name: the folder's name.
        folder: where its templates and style sheets lie.
        roles: family names by role (`text`, `headline`, `caption`), first choice first.
        justification: how lines are filled; without it word spaces take all.
        limits: what preflight holds an article against.
        proof: what the margins of a proof are marked with; None for pages to be read.
        press: how it is made ready for the plate; without it only for screen and office.
        sheets: how pages are made up of columns; None for pages that are filled from top to foot.
        fit: what copy fitting may change; None when it may only say by how much a text is over or under.
        setting: how it is set beside its type.
    """

    name: str
    folder: Path
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

    @property
    def columns(self) -> Columns:
        """The columns of its text."""
        return Columns(self.sheets.columns, self.sheets.gutter_mm) if self.sheets else ONE_COLUMN

    def measures(self) -> dict[str, float]:
        """What copy fitting may change, by the names of the ranges in `[fit]`."""
        own = {one: getattr(self.setting, one) for one in ("word_space_em", "latin_tracking_em", "picture_share")}
        own |= {"leading": self.type.leading, "text_pt": self.type.text_pt}
        if self.justification and self.justification.kashida:
            own["kashida_line_em"] = self.justification.kashida_line_em
        return own


def load_layout(folder: Path) -> Layout:
    """Read a layout's folder.

    Raises:
        InputError: its table `[fit]` is wrong (FIT-020, FIT-021).
    """
    file = folder / "layout.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    roles = {role: tuple(names) for role, names in table["roles"].items()}
    filling = Justification(**table["justification"]) if "justification" in table else None
    limits = Limits(**table.get("limits", {}))
    proof = ProofMarks(**table["proof"]) if "proof" in table else None
    press = _press(**table["press"]) if "press" in table else None
    page, measures = Page(**table["page"]), Type(**table["type"])
    sheets = sheets_of(table, page) if "sheet" in table else None
    layout = Layout(folder.name, folder, page, measures, roles, filling, limits, proof, press, sheets)
    return replace(layout, fit=fit_limits(table["fit"], layout.measures(), file)) if "fit" in table else layout


def _press(inks: Mapping[str, list[float]], **measures: Any) -> Press:
    shares = {colour.lower(): (c, m, y, k) for colour, (c, m, y, k) in inks.items()}
    return Press(inks=shares, **measures)
