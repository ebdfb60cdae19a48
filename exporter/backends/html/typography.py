"""The faces that a page carries inside itself: cut to its characters and packed as WOFF2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.model.blocks import CodeBlock
from exporter.model.galley import Edition, Galley
from exporter.model.walk import all_blocks, passages
from exporter.typefaces.coverage import share
from exporter.typefaces.families import Face, Family
from exporter.typefaces.subset import subset
from exporter.typefaces.woff2 import woff2

COUNTERS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹•–."
"""What list markers and footnote marks print beside the galley's own text."""

MONO = "mono"


@dataclass(frozen=True, slots=True)
class WebFace:
    """A face for one file: `data` is WOFF2."""

    face: Face
    data: bytes


def text_of(galley: Galley) -> str:
    """Every character that a page of the galley prints."""
    return "\n".join(passage.text for passage in passages(galley)) + COUNTERS


def web_faces(edition: Edition, roles: Mapping[str, tuple[Family, ...]]) -> Iterator[WebFace]:
    """Cut every face that an edition's text asks for, each family once; faces for code only where there is code."""
    galleys, words = edition.galleys, edition.furniture
    text = "\n".join((*map(text_of, galleys), words.text if words else ""))
    wanted: dict[Family, set[int]] = {}
    for role, chain in roles.items():
        if role == MONO and not any(map(has_code, galleys)):
            continue
        for family, asked in share(text, chain).items():
            wanted.setdefault(family, set()).update(asked)
    for family, code_points in wanted.items():
        for face in family.faces:
            yield WebFace(face, woff2(subset(face, code_points)))


def has_code(galley: Galley) -> bool:
    """Whether any of it is preformatted; code inside a paragraph falls back to the reader's own face."""
    return any(isinstance(block, CodeBlock) for block in all_blocks(galley.body))
