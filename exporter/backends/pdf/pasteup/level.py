"""Feet of columns: a text is cut anew so that its columns end as evenly as they can, and filled out to the foot.

Newspaper practice. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from exporter.backends.pdf.pasteup.flow import Flow, Setting, Stack
from exporter.backends.pdf.pasteup.units import SAME, Unit

LESS = 8
"""Fewer than so many lines less are tried in a column to let all end evenly."""
SPREAD = 3
"""A column that ends so many lines short at most is made as deep as its neighbours."""

_Ways = dict[int, tuple[float, float, tuple[Stack, ...]]]
"""By the unit that they reach, ways to set some columns: their highest and lowest foot, and what stands in them."""


def level(flow: Flow, setting: Setting, depths: Sequence[float], tops: Sequence[float]) -> Setting:
    """A setting whose columns end evenly, part by part; what stands over all columns stays where it is.

    Args:
        flow: the text.
        setting: how it was set.
        depths: how deep its columns may be.
        tops: how much of each is taken at its head.
    """
    out = list[Stack]()
    parts = list(dict.fromkeys(stack.part for stack in setting.stacks))
    for part in parts:
        own = tuple(stack for stack in setting.stacks if stack.part == part)
        if own[0].column is not None:
            heads = list(tops) if part == parts[0] else [own[0].top] * len(depths)
            own = _levelled(flow, own, _limits(flow, setting, own, depths), heads)
        out += own
    return setting._replace(stacks=tuple(out))


def _limits(flow: Flow, setting: Setting, own: tuple[Stack, ...], depths: Sequence[float]) -> list[float] | None:
    """How deep the columns of a part may be; None where they stay as they are."""
    if own[-1].part != setting.stacks[-1].part:
        return [max(map(flow.bottom, own))] * len(depths)
    if setting.end is None:
        return list(depths)
    # Cut at the foot of a page: full columns stay full, others become less deep until all are.
    short = max(depth - foot for depth, foot in zip(depths, _feet(flow, own, len(depths)), strict=True))
    return list(depths) if short > SPREAD * flow.grid.step else None


def _feet(flow: Flow, own: Sequence[Stack], columns: int) -> list[float]:
    feet = {stack.column: flow.bottom(stack) for stack in own}
    return [feet.get(column, 0.0) for column in range(columns)]


def _levelled(
    flow: Flow, own: tuple[Stack, ...], limits: Sequence[float] | None, heads: Sequence[float]
) -> tuple[Stack, ...]:
    """The most even way to set the stacks of a part, in the least depth that holds them."""
    if limits is None:
        return own
    step, part, start = flow.grid.step, own[0].part, own[0].first
    units = flow.parts[part].strip.units[: own[-1].last]
    least = next(
        depth
        for rows in range(int(max(limits) / step + SAME) + 1)
        if (depth := rows * step) >= max(limits) - SAME or _holds(flow, units, start, depth, limits, heads)
    )
    ways: _Ways = {start: (inf, -inf, ())}
    for nth, (limit, top) in enumerate(zip(limits, heads, strict=True)):
        found: _Ways = {}
        for first, (high, low, stacks) in ways.items():
            for depth in (min(limit, least) - less * step for less in range(LESS)):
                last, filled = flow.cut(units, first, depth - top) if first < len(units) else (first, 0.0)
                foot = top + flow.grid.up(filled)
                here = (Stack(part, nth, first, last, top, {}),) if last > first else ()
                way = min(high, foot), max(low, foot), (*stacks, *here)
                if last not in found or way[1] - way[0] < found[last][1] - found[last][0] - SAME:
                    found[last] = way
        ways = found
    return ways[len(units)][2] if len(units) in ways else own


def _holds(
    flow: Flow, units: Sequence[Unit], start: int, depth: float, limits: Sequence[float], heads: Sequence[float]
) -> bool:
    for limit, top in zip(limits, heads, strict=True):
        start, _ = flow.cut(units, start, min(limit, depth) - top)
    return start == len(units)


def spread(flow: Flow, setting: Setting, depths: Sequence[float]) -> Setting:
    """Columns that end some lines short made as deep as others, by a line more round what stands between lines."""
    deepest = max(map(flow.bottom, setting.stacks), default=0.0)
    last = setting.stacks[-1] if setting.stacks and setting.end is None else None
    out = []
    for stack in setting.stacks:
        foot = min(deepest, depths[stack.column or 0])
        short = round((foot - flow.bottom(stack)) / flow.grid.step)
        joints = list(_joints(flow, stack))
        is_lowest = stack.part == setting.stacks[-1].part and stack.column is not None
        if stack is not last and is_lowest and 0 < short <= min(SPREAD, len(joints)):
            stack = stack._replace(extra=dict.fromkeys(joints[-short:], 1))
        out.append(stack)
    return setting._replace(stacks=tuple(out))


def _joints(flow: Flow, stack: Stack) -> Iterator[int]:
    """The units before which what is no text begins or ends."""
    units = flow.parts[stack.part].strip.units
    for nth in range(stack.first + 1, stack.last):
        if (units[nth].rise is None) != (units[nth - 1].rise is None) and not units[nth - 1].keeps_close:
            yield nth
