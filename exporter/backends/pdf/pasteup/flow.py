"""How a text falls into columns: given their depths, where each ends, and where each unit stands in it.

Nothing is laid out anew for another depth, so that columns are balanced by trying. Lines of text stand on the grid;
what stands between them takes whole steps of it, the room that is left shared above and below. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Any, NamedTuple

from exporter.backends.pdf.pasteup.units import SAME, Grid, Strip, Unit, loosen

SQUEEZED = 0.3
"""So much of a step may the room above a line of text shrink, rather than a whole step be added to it."""


class Place(NamedTuple):
    """Where a text goes on: in which of its parts, at which unit."""

    part: int
    unit: int


BEGINNING = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: in columns, or over all of them.

    Attributes:
        strip: what stands in it.
        wide: whether it stands over all columns, as a table of many does.
        cramped: whether it is wider than all columns together: it waits for more of them.
    """

    strip: Strip
    wide: bool = False
    cramped: bool = False


class Stack(NamedTuple):
    """What stands in a column, or over all of them.

    Attributes:
        part: of the text.
        column: in reading order, from 0; None for what stands over all.
        first: its first unit.
        last: the unit after its last.
        top: where it begins below the head of the columns.
        extra: by its units before which more room is given, so many steps more.
    """

    part: int
    column: int | None
    first: int
    last: int
    top: float
    extra: dict[int, int]


class Setting(NamedTuple):
    """A text set into columns: what stands where, how deep each is, and where it goes on (None: nowhere)."""

    stacks: tuple[Stack, ...]
    used: tuple[float, ...]
    end: Place | None


class Flow:
    """The text of one article over some columns."""

    def __init__(self, parts: Sequence[Part], grid: Grid, tallest: float) -> None:
        """Take the parts of a text; nothing that is taller than `tallest` is kept together."""
        self.parts, self.grid, self.tallest = tuple(parts), grid, grid.step * int(tallest / grid.step + SAME)
        for part in self.parts:
            loosen(part.strip.units, self.tallest)

    def set(self, start: Place, depths: Sequence[float], tops: Sequence[float]) -> Setting:
        """Set the text from a place on into columns.

        Args:
            start: where it begins.
            depths: of the columns.
            tops: how much of each is taken at its head, as by a picture.
        """
        stacks, heads, at = list[Stack](), list(tops), start
        while at.part < len(self.parts):
            part = self.parts[at.part]
            limits = [min(depths)] * len(depths) if part.wide or at.part + 1 < len(self.parts) else list(depths)
            if part.wide:
                new, used, unit = self._over_all(at, limits, heads)
            else:
                new, used, unit = self._columns(at, limits, heads)
                if unit == len(part.strip.units) and at.part + 1 < len(self.parts):
                    new, used, unit = self._balanced(at, limits, heads)
            stacks += new
            heads = used
            if unit < len(part.strip.units):
                return Setting(tuple(stacks), tuple(heads), Place(at.part, unit))
            at = Place(at.part + 1, 0)
        return Setting(tuple(stacks), tuple(heads), None)

    def depth(self, start: Place, columns: int) -> float:
        """How deep the text from a place on is in one column; what stands over all counts once for each."""
        total = 0.0
        for nth, part in enumerate(self.parts[start.part :], start=start.part):
            first = start.unit if nth == start.part else 0
            _, depth = self.cut(part.strip.units, first, inf)
            # No page has room for it, so that a plan gives it more columns.
            deep = 2 * self.tallest if part.cramped else self.grid.up(depth)
            total += deep * (columns if part.wide else 1)
        return total

    def _over_all(self, at: Place, limits: Sequence[float], heads: list[float]) -> tuple[list[Stack], list[float], int]:
        base = max(heads)
        base += self.grid.step if base > 0 else 0.0
        if self.parts[at.part].cramped and min(limits) <= 2 * self.tallest:
            return [], heads, at.unit
        last, depth = self.cut(self.parts[at.part].strip.units, at.unit, min(limits) - base)
        if last == at.unit:
            return [], heads, last
        return [Stack(at.part, None, at.unit, last, base, {})], [base + self.grid.up(depth)] * len(heads), last

    def _columns(
        self, at: Place, limits: Sequence[float], heads: Sequence[float]
    ) -> tuple[list[Stack], list[float], int]:
        units, unit = self.parts[at.part].strip.units, at.unit
        stacks, used = list[Stack](), list(heads)
        for nth, (limit, top) in enumerate(zip(limits, heads, strict=True)):
            last, depth = self.cut(units, unit, limit - top)
            if last > unit:
                stacks.append(Stack(at.part, nth, unit, last, top, {}))
                used[nth], unit = top + self.grid.up(depth), last
            if unit == len(units):
                break
        return stacks, used, unit

    def _balanced(
        self, at: Place, limits: Sequence[float], heads: Sequence[float]
    ) -> tuple[list[Stack], list[float], int]:
        """All of a part in columns as short as they can be, one of them a step shorter than others where that does."""
        step, whole = self.grid.step, len(self.parts[at.part].strip.units)
        low, high = int(min(heads) / step), ceil(max(limits) / step)
        while high - low > 1:
            middle = (low + high) // 2
            if self._columns(at, [middle * step] * len(limits), heads)[2] == whole:
                high = middle
            else:
                low = middle
        return self._columns(at, [high * step] * len(limits), heads)

    def cut(self, units: Sequence[Unit], start: int, depth: float) -> tuple[int, float]:
        """The unit before which a column of a depth ends, and how much of it is filled."""
        grid, y, best, filled, fitting = self.grid, 0.0, start, 0.0, 0.0
        room, count = depth + SAME, len(units)
        if start < count and units[start].head is not None:
            y = _height(units[start].head)
        nth = start
        while nth < count:
            unit = units[nth]
            y = self._bottom(unit, y, unit.top - units[nth - 1].bottom if nth > start else 0.0)
            if y > room:
                break
            nth += 1
            fitting = y
            if nth == count or units[nth].breaks:
                best, filled = nth, y
        if best == start + 1 < count and self._is_torn(units[start], units[best]):
            best, filled = start, 0.0
        if best == start and depth >= self.tallest - SAME and start < count:
            # A whole column is not enough for what should keep together: it is cut where it must be.
            best = max(nth, start + 1)
            filled = fitting if nth > start else grid.up(units[start].bottom - units[start].top)
        return best, filled

    def _is_torn(self, unit: Unit, after: Unit) -> bool:
        """Whether a line would stand alone in a column, between the lines of its paragraph before and after it."""
        return unit.rise is not None and bool(unit.path) and unit.path[-1] is (after.path or (None,))[-1]

    def _bottom(self, unit: Unit, y: float, gap: float) -> float:
        """Where a unit ends that follows something at a height."""
        if unit.rise is None:
            return y + gap + unit.bottom - unit.top
        return self._slot(y, gap) + unit.steps * self.grid.step

    def _slot(self, y: float, gap: float) -> float:
        """The step on which a line of text begins that follows something at a height."""
        step = self.grid.step
        return ceil((y + max(0.0, gap - SQUEEZED * step)) / step - SAME) * step

    def bottom(self, stack: Stack) -> float:
        """Where a stack ends, in whole steps below the head of the columns."""
        unit = self.parts[stack.part].strip.units[stack.last - 1]
        height = unit.steps * self.grid.step or unit.bottom - unit.top
        return self.grid.up(self.heights(stack)[-1] + height)

    def heights(self, stack: Stack) -> list[float]:
        """Where each unit of a stack begins, below the head of its column."""
        units, step = self.parts[stack.part].strip.units, self.grid.step
        y, heights, group = 0.0, list[float](), 0
        if units[stack.first].head is not None:
            y = _height(units[stack.first].head)
        for nth in range(stack.first, stack.last):
            unit = units[nth]
            gap = unit.top - units[nth - 1].bottom if nth > stack.first else 0.0
            y += stack.extra.get(nth, 0) * step
            if unit.rise is None:
                heights.append(y + gap)
                y += gap + unit.bottom - unit.top
                continue
            slot = self._slot(y, gap)
            # Moved down, what stands between lines of text: a subhead to its text, others to the middle.
            slack = max(0.0, slot - y - gap)
            if group < len(heights):
                # At the head of a column only a subhead is moved: a picture begins where the text beside it does.
                share = 1.0 if units[nth - 1].keeps_close else 0.5 if group else 0.0
                heights[group:] = [height + slack * share for height in heights[group:]]
            heights.append(slot)
            y, group = slot + unit.steps * step, nth + 1 - stack.first
        if 0 < group < len(heights):  # at the foot: its end is the column's
            slack = self.grid.up(y) - y
            heights[group:] = [height + slack for height in heights[group:]]
        return [stack.top + height for height in heights]


def _height(group: Any) -> float:
    """The height of the rows that a head of a table holds."""
    return float(sum(row.height for row in group.children))
