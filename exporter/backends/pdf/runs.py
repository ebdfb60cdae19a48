"""Pango's runs of glyphs as clusters: which characters each glyph shows, marks with their base.

Pango's `PangoGlyphString`: glyphs from left to right, and for each the byte at which its cluster begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from exporter.backends.pdf.codes import is_mark
from exporter.backends.pdf.engine import ffi, pango

EMPTY = pango.PANGO_GLYPH_EMPTY
INFO = ffi.sizeof("PangoGlyphInfo") // 4
"""Integers in Pango's record of a glyph: its number, width, two offsets, attributes."""

ELLIPSIS = 1 << 17
"""PANGO_ANALYSIS_FLAG_ISELLIPSIS, in the four bytes that WeasyPrint's declaration reads as `level`."""


SOFT_HYPHEN = "\u00ad"
"""What a hyphen at the end of a line is that is not the article's (ISO 32000-1, 14.8.2.2.3)."""


class Excerpt(NamedTuple):
    """The text of a run, and whether its first or last character is not to be read, or the last is a line's hyphen."""

    text: bytes
    skips_first: bool = False
    skips_last: bool = False
    is_hyphenated: bool = False


class Run(NamedTuple):
    """A run of glyphs as Pango has it: all that says how it is spelled.

    Attributes:
        glyphs: Pango's own record of them, from left to right.
        starts: where in the text the cluster of each begins, in bytes.
        source: the text.
        level: 1 from right to left; with `ELLIPSIS`, for text left out.
    """

    glyphs: bytes
    starts: tuple[int, ...]
    source: Excerpt
    level: int

    def texts(self) -> dict[int, str]:
        """The text of each cluster, by where it begins."""
        text, skips_first, skips_last, is_hyphenated = self.source
        edges = pairwise([*sorted(set(self.starts)), len(text)])
        texts = {start: text[start:end].decode() for start, end in edges}
        if skips_first:
            texts[0] = texts[0][1:]
        if skips_last:
            texts[max(texts)] = texts[max(texts)][:-1]
        if is_hyphenated:
            texts[max(texts)] = texts[max(texts)][:-1] + SOFT_HYPHEN
        return texts


def clusters(run: Run) -> Iterator[tuple[str, tuple[tuple[int, int, int], ...], int]]:
    """The clusters of a run from left to right: text, glyphs with their places, advance; marks with their base.

    Lengths are Pango's units; y grows downwards.
    """
    numbers, lengths = memoryview(run.glyphs).cast("I"), memoryview(run.glyphs).cast("i")
    starts, texts, rtl = run.starts, run.texts(), run.level & 1
    nth, count = 0, len(starts)
    while nth < count:
        text, pen, parts = "", 0, []
        while nth < count:
            start = starts[nth]
            text = texts[start] + text if rtl else text + texts[start]
            while nth < count and starts[nth] == start:
                at = nth * INFO
                if numbers[at] != EMPTY:
                    parts.append((numbers[at], pen + lengths[at + 2], lengths[at + 3]))
                pen += lengths[at + 1]
                nth += 1
            if nth == count or not is_mark(texts[start] if rtl else texts[starts[nth]]):
                break
        yield text, tuple(parts), pen
