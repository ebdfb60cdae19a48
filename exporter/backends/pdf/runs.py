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

AS_DRAWN = 1.0
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
        kashidas: where tatweels stand that nobody wrote, in bytes of the text; how much wider than drawn all of them
            at a place are, in Pango's units.
    """

    glyphs: bytes
    starts: tuple[int, ...]
    source: Excerpt
    level: int
    kashidas: tuple[tuple[int, int, int], ...] = ()

    def texts(self) -> dict[int, str]:
        """The text of each cluster, by where it begins."""
        text, skips_first, skips_last, is_hyphenated = self.source
        edges = pairwise([*sorted(set(self.starts)), len(text)])
        texts = {start: self._written(text, start, end) for start, end in edges}
        if skips_first:
            texts[0] = texts[0][1:]
        if skips_last:
            texts[max(texts)] = texts[max(texts)][:-1]
        if is_hyphenated:
            texts[max(texts)] = texts[max(texts)][:-1] + SOFT_HYPHEN
        return texts

    def _written(self, text: bytes, start: int, end: int) -> str:
        written = text[start:end]
        for first, last, _ in self.kashidas:
            cut, rest = max(first - start, 0), max(last - start, 0)
            written = written[:cut] + written[rest:] if first < end and last > start else written
        return written.decode()

    def scales(self) -> dict[int, float]:
        """By the start of their cluster, how much wider than drawn elongating tatweels are."""
        if not self.kashidas:
            return {}
        lengths = memoryview(self.glyphs).cast("i")[1::INFO]
        edges = sorted({*self.starts, len(self.source[0])})
        scales: dict[int, float] = {}
        for first, last, extra in self.kashidas:
            group = {start for start, end in pairwise(edges) if first < end and last > start}
            width = sum(length for length, start in zip(lengths, self.starts, strict=True) if start in group)
            scales |= dict.fromkeys(group, (width + extra) / width)
        return scales


class Glyph(NamedTuple):
    """A glyph of a cluster, and where it stands from its origin; lengths are Pango's units, y grows downwards.

    Attributes:
        scale: how much wider than drawn it is.
    """

    number: int
    x: int
    y: int
    scale: float = AS_DRAWN


def clusters(run: Run) -> Iterator[tuple[str, tuple[Glyph, ...], int]]:
    """The clusters of a run from left to right: text, glyphs with their places, advance; marks with their base.

    Tatweels that nobody wrote go with the letter that they lengthen, which stands at their right.
    """
    numbers, lengths = memoryview(run.glyphs).cast("I"), memoryview(run.glyphs).cast("i")
    starts, texts, rtl = run.starts, run.texts(), run.level & 1
    scales = run.scales()
    nth, count = 0, len(starts)
    while nth < count:
        text, pen, parts = "", 0, []
        while nth < count:
            start = starts[nth]
            scale = scales.get(start, AS_DRAWN)
            text = texts[start] + text if rtl else text + texts[start]
            while nth < count and starts[nth] == start:
                at = nth * INFO
                if numbers[at] != EMPTY:
                    parts.append(Glyph(numbers[at], pen + round(lengths[at + 2] * scale), lengths[at + 3], scale))
                pen += round(lengths[at + 1] * scale)
                nth += 1
            belongs = nth < count and _belongs(texts[start], texts[starts[nth]], rtl)
            lengthens = rtl and start in scales and not texts[start]
            if nth == count or not (belongs or lengthens):
                break
        yield text, tuple(parts), pen


def _belongs(left: str, right: str, rtl: int) -> bool:
    """Whether neighbours are one cluster: a mark and its base; a non-joiner and the letter before it."""
    return (is_mark(left) or left in JOINERS) if rtl else is_mark(right)
