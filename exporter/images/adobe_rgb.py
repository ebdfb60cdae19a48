"""Adobe RGB for photographs that name it and bring no profile, as cameras write them.

DCF 2.0 (CIPA DC-009), 3.3.1: the interoperability index `R03`. Adobe RGB (1998), 4.3: primaries, white and a gamma of
563/256; here relative to D50 (ICC.1:2022, annex E), as a profile has them.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Exif

_INTEROPERABILITY, _INDEX = 0xA005, 1
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.60974, 0.31111, 0.01947),
    b"gXYZ": (0.20528, 0.62567, 0.06087),
    b"bXYZ": (0.14919, 0.06322, 0.74457),
}
_GAMMA = 563  # in 256ths


def is_named(exif: Exif) -> bool:
    """Whether a photograph says that its colours are Adobe RGB's."""
    try:
        index = exif.get_ifd(_INTEROPERABILITY).get(_INDEX, "")
    except Exception:  # of damaged metadata Pillow raises whatever its bytes provoke; the picture is none the worse
        return False
    return str(index).startswith("R03")


@cache
def profile() -> bytes:
    """The smallest ICC profile that means Adobe RGB (ICC.1:2001-04, 6.3.1.2: a matrix and three curves)."""
    tags = {b"desc": b"desc" + struct.pack(">4xI", 10) + b"Adobe RGB\0" + bytes(78), b"cprt": b"text" + bytes(8)}
    tags |= {name: _xyz(values) for name, values in ({b"wtpt": _WHITE} | _PRIMARIES).items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv" + struct.pack(">4xIHxx", 1, _GAMMA))
    table, data, start = b"", b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s28x", start + len(data), 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    return head + _xyz(_WHITE)[8:] + bytes(128 - len(head) - 12) + struct.pack(">I", len(tags)) + table + data


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in values))
