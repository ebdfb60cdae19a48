"""An SVG drawing: judged safe, then drawn in pixels, for neither DOCX nor every reader of EPUB draws it.

SVG 2, 2.2.6 (secure static mode): no script, no external reference, no entity.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.findings import Finding, finding
from exporter.images.draw import REFUSED, SECONDS
from exporter.images.svg_direction import honour_direction
from exporter.resources import fonts_dir

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONG_SIDE = 2400
"""Pixels: 20 cm at 300 dpi."""
MAX_DEPTH = 200
MAX_ELEMENTS = 200_000
"""Elements, each counted as often as a reference repeats it; a map of a country's districts has some 20,000."""

_SCRIPTS = {"script", "foreignObject", "iframe", "object", "embed", "handler", "listener"}
_OUTSIDE_CSS = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_INSIDE_CSS = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)", re.IGNORECASE)
_DATA = re.compile(r"(?:url\(\s*['\"]?)?\s*(data:image/(?:png|jpe?g|gif|webp))\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_ORIGIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_FARTHEST = 1_000_000  # user units: beyond, single precision draws no straight line
_SLIMMEST = 100


def draw(data: bytes) -> tuple[bytes, tuple[Finding, ...]] | Finding:
    """The drawing as PNG and what there is to say of it, or why it is refused."""
    root = _parse(data)
    if isinstance(root, Finding):
        return root
    if (fault := _weight_fault(root) or next(_faults(root, data), None)) is not None:
        return fault
    box = _box(root)
    if box is None:
        return finding("IMAGE-015", reason="viewBox")
    said = honour_direction(root)
    drawn = _drawn(root, box)
    return drawn if isinstance(drawn, Finding) else (drawn, said)


def _drawn(root: Element, box: tuple[float, float, float, float]) -> bytes | Finding:
    """Draw the very tree that was judged, in the size that was judged and no other."""
    from xml.etree.ElementTree import register_namespace, tostring

    for name in ("width", "height", "preserveAspectRatio"):
        root.attrib.pop(name, None)
    root.set("viewBox", " ".join(f"{number:f}" for number in box))
    register_namespace("", "http://www.w3.org/2000/svg")
    scale = LONG_SIDE / max(box[2:])
    size = [str(max(round(side * scale), 1)) for side in box[2:]]
    fonts = [str(path) for path in sorted(fonts_dir().glob("*/*.ttf"), key=Path.as_posix)]
    program = [sys.executable, "-I", str(Path(__file__).with_name("draw.py")), *size, *fonts]
    try:
        done = subprocess.run(
            program, input=tostring(root, "utf-8"), capture_output=True, check=False, timeout=6 * SECONDS
        )
    except subprocess.TimeoutExpired:
        return finding("IMAGE-027")
    if done.returncode == REFUSED:
        return finding("IMAGE-015", reason=done.stderr.decode("utf-8", "replace")[:120])
    return done.stdout if done.returncode == 0 else finding("IMAGE-027")


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


def _weight_fault(root: Element) -> Finding | None:
    """Nesting and repetition without bound: `<use>` of `<use>` of `<use>` draws the same thing a million times."""
    weights: dict[Element, int] = {}
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    path: list[tuple[Element, Iterator[Element]]] = [(root, iter(_drawn_in(root, by_id)))]
    open_now = {root}
    while path:
        node, parts = path[-1]
        if (part := next(parts, None)) is None:
            path.pop()
            open_now.remove(node)
            weights[node] = 1 + sum(weights.get(inner, 0) for inner in _drawn_in(node, by_id))
            if weights[node] > MAX_ELEMENTS:
                return finding("IMAGE-027")
        elif part not in weights:
            if part in open_now or len(path) == MAX_DEPTH:
                return finding("IMAGE-027")
            open_now.add(part)
            path.append((part, iter(_drawn_in(part, by_id))))
    return None


def _drawn_in(node: Element, by_id: dict[str | None, Element]) -> list[Element]:
    """What drawing an element draws: its children, what `<use>` names, and the masks, patterns and markers on it."""
    named = [name for value in node.attrib.values() for name in _INSIDE_CSS.findall(value)]
    if _name(node.tag) == "use":
        named += [value.strip()[1:] for key, value in node.attrib.items() if _name(key) == "href"]
    return [*node, *(by_id[name] for name in named if name in by_id)]


def _faults(root: Element, data: bytes) -> Iterator[Finding]:
    if b"<?xml-stylesheet" in data:
        yield finding("IMAGE-013", target="xml-stylesheet")
    for node in root.iter():
        name = _name(node.tag)
        if name in _SCRIPTS:
            yield finding("IMAGE-012", what=f"<{name}>")
        if name == "filter" or name.startswith("fe"):
            yield finding("IMAGE-026", what=f"<{name}>")
        if name == "style" and (outside := _OUTSIDE_CSS.search(node.text or "")):
            yield _outside((node.text or "")[outside.start() :].strip())
        for key, value in node.attrib.items():
            yield from _attribute(name, _name(key), value)


def _attribute(element: str, name: str, value: str) -> Iterator[Finding]:
    if name.lower().startswith("on"):
        yield finding("IMAGE-012", what=f"{element} {name}")
    elif name == "base" or (name in ("href", "src") and not value.strip().startswith("#")):
        script = value.strip().lower().startswith("javascript:")
        yield finding("IMAGE-012", what=value[:60]) if script else _outside(value)
    elif outside := _OUTSIDE_CSS.search(value):
        yield _outside(value[outside.start() :])


def _outside(target: str) -> Finding:
    """A picture embedded is inside, and yet not taken: its pixels would be counted by nobody."""
    if embedded := _DATA.match(target):
        return finding("IMAGE-026", what=embedded[1])
    return finding("IMAGE-013", target=target[:60])


def _name(tag: str) -> str:
    """The local name of an element or attribute."""
    return tag.rpartition("}")[2]


def _box(root: Element) -> tuple[float, float, float, float] | None:
    """Origin, width and height in user units; None when the drawing has none, or is a mere line."""
    box = root.get("viewBox", "").replace(",", " ").split()
    pair = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    origin = [float(text) for text in (box[:2] if len(box) == 4 else ["0", "0"]) if _ORIGIN.fullmatch(text)]
    sides = [float(match[1]) * _UNITS[match[2] or ""] for text in pair if (match := _NUMBER.fullmatch(text))]
    if len(origin) != 2 or len(sides) != 2 or max(*map(abs, origin), *sides) > _FARTHEST:
        return None
    if not 1 / _FARTHEST <= min(sides) <= max(sides) <= _SLIMMEST * min(sides):
        return None
    return origin[0], origin[1], sides[0], sides[1]
