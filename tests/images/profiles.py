"""Colour profiles built for the tests, and what colours they mean, reckoned without LittleCMS.

ICC.1:2022: a header of 128 bytes, a table of tags, the tags; matrices and Lab stand relative to D50.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import product
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]
Primaries: TypeAlias = tuple[Triple, Triple, Triple]

DISPLAY_P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141))
TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
WHITE = (0.9642, 1.0, 0.8249)
# Lab of the inks one on another, near what a coated sheet gives (the order of itertools.product over C, M, Y).
INKS = {
    (0, 0, 0): (95, 0, -2),
    (0, 0, 1): (89, -5, 93),
    (0, 1, 0): (48, 74, -3),
    (0, 1, 1): (47, 68, 48),
    (1, 0, 0): (55, -37, -50),
    (1, 0, 1): (50, -65, 27),
    (1, 1, 0): (24, 17, -46),
    (1, 1, 1): (23, 0, 0),
}


def srgb_curve(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def adobe_curve(value: float) -> float:
    return float(value ** (563 / 256))


def rgb_profile(primaries: Primaries, curve: Callable[[float], float], name: str = "test") -> bytes:
    """A matrix profile."""
    table = b"".join(struct.pack(">H", round(curve(i / 1023) * 65535)) for i in range(1024))
    tags = {b"wtpt": _xyz(WHITE)}
    tags |= {tag: _xyz(primary) for tag, primary in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv" + bytes(4) + struct.pack(">I", 1024) + table)
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags, name)


def grey_profile(curve: Callable[[float], float]) -> bytes:
    table = b"".join(struct.pack(">H", round(curve(i / 1023) * 65535)) for i in range(1024))
    tags = {b"wtpt": _xyz(WHITE), b"kTRC": b"curv" + bytes(4) + struct.pack(">I", 1024) + table}
    return _profile(b"mntr", b"GRAY", b"XYZ ", tags, "grey")


def cmyk_profile() -> bytes:
    """A press whose inks are `INKS`; black makes any of them black."""
    grid = bytearray()
    for cyan, magenta, yellow, black in product((0, 1), repeat=4):
        light, a, b = (0, 0, 0) if black else INKS[cyan, magenta, yellow]
        grid += bytes([round(light * 2.55), a + 128, b + 128])
    identity = b"".join(struct.pack(">I", 65536 if i % 4 == 0 else 0) for i in range(9))
    lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity + bytes(range(256)) * 4 + grid + bytes(range(256)) * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(WHITE), b"A2B0": lut, b"A2B1": lut}, "press")


def srgb_of(pixel: Triple, primaries: Primaries, curve: Callable[[float], float]) -> Triple:
    """The sRGB pixel that looks like a pixel of another RGB."""
    linear = [curve(value / 255) for value in pixel]
    return _encoded(tuple(sum(linear[i] * primaries[i][row] for i in range(3)) for row in range(3)))


def srgb_of_lab(light: float, a: float, b: float) -> Triple:
    """The sRGB pixel of a Lab colour, its white being the sheet's own."""
    y = (light + 16) / 116
    cubes = [t**3 if t > 6 / 29 else (t - 4 / 29) * 3 * (6 / 29) ** 2 for t in (y + a / 500, y, y - b / 200)]
    return _encoded(tuple(c * w for c, w in zip(cubes, WHITE, strict=True)))


def _encoded(xyz: tuple[float, ...]) -> Triple:
    linear = [min(max(sum(m * v for m, v in zip(row, xyz, strict=True)), 0), 1) for row in TO_SRGB]
    coded = [255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055) for v in linear]
    return coded[0], coded[1], coded[2]


def _xyz(values: Triple) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes], name: str) -> bytes:
    text = name.encode() + b"\0"
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)} | tags
    tags[b"cprt"] = b"text" + bytes(4) + b"none\0"
    table, data, start = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, value in tags.items():
        table += tag + struct.pack(">II", start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header = struct.pack(">I4sI4s4s4s", start + len(data), bytes(4), 0x02400000, kind, space, connection)
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _xyz(WHITE)[8:]
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data
