"""The style sheet `templates/docx/styles.toml` as frozen values: the look of a Word document."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from exporter.house.colour import readable
from exporter.resources import templates_dir

Kind: TypeAlias = Literal["paragraph", "character", "table"]
Side: TypeAlias = Literal["top", "left", "bottom", "right", "insideH", "insideV"]

ACCENT: Final = "accent"
SIDES: Final[tuple[Side, ...]] = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at an edge.

    Attributes:
        width_pt: its thickness.
        colour: RRGGBB.
        space_pt: its distance from the text.
    """

    width_pt: float
    colour: str
    space_pt: float = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A named style; None and empty values are inherited from the style it is based on.

    Attributes:
        id: the name inside the file: the newsroom's own word.
        name: what Word shows, and by which it knows its built-in styles (`heading 1`).
        alias: other names, Arabic among them.
        role: of which role of the layout its typeface is.
        pt: size in pt, of both scripts.
        leading: multiple of the typeface's own line height.
        align: `center`, `end`, `both` or `distribute`; the start of the line when empty.
        italic: slants Latin text; Arabic is never slanted (ALREQ, Q24).
        outline: outline level, 0 the highest; -1 for none.
        direction: `ltr` where the text is always left to right.
    """

    id: str
    name: str
    kind: Kind = "paragraph"
    alias: str = ""
    based_on: str = ""
    next: str = ""
    hidden: bool = False
    role: str = ""
    pt: float = 0
    bold: bool | None = None
    italic: bool | None = None
    underline: str = ""
    superscript: bool = False
    colour: str = ""
    shade: str = ""
    rules: tuple[tuple[Side, Rule], ...] = ()
    align: str = ""
    direction: str = ""
    before_pt: float | None = None
    after_pt: float | None = None
    leading: float = 0
    start_mm: float = 0
    end_mm: float = 0
    tight: bool = False
    keep_next: bool | None = None
    keep_lines: bool | None = None
    outline: int = -1
    padding_mm: tuple[float, float] = (0, 0)
    header: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """How lists stand: mm a level is set in, mm from the number to the text, bullets and number forms a level."""

    step_mm: float
    hanging_mm: float
    bullets: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How large pictures stand: mm at most, and the pixels an inch under which they are not enlarged."""

    max_height_mm: float
    least_dpi: float


@dataclass(frozen=True, slots=True)
class Tables:
    """Between how many letters a column of a table is reckoned by its longest cell."""

    narrowest: int
    widest: int


@dataclass(frozen=True, slots=True)
class Verses:
    """How verse stands.

    Attributes:
        letter_em: width of a letter in em, by which the hemistichs' columns are made wide enough.
        gap_mm: the gap between the hemistichs.
        kept_lines: so many lines stand on one page; of more, the first two and the last two.
    """

    letter_em: float
    gap_mm: float
    kept_lines: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole look.

    Attributes:
        styles: in the order in which they are written.
        lists: how lists stand.
        figures: how large pictures stand.
        tables: how wide columns are.
        verse: how verse stands.
        code_tab: how many letters a tab in code is wide at most.
        substitutes: what Word is to take where a typeface is missing, by its genre.
        languages: what Word calls a language that the article names without a region.
        furniture_mm: distance of header and footer from the paper's edge.
    """

    styles: tuple[Style, ...]
    lists: Lists
    figures: Figures
    tables: Tables
    verse: Verses
    code_tab: int
    substitutes: Mapping[str, str]
    languages: Mapping[str, str]
    furniture_mm: float

    def style(self, name: str) -> Style:
        """The style of that id."""
        return next(style for style in self.styles if style.id == name)

    def role(self, name: str) -> str:
        """The role of that style's typeface, its own or inherited."""
        style = self.style(name)
        return style.role or self.role(style.based_on)


@cache
def load_sheet(colour: str = "") -> Sheet:
    """Read the bundled style sheet; a house's colour, `#rrggbb`, takes the accent's place."""
    table = tomllib.loads((templates_dir() / "docx" / "styles.toml").read_text(encoding="utf-8"))
    lists, colours = table["lists"], table["colours"]
    ours = readable(colour, *(f"#{ground}" for ground in colours["grounds"])) if colour else ""
    accent = ours.removeprefix("#").upper() or colours["accent"]
    return Sheet(
        styles=tuple(_style(row, accent) for row in table["style"]),
        lists=Lists(lists["step_mm"], lists["hanging_mm"], tuple(lists["bullets"]), tuple(lists["numbers"])),
        figures=Figures(**table["figures"]),
        tables=Tables(**table["tables"]),
        verse=Verses(**table["verse"]),
        code_tab=table["code"]["tab_letters"],
        substitutes=table["substitutes"],
        languages=table["languages"],
        furniture_mm=table["furniture"]["edge_mm"],
    )


def _style(row: dict[str, Any], accent: str) -> Style:
    def drawn(width_pt: float, colour: str, space_pt: float = 0) -> Rule:
        return Rule(width_pt, accent if colour == ACCENT else colour, space_pt)

    rules = tuple((side, drawn(*row.pop(f"rule_{side}"))) for side in SIDES if f"rule_{side}" in row)
    if row.get("colour") == ACCENT:
        row["colour"] = accent
    padding = tuple(row.pop("padding_mm", (0, 0)))
    return Style(**row, rules=rules, padding_mm=padding)
