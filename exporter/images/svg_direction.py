"""A drawing's right-to-left text in signs that resvg obeys: it knows neither `direction` nor an anchor that turns.

SVG 2, 11.8 (`direction`, `text-anchor`); UAX #9, 2.1: an embedding that opens a chunk of text gives it its direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.findings import Finding, finding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_EMBEDDING = "\u202b"
_TURNED = {"start": "end", "end": "start"}
_PLACES = ("x", "y", "dx", "dy", "rotate")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHEET = re.compile(r"\bdirection\s*:\s*rtl|\btext-anchor\s*:", re.IGNORECASE)
_ANCHOR = re.compile(r"\btext-anchor\s*:[^;]*;?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an element inherits."""

    is_rtl: bool = False
    anchor: str = "start"
    keeps_space: bool = False


def honour_direction(root: Element) -> tuple[Finding, ...]:
    """Turn the tree's right-to-left texts; gives back what cannot be turned."""
    faults = list(_walk(root, _Said()))
    sheets = "".join(node.text or "" for node in root.iter() if _name(node) == "style")
    if (sheet := _SHEET.search(sheets)) and (sheet[0].lower().startswith("direction") or _turns(root)):
        faults.append(finding("IMAGE-032", what="<style>"))
    return tuple(dict.fromkeys(faults))


def _turns(root: Element) -> bool:
    return any(_EMBEDDING in text for text in root.itertext())


def _walk(node: Element, before: _Said) -> Iterator[Finding]:
    said = _heard(node, before)
    if _name(node) == "text":
        yield from _turn(node, said)
        return
    for child in node:
        yield from _walk(child, said)


def _heard(node: Element, before: _Said) -> _Said:
    said = before
    if direction := _property(node, "direction"):
        said = replace(said, is_rtl=direction == "rtl")
    if anchor := _property(node, "text-anchor"):
        said = replace(said, anchor=anchor)
    if space := node.get(_SPACE):
        said = replace(said, keeps_space=space == "preserve")
    return said


def _turn(text: Element, said: _Said) -> Iterator[Finding]:
    """Turn one `<text>`: an embedding before the first letter of each chunk, and its anchor on the other side."""
    parts = [(text, said), *_inside(text, said)]
    if not any(part.is_rtl for _, part in parts):
        return
    if any(len(_list(node.get(place, ""))) > 1 for node, _ in parts for place in _PLACES):
        yield finding("IMAGE-032", what=f"<text {' '.join(text.get('x', '').split()[:2])} …>")
        return
    for node, part in parts:
        if part.is_rtl:
            node.set("text-anchor", _TURNED.get(part.anchor, part.anchor))
            node.set("style", _ANCHOR.sub("", node.get("style", "")))
    _embed(text, said, is_fresh=True)


def _inside(node: Element, said: _Said) -> Iterator[tuple[Element, _Said]]:
    for child in node:
        heard = _heard(child, said)
        yield child, heard
        yield from _inside(child, heard)


def _embed(node: Element, said: _Said, *, is_fresh: bool) -> bool:
    """Open the chunks of an element; whether one is still to be opened after it."""
    is_fresh = is_fresh or "x" in node.attrib or "y" in node.attrib
    node.text, is_fresh = _opened(node.text, said, is_fresh=is_fresh)
    for child in node:
        is_fresh = _embed(child, _heard(child, said), is_fresh=is_fresh)
        child.tail, is_fresh = _opened(child.tail, said, is_fresh=is_fresh)
    return is_fresh


def _opened(text: str | None, said: _Said, *, is_fresh: bool) -> tuple[str | None, bool]:
    if not is_fresh or not text or not text.strip():
        return text, is_fresh
    if not said.is_rtl:
        return text, False
    # White space at the head is dropped while it is the head: behind a sign it would be drawn.
    return _EMBEDDING + (text if said.keeps_space else text.lstrip()), False


def _property(node: Element, name: str) -> str:
    """A property by its attribute, or by the element's own style, which wins."""
    for rule in reversed(node.get("style", "").split(";")):
        key, _, value = rule.partition(":")
        if key.strip().lower() == name:
            return value.replace("!important", "").strip().lower()
    return node.get(name, "").strip().lower()


def _list(value: str) -> list[str]:
    return value.replace(",", " ").split()


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2]
