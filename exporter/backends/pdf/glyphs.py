"""The glyphs of a page with their texts, by PDFium, as stretches of marked content.

ISO 32000-1, 9.10 (extraction of text) and 14.6 (marked content). PDFium puts characters into its own guess at the
reading order and mirrors brackets accordingly; places on the page are facts, so the order is taken from those.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

MIRRORED = str.maketrans("()[]{}<>«»‹›“”‘’", ")(][}{><»«›‹”“’‘")
"""What PDFium turns round: Bidi_Mirroring_Glyph (UAX #9, L4), and curly quotation marks, which UAX #9 leaves."""

NEW_LINE = 0.6
"""Baselines further apart than this share of the type's size are of different lines; a raised mark is nearer."""

GAP = 0.15
"""Room between two glyphs of a line, as a share of the type's size, from which it parts words."""

SAME_PLACE = 0.01
"""Points: characters nearer than this came out of one glyph."""

Box: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """A glyph and its text, in points from the page's lower left corner.

    Attributes:
        content: the number of its marked content.
        size: the type's size.
        x: its origin.
        y: its origin: the baseline, but for marks.
        right: where the next one stands.
        middle: the middle of its ink.
        is_mark: whether it stands above or below another.
    """

    text: str
    content: int
    size: float
    x: float
    y: float
    right: float
    middle: float
    is_mark: bool = False


@dataclass(slots=True)
class Stretch:
    """The glyphs of one piece of marked content: words of one line in one style.

    Attributes:
        is_link_within: whether it leads to another place of the file, as marks of footnotes do.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    is_link_within: bool = False

    @property
    def size(self) -> float:
        """The type's size, in points."""
        return self.glyphs[0].size

    @property
    def left(self) -> float:
        """Points from the page's left edge."""
        return min(glyph.x for glyph in self.glyphs)

    @property
    def right(self) -> float:
        """Points from the page's left edge."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Points from the page's bottom."""
        return next((glyph.y for glyph in self.glyphs if not glyph.is_mark), self.glyphs[0].y)

    def is_in_line_with(self, other: Stretch) -> bool:
        """Whether both stand on one line."""
        return abs(self.baseline - other.baseline) <= NEW_LINE * max(self.size, other.size)

    def clusters(self) -> list[str]:
        """The texts of the glyphs from left to right, each with the marks that stand above or below it."""
        bases = sorted((glyph for glyph in self.glyphs if not glyph.is_mark), key=lambda glyph: glyph.x)
        texts = [glyph.text for glyph in bases]
        for mark in (glyph for glyph in self.glyphs if glyph.is_mark and bases):
            bearer = min(range(len(bases)), key=lambda i: abs((bases[i].x + bases[i].right) / 2 - mark.middle))
            texts[bearer] += mark.text
        return list(_parted(bases, texts, GAP * self.size))


def _parted(bases: Sequence[Glyph], texts: Sequence[str], gap: float) -> Iterator[str]:
    for nth, text in enumerate(texts):
        if nth and bases[nth].x - bases[nth - 1].right > gap and " " not in (text, texts[nth - 1]):
            yield " "
        yield text


def stretches(page: Any) -> dict[int, Stretch]:
    """The stretches of a page by the number of their marked content."""
    text_page = page.get_textpage()
    try:
        glyphs = list(_glyphs(text_page.raw))
    finally:
        text_page.close()
    _turn_back(glyphs)
    within = tuple(_links_within(page))
    out: dict[int, Stretch] = {}
    for glyph in glyphs:
        stretch = out.setdefault(glyph.content, Stretch())
        stretch.glyphs.append(glyph)
        stretch.is_link_within |= any(
            left <= glyph.middle <= right and low <= glyph.y <= high for left, low, right, high in within
        )
    return out


def _turn_back(glyphs: Sequence[Glyph]) -> None:
    """Undo what PDFium did to right-to-left stretches: it mirrored them and turned round the letters of each glyph."""
    bases = [glyph for glyph in glyphs if not glyph.is_mark]
    for before, glyph, after in zip([None, *bases], bases, [*bases[1:], None], strict=False):
        before = before if before and _in_line(before, glyph) else None
        after = after if after and _in_line(after, glyph) else None
        if (before or after) and not (before and before.x < glyph.x) and not (after and after.x > glyph.x):
            glyph.text = glyph.text[::-1].translate(MIRRORED)


def _in_line(one: Glyph, other: Glyph) -> bool:
    return abs(one.y - other.y) <= NEW_LINE * max(one.size, other.size)


def _glyphs(text: Any) -> Iterator[Glyph]:
    """The glyphs of a page in PDFium's order: characters of one place come out of one glyph.

    A space in the place of a letter is one that PDFium put before a raised mark.
    """
    characters = _characters(text)
    for _, group in groupby(characters, key=lambda c: (c.content, round(c.x / SAME_PLACE), round(c.y / SAME_PLACE))):
        first, *more = group
        if more:
            first.text = (first.text + "".join(glyph.text for glyph in more)).replace(" ", "") or " "
        first.is_mark = all(map(unicodedata.combining, first.text))
        yield first


def _characters(text: Any) -> Iterator[Glyph]:
    objects: dict[int, tuple[int, float]] = {}
    measure = _Measure(text)
    for index in range(pdfium.FPDFText_CountChars(text)):
        handle = pdfium.FPDFText_GetTextObject(text, index)
        if not handle or not _is_text(text, index):
            continue
        address = ctypes.addressof(handle.contents)
        if address not in objects:
            size = pdfium.FPDFText_GetFontSize(text, index)
            objects[address] = pdfium.FPDFPageObj_GetMarkedContentID(handle), size
        content, size = objects[address]
        if content >= 0:
            yield Glyph(chr(pdfium.FPDFText_GetUnicode(text, index)), content, size, *measure(index))


def _is_text(text: Any, index: int) -> bool:
    """Whether a character is the file's: no space of PDFium's own making, no glyph that the file gives no text."""
    return not (pdfium.FPDFText_IsGenerated(text, index) or pdfium.FPDFText_HasUnicodeMapError(text, index))


class _Measure:
    """Asks for places with one set of buffers: making new ones for each character takes longer than the answers."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._x, self._y, self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(6))
        self._loose = pdfium.FS_RECTF()

    def __call__(self, index: int) -> tuple[float, float, float, float]:
        """The origin, the right end and the middle of the ink of a character."""
        pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(self._text, index, self._loose)
        pdfium.FPDFText_GetCharBox(self._text, index, self._left, self._right, self._bottom, self._top)
        return self._x.value, self._y.value, self._loose.right, (self._left.value + self._right.value) / 2


def _links_within(page: Any) -> Iterator[Box]:
    """The places of links to other places of the file."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        rectangle = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetDest(page.pdf.raw, link) and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            low, high = sorted((rectangle.bottom, rectangle.top))
            yield rectangle.left, low, rectangle.right, high
