"""The text of a tagged PDF, by qpdf: what its codes mean, in the order of the structure tree.

ISO 32000-1, 14.7 (logical structure), 14.8.2.2 (real content and artifacts), 14.8.2.3 (order of a page's content).
Nothing is guessed: the tree says in which order the pieces are read and which way each runs (`WritingMode`), and a
space is where one is stored. Page furniture has no place in the tree; list markers are tagged as such (`Lbl`); marks of
footnotes are the links that lead within the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from exporter.backends.pdf.contents import Code, Contents
from exporter.model.galley import Passage, Rendition

INLINE = frozenset({"/Span", "/NonStruct", "/Link", "/Code"})
"""Structure types inside a paragraph; every other begins a new passage."""

UNREAD = frozenset({"/Lbl", "/FrontPage"})
"""Structure types that hold no words of an article: numbers, and the front page of an edition."""

UNREAD_TITLE = "colophon"
"""The title of an element that says what the file is: no text of the article."""

EDGE = ""
"""Where a passage ends; what is read is never empty."""

DIRECTIONS = {0x200E: None, 0x200F: None}
"""What the text layer puts before a space at the edge of a stretch."""


def readback(rendition: Rendition) -> Iterator[Passage]:
    """Read the passages in the order of the structure tree."""
    for data in rendition.files.values():
        with pikepdf.open(BytesIO(data)) as file:
            text = ""
            for piece in _pieces(file.Root.StructTreeRoot, None, Contents(), rtl=False):
                if piece is EDGE:
                    yield from _passage(text)
                    text = ""
                else:
                    text += piece
            yield from _passage(text)


def _passage(text: str) -> Iterator[Passage]:
    text = unicodedata.normalize("NFC", text.translate(DIRECTIONS).strip())
    if text:
        yield Passage(text)


def _pieces(element: Any, page: Any, contents: Contents, *, rtl: bool) -> Iterator[str]:
    """The text of an element piece by piece, and the edges of passages."""
    kind = element.get("/S")
    if kind in UNREAD or element.get("/T") == UNREAD_TITLE:
        return
    if _leads_within(element):
        yield from _space_after(element, page, contents, rtl=rtl)
        return
    page = element.get("/Pg", page)
    rtl = _runs_from_right(element, rtl)
    if kind not in INLINE:
        yield EDGE
    yield from _inside(element, page, contents, rtl=rtl)
    if kind not in INLINE:
        yield EDGE


def _inside(element: Any, page: Any, contents: Contents, *, rtl: bool) -> Iterator[str]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield from _text(contents.codes(page, kid), rtl=rtl)
        elif kid.get("/Type") == "/MCR":
            yield from _text(contents.codes(kid.get("/Pg", page), int(kid.MCID)), rtl=rtl)
        elif "/S" in kid:
            yield from _pieces(kid, page, contents, rtl=rtl)


def _space_after(mark: Any, page: Any, contents: Contents, *, rtl: bool) -> Iterator[str]:
    """The space of the article that is stored with the mark of a footnote when a line ends with it."""
    page, rtl = mark.get("/Pg", page), _runs_from_right(mark, rtl)
    if "".join(_inside(mark, page, contents, rtl=rtl)).translate(DIRECTIONS).endswith(" "):
        yield " "


def _text(codes: list[Code], *, rtl: bool) -> Iterator[str]:
    """The text of a piece: its codes from the left, or from the right."""
    visual = "".join(code.text for code in sorted(codes, key=_place))
    text = visual[::-1] if rtl else visual
    if text:
        yield text


def _place(code: Code) -> float:
    return code.place


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _leads_within(element: Any) -> bool:
    """Whether an element is a link to another place of the file, as marks of footnotes are."""
    objects = (kid.Obj for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
    return any("/Dest" in annotation for annotation in objects)


def _runs_from_right(element: Any, inherited: bool) -> bool:
    """Which way an element's text runs: its WritingMode, which those inside it inherit (14.8.5.4.2)."""
    layout = element.get("/A")
    mode = layout.get("/WritingMode") if isinstance(layout, pikepdf.Dictionary) else None
    return inherited if mode is None else bool(mode == "/RlTb")
