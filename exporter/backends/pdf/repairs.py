"""Faults of WeasyPrint 70 mended from outside.

CSS Text 3, 4.1.3: a space at the end of a line hangs or goes, and leaves no gap. WeasyPrint takes it off the text but,
in a right-to-left line whose last word stands beside an inline element, leaves its width between the words or beyond
the edge.
"""

from __future__ import annotations

import inspect
from hashlib import sha256
from typing import Any

from exporter.backends.pdf.engine import boxes, create_layout, inline

_original = inline.remove_last_whitespace

REPAIRED = {"weasyprint.layout.inline.remove_last_whitespace": _original}
"""What is replaced, so that a test can tell when a new WeasyPrint has changed it."""


def source_sum(function: Any) -> str:
    """The SHA-256 sum of a function's source."""
    return sha256(inspect.getsource(function).encode()).hexdigest()


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
