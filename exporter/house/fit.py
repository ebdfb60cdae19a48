"""What copy fitting may change in a layout, and how far: the table `[fit]` of `layout.toml`, and what became of it.

W3C Arabic & Persian Layout Requirements, issue #225: means are used together, each within limits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final, TypeAlias

from exporter.errors import InputError
from exporter.house.document import Document

Range: TypeAlias = tuple[float, float]
"""From the least to the most; the layout's own measure lies between."""


class Means(StrEnum):
    """By what a text is made shorter or longer."""

    SPACING = "spacing"
    LEADING = "leading"
    PICTURES = "pictures"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a layout is set beside its type: as designed unless a text was fitted.

    Attributes:
        word_space_em: added to each word space while lines are broken.
        latin_tracking_em: added after each Latin letter; never to Arabic, whose letters join.
        picture_share: the greatest height of pictures, as a share of the designed one.
        text_pt: the size of the running text, which all else keeps its own beside; 0 for the designed one.
    """

    word_space_em: float = 0.0
    latin_tracking_em: float = 0.0
    picture_share: float = 1.0
    text_pt: float = 0.0


AS_DESIGNED: Final = Setting()


@dataclass(frozen=True, slots=True)
class FitLimits:
    """What copy fitting may change; what has no range stays.

    Attributes:
        order: the means from the least visible to the most: one is used up before the next.
        slack_lines: so many lines may a column end above its foot and still be full.
        word_space_em: added to word spaces (`spacing`).
        latin_tracking_em: added after Latin letters (`spacing`).
        kashida_line_em: how much all words of a line may grow (`spacing`), of layouts that elongate.
        leading: as a multiple of the size (`leading`).
        picture_share: of the designed height (`pictures`).
        text_pt: the size of the running text; headings stay (`size`).
    """

    order: tuple[Means, ...] = ()
    slack_lines: float = 2.0
    word_space_em: Range | None = None
    latin_tracking_em: Range | None = None
    kashida_line_em: Range | None = None
    leading: Range | None = None
    picture_share: Range | None = None
    text_pt: Range | None = None


RANGES: Final[Mapping[Means, tuple[str, ...]]] = {
    Means.SPACING: ("word_space_em", "latin_tracking_em", "kashida_line_em"),
    Means.LEADING: ("leading",),
    Means.PICTURES: ("picture_share",),
    Means.SIZE: ("text_pt",),
}
"""The ranges that a means moves through together."""

_BOUNDS: Final[Mapping[str, Range]] = {
    "word_space_em": (-0.1, 0.3),
    "latin_tracking_em": (-0.05, 0.1),
    "kashida_line_em": (0.0, 10.0),
    "leading": (0.8, 4.0),
    "picture_share": (0.3, 2.0),
    "text_pt": (4.0, 72.0),
}
"""Beyond these words touch, letters of a word part, or a page is no longer one."""
_MOST_SLACK: Final = 20


def fit_limits(table: Mapping[str, Any], own: Mapping[str, float], document: Document) -> FitLimits:
    """Read the table `[fit]`.

    Args:
        table: it.
        own: the layout's own measures by the names of their ranges; what it lacks cannot be changed.
        document: the `layout.toml`.

    Raises:
        InputError: with all that is wrong: a key that does not belong (FIT-020), or a wrong value (FIT-021).
    """
    wrong = [document.finding(code, ("fit", key), **dict(args)) for code, key, args in _faults(table, own)]
    if wrong:
        raise InputError(wrong)
    ranges = {key: (float(table[key][0]), float(table[key][1])) for key in _BOUNDS if key in table}
    slack = float(table.get("slack_lines", FitLimits().slack_lines))
    return FitLimits(tuple(map(Means, table["order"])), slack, **ranges)


def inherited(table: Mapping[str, Any], own: Mapping[str, float]) -> dict[str, Any]:
    """The table of the layout that one is based on, without the ranges that its own measures have left."""
    kept = {key: span for key, span in table.items() if key not in own or span[0] <= own[key] <= span[1]}
    kept = {key: span for key, span in kept.items() if key not in _BOUNDS or key in own}
    order = [means for means in table["order"] if any(key in kept for key in RANGES[Means(means)])]
    return kept | {"order": order}


_Fault: TypeAlias = tuple[str, str, tuple[tuple[str, str], ...]]


def _faults(table: Mapping[str, Any], own: Mapping[str, float]) -> Iterator[_Fault]:
    keys = [one.name for one in fields(FitLimits) if one.name not in _BOUNDS or one.name in own]
    for key in sorted(table.keys() - set(keys)):
        yield "FIT-020", key, (("key", key), ("keys", ", ".join(keys)))
    for key in sorted(table.keys() & own.keys()):
        (least, most), middle = _BOUNDS[key], own[key]
        if not _is_range(table[key], (least, most), middle):
            expected = f"[{least:g} … {middle:g}, {middle:g} … {most:g}]"
            yield "FIT-021", key, (("expected", expected), ("key", key))
    slack = table.get("slack_lines", 0)
    if not (_is_number(slack) and 0 <= slack <= _MOST_SLACK):
        yield "FIT-021", "slack_lines", (("expected", f"0 … {_MOST_SLACK}"), ("key", "slack_lines"))
    named = [means for means in Means if any(key in table for key in RANGES[means])]
    order = table.get("order")
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(named):
        expected = ", ".join(f'"{means}"' for means in named)
        yield "FIT-021", "order", (("expected", f"[{expected}]"), ("key", "order"))


def _is_range(value: Any, bounds: Range, own: float) -> bool:
    if not (isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))):
        return False
    return bool(bounds[0] <= value[0] <= own <= value[1] <= bounds[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
