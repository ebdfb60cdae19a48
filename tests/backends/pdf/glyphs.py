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
"""Room between two stretches of a line, as a share of the type's size, that parts words though no space is drawn."""

DIRECTIONS = {0x200E: None, 0x200F: None}
"""What the text layer puts before a space at the edge of a stretch."""

JOINERS = "\u200c\u200d"
"""The text layer gives them to the code of the letter before them."""

PDFIUMS_OWN = -2
"""In place of the number of a marked content, for spaces and line breaks of PDFium's own making."""

_BREAKS = frozenset("\r\n")
_DECOMPOSED = {unicodedata.normalize("NFKC", sign): sign for sign in "\ufdfa\ufdfb\ufdfc\ufdfd"}
_DIRECTION = {"L": "L", "R": "R", "AL": "R"} | dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "W")

Box: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """A glyph and its character, in points from the page's lower left corner.

    Attributes:
        content: the number of its marked content.
        size: the type's size.
        x: its origin.
        y: its origin: the baseline.
        right: where the next one stands.
    """

    text: str
    content: int
    size: float
    x: float
    y: float
    right: float


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
        return self.glyphs[0].y

    def is_in_line_with(self, other: Stretch) -> bool:
        """Whether both stand on one line."""
        return _in_line(self.glyphs[0], other.glyphs[0])

    def characters(self) -> str:
        """The characters from left to right, each with its marks before it where it runs from right to left."""
        return "".join(glyph.text for glyph in sorted(self.glyphs, key=_place)).translate(DIRECTIONS)


def stretches(page: Any) -> dict[int, Stretch]:
    """The stretches of a page by the number of their marked content."""
    text_page = page.get_textpage()
    try:
        glyphs = [glyph for glyph in _glyphs(text_page.raw) if glyph.content >= 0]
    finally:
        text_page.close()
    within = tuple(_links_within(page))
    out: dict[int, Stretch] = {}
    for glyph in glyphs:
        stretch = out.setdefault(glyph.content, Stretch())
        stretch.glyphs.append(glyph)
        middle = (glyph.x + glyph.right) / 2
        stretch.is_link_within |= any(
            left <= middle <= right and low <= glyph.y <= high for left, low, right, high in within
        )
    return out


def _turn_back(line: Sequence[Glyph]) -> None:
    """Undo PDFium's mirroring of a line.

    It parts the line into segments of one direction (strong, weak, neutral), and mirrors what stands in a neutral one
    after right-to-left text; before any, when the line has at least as many right-to-left segments as others.
    """
    directions = [_DIRECTION.get(unicodedata.bidirectional(glyph.text[:1]), "N") for glyph in line]
    segments = [direction for direction, _ in groupby(directions)]
    current = "R" if "R" in segments and segments.count("R") >= segments.count("L") else "L"
    for glyph, direction in zip(line, directions, strict=True):
        if direction in "LR":
            current = direction
        if current == "R" and direction == "N":
            glyph.text = glyph.text.translate(MIRRORED)


def _place(glyph: Glyph) -> tuple[float, bool]:
    return glyph.x, glyph.text not in JOINERS  # a joiner has the place of the letter whose code it shares


def _in_line(one: Glyph, other: Glyph) -> bool:
    return abs(one.y - other.y) <= NEW_LINE * max(one.size, other.size)


def _glyphs(text: Any) -> Iterator[Glyph]:
    """The glyphs of a page as PDFium has them in its lines; it takes letters such as U+06C2 apart."""
    line: list[Glyph] = []
    for _, group in groupby(_characters(text), key=lambda c: (c.content, c.x, c.y)):
        first, *more = group
        if more:
            first.text = _composed(first.text + "".join(glyph.text for glyph in more))
        if first.text in _BREAKS:
            _turn_back(line)
            yield from line
            line = []
        else:
            line.append(first)
    _turn_back(line)
    yield from line


def _composed(text: str) -> str:
    """The character that PDFium took apart, by canonical or compatibility decomposition; joiners on its left."""
    if joiners := "".join(filter(JOINERS.__contains__, text)):
        return joiners + _composed(text.strip(JOINERS)) if text.strip(JOINERS) else joiners
    return _DECOMPOSED.get(text) or unicodedata.normalize("NFC", text)


def _characters(text: Any) -> Iterator[Glyph]:
    objects: dict[int, tuple[int, float]] = {}
    measure = _Measure(text)
    for index in range(pdfium.FPDFText_CountChars(text)):
        handle = pdfium.FPDFText_GetTextObject(text, index)
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not handle or pdfium.FPDFText_IsGenerated(text, index):
            yield Glyph(character, PDFIUMS_OWN, 0.0, float(index), 0.0, 0.0)
            continue
        address = ctypes.addressof(handle.contents)
        if address not in objects:
            size = pdfium.FPDFText_GetFontSize(text, index)
            objects[address] = pdfium.FPDFPageObj_GetMarkedContentID(handle), size
        yield Glyph(character, *objects[address], *measure(index))


class _Measure:
    """Asks for places with one set of buffers: making new ones for each character takes longer than the answers."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._x, self._y, self._loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()

    def __call__(self, index: int) -> tuple[float, float, float]:
        """The origin and the right end of a character."""
        pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(self._text, index, self._loose)
        return self._x.value, self._y.value, self._loose.right


def _links_within(page: Any) -> Iterator[Box]:
    """The places of links to other places of the file."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        rectangle = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetDest(page.pdf.raw, link) and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            low, high = sorted((rectangle.bottom, rectangle.top))
            yield rectangle.left, low, rectangle.right, high
