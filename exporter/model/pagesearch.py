"""One page's modules, found over a skyline: the best of some dozen arrangements that are followed side by side.

The skyline is how far down each column is filled. The next item always goes where it is highest, from the first column
on, so that modules never overlap and an arrangement reads from the top, first column first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from exporter.model.pagemodule import LEAST_LINES, Item, Module, Setter

BREADTH = 64
"""So many arrangements are followed at each step; more find the same pages more slowly."""

# What a desk would rather avoid, as parts of a page left white.
_LEFT_OUT = 2.0
_JUMP = 0.09
_JUMP_AGAIN = 0.1
_NARROW_LEAD = 0.3
_LEADS_WITH_THE_REST = 0.15
_WIDE_SECOND = 0.06
_SHALLOW = 0.15
_TOWER = 0.05
_HOLE = 2.0
"""Times the white itself: a column left empty beside a module or between two shows more than the same at the foot."""

_LEAD_SHARE = 2 / 3
"""Of the columns: so many a leading article spans at least."""

_LEAD_LINES = 9
"""So deep is the text of an article that is worth so many columns at least; a brief leads over fewer."""

_SHALLOW_LINES = 7
"""Text over several columns is at least so deep."""

_PARTS = (1 / 4, 1 / 3, 1 / 2, 2 / 3)
"""Of the page: where an article may be cut to make room for another that belongs on the same page."""


@dataclass(frozen=True, slots=True)
class Placing:
    """An item in its place; lines of the grid from the top of the sheet, columns from the first in reading order."""

    item: Item
    module: Module
    column: int
    top: int


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to arrange.

    Attributes:
        columns: of the sheet.
        base: the first free line.
        rows: how many lines there are.
        starting: articles that may start here, in order.
        due: articles that go on here, in order.
        must: how many of `starting` belong on this page.
    """

    columns: int
    base: int
    rows: int
    starting: tuple[Item, ...]
    due: tuple[Item, ...]
    must: int


@dataclass(frozen=True, slots=True)
class _State:
    """An arrangement on its way: its skyline, what is placed, and how many of each queue are."""

    skyline: tuple[int, ...]
    placed: tuple[Placing, ...] = ()
    started: int = 0
    resumed: int = 0
    penalty: float = 0.0

    def segment(self, rows: int) -> tuple[int, int] | None:
        """First column and breadth of the highest free stretch; None when the page is full."""
        top = min(self.skyline)
        if top >= rows:
            return None
        first = self.skyline.index(top)
        after = next((nth for nth in range(first, len(self.skyline)) if self.skyline[nth] != top), len(self.skyline))
        return first, after - first

    def closed(self, first: int, breadth: int, rows: int) -> _State:
        """The same with a stretch left white, as far down as the shorter of its neighbours, or to the foot."""
        sides = [self.skyline[nth] for nth in (first - 1, first + breadth) if 0 <= nth < len(self.skyline)]
        to = min(sides, default=rows)
        hole = breadth * (to - self.skyline[first]) / (len(self.skyline) * rows) if to < rows else 0.0
        skyline = _raised(self.skyline, first, breadth, to)
        return replace(self, skyline=skyline, penalty=self.penalty + _HOLE * hole)


def arranged(page: Page, setter: Setter) -> tuple[Placing, ...]:
    """The best arrangement of a page, in the order in which it is read; empty if nothing finds room."""
    states, ended = [_State((page.base,) * page.columns)], list[_State]()
    while states:
        following = list[_State]()
        for state in states:
            segment = state.segment(page.rows)
            if segment is None or not any(_next(page, state)):
                ended.append(state)
                continue
            following += _steps(page, setter, state, *segment)
            following.append(state.closed(*segment, page.rows))
        following.sort(key=lambda state: _white_above(page, state) + state.penalty)
        states = following[:BREADTH]
    return min(ended, key=lambda state: (not state.placed, _cost(page, state))).placed


def _next(page: Page, state: _State) -> tuple[Item | None, Item | None]:
    """What may be placed next: the next article that starts, and the next that goes on."""
    starting = page.starting[state.started] if state.started < len(page.starting) else None
    due = page.due[state.resumed] if state.resumed < len(page.due) else None
    return starting, due


def _steps(page: Page, setter: Setter, state: _State, first: int, breadth: int) -> Iterator[_State]:
    """The arrangement with one item more at the head of a free stretch, in each way that fits."""
    top = state.skyline[first] + (1 if state.skyline[first] > page.base else 0)
    room = page.rows - top
    for item in _next(page, state):
        if item is None:
            continue
        wanted = setter.copies[item.article].columns if item.came_from is None else None
        for columns in [min(wanted, page.columns)] if wanted else range(1, breadth + 1):
            if columns > breadth:
                continue
            for module in _modules(page, setter, state, item, columns, room):
                if not wanted and module.columns > 1 and min(module.depths) < LEAST_LINES:
                    continue
                yield _with(page, setter, state, Placing(item, module, first, top), free=not wanted)


def _modules(page: Page, setter: Setter, state: _State, item: Item, columns: int, room: int) -> Iterator[Module]:
    """An item over so many columns: whole, else cut at the foot; shorter where others belong on the page."""
    module = setter.whole(item, columns, room) or setter.cut(item, columns, room)
    if module:
        yield module
    others = page.must - state.started + len(page.due) - state.resumed - 1
    if others > 0:
        for part in _PARTS:
            if part * page.rows < room and (cut := setter.cut(item, columns, int(part * page.rows))):
                yield cut


def _with(page: Page, setter: Setter, state: _State, placing: Placing, *, free: bool) -> _State:
    """The arrangement with a module more, and what a desk has against it; `free` if the plan chose its columns."""
    module, starts = placing.module, placing.item.came_from is None
    penalty = (_JUMP if starts else _JUMP_AGAIN) if module.end is not None else 0.0
    if not state.placed:
        least = ceil(page.columns * _LEAD_SHARE)
        if free and setter.text(placing.item) >= _LEAD_LINES * least:
            penalty += _NARROW_LEAD * max(0, least - module.columns) / page.columns
        penalty += _LEADS_WITH_THE_REST if not starts and page.starting else 0.0
    elif free:
        last = state.started + starts == len(page.starting) and state.resumed + (not starts) == len(page.due)
        penalty += _WIDE_SECOND if module.columns > (page.columns + 1) // 2 and not last else 0.0
        penalty += _TOWER if page.columns > 2 and module.columns == 1 and module.depth > page.rows * 0.6 else 0.0
    penalty += _SHALLOW if module.columns > 1 and min(module.depths) < _SHALLOW_LINES else 0.0
    return _State(
        _raised(state.skyline, placing.column, module.columns, placing.top + module.depth),
        (*state.placed, placing),
        state.started + starts,
        state.resumed + (not starts),
        state.penalty + penalty,
    )


def _raised(skyline: tuple[int, ...], first: int, breadth: int, to: int) -> tuple[int, ...]:
    return (*skyline[:first], *[to] * breadth, *skyline[first + breadth :])


def _white_above(page: Page, state: _State) -> float:
    """The part of the page that is white above the skyline."""
    area = (sum(state.skyline) - page.base * page.columns) / (page.columns * page.rows)
    return area - _printed(page, state)


def _cost(page: Page, state: _State) -> float:
    """What is against a finished arrangement: white, what the desk would avoid, and what found no room."""
    left = max(0, page.must - state.started) + len(page.due) - state.resumed
    more = any(_next(page, state)) or any(one.module.end is not None for one in state.placed)
    # Where nothing more is to come, white at the foot is no fault; a ragged foot is.
    foot = page.rows if more else max((one.top + one.module.depth for one in state.placed), default=page.rows)
    white = (foot - page.base) / page.rows - _printed(page, state)
    return white + state.penalty + _LEFT_OUT * left


def _printed(page: Page, state: _State) -> float:
    """The part of the page that is printed; the blank line over a module counts with it."""
    lines = sum(one.module.filled + (one.module.columns if one.top > page.base else 0) for one in state.placed)
    return lines / (page.columns * page.rows)
