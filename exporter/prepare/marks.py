"""Emphasis and links that begin or end inside a word are widened to the whole word where letters join.

No engine we print with joins letters across an element (ALREQ Q9): half a word in bold would be torn apart.
"""

from __future__ import annotations

from dataclasses import replace

from exporter.model.inlines import Inlines, Mark, Text, canonical
from exporter.text.joining import joins


def whole_words(inlines: Inlines) -> Inlines:
    """The same text, with no change of look between two letters that join."""
    out = list(inlines)
    for index in range(len(out) - 1):
        left, right = out[index], out[index + 1]
        if isinstance(left, Text) and isinstance(right, Text) and joins(left.text, right.text):
            out[index], out[index + 1] = _shift(left, right)
    return canonical(out)


def _shift(left: Text, right: Text) -> tuple[Text, Text]:
    """Move the part of the word on the plain side over to the marked side; between two marked runs, to the first."""
    if (right.marks is not Mark.NONE or right.link) and not (left.marks is not Mark.NONE or left.link):
        start = len(left.text) - len(left.text.split()[-1])
        return replace(left, text=left.text[:start]), replace(right, text=left.text[start:] + right.text)
    end = len(right.text.split()[0])
    return replace(left, text=left.text + right.text[:end]), replace(right, text=right.text[end:])
