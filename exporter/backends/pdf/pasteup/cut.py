"""The boxes of a column, made of those of a strip: what was cut through is there once for each of its parts.

CSS Fragmentation 3, 5.4 (box-decoration-break: slice): the edges of a box stand where it begins and where it ends.
Lines, pictures and rows are moved; only what stands around them is copied. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.pasteup.units import Strip


def move(box: Any, dx: float, dy: float) -> None:
    """Move a box with all that is in it; WeasyPrint leaves grounds where they were."""
    box.translate(dx, dy)
    _move_grounds(box, dx, dy)


def _move_grounds(box: Any, dx: float, dy: float) -> None:
    if getattr(box, "background", None):
        layers = [_moved(layer, dx, dy) for layer in box.background.layers]
        box.background = box.background._replace(layers=layers)
    if not isinstance(box, boxes.TextBox):
        for child in box.children:
            _move_grounds(child, dx, dy)


def _moved(layer: Any, dx: float, dy: float) -> Any:
    areas = {
        name: (area[0] + dx, area[1] + dy, *area[2:])
        for name in ("painting_area", "positioning_area")
        if (area := getattr(layer, name)) != "unused"
    }
    clipped = [(x + dx, y + dy, *rest) for x, y, *rest in layer.clipped_boxes]
    return layer._replace(clipped_boxes=clipped, **areas)


def column(strip: Strip, first: int, heights: Sequence[float], x: float, y: float) -> list[Any]:
    """The boxes of some units that follow each other.

    Args:
        strip: what they are of.
        first: the first of them.
        heights: where each begins, from `y` down.
        x: the left edge of the column on the page; on its own page the strip begins at 0.
        y: the head of the column on the page.
    """
    return _Cutter(strip, first, first + len(heights)).cut(heights, x, y)


class _Cutter:
    """Makes the boxes of one column."""

    def __init__(self, strip: Strip, first: int, last: int) -> None:
        self._strip, self._first, self._last = strip, first, last

    def cut(self, heights: Sequence[float], dx: float, y: float) -> list[Any]:
        """Move the units to their places and make what stands around them."""
        self._shift = {}
        for nth, height in zip(range(self._first, self._last), heights, strict=True):
            unit = self._strip.units[nth]
            dy = y + height - unit.top + (unit.rise or 0.0)
            self._shift[nth] = dy
            for box in (unit.box, *(extra for extra, _ in unit.extras)):
                move(box, dx, dy)
            _end_words(unit.box)
        self._dx = dx
        return self._within(range(self._first, self._last), 0)

    def _within(self, numbers: Sequence[int], depth: int) -> list[Any]:
        """The children, at some depth, of what stands around some units."""
        units, made = self._strip.units, list[Any]()
        for outer, group in groupby(
            numbers, lambda nth: id(units[nth].path[depth]) if depth < len(units[nth].path) else -nth - 1
        ):
            here = list(group)
            made += [extra for extra, level in units[here[0]].extras if level == depth]
            if outer < 0:
                made.append(units[here[0]].box)
            else:
                made.append(self._around(here, depth))
        return made

    def _around(self, numbers: Sequence[int], depth: int) -> Any:
        """The part of a box that stands around some units."""
        units = self._strip.units
        box = units[numbers[0]].path[depth]
        begins, ends = (self._strip.spans[id(box)][end] == numbers[end] for end in (0, -1))
        children = self._within(numbers, depth + 1)
        part = box.copy_with_children(children)
        part.remove_decoration_sides = set()
        part.remove_decoration(not begins, not ends)
        if isinstance(box, boxes.TableBox):
            self._continue_table(part, box, numbers[0])
        inner = [child for child in part.children if child.is_in_normal_flow()]
        first, last = self._shift[numbers[0]], self._shift[numbers[-1]]
        top = box.border_box_y() + first if begins else min(map(_top, inner))
        bottom = box.border_box_y() + box.border_height() + last if ends else max(map(_bottom, inner))
        part.position_x = box.position_x + self._dx
        part.position_y = top - part.margin_top
        edges = part.border_top_width + part.padding_top + part.padding_bottom + part.border_bottom_width
        part.height = bottom - top - edges
        if getattr(box, "background", None):
            part.background = box.background._replace(layers=[_ground(part, layer) for layer in box.background.layers])
        return part

    def _continue_table(self, part: Any, table: Any, first: int) -> None:
        """Say to a part of a table what stands before it, and set its head again."""
        part.column_positions = [place + self._dx for place in table.column_positions]
        part.column_groups = tuple(group.deepcopy() for group in table.column_groups)
        begun = self._strip.spans[id(table)][0]
        part.skipped_rows = first - begun
        head = self._strip.units[first].head
        if head is not None and first > begun:
            again = head.deepcopy()
            rows, top = part.children[0], again.children[0]
            above = sum(row.height for row in again.children)
            move(again, rows.position_x - top.position_x, _top(rows) - above - top.position_y)
            part.children = [again, *part.children]


def _end_words(box: Any) -> None:
    """Store a space after the last word of a paragraph too, as at the end of any line (ISO 32000-1, 14.8.2.5).

    In narrow columns short lines stand below each other, and pdf.js joins the last word of one with the first of the
    next where that begins right below its end.
    """
    for line in [box] if isinstance(box, boxes.LineBox) else box.descendants():
        if isinstance(line, boxes.LineBox) and line.word_ends is None:
            line.word_ends = True


def _ground(part: Any, layer: Any) -> Any:
    """A plain ground under a part of a box."""
    area = part.border_box_x(), part.border_box_y(), part.border_width(), part.border_height()
    return layer._replace(painting_area=area, clipped_boxes=[part.rounded_border_box()])


def _top(box: Any) -> float:
    return float(box.position_y if isinstance(box, boxes.LineBox) else box.border_box_y())


def _bottom(box: Any) -> float:
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())
