"""Joins held across inline elements: WeasyPrint shapes each element alone, and letters part at its edges.

The Unicode Standard, 9.2 (Cursive Joining): U+200D on both sides of an edge asks for the joining forms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import accumulate, pairwise

from exporter.model.inlines import Inline, Inlines, Text, plain
from exporter.text.joining import joins

JOINER = "\u200d"
BREAK = "\u200b"
"""The zero-width space: a line may end here, and the word goes on (UAX #14, ZW)."""
LONG_WORD = re.compile(r"\S{60,}")
"""What may be wider than a line."""
LONG_CHAIN = re.compile(r"\S{30,}")
"""What may be so, of several runs: in each alone WeasyPrint finds a place to break, but none where they meet."""
OPENING = frozenset({"Ps", "Pi", "Cf"})
"""Categories of characters that stay with what follows: brackets, quotation marks, a joiner."""
STRETCH = 20
"""Characters of a long word between two places where a line may end."""


def hold_joins(inlines: Inlines) -> Inlines:
    """Put a joiner on both sides of each edge between runs whose letters join."""
    edges = [_joined(before, after) for before, after in pairwise(inlines)]
    return tuple(
        _with_joiners(inline, before, after)
        for inline, before, after in zip(inlines, [False, *edges], [*edges, False], strict=False)
    )


def _joined(before: Inline, after: Inline) -> bool:
    return isinstance(before, Text) and isinstance(after, Text) and joins(before.text, after.text)


def _with_joiners(inline: Inline, before: bool, after: bool) -> Inline:
    if not isinstance(inline, Text) or not (before or after):
        return inline
    return replace(inline, text=JOINER * before + inline.text + JOINER * after)


def breakable(inlines: Inlines) -> Inlines:
    """Words too long for a line may be broken at marked places; else they would run off the page."""
    ends = [*accumulate(len(plain((inline,))) for inline in inlines)]
    long = [word.span() for word in LONG_CHAIN.finditer(plain(inlines))]
    parts = [*map(_breakable, inlines)]
    for nth, (one, other) in enumerate(pairwise(inlines)):
        if _may_part(one, other) and any(start < ends[nth] < end for start, end in long):
            parts[nth] = _with_break(parts[nth])
    return tuple(parts)


def _breakable(inline: Inline) -> Inline:
    return replace(inline, text=LONG_WORD.sub(_broken, inline.text)) if isinstance(inline, Text) else inline


def _may_part(one: Inline, other: Inline) -> bool:
    """Whether a line may end between two runs: not inside brackets' edges, and not where letters join."""
    if not isinstance(one, Text) or not isinstance(other, Text):
        return False
    return unicodedata.category(one.text[-1]) not in OPENING and unicodedata.category(other.text[0])[0] in "LN"


def _with_break(inline: Inline) -> Inline:
    assert isinstance(inline, Text)
    return replace(inline, text=inline.text + BREAK)


def _broken(word: re.Match[str]) -> str:
    text, parts = word[0], [word[0][:STRETCH]]
    for start in range(STRETCH, len(text), STRETCH):
        piece = text[start : start + STRETCH]
        if unicodedata.combining(piece[0]):
            parts.append(piece)
        else:
            held = JOINER if joins(parts[-1], piece) else ""
            parts.append(f"{held}{BREAK}{held}{piece}")
    return "".join(parts)
