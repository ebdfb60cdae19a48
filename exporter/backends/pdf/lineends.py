"""Whether a line of WeasyPrint's ends at a space or inside a word.

ISO 32000-1, 14.8.2.5: words stand apart by spaces, at the ends of lines too. CSS Text 3, 4.1.3 takes the space at the
end of a line away, so that nothing on the page tells a word that is over from one that goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exporter.backends.pdf import repairs
from exporter.backends.pdf.engine import boxes, inline

_SPACES = frozenset(" \n\t")
_SOFT_HYPHEN = "\u00ad"


def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> tuple[Any, Any]:
    """Lay out a line, and note on it how it ends: `word_ends` is None where the text ends with it."""
    line, resume_at = repairs.get_next_linebox(context, linebox, *rest)
    if line is not None:
        beside = ("", "") if resume_at is None else _beside(linebox, resume_at)
        line.word_ends = None if resume_at is None else not _SPACES.isdisjoint(beside)
        line.is_hyphenated = beside[0] == _SOFT_HYPHEN
    return line, resume_at


def _beside(box: Any, place: dict[int, Any]) -> tuple[str, str]:
    """The characters before and after a place in an inline box; empty where there is none in it."""
    ((index, within),) = place.items()
    if isinstance(box, boxes.TextBox):
        text = box.text.encode()
        return text[:index].decode()[-1:], text[index:].decode()[:1]
    before, after = _edge(reversed(box.children[:index]), -1), ""
    if within is not None:
        inner, after = _beside(box.children[index], within)
        before = inner or before
        index += 1
    return before, after or _edge(box.children[index:], 0)


def _edge(inlines: Iterable[Any], end: int) -> str:
    """The character at the near end of some inline boxes."""
    for box in inlines:
        if isinstance(box, boxes.TextBox):
            found = box.text[end] if box.text else ""
        elif isinstance(box, boxes.InlineBox):
            found = _edge(box.children if end == 0 else reversed(box.children), end)
        else:
            found = "\ufffc" if box.is_in_normal_flow() else ""
        if found:
            return found
    return ""


def install() -> None:
    """Put it in place; twice does no harm."""
    inline.get_next_linebox = get_next_linebox
