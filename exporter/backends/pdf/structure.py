"""The structure tree and what hangs on it: which way each piece of text runs, and what pages and columns tear apart.

ISO 32000-1, 14.8.2.3 (page content order) and 14.8.5.4.2 (WritingMode). A piece of marked content is one stretch of one
line in one direction, so that its characters are read from one end to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pydyf

from exporter.backends.pdf import elements
from exporter.backends.pdf.engine import boxes, pdf_stream, pdf_tags

_original = pdf_tags._build_box_tree
_original_marked = pdf_stream.Stream.marked

RTL = "rtl"
"""In WeasyPrint's record of a piece of marked content: whether it runs from right to left."""

REPEATED = "is_repeated"
"""On a box that stands on the page once more, as the head of a table does."""


TRANSPARENT = frozenset({"html", "body"})
"""Tags of boxes for which WeasyPrint builds no element: those of their children stand in their place."""


HALVES = "halves"
"""On the box of a sheet that shows two pages: their boxes in reading order."""


class _Piece(NamedTuple):
    """A further piece of a text box, in WeasyPrint's record of marked content."""

    textbox: Any
    nth: int


def mark_direction(stream: Any, textbox: Any, nth: int, *, rtl: bool) -> None:
    """Begin the nth piece of a text box in its text object; WeasyPrint has begun the first."""
    tags = getattr(stream, "_tags", None)
    if not tags or textbox not in tags:
        return
    if nth == 0:
        tags[textbox][RTL] = rtl
        return
    number = len(tags)
    tags[_Piece(textbox, nth)] = {"tag": "Span", "mcid": number, RTL: rtl}
    stream.end_text()
    stream.end_marked_content()
    stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
    stream.begin_text()


def build_box_tree(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
) -> Iterator[Any]:
    """Build the elements of a box, as WeasyPrint does, and complete them."""
    if isinstance(box, boxes.PageBox):
        yield from _build_page(box, parent, pdf, page_number, nums, annotations, tags)
    elif getattr(box, REPEATED, False):
        return
    elif box.element_tag in TRANSPARENT:
        yield from _original(box, parent, pdf, page_number, nums, annotations, tags)
    else:
        elements.complete_link(box)
        if box.element_tag == "li":
            elements.keep_inner_lists(box)
        heads = [cell for cell in _cells(box) if getattr(cell, REPEATED, False)] if box.element_tag == "table" else []
        for cell in heads:
            cell.mark = pydyf.Dictionary()  # where WeasyPrint writes the name of a head
        for element in _original(box, parent, pdf, page_number, nums, annotations, tags):
            elements.complete(element, box, pdf, page_number)
            if _is_torn(box):
                elements.join_columns(element, pdf)
            yield element
        for cell in heads:
            cell.mark["ID"].string = elements.head(pdf, cell.element)["ID"].string


def _is_torn(box: Any) -> bool:
    """Whether parts of one element may stand apart in a box: in columns, or on lines, as paragraphs set inline do."""
    first = next(iter(box.children), None)
    if isinstance(first, boxes.LineBox):
        return any(child.element_tag == "p" for child in first.children if isinstance(child, boxes.InlineBox))
    return any(getattr(child, "is_column", False) for child in box.children)


def _cells(table: Any) -> Iterator[Any]:
    return (box for box in table.descendants() if isinstance(box, boxes.TableCellBox))


def _build_page(
    box: Any, document: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
) -> Iterator[Any]:
    """Build the elements of a page; what goes on from a page before is added to the elements that it began in."""
    pieces = _pieces(tags)
    pages = [
        list(_original(half, document, pdf, page_number, nums, annotations, tags))
        for half in getattr(box, HALVES, [box])
    ]
    base = box.style["direction"] == "rtl"
    document["A"] = _writing_mode(base)
    for numbers in pieces.values():
        _say_directions(numbers, base, nums, pdf)
    begun = [elements.at(pdf, kid) for kid in reversed(document["K"])]
    for page in pages:
        # On a newspaper's pages several articles go on, each on a page of its own.
        new = [element for element in page if not any(elements.go_on(before, element, pdf) for before in begun)]
        begun = [*reversed(new), *begun]
        yield from new


def _pieces(tags: dict[Any, dict[str, Any]]) -> dict[Any, list[tuple[int, bool]]]:
    """The pieces of each text box, in reading order: the number of each and whether it runs from right to left.

    Further pieces are taken out of WeasyPrint's record, where it expects none.
    """
    pieces = {box: [(kid["mcid"], kid[RTL])] for box, kid in tags.items() if RTL in kid and not isinstance(box, _Piece)}
    for piece in [key for key in tags if isinstance(key, _Piece)]:
        kid = tags.pop(piece)
        pieces[piece.textbox].append((kid["mcid"], kid[RTL]))
    return pieces


def _say_directions(pieces: list[tuple[int, bool]], base: bool, nums: dict[int, bytes], pdf: Any) -> None:
    """Give each piece that needs one an element with its direction, where WeasyPrint has put the first."""
    first, rtl = pieces[0]
    element = elements.at(pdf, nums[first])
    if len(pieces) == 1 and rtl == base:
        return
    if len(pieces) == 1 and element["S"] == "/Span" and len(element["K"]) == 1:
        element["A"] = _writing_mode(rtl)
        return
    at = element["K"].index(first)
    spans = []
    for number, rtl in pieces:
        span = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "K": pydyf.Array([number]),
                "Pg": element["Pg"],
                "P": element.reference,
            }
        )
        if rtl != base:
            span["A"] = _writing_mode(rtl)
        pdf.add_object(span)
        spans.append(span.reference)
        nums[number] = span.reference
    element["K"][at : at + 1] = spans


def _writing_mode(rtl: bool) -> Any:
    return pydyf.Dictionary({"O": "/Layout", "WritingMode": "/RlTb" if rtl else "/LrTb"})


def marked(stream: Any, box: Any, tag: str) -> Any:
    """Mark content as WeasyPrint does; what a page repeats of another is an artifact (ISO 32000-1, 14.8.2.2)."""
    return stream.artifact() if getattr(box, REPEATED, False) else _original_marked(stream, box, tag)


def find_repeated(document: Any) -> None:
    """Note the heads of tables, and all in them, on the pages on which they are repeated."""
    seen: set[Any] = set()
    for page in document.pages:
        groups = [box for box in page._page_box.descendants() if isinstance(box, boxes.TableRowGroupBox)]
        for group in groups:
            if group.is_header and group.element in seen:
                for box in (group, *group.descendants()):
                    setattr(box, REPEATED, True)
            seen.add(group.element)


def install() -> None:
    """Put it in place; twice does no harm."""
    pdf_tags._build_box_tree = build_box_tree
    pdf_stream.Stream.marked = marked
