"""Elements of one namespace, made with their text and children, and written as a file."""

from __future__ import annotations

from typing import Final

from lxml import etree

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE: Final = f"{{{XSI}}}type"
LOCATION: Final = f"{{{XSI}}}schemaLocation"

Element = etree._Element


def element(name: str, *content: str | Element, **attributes: str) -> Element:
    """An element by its qualified name (`{namespace}name`), with texts and elements in order."""
    made = etree.Element(name, dict(attributes))
    for one in content:
        if isinstance(one, str):
            made.text = (made.text or "") + one
        else:
            made.append(one)
    return made


def file(root: Element) -> bytes:
    """The bytes of a document."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
