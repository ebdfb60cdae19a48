"""An SVG drawing: judged safe, then drawn in pixels, for neither DOCX nor every reader of EPUB draws it.

SVG 2, 2.6 (secure static mode): no script, no external reference, no entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.findings import Finding, finding
from exporter.resources import fonts_dir

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONG_SIDE = 2400
"""Pixels: 20 cm at 300 dpi."""

_SCRIPTS = {"script", "foreignObject", "iframe", "object", "embed", "handler", "listener"}
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
_OUTSIDE_CSS = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/(?:png|jpeg);base64,)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px|pt|pc|mm|cm|in)?\s*")


def draw(data: bytes) -> bytes | Finding:
    """The drawing as PNG, or why it is refused."""
    root = _parse(data)
    if isinstance(root, Finding):
        return root
    if (fault := next(_faults(root, data), None)) is not None:
        return fault
    size = _size(root)
    if size is None:
        return finding("IMAGE-015", reason="viewBox")
    from resvg_py import svg_to_bytes

    wide = size[0] >= size[1]
    try:
        png = svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            skip_system_fonts=True,
            font_files=[str(path) for path in sorted(fonts_dir().glob("*/*.ttf"), key=Path.as_posix)],
            width=LONG_SIDE if wide else None,
            height=None if wide else LONG_SIDE,
        )
        return bytes(png)
    except (ValueError, OSError) as error:
        return finding("IMAGE-015", reason=str(error))


def _parse(data: bytes) -> Element | Finding:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return finding("IMAGE-014")
    except (SyntaxError, ValueError) as error:
        return finding("IMAGE-015", reason=str(error))
    return root


def _faults(root: Element, data: bytes) -> Iterator[Finding]:
    if b"<?xml-stylesheet" in data:
        yield finding("IMAGE-013", target="xml-stylesheet")
    for node in root.iter():
        name = node.tag.rpartition("}")[2]
        if name in _SCRIPTS:
            yield finding("IMAGE-012", what=f"<{name}>")
        if name == "style" and (outside := _OUTSIDE_CSS.search(node.text or "")):
            yield finding("IMAGE-013", target=(node.text or "")[outside.start() :].strip()[:60])
        for key, value in node.attrib.items():
            yield from _attribute(name, key.rpartition("}")[2], value)


def _attribute(element: str, name: str, value: str) -> Iterator[Finding]:
    if name.lower().startswith("on"):
        yield finding("IMAGE-012", what=f"{element} {name}")
    elif name == "base" or (name in ("href", "src") and not _INSIDE.match(value.strip())):
        script = value.strip().lower().startswith("javascript:")
        yield finding("IMAGE-012", what=value[:60]) if script else finding("IMAGE-013", target=value[:60])
    elif outside := _OUTSIDE_CSS.search(value):
        yield finding("IMAGE-013", target=value[outside.start() :][:60])


def _size(root: Element) -> tuple[float, float] | None:
    """Width and height in whatever unit; None when the drawing has none, or is a mere line."""
    box = root.get("viewBox", "").replace(",", " ").split()
    pair = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    numbers = [float(match[1]) for text in pair if (match := _NUMBER.fullmatch(text))]
    if len(numbers) != 2 or not 0 < min(numbers) <= max(numbers) <= 100 * min(numbers):
        return None
    return numbers[0], numbers[1]
