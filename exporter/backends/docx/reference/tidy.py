"""Elements from outside made fit for our parts: the schema's children in the schema's order, and nothing foreign.

ECMA-376 part 1, annex A; part 3 (markup compatibility: what is left out here was marked as ignorable).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from exporter.backends.docx.elements import NAMESPACES, Element, known, qualified, w

OURS: Final = frozenset(NAMESPACES.values())
VALUE: Final = qualified("w", "val")
STRICT: Final = frozenset({qualified("w", "characterSet")})  # 17.8.3.2: of the strict schema alone
SIDES: Final = {"start": "left", "end": "right"}  # of a number: LibreOffice writes the strict schema's names (17.9.7)
STYLE_LINKS: Final = frozenset(
    qualified("w", name)
    for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
)


def tidied(element: Element) -> Element:
    """A copy without foreign children and attributes, each list of properties in the schema's order."""
    name = etree.QName(element)
    children = [tidied(child) for child in element if etree.QName(child).namespace == name.namespace]
    made = w(name.localname, *known(name.localname, children))
    for key, value in element.attrib.items():
        if etree.QName(key).namespace in OURS and key not in STRICT:
            made.set(key, value)
    if name.localname == "lvlJc":
        made.set(VALUE, SIDES.get(made.get(VALUE, ""), made.get(VALUE, "left")))
    made.text = element.text if element.text and element.text.strip() else None
    return made


def without(element: Element, *names: str) -> None:
    """Take every element of these names out of a tree."""
    for found in list(element.iter(*(qualified("w", name) for name in names))):
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)


def renamed(element: Element, ids: Mapping[str, str]) -> Element:
    """The tree, its references to styles given their new ids; those to no style are taken out."""
    for reference in list(element.iter(*STYLE_LINKS)):
        parent = reference.getparent()
        target = ids.get(reference.get(VALUE, ""))
        if target:
            reference.set(VALUE, target)
        elif parent is not None:
            parent.remove(reference)
    return element
