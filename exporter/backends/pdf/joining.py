"""Joins held across inline elements: WeasyPrint shapes each element alone, and letters part at its edges.

The Unicode Standard, 9.2 (Cursive Joining): U+200D on both sides of an edge asks for the joining forms.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from exporter.model.inlines import Inline, Inlines, Text
from exporter.text.joining import joins

JOINER = "\u200d"


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
