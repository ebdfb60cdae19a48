"""A font as WOFF2, the form that an EPUB carries.

WOFF File Format 2.0 (W3C): header 4.1, table directory 4.2, null transform 5. The outlines are left untransformed and
the compression light: a hundredth of the time of the strongest, for a file a quarter larger.
"""

from __future__ import annotations

import struct

from exporter.typefaces.sfnt import HEADER, RECORD, flavour, tables

KNOWN_TAGS = (
    "cmap head hhea hmtx maxp name OS/2 post cvt~ fpgm glyf loca prep CFF~ VORG EBDT EBLC gasp hdmx kern LTSH PCLT "
    "VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG~ sbix acnt avar bdat bloc bsln cvar "
    "fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill"
).replace("~", " ")
"""The tags that the directory abbreviates to a number, four letters and a space each, in the standard's order."""

QUALITY = 3
"""Brotli: 5 takes three times as long and saves a twentieth."""

WOFF2_HEADER = struct.Struct(">4s4sIHHIIHHIIIII")
UNKNOWN_TAG = 63
NULL_TRANSFORM = 3
LOSSLESS = 0x0800
FLAGS_AT = 16


def woff2(ttf: bytes) -> bytes:
    """Pack a TrueType font; the same font gives the same bytes."""
    import brotli

    parts = _in_order(tables(ttf))
    parts["head"] = _marked(parts["head"])
    directory = b"".join(_entry(tag, len(part)) for tag, part in parts.items())
    packed = brotli.compress(b"".join(parts.values()), mode=brotli.MODE_FONT, quality=QUALITY)
    body = _padded(directory + packed)
    unpacked = HEADER.size + sum(RECORD.size + _up_to_four(len(part)) for part in parts.values())
    length = WOFF2_HEADER.size + len(body)
    header = WOFF2_HEADER.pack(b"wOF2", flavour(ttf), length, len(parts), 0, unpacked, len(packed), 1, 0, 0, 0, 0, 0, 0)
    return header + body


def _in_order(parts: dict[str, bytes]) -> dict[str, bytes]:
    """By tag, and `loca` right after `glyf` (5.5)."""
    return {tag: parts[tag] for tag in sorted(parts, key=lambda tag: ("glyf", 1) if tag == "loca" else (tag, 0))}


def _marked(head: bytes) -> bytes:
    """Set bit 11 of the flags, "losslessly transformed" (section 5); a decoder reckons the check sums anew."""
    flags = int.from_bytes(head[FLAGS_AT : FLAGS_AT + 2])
    return head[:FLAGS_AT] + (flags | LOSSLESS).to_bytes(2) + head[FLAGS_AT + 2 :]


def _entry(tag: str, length: int) -> bytes:
    """A table's line in the directory: number and transform, tag where it has no number, length."""
    at, rest = divmod(KNOWN_TAGS.find(tag), 5)
    number = at if rest == 0 else UNKNOWN_TAG
    transform = NULL_TRANSFORM if tag in ("glyf", "loca") else 0
    spelt = tag.encode("latin-1") if number == UNKNOWN_TAG else b""
    return bytes([transform << 6 | number]) + spelt + _base128(length)


def _base128(number: int) -> bytes:
    """UIntBase128 (4.1): seven bits a byte, the highest first; all but the last byte have bit 7 set."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def _padded(data: bytes) -> bytes:
    return data.ljust(_up_to_four(len(data)), b"\0")


def _up_to_four(length: int) -> int:
    return (length + 3) & ~3
