"""Headings in lines of like length: no word is left alone on the last one while the lines above it are full.

CSS Text 4, 6.1 (text-wrap: balance), which WeasyPrint 70 does not know: the lines are set in the narrowest room in
which they are no more than in all of it. Their number, and so the depth of the heading, stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exporter.backends.pdf.engine import block, boxes
from exporter.backends.pdf.kashida import HEADINGS

SHORT = 0.6
"""Of the longest line: a last line that is shorter is worth the trouble."""
TRIALS = 4
"""Each halves what the room may still be too wide."""

_original = block.iter_line_boxes


def iter_line_boxes(
    context: Any, box: Any, position_y: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, *rest: Any
) -> Iterator[tuple[Any, Any]]:
    """The lines of a paragraph; those of a heading balanced."""
    room, (_, _, *styles) = containing_block, rest
    may = skip_stack is None and not any(styles) and not context.excluded_shapes
    if may and box.element_tag in HEADINGS and _begins_at_its_edge(box):
        room = _balanced(context, box, position_y, bottom_space, containing_block)
    yield from _original(context, box, position_y, bottom_space, skip_stack, room, *rest)


def _balanced(context: Any, box: Any, position_y: Any, bottom_space: Any, room: Any) -> Any:
    """The room in which the lines of a heading are balanced."""

    def lines_in(where: Any) -> list[Any]:
        return [line for line, _ in _original(context, box, position_y, bottom_space, None, where, [], [], None, None)]

    full = lines_in(room)
    widths = [line.width for line in full]
    if len(full) < 2 or widths[-1] >= SHORT * max(widths):
        return room
    words = _words(full)
    least, most = sum(widths) / len(full), room.width
    for _ in range(TRIALS):
        middle = (least + most) / 2
        trial = lines_in(_narrowed(room, middle))
        # Where a word finds no room it is broken: then the words are others.
        if len(trial) == len(full) and _words(trial) == words:
            most = middle
        else:
            least = middle
    return _narrowed(room, most)


def _narrowed(room: Any, width: float) -> Any:
    """A block like another, as wide as is said, and beginning where that begins."""
    narrow = room.copy()
    if room.style["direction"] == "rtl":
        narrow.position_x += room.width - width
    narrow.width = width
    return narrow


def _begins_at_its_edge(box: Any) -> bool:
    """Whether lines begin at the edge where they are read from, and nothing stands beside them."""
    start = "right" if box.style["direction"] == "rtl" else "left"
    return box.style["text_align_all"] in {"start", start} and all(one.is_in_normal_flow() for one in box.descendants())


def _words(lines: list[Any]) -> list[str]:
    """The words of some lines."""
    spoken = ("".join(one.text for one in line.descendants() if isinstance(one, boxes.TextBox)) for line in lines)
    return " ".join(spoken).split()


def install() -> None:
    """Put it in place; twice does no harm."""
    block.iter_line_boxes = iter_line_boxes
