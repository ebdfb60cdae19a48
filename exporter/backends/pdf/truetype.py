"""TrueType files made of another's outlines: each glyph is a composite of shaped parts.

OpenType 1.9, `glyf`, `loca`, `hmtx`, `maxp`; ISO 32000-1, 9.9 (what a CIDFontType2's file must hold). Hinting is left
out, as everywhere in a PDF for print.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

Part: TypeAlias = tuple[int, int, int]
"""A glyph of the original, and where it stands from the composite's origin, in font units."""

GLYPHS = 65_535
"""As many as a file can number."""

_WORDS, _XY, _MORE, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x2, 0x20, 0x8, 0x40, 0x80
_INSTRUCTIONS, _MY_METRICS = 0x100, 0x200
_TRANSFORM = {_SCALE: 2, _XY_SCALE: 4, _TWO_BY_TWO: 8}

Box: TypeAlias = tuple[int, int, int, int]


class NoOutlinesError(ValueError):
    """The file has no TrueType outlines: CFF, bitmap or colour glyphs, a collection, or broken."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph's description without its hinting.

    Attributes:
        data: as in `glyf`; empty when nothing is drawn.
        refers: where in `data` the number of another glyph stands, and that glyph.
        points: how many points it has, those of its parts included.
        contours: how many contours, likewise.
        depth: how many composites lie within each other, 0 for none.
    """

    data: bytes
    refers: tuple[tuple[int, int], ...] = ()
    points: int = 0
    contours: int = 0
    depth: int = 0

    @property
    def box(self) -> Box:
        """Left, bottom, right, top, in font units."""
        left, bottom, right, top = struct.unpack_from(">4h", self.data, 2)
        return left, bottom, right, top


class Face:
    """A font file, read once: its outlines and advances by glyph number.

    Attributes:
        upem: font units to the em.
        advances: by glyph, in font units.
        head, hhea, maxp: tables that a new file takes over.

    Raises:
        NoOutlinesError: it is no file with TrueType outlines.
    """

    def __init__(self, data: bytes) -> None:
        try:
            tables = _tables(data)
            self.head, self.hhea, self.maxp = tables["head"], tables["hhea"], tables["maxp"]
            self._glyf = tables["glyf"]
            self.upem: int = struct.unpack_from(">H", self.head, 18)[0]
            count: int = struct.unpack_from(">H", self.maxp, 4)[0]
            long = struct.unpack_from(">h", self.head, 50)[0]
            loca = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", tables["loca"])
            self._loca = array("L", loca if long else (offset * 2 for offset in loca))
            measured: int = struct.unpack_from(">H", self.hhea, 34)[0]
            metrics = array("H", struct.unpack_from(f">{measured * 2}H", tables["hmtx"]))
        except (KeyError, struct.error) as fault:
            raise NoOutlinesError(str(fault)) from fault
        self.advances: Sequence[int] = metrics[::2] + metrics[-2:-1] * (count - measured)
        self._outlines: dict[int, Outline] = {}

    def __len__(self) -> int:
        """How many glyphs it has."""
        return len(self.advances)

    def outline(self, glyph: int) -> Outline:
        """The description of a glyph; empty for one that the file has not."""
        if glyph not in self._outlines:
            start, end = self._loca[glyph : glyph + 2] if glyph < len(self) else (0, 0)
            self._outlines[glyph] = self._read(self._glyf[start:end])
        return self._outlines[glyph]

    def _read(self, data: bytes) -> Outline:
        if len(data) <= 10:
            return Outline(b"")
        contours = struct.unpack_from(">h", data)[0]
        if contours < 0:
            return self._read_composite(data)
        end = 10 + 2 * contours
        points = struct.unpack_from(">H", data, end - 2)[0] + 1 if contours else 0
        hints = struct.unpack_from(">H", data, end)[0]
        return Outline(data[:end] + b"\0\0" + data[end + 2 + hints :], (), points, contours)

    def _read_composite(self, data: bytes) -> Outline:
        out, refers, at, flags = bytearray(data), [], 10, _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", data, at)
            struct.pack_into(">H", out, at, flags & ~(_INSTRUCTIONS | _MY_METRICS))
            refers.append((at + 2, glyph))
            at += 4 + (4 if flags & _WORDS else 2) + sum(n for flag, n in _TRANSFORM.items() if flags & flag)
        parts = [self.outline(glyph) for _, glyph in refers]
        return Outline(
            bytes(out[:at]),
            tuple(refers),
            sum(part.points for part in parts),
            sum(part.contours for part in parts),
            1 + max(part.depth for part in parts),
        )


@cache
def face(data: bytes) -> Face:
    """The face of a file's bytes, read once in the process."""
    return Face(data)


class Builder:
    """A file whose glyphs are composites, numbered as they are given; what they refer to comes after them.

    Attributes:
        glyphs: of each, its parts and its advance in font units.
    """

    def __init__(self, face: Face) -> None:
        self.face = face
        self.glyphs: list[tuple[tuple[Part, ...], int]] = []

    def has_room(self, spare: int) -> bool:
        """Whether another glyph finds its number, were so many spared: every part may need one of its own."""
        return len(self.glyphs) + len(self.face) + spare < GLYPHS

    def build(self) -> bytes:
        """The file."""
        homes: dict[int, int] = {}
        for number, (parts, _) in enumerate(self.glyphs):
            if len(parts) == 1 and parts[0][1:] == (0, 0):
                homes.setdefault(parts[0][0], number)
        outlines: list[Outline] = []
        extra: list[int] = []

        def home(glyph: int) -> int:
            if glyph not in homes:
                homes[glyph] = len(self.glyphs) + len(extra)
                extra.append(glyph)
            return homes[glyph]

        data: list[bytes] = []
        for number, (parts, _) in enumerate(self.glyphs):
            if len(parts) == 1 and homes.get(parts[0][0]) == number and parts[0][1:] == (0, 0):
                outline = self.face.outline(parts[0][0])
                data.append(_numbered(outline, home))
            else:
                outline = _composite(self.face, parts)
                data.append(_numbered(outline, home))
            outlines.append(outline)
        for glyph in extra:  # grows while it is walked: parts of parts
            outlines.append(self.face.outline(glyph))
            data.append(_numbered(outlines[-1], home))
        advances = [advance for _, advance in self.glyphs] + [self.face.advances[glyph] for glyph in extra]
        return self._file(data, outlines, advances)

    def _file(self, data: Sequence[bytes], outlines: Sequence[Outline], advances: Sequence[int]) -> bytes:
        face, count = self.face, len(data)
        offsets, glyf = [0], bytearray()
        for glyph in data:
            glyf += glyph + b"\0" * (-len(glyph) % 4)
            offsets.append(len(glyf))
        long = offsets[-1] >= 0x20000
        loca = (
            array("L" if array("L").itemsize == 4 else "I", offsets) if long else array("H", [o // 2 for o in offsets])
        )
        loca.byteswap()
        metrics = [
            value
            for outline, advance in zip(outlines, advances, strict=True)
            for value in (advance, outline.box[0] if outline.data else 0)
        ]
        head, hhea, maxp = bytearray(face.head[:54]), bytearray(face.hhea[:36]), bytearray(face.maxp[:32])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, long)
        struct.pack_into(">H", hhea, 10, max(advances))
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        simple = [outline for outline in outlines if not outline.depth] or [Outline(b"")]
        composite = [outline for outline in outlines if outline.depth] or [Outline(b"")]
        struct.pack_into(
            ">4H",
            maxp,
            6,
            max(outline.points for outline in simple),
            max(outline.contours for outline in simple),
            max(outline.points for outline in composite),
            max(outline.contours for outline in composite),
        )
        struct.pack_into(">6H", maxp, 14, 2, 0, 0, 0, 0, 0)  # zones, and nothing for hinting
        struct.pack_into(
            ">3H",
            maxp,
            26,
            0,
            max(len(outline.refers) for outline in composite),
            max(outline.depth for outline in composite),
        )
        return _sfnt(
            {
                "glyf": bytes(glyf),
                "head": bytes(head),
                "hhea": bytes(hhea),
                "hmtx": struct.pack(">" + "Hh" * count, *metrics),
                "loca": loca.tobytes(),
                "maxp": bytes(maxp),
            }
        )


def _numbered(outline: Outline, home: Callable[[int], int]) -> bytes:
    if not outline.refers:
        return outline.data
    data = bytearray(outline.data)
    for at, glyph in outline.refers:
        struct.pack_into(">H", data, at, home(glyph))
    return bytes(data)


def _composite(face: Face, parts: Iterable[Part]) -> Outline:
    """The description of a glyph that shows others, each moved."""
    shown = [(part, outline) for part in parts if (outline := face.outline(part[0])).data]
    if not shown:
        return Outline(b"")
    boxes = [tuple(map(sum, zip(outline.box, (x, y, x, y), strict=True))) for (_, x, y), outline in shown]
    left, bottom, right, top = (
        choose(column) for choose, column in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    data = bytearray(struct.pack(">5h", -1, left, bottom, right, top))
    refers = []
    for nth, ((glyph, x, y), _) in enumerate(shown, start=1):
        refers.append((len(data) + 2, glyph))
        more = _MORE if nth < len(shown) else 0
        if -128 <= x <= 127 and -128 <= y <= 127:
            data += struct.pack(">HHbb", _XY | more, 0, x, y)
        else:
            data += struct.pack(">HHhh", _WORDS | _XY | more, 0, x, y)
    return Outline(
        bytes(data),
        tuple(refers),
        sum(outline.points for _, outline in shown),
        sum(outline.contours for _, outline in shown),
        1 + max(outline.depth for _, outline in shown),
    )


def _tables(data: bytes) -> dict[str, bytes]:
    if data[:4] not in (b"\0\1\0\0", b"true"):
        raise NoOutlinesError(f"starts with {data[:4]!r}")
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * nth) for nth in range(count))
    return {tag.decode("latin-1"): data[offset : offset + length] for tag, _, offset, length in records}


def _sfnt(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    directory = bytearray(struct.pack(">L4H", 0x10000, count, 16 << power, power, 16 * (count - (1 << power))))
    body, start = bytearray(), 12 + 16 * count
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag.encode(), _sum(table), start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    whole = bytearray(directory + body)
    head = struct.unpack_from(">L", directory, 12 + 16 * sorted(tables).index("head") + 8)[0]
    struct.pack_into(">L", whole, head + 8, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF
