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

JOINERS = frozenset("\u200c\u200d")

ELLIPSIS = 1 << 17
"""PANGO_ANALYSIS_FLAG_ISELLIPSIS, in the four bytes that WeasyPrint's declaration reads as `level`."""


class Run(NamedTuple):
    """A run of glyphs as Pango has it: all that says how it is spelled.

    Attributes:
        glyphs: Pango's own record of them, from left to right.
        starts: where in the text the cluster of each begins, in bytes.
        source: the text, and whether its first and last characters are not to be read.
        level: 1 from right to left; with `ELLIPSIS`, for text left out.
    """

    glyphs: bytes
    starts: tuple[int, ...]
    source: tuple[bytes, bool, bool]
    level: int

    def texts(self) -> dict[int, str]:
        """The text of each cluster, by where it begins."""
        text, skips_first, skips_last = self.source
        edges = pairwise([*sorted(set(self.starts)), len(text)])
        texts = {start: text[start:end].decode() for start, end in edges}
        if skips_first:
            texts[0] = texts[0][1:]
        if skips_last:
            texts[max(texts)] = texts[max(texts)][:-1]
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
            if nth == count or not _belongs(texts[start], texts[starts[nth]], rtl):
                break
        yield text, tuple(parts), pen


def _belongs(left: str, right: str, rtl: int) -> bool:
    """Whether neighbours are one cluster: a mark and its base; a non-joiner and the letter before it."""
    return (is_mark(left) or left in JOINERS) if rtl else is_mark(right)
