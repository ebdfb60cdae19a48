"""Faults of WeasyPrint 70 mended from outside.

CSS Text 3, 4.1.3: a space at the end of a line hangs or goes, and leaves no gap. WeasyPrint takes it off the text but,
in a right-to-left line whose last word stands beside an inline element, leaves its width between the words or beyond
the edge. It also takes one off that is not at the end: where a text just fits without its last space, and something
narrower than a space follows. And it takes a text that fits but for its last space for a word that is too long, and
ends the line after its first word: before a number, say, which is an element of its own.

CSS Text 3, 7.1: text-indent makes room at the start of a paragraph's first line. WeasyPrint makes it at the left.

CSS Multi-column 1, 4: a rule stands in the middle of each gap. WeasyPrint looks for the gap at the left of each column
but the first, and in a right-to-left text that is one column too far.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from exporter.backends.pdf.engine import border, boxes, create_layout, inline, preferred
from exporter.backends.pdf.memory import laid_out_once

_original = inline.remove_last_whitespace
_original_line = inline.get_next_linebox
_original_rules = border.draw_column_rules
_original_split = inline.split_text_box


def remove_last_whitespace(context: Any, line: Any) -> None:
    """Take the space off the end of a line, and close up what stood before it."""
    path = _last_path(line)
    last = path[-1]
    before = last.width
    _original(context, line)
    gap = before - last.width
    if not gap:
        return
    if last.pango_layout.first_line_direction % 2:
        _shift(line.children, gap)  # takes back the original's own shift of the whole line
    if last.text:
        last.pango_layout = create_layout(last.text, last.style, context, None, 0)
        last.pango_layout.deactivate()
    for parent in path[:-1]:
        if parent.style["direction"] == "rtl":
            _shift(parent.children[:-1], -gap)


def get_next_linebox(context: Any, linebox: Any, *args: Any) -> tuple[Any, Any]:
    """Lay out the next line, indented from where its paragraph begins."""
    indent = linebox.text_indent
    *_, first_line_style = args
    with laid_out_once(context, linebox, first_line_style):
        line, resume_at = _original_line(context, linebox, *args)
    if line is not None and indent and linebox.style["direction"] == "rtl":
        line.translate(dx=-indent, ignore_floats=True)
    return line, resume_at


def draw_column_rules(stream: Any, box: Any) -> None:
    """Draw the rules between columns; from right to left each column is shown to WeasyPrint where the one before is."""
    columns = [child for child in box.children if child.is_column]
    pitch = max((right.position_x - left.position_x for right, left in pairwise(columns)), default=0.0)
    if box.style["direction"] != "rtl" or pitch <= 0:
        _original_rules(stream, box)
        return
    places = [column.position_x for column in columns]
    for column in columns:
        column.position_x += pitch
    _original_rules(stream, box)
    for column, place in zip(columns, places, strict=True):
        column.position_x = place


def split_text_box(context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True) -> Any:
    """Set as much of a text as fits, with its last space: whether that goes is known when the line is full."""
    new_box, resume_at, preserved = _original_split(context, box, available_width, skip, is_line_start)
    lost = new_box is not None and resume_at is None and box.text.endswith(" ") and not new_box.text.endswith(" ")
    if box.style["white_space"] != "normal":
        return new_box, resume_at, preserved
    if lost or _hangs(context, box, new_box, resume_at, available_width, skip):
        return _original_split(context, box, None, skip, is_line_start)
    return new_box, resume_at, preserved


def _hangs(context: Any, box: Any, new_box: Any, resume_at: Any, available_width: Any, skip: int) -> bool:
    """Whether a text was cut after its first word although all but its last space would fit."""
    if None in (resume_at, new_box, available_width) or " " in new_box.text or not box.text.endswith(" "):
        return False
    whole, *_ = _original_split(context, box, None, skip)
    return bool(whole.width - preferred.trailing_whitespace_size(context, whole) <= available_width)


def _last_path(line: Any) -> list[Any]:
    path = [line]
    while isinstance(path[-1], (boxes.LineBox, boxes.InlineBox)) and path[-1].children:
        path.append(path[-1].children[-1])
    return path


def _shift(children: Any, distance: float) -> None:
    for child in children:
        child.translate(dx=distance, ignore_floats=True)


def install() -> None:
    """Put the repairs in place; twice does no harm."""
    inline.remove_last_whitespace = remove_last_whitespace
    inline.get_next_linebox = get_next_linebox
    border.draw_column_rules = draw_column_rules
    inline.split_text_box = split_text_box
