"""Names of WordprocessingML as the parser writes them, and how its on-off properties are read.

ECMA-376 part 1, 17.17.4 (ST_OnOff).
"""

from __future__ import annotations

from typing import Final, TypeAlias

from lxml import etree

from exporter.backends.docx.elements import NAMESPACES

Element: TypeAlias = etree._Element

W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"
A: Final = f"{{{NAMESPACES['a']}}}"
WP: Final = f"{{{NAMESPACES['wp']}}}"
PIC: Final = f"{{{NAMESPACES['pic']}}}"
ADEC: Final = f"{{{NAMESPACES['adec']}}}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"

OFF: Final = frozenset({"0", "false", "off", "none"})


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of the main namespace; empty where it or the element is missing."""
    return "" if element is None else element.get(W + name) or ""


def child_value(element: Element | None, tag: str, name: str = "val") -> str:
    """An attribute of a child."""
    return "" if element is None else value(element.find(W + tag), name)


def state(properties: Element | None, tag: str) -> bool | None:
    """An on-off property; None where it is not said."""
    found = None if properties is None else properties.find(W + tag)
    return None if found is None else value(found) not in OFF


def number(text: str) -> int | None:
    """A whole number; None for anything else. LibreOffice and others write some as decimals."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None
