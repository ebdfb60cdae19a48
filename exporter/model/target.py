"""What a text is to fill: whole pages, or a box of columns as a desk writes it, `2p` or `3x120mm`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

PT_PER_MM: Final = 72 / 25.4

MOST_PAGES: Final = 200
MOST_COLUMNS: Final = 12
LEAST_DEPTH_PT: Final = 28
"""About a centimetre: the shortest brief."""
MOST_DEPTH_PT: Final = 5_700
"""Two metres: a wall newspaper."""


class Unit(StrEnum):
    """In what a depth is given."""

    MM = "mm"
    PT = "pt"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Pages:
    """Whole pages of the layout."""

    count: int

    def __str__(self) -> str:
        """Give it as a desk writes it."""
        return f"{self.count}p"


@dataclass(frozen=True, slots=True)
class ColumnBox:
    """Columns side by side, as wide as the layout's; `lines` are lines of its text as designed."""

    columns: int
    depth: float
    unit: Unit

    def __str__(self) -> str:
        """Give it as a desk writes it."""
        return f"{self.columns}x{self.depth:.7g}{self.unit}"

    def depth_pt(self, line_pt: float) -> float:
        """The depth, where a line of text is so deep."""
        return self.depth * {Unit.MM: PT_PER_MM, Unit.PT: 1.0, Unit.LINES: line_pt}[self.unit]


Target: TypeAlias = Pages | ColumnBox

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫×", "01234567890123456789.x")
_PAGES: Final = re.compile(r"([0-9]{1,4})\s*(?:p|ص)", re.IGNORECASE)
_BOX: Final = re.compile(r"([0-9]{1,3})\s*x\s*([0-9]{1,5}(?:\.[0-9]{1,3})?)\s*(mm|pt|lines|مم|نقطة|سطر)", re.IGNORECASE)
_UNITS: Final = {"مم": Unit.MM, "نقطة": Unit.PT, "سطر": Unit.LINES}
_USUAL_LINE_PT: Final = 17.0
"""For judging whether a number of lines is in bounds, before the layout is known."""


def target_of(text: str) -> Target | None:
    """Understand a target, its digits in any set that Arabic papers use; None for what is none."""
    plain = text.strip().translate(_DIGITS)
    if pages := _PAGES.fullmatch(plain):
        count = int(pages[1])
        return Pages(count) if 1 <= count <= MOST_PAGES else None
    if found := _BOX.fullmatch(plain):
        box = ColumnBox(int(found[1]), float(found[2]), _UNITS.get(found[3]) or Unit(found[3].lower()))
        deep = LEAST_DEPTH_PT <= box.depth_pt(_USUAL_LINE_PT) <= MOST_DEPTH_PT
        return box if deep and 1 <= box.columns <= MOST_COLUMNS else None
    return None
