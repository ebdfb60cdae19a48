"""The elements of the structure tree, as readers with other needs ask for them.

ISO 32000-1, 14.8.4 (structure types), 14.8.5.7 (Scope), 14.9.2 (Lang); ISO 14289-1, 7.2 (languages), 7.9 (notes),
7.18.5 (links).
"""

from __future__ import annotations

from typing import Any

import pydyf

from exporter.backends.pdf import colophon

KINDS = {"pre": "/P", "code": "/Code"}
"""Structure types for HTML elements that WeasyPrint leaves without one."""

LISTS = frozenset({"ul", "ol"})

INNER = "is_inner_list"
"""On the box of a list in an item of another, shown to WeasyPrint as a mere block: it would set the list after
the item, and what follows the list in the item before it."""

FURNITURE = {"front-page": "/FrontPage", "contents": "/TOC", "contents-list": "/TOC", "contents-entry": "/TOCI"}
"""Structure types of what an edition prints before its articles, by class: a table of contents is one
(14.8.4.2); the page that holds it has a type of its own, so that a reader of the articles knows it."""

ROLES = {"FrontPage": "/Part"}
"""What types that are not the standard's stand for (14.7.3)."""

NOTE = "note"
"""The class of the text of a footnote."""

SCOPES = {"row": "/Row", "col": "/Column"}

_FLOW = ("Art", "BlockQuote", "Div", "NonStruct", "Note", "P", "Part", "Sect", "H1", "H2", "H3", "H4", "H5", "H6")
_LISTS_AND_TABLES = ("L", "LBody", "LI", "Table", "TBody", "TD", "TR")
BLOCKS = frozenset(f"/{kind}" for kind in (*_FLOW, *_LISTS_AND_TABLES))
"""Structure types of what may go on over the end of a page."""

POINTS = 0.75
"""To the CSS pixel."""


def at(pdf: Any, reference: bytes) -> Any:
    """The object of a reference."""
    return pdf.objects[int(reference.split()[0])]


def keep_inner_lists(item: Any) -> None:
    """Let the lists in a list item stand in it, in their place (14.8.4.3.3)."""
    for child in item.children:
        if child.element_tag in LISTS:
            child.element_tag = "div"
            setattr(child, INNER, True)


def complete(element: Any, box: Any, pdf: Any, page_number: int) -> None:
    """Give an element that was built for a box its type, language, scope and identity."""
    html = box.element
    if html is None:
        return
    element.source = html, box.element_tag
    tag = box.element_tag
    if kind := "/L" if hasattr(box, INNER) else KINDS.get(tag):
        element["S"] = kind
    for name in html.get("class", "").split():
        element["S"] = FURNITURE.get(name, element["S"])
    if tag == "div" and html.get("class") == NOTE:
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{element.number}")
    if html.get("role") == colophon.ROLE:
        element["T"] = pydyf.String(colophon.TITLE)
    if element["S"] == "/TH":
        element["A"]["Scope"] = SCOPES[html.get("scope", "col")]
        _heads(pdf)[html] = element
    if element["S"] == "/LI":
        _gather_body(element, pdf)
    if element["S"] == "/Figure":
        element["A"]["BBox"] = _on_page(element["A"]["BBox"], at(pdf, pdf.page_references[page_number]))
    language = html.get("lang")
    if language and tag not in ("html", "body") and language != pdf.catalog["Lang"].string:
        element["Lang"] = pydyf.String(language)


def _gather_body(item: Any, pdf: Any) -> None:
    """Put all of a list item but its marker into its one body (14.8.4.3.3); WeasyPrint sets paragraphs beside it."""
    kids = [(kid, at(pdf, kid)["S"]) for kid in item["K"]]
    content = [kid for kid, kind in kids if kind != "/Lbl"]
    bodies = [kid for kid, kind in kids if kind == "/LBody"]
    if content == bodies[:1]:
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference})
    body.source = item.source
    pdf.add_object(body)
    body["K"] = pydyf.Array([one for kid in content for one in (at(pdf, kid)["K"] if kid in bodies else [kid])])
    for kid in body["K"]:
        at(pdf, kid)["P"] = body.reference
    item["K"][:] = [*(kid for kid, kind in kids if kind == "/Lbl"), body.reference]


def head(pdf: Any, html: Any) -> Any:
    """The element of a table's head that was built for a cell of the HTML."""
    return _heads(pdf)[html]


def _heads(pdf: Any) -> dict[Any, Any]:
    if not hasattr(pdf, "heads"):
        pdf.heads = {}
    heads: dict[Any, Any] = pdf.heads
    return heads


def _on_page(box: Any, page: Any) -> Any:
    """A box in points from the page's lower left corner, of one in pixels from the upper left."""
    x1, y1, x2, y2 = (length * POINTS for length in box)
    top = page["MediaBox"][3]
    return pydyf.Array([x1, top - y2, x2, top - y1])


def complete_link(box: Any) -> None:
    """Let a link be told by its words; WeasyPrint gives its target."""
    if box.link_annotation and box.element is not None:
        words = " ".join("".join(box.element.itertext()).split())
        if words:
            box.link_annotation["Contents"] = pydyf.String(words)


def go_on(before: Any, after: Any, pdf: Any) -> bool:
    """Add an element to the one that it continues on another page or column; False where it continues nothing."""
    if before.get("S") not in BLOCKS or before["S"] != after.get("S") or _source(before) != _source(after):
        return False
    kids = list(after["K"])
    if before["K"] and kids and go_on(at(pdf, before["K"][-1]), at(pdf, kids[0]), pdf):
        kids = kids[1:]
    for kid in kids:
        at(pdf, kid)["P"] = before.reference
    before["K"].extend(kids)
    return True


def join_columns(element: Any, pdf: Any) -> None:
    """Make one element of each that goes on from a column to the next, and one of the columns themselves."""
    kids: list[Any] = []
    for kid in element["K"]:
        if not (kids and go_on(at(pdf, kids[-1]), at(pdf, kid), pdf)):
            kids.append(kid)
    element["K"][:] = kids


def _source(element: Any) -> Any:
    return getattr(element, "source", element)
