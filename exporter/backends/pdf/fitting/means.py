"""The settings of a layout on a line: from the design to its limits, the least visible means used up first.

Every setting lies within `[fit]` of the layout, and each is a little more than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from exporter.house.fit import RANGES, FitLimits, Means, Setting
from exporter.house.layout import Layout, Page
from exporter.model.target import PT_PER_MM, ColumnBox

STEPS: Final = 8
"""A means is used up in so many: of a size by some 0.06 pt, less than anybody sees."""

DIGITS: Final = {"text_pt": 2, "leading": 3, "picture_share": 3, "kashida_line_em": 2}
"""So many decimals has a measure; others have four."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure that is not as designed: its name in `[fit]`, what it was and is."""

    name: str
    was: float
    now: float


def tighter(layout: Layout) -> int:
    """How many settings there are on the tight side."""
    return STEPS * len(_means(layout, 0))


def looser(layout: Layout) -> int:
    """How many settings there are on the loose side."""
    return STEPS * len(_means(layout, 1))


def set_at(layout: Layout, position: int) -> Layout:
    """A layout with a setting; 0 is the layout itself."""
    side, steps = int(position > 0), abs(position)
    own, limits, values = layout.measures(), layout.fit or FitLimits(), dict[str, float]()
    for nth, means in enumerate(_means(layout, side)):
        share = min(max(steps - nth * STEPS, 0), STEPS) / STEPS
        for name in RANGES[means]:
            if (bounds := getattr(limits, name)) and name in own:
                moved = own[name] + (bounds[side] - own[name]) * share
                values[name] = min(max(round(moved, DIGITS.get(name, 4)), bounds[0]), bounds[1])
    return _with(layout, own | values)


def changes(designed: Layout, fitted: Layout) -> tuple[Change, ...]:
    """What a fitted layout has otherwise, in the order of its means."""
    was, now = designed.measures(), fitted.measures()
    order = (designed.fit or FitLimits()).order
    names = (name for means in order for name in RANGES[means] if name in was)
    return tuple(Change(name, was[name], now[name]) for name in names if was[name] != now[name])


def boxed(layout: Layout, box: ColumnBox) -> Layout:
    """A layout whose page is a box: so many of its columns side by side, no margins."""
    page, columns = layout.page, layout.columns
    gaps = columns.gap_mm * (columns.count - 1)
    width = (page.width_mm - page.start_mm - page.end_mm - gaps) / columns.count
    across = width * box.columns + columns.gap_mm * (box.columns - 1)
    depth = box.depth_pt(layout.type.text_pt * layout.type.leading) / PT_PER_MM
    around = Page(round(across, 3), round(depth, 3), 0.0, 0.0, 0.0, 0.0)
    sheets = layout.sheets and replace(layout.sheets, columns=box.columns)
    return replace(layout, page=around, sheets=sheets)


def _means(layout: Layout, side: int) -> list[Means]:
    """The means that have room on one side, in the order in which they are used."""
    own, limits = layout.measures(), layout.fit or FitLimits()
    return [means for means in limits.order if any(_has_room(limits, own, name, side) for name in RANGES[means])]


def _has_room(limits: FitLimits, own: dict[str, float], name: str, side: int) -> bool:
    bounds = getattr(limits, name)
    return bool(bounds and name in own and bounds[side] != own[name])


def _with(layout: Layout, values: dict[str, float]) -> Layout:
    filling = layout.justification
    if filling and "kashida_line_em" in values:
        filling = replace(filling, kashida_line_em=values["kashida_line_em"])
    beside = {one: values[one] for one in ("word_space_em", "latin_tracking_em", "picture_share")}
    text_pt = values["text_pt"] if values["text_pt"] != layout.type.text_pt else 0.0
    measures = replace(layout.type, leading=values["leading"])
    return replace(layout, type=measures, justification=filling, setting=Setting(**beside, text_pt=text_pt))
