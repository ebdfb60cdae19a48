"""The tables of a TrueType file, without a font library.

OpenType 1.9, "Organization of an OpenType font": the table directory.
"""

from __future__ import annotations

import struct

HEADER = struct.Struct(">4sHHHH")
RECORD = struct.Struct(">4sIII")


def flavour(data: bytes) -> bytes:
    """The first four bytes, which tell TrueType from other outlines."""
    return data[:4]


def tables(data: bytes) -> dict[str, bytes]:
    """The tables by tag, in the directory's order."""
    _, count, *_ = HEADER.unpack_from(data)
    records = (RECORD.unpack_from(data, HEADER.size + RECORD.size * at) for at in range(count))
    return {tag.decode("latin-1"): data[offset : offset + length] for tag, _, offset, length in records}
