"""The package written so that the same parts always give the same bytes.

ECMA-376 part 2, 9 and 10 (packages, and their mapping to ZIP).
"""

from __future__ import annotations

from typing import Any, Final, cast

from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.package import Package

from exporter.backends.docx.archive import archive

OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
CONTENT_TYPES: Final = "[Content_Types].xml"
SQUEEZED: Final = frozenset({"image/png", "image/jpeg"})


def packed(package: Package) -> bytes:
    """The package as a ZIP: the list of content types first, then the parts by name; no clock, no system's mark."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    entries = {CONTENT_TYPES: _content_types([(str(p.partname), p.content_type) for p in parts])}
    entries["_rels/.rels"] = package.rels.xml
    stored, kept = set(), set()
    for part in parts:
        name = part.partname.membername
        entries[name] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.lstrip("/")] = part.rels.xml
        if part.content_type in SQUEEZED:
            stored.add(name)
        elif part.content_type == OBFUSCATED:
            kept.add(name)
    return archive(entries, stored=frozenset(stored), kept=frozenset(kept))


def _content_types(parts: list[tuple[str, str]]) -> bytes:
    types: Any = cast(Any, CT_Types).new()
    for extension, media in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML)):
        types.add_default(extension, media)
    for name, media in parts:
        types.add_override(name, media)
    return bytes(serialize_part_xml(types))
