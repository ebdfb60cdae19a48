"""Faults of WeasyPrint 70 mended from outside.

CSS Text 3, 4.1.3: a space at the end of a line hangs or goes, and leaves no gap. WeasyPrint takes it off the text but,
in a right-to-left line whose last word stands beside an inline element, leaves its width between the words or beyond
the edge. It also takes one off that is not at the end: where a text just fits without its last space, and something
narrower than a space follows.
"""

from __future__ import annotations

from typing import Any

from exporter.backends.pdf.engine import boxes, create_layout, inline

_original = inline.remove_last_whitespace
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


def split_text_box(context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True) -> Any:
    """Set as much of a text as fits, with its last space: whether that goes is known when the line is full."""
    new_box, resume_at, preserved = _original_split(context, box, available_width, skip, is_line_start)
    lost = new_box is not None and resume_at is None and box.text.endswith(" ") and not new_box.text.endswith(" ")
    if lost and box.style["white_space"] == "normal":
        return _original_split(context, box, None, skip, is_line_start)
    return new_box, resume_at, preserved


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
    inline.split_text_box = split_text_box
