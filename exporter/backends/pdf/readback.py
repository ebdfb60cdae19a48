"""The text of a tagged PDF, by PDFium: its glyphs, in the order of the structure tree.

ISO 32000-1, 14.7 (logical structure) and 14.8.2.2 (real content and artifacts). Page furniture has no place in the
tree; list markers are tagged as such (`Lbl`); marks of footnotes are the links that lead within the file.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from exporter.backends.pdf.glyphs import GAP, Stretch, stretches
from exporter.backends.pdf.visual import has_strong, logical
from exporter.model.galley import Passage, Rendition

INLINE = frozenset({"Span", "NonStruct", "Link"})
"""Structure types inside a paragraph; every other begins a new passage."""

SPAN = "Span"
UNREAD = frozenset({"Lbl"})
BREAK = "\u200b"
"""Where a long word goes on in the next line."""
URL_EDGES = "/?&=-_#%."
"""Where a long address may be broken over lines (CSS Text 3, section 5.2)."""


class Content(NamedTuple):
    """A piece of marked content, or (-1) the edge of a passage; `spans` counts the spans around it."""

    number: int
    spans: int = 0


EDGE = Content(-1)


def readback(rendition: Rendition) -> Iterator[Passage]:
    """Read the passages in the order of the structure tree."""
    for data in rendition.files.values():
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                yield from _passages(page)
        finally:
            document.close()


def _passages(page: Any) -> Iterator[Passage]:
    of_page = stretches(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        contents = tuple(_contents(tree))
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    rtl = _is_rtl(of_page)
    text, last = "", None
    for content in contents:
        if content is EDGE:
            yield from _passage(text)
            text, last = "", None
        elif stretch := of_page.get(content.number):
            if not stretch.is_link_within:
                piece = _text(stretch, rtl and content.spans < 2)
                text += _joint(text, piece, last, stretch) + piece
            last = stretch
    yield from _passage(text)


def _passage(text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(unicodedata.normalize("NFC", text.strip()))


def _is_rtl(of_page: dict[int, Stretch]) -> bool:
    letters = "".join(glyph.text for stretch in of_page.values() for glyph in stretch.glyphs)
    strong = Counter(map(unicodedata.bidirectional, letters))
    return strong["R"] + strong["AL"] > strong["L"]


def _text(stretch: Stretch, rtl: bool) -> str:
    """The text of a stretch; `rtl` says how neutral ones run: those in a span of their own are isolates."""
    text = stretch.characters()
    if has_strong(text, "R", "AL"):
        return logical(text, rtl=True)
    return logical(text, rtl=rtl and not has_strong(text, "L"))


def _joint(text: str, piece: str, before: Stretch | None, after: Stretch) -> str:
    """What stands between two stretches: nothing inside a line, a space at its end."""
    if before is None:
        return ""
    if not before.is_in_line_with(after):
        return "" if BREAK in (text[-1:], piece[:1]) or _is_broken_address(text, piece) else "\n"
    room = max(before.left, after.left) - min(before.right, after.right)
    return " " if room > GAP * before.size else ""


def _is_broken_address(text: str, rest: str) -> bool:
    word = text.rpartition(" ")[2]
    return "://" in word and word[-1] in URL_EDGES and rest[:1].isascii() and not rest[:1].isspace()


def _contents(tree: Any) -> Iterator[Content]:
    """The marked content of a page in order."""
    for i in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from _element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, i), 0)


def _element(element: Any, spans: int) -> Iterator[Content]:
    kind = _string(partial(pdfium.FPDF_StructElement_GetType, element))
    if kind in UNREAD:
        return
    if kind not in INLINE:
        yield EDGE
    inside = spans + (kind == SPAN)
    for i in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, i)
        if child:
            yield from _element(child, inside)
        elif (number := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, i)) >= 0:
            yield Content(number, inside)
    if kind not in INLINE:
        yield EDGE


def _string(get: Callable[[Any, int], int]) -> str:
    """A string that PDFium gives in UTF-16, closed by a NUL."""
    length = get(None, 0)
    buffer = ctypes.create_string_buffer(length)
    get(buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")
