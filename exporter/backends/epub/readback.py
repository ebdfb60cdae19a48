"""The text of an EPUB as a reading system finds it: container, package document, spine, body.

EPUB 3.3, sections 4.2.6.3.1 (container.xml), 5.7 (spine); DPUB-ARIA 1.1 names what is a mark and no text.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from exporter.model.galley import Passage, Rendition

XHTML = "{http://www.w3.org/1999/xhtml}"
INLINE = frozenset(
    f"{XHTML}{name}"
    for name in (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "i",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
    )
)
UNREAD_ROLES = frozenset({"doc-noteref", "doc-backlink"})


def readback(rendition: Rendition) -> Iterator[Passage]:
    """Read the passages of the spine's documents in reading order; the contents list is not the article's text."""
    for data in rendition.files.values():
        with zipfile.ZipFile(BytesIO(data)) as container:
            for name in _spine(container):
                body = _parsed(container.read(name)).find(f"{XHTML}body")
                texts = [""]
                if body is not None:
                    _read(body, texts)
                yield from (Passage(text.strip()) for text in texts if text.strip())


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _spine(container: zipfile.ZipFile) -> Iterator[str]:
    """Names of the documents in the order of the spine, without the navigation document."""
    rootfile = _parsed(container.read("META-INF/container.xml")).find(".//{*}rootfile")
    if rootfile is None:
        return
    opf = rootfile.get("full-path", "")
    package = _parsed(container.read(opf))
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items[reference.get("idref")]
        if "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(item.get("href", ""))))


def _read(element: etree._Element, texts: list[str]) -> None:
    """Gather the text of an element; every element that is not inline begins and ends a passage."""
    if not isinstance(element.tag, str) or element.get("role") in UNREAD_ROLES:
        return
    if element.tag == f"{XHTML}br":
        texts[-1] += "\n"
        return
    block = element.tag not in INLINE
    if block:
        texts.append("")
    texts[-1] += element.text or ""
    for child in element:
        _read(child, texts)
        texts[-1] += child.tail or ""
    if block:
        texts.append("")
