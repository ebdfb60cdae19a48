"""A rectangular module: an article over some columns, whole and balanced, or cut to the lines that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil

from exporter.model.pagesheet import Copy, Filled

LEAST_LINES = 4
"""No part of an article that goes on is less deep, and no less goes on."""

FUZZ = 1e-6
"""Of a line: what sums of measures may be off."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article, or the rest of one, that waits for its place.

    Attributes:
        article: its place among the copies.
        start: where its text goes on; None at its beginning.
        came_from: the page of the part before; None for an article that starts.
    """

    article: int
    start: object | None = None
    came_from: int | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """An item set over columns; all but `filled` in lines of the grid.

    Attributes:
        columns: how many it spans.
        front: what stands over its columns: the article's front, or the line that says where it comes from.
        depths: of its columns.
        end: where the text goes on; None when all is set.
        filled: how much of it is printed, in lines of one column.
    """

    columns: int
    front: int
    depths: tuple[int, ...]
    end: object | None
    filled: float

    @property
    def depth(self) -> int:
        """From its top to its foot; the line that says where it goes on stands in its last column."""
        return self.front + max(self.depths[0], self.depths[-1] + (self.end is not None))


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets items over columns for one page, each only once."""

    copies: Sequence[Copy]
    line: float
    _kept: dict[tuple[int, int, int | None], Module | None] = field(default_factory=dict)

    def whole(self, item: Item, columns: int, most: int) -> Module | None:
        """All that is left of an item, its columns balanced; None if that is deeper than `most` lines."""
        module = self._once((item.article, columns, None), lambda: self._balanced(item, columns))
        return module if module and module.depth <= most else None

    def cut(self, item: Item, columns: int, most: int) -> Module | None:
        """As much of an item as a module of `most` lines holds; None if that is all of it, or too little."""
        return self._once((item.article, columns, most), lambda: self._cut(item, columns, most))

    def lines(self, points: float) -> int:
        """How many whole lines a depth takes."""
        return max(0, ceil(points / self.line - FUZZ))

    def text(self, item: Item) -> int:
        """How deep what is left of an item is in one column, in lines."""
        return self.lines(self.copies[item.article].depth_from(item.start))

    def forced(self, item: Item, columns: Sequence[int], most: int) -> Module:
        """What is set of an item that no page has room for: what the page holds, or all of it over its foot."""
        over = min(columns, key=lambda one: self.front(item, one))
        front = self.front(item, over)
        if most - front >= 2:
            filled = self._fill(item, [*[most - front] * (over - 1), most - front - 1])
            if filled.end is not None and sum(filled.used) > 0:
                return self._module(item, [*[most - front] * (over - 1), most - front - 1], filled)
        return self._balanced(item, over)

    def front(self, item: Item, columns: int) -> int:
        """What stands over the columns of an item, in lines."""
        return 1 if item.came_from is not None else self.lines(self.copies[item.article].front(columns))

    def _once(self, key: tuple[int, int, int | None], make: Callable[[], Module | None]) -> Module | None:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _balanced(self, item: Item, columns: int) -> Module:
        """The least depth at which all columns together hold the text; more only where it cannot be cut evenly."""
        depth = max(1, ceil(self.text(item) / columns))
        while (filled := self._fill(item, [depth] * columns)).end is not None:
            depth += 1
        return self._module(item, [depth] * columns, filled)

    def _cut(self, item: Item, columns: int, most: int) -> Module | None:
        copy, full = self.copies[item.article], most - self.front(item, columns)
        for depth in range(full, max(LEAST_LINES, full - LEAST_LINES), -1):
            depths = [*[depth] * (columns - 1), depth - 1]
            filled = self._fill(item, depths)
            if filled.end is None or filled.used[0] < self.line * (1 - FUZZ):
                continue
            if self.lines(copy.depth_from(filled.end)) >= LEAST_LINES:
                return self._module(item, depths, filled)
        return None

    def _fill(self, item: Item, depths: Sequence[int]) -> Filled:
        return self.copies[item.article].fill(item.start, [depth * self.line for depth in depths])

    def _module(self, item: Item, depths: Sequence[int], filled: Filled) -> Module:
        front = self.front(item, len(depths))
        printed = front * len(depths) + sum(filled.used) / self.line
        return Module(len(depths), front, tuple(depths), filled.end, printed)
