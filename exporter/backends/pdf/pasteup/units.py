"""A strip of laid-out text as units: what a cut never goes through, and where it may be cut.

CSS Fragmentation 3, 3.1 (break-after, break-before), 3.2 (break-inside), 3.3 (orphans, widows), 4.1 (possible breaks).
Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, NamedTuple

from exporter.backends.pdf.engine import boxes, strut

AVOID = frozenset({"avoid", "avoid-page", "avoid-column"})
SAME = 0.01
"""Lengths that differ by less are one."""
TALL = 0.6
"""So much of a step may a line be higher than one, for a sign of another typeface, and still take one step."""


class Grid(NamedTuple):
    """The grid on which the lines of text stand: the step, and how far below a step's beginning the base line is."""

    step: float
    baseline: float
    size: float

    def steps(self, length: float) -> int:
        """How many steps a length takes."""
        return ceil(length / self.step - SAME)

    def up(self, length: float) -> float:
        """A length in whole steps, rounded up."""
        return self.steps(length) * self.step


@dataclass(slots=True)
class Unit:
    """A line, a picture, a row of a table: what is not cut.

    Attributes:
        box: WeasyPrint's.
        path: the boxes that it stands in, from the outermost.
        top: where it begins on the strip, with the edges of the boxes that begin with it.
        bottom: where it ends, with the edges of the boxes that end with it.
        breaks: whether a column may end before it.
        rise: for a line of the grid, how far its own beginning is moved to bring its base line there; else None.
        steps: how many steps of the grid it takes; 0 for what is not on the grid.
        keeps_close: whether it belongs to what follows, as a subhead does, so that room is given above it.
        extras: what is out of the flow and goes with it, each with the number of boxes that it stands in.
        head: the head of the table that is set again when a column begins with this row.
    """

    box: Any
    path: tuple[Any, ...]
    top: float
    bottom: float
    breaks: bool
    rise: float | None = None
    steps: int = 0
    keeps_close: bool = False
    extras: list[tuple[Any, int]] = field(default_factory=list)
    head: Any = None


class Strip(NamedTuple):
    """The units of a strip, and by the identity of each box around them the first and the last unit in it."""

    units: list[Unit]
    spans: dict[int, tuple[int, int]]


def grid_of(style: Any) -> Grid:
    """The grid that text of a style stands on."""
    step, baseline = strut(style)
    return Grid(step, baseline, style["font_size"])


def strip_of(roots: Sequence[Any], grid: Grid) -> Strip:
    """The units of some boxes that follow each other."""
    walk = _Walk(grid)
    walk.children(roots, (), True, avoid=False)
    units = walk.strip.units
    for box, (first, last) in walk.edges:
        units[first].top = min(units[first].top, box.border_box_y())
        units[last].bottom = max(units[last].bottom, box.border_box_y() + box.border_height())
    return walk.strip


class _Walk:
    """Goes through a strip once, from top to bottom."""

    def __init__(self, grid: Grid) -> None:
        self.strip = Strip([], {})
        self.edges: list[tuple[Any, tuple[int, int]]] = []
        self._grid = grid
        self._loose: list[tuple[Any, int]] = []
        self._head: Any = None

    def children(self, kids: Sequence[Any], path: tuple[Any, ...], may: bool, *, avoid: bool) -> None:
        """Take the children of a box; `may` is whether a column may end before the first."""
        lines = sum(isinstance(kid, boxes.LineBox) for kid in kids)
        before: Any = None
        nth = 0
        for kid in kids:
            if not kid.is_in_normal_flow():
                self._loose.append((kid, len(path)))
                continue
            if isinstance(kid, boxes.LineBox):
                if nth:
                    style = path[-1].style
                    may = not avoid and nth >= style["orphans"] and lines - nth >= style["widows"]
                nth += 1
            elif before is not None:
                may = not avoid and not _avoids(before, -1) and not _avoids(kid, 0)
            self._take(kid, path, may, avoid=avoid)
            before = kid
        if self._loose and self._loose[-1][1] == len(path) and self.strip.units:
            self.strip.units[-1].extras += self._loose
            self._loose = []

    def _take(self, box: Any, path: tuple[Any, ...], may: bool, *, avoid: bool) -> None:
        if _is_whole(box):
            self._add(box, path, may)
            return
        first = len(self.strip.units)
        avoid |= box.style["break_inside"] in AVOID
        outer = self._head
        if isinstance(box, boxes.TableBox):
            heads = [group for group in box.children if group.is_header]
            self._head = heads[0] if heads else None
        inner, self._head = self._head, None if getattr(box, "is_header", False) else self._head
        self.children(box.children, (*path, box), may, avoid=avoid or getattr(box, "is_header", False))
        self._head = outer if isinstance(box, boxes.TableBox) else inner
        last = len(self.strip.units) - 1
        if last < first:
            self._add(box, path, may)
            return
        self.strip.spans[id(box)] = first, last
        self.edges.append((box, (first, last)))

    def _add(self, box: Any, path: tuple[Any, ...], may: bool) -> None:
        is_line = isinstance(box, boxes.LineBox)
        top = box.position_y if is_line else box.border_box_y()
        unit = Unit(box, path, top, top + (box.height if is_line else box.border_height()), may)
        if is_line and self._stands_on_grid(path[-1].style):
            unit.rise = self._grid.baseline - box.baseline
            unit.steps = max(1, ceil(box.height / self._grid.step - TALL))
        unit.keeps_close = _avoids(path[-1] if is_line else box, -1)
        unit.extras, self._loose = self._loose, []
        if isinstance(box, boxes.TableRowBox):
            unit.head = self._head
        self.strip.units.append(unit)

    def _stands_on_grid(self, style: Any) -> bool:
        if abs(style["font_size"] - self._grid.size) > SAME:
            return False
        return bool(abs(strut(style)[0] - self._grid.step) < SAME)


def _is_whole(box: Any) -> bool:
    """Whether a box is one unit: a line, a row, or what is neither a block of others nor a table."""
    if isinstance(box, (boxes.LineBox, boxes.TableRowBox)):
        return True
    return not isinstance(box, (boxes.BlockBox, boxes.TableBox, boxes.TableRowGroupBox))


def _avoids(box: Any, end: int) -> bool:
    """Whether a box keeps to what stands before it (`end` 0) or after it (-1): the last in it speaks for it too."""
    name = "break_after" if end else "break_before"
    while True:
        if box.style[name] in AVOID:
            return True
        inside = [kid for kid in _flow(box) if not isinstance(kid, boxes.LineBox)]
        if not inside:
            return False
        box = inside[end]


def _flow(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ParentBox):
        yield from (kid for kid in box.children if kid.is_in_normal_flow())


def loosen(units: Sequence[Unit], tallest: float) -> None:
    """Let what should keep together be cut where it is taller than a whole column.

    First between blocks and rows, then between any two lines.
    """
    for keeps_lines in (True, False):
        first = 0
        for nth in range(1, len(units) + 1):
            if nth < len(units) and not units[nth].breaks:
                continue
            if units[nth - 1].bottom - units[first].top > tallest:
                for unit in units[first + 1 : nth]:
                    unit.breaks = not (keeps_lines and isinstance(unit.box, boxes.LineBox))
            first = nth
