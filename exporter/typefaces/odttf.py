"""A font as a DOCX carries it: obfuscated, keyed, and described for the font table.

ECMA-376 part 1, 17.8.1 (font embedding), 17.8.3 (the font table); OpenType 1.9, the OS/2 table.
"""

from __future__ import annotations

import hashlib
import struct
import uuid
from dataclasses import dataclass

from exporter.typefaces.families import Face, Family, Genre
from exporter.typefaces.sfnt import tables

KEYED_BYTES = 32
PANOSE_AT, PANOSE_LENGTH = 32, 10
UNICODE_RANGES_AT, CODE_PAGES_AT = 42, 78
ARABIC_CODE_PAGE = 1 << 6
ARABIC_CHARSET, ANSI_CHARSET = "B2", "00"


@dataclass(frozen=True, slots=True)
class Signature:
    """What `w:font` says of a font, each value as the attribute wants it.

    Attributes:
        panose: `w:panose1`, twenty hexadecimal digits.
        charset: `w:charset`, two hexadecimal digits.
        family: `w:family`.
        pitch: `w:pitch`.
        sig: `w:sig`, its attributes by name in the schema's order, eight hexadecimal digits each.
    """

    panose: str
    charset: str
    family: str
    pitch: str
    sig: tuple[tuple[str, str], ...]


def font_key(data: bytes) -> str:
    """The key of a font, `{GUID}` in capitals: the same font has the same key in every file."""
    name = hashlib.sha256(data).hexdigest()
    return f"{{{uuid.uuid5(uuid.NAMESPACE_OID, name)}}}".upper()


def obfuscate(data: bytes, key: str) -> bytes:
    """Obfuscate a font, or restore it: the first 32 bytes are combined with the key, its bytes from last to first."""
    mask = uuid.UUID(key).bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:KEYED_BYTES], mask, strict=False)) + data[KEYED_BYTES:]


def signature(family: Family, face: Face) -> Signature:
    """Describe a face for the font table.

    Raises:
        DependencyError: the face's file is missing or damaged.
    """
    os2 = tables(face.data())["OS/2"]
    unicode_ranges = struct.unpack_from(">4I", os2, UNICODE_RANGES_AT)
    code_pages = struct.unpack_from(">2I", os2, CODE_PAGES_AT)
    words = zip(("usb0", "usb1", "usb2", "usb3", "csb0", "csb1"), unicode_ranges + code_pages, strict=True)
    return Signature(
        panose=os2[PANOSE_AT : PANOSE_AT + PANOSE_LENGTH].hex().upper(),
        charset=ARABIC_CHARSET if code_pages[0] & ARABIC_CODE_PAGE else ANSI_CHARSET,
        family={Genre.SERIF: "roman", Genre.SANS: "swiss", Genre.MONO: "modern"}[family.genre],
        pitch="fixed" if family.genre is Genre.MONO else "variable",
        sig=tuple((name, f"{word:08X}") for name, word in words),
    )
