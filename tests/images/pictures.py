"""Pictures drawn for the tests."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

IIM_UTF8 = b"\x1c\x01\x5a\x00\x03\x1b%G"


def photo(mode: str = "RGB", size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Something with more colours than a drawing has."""
    red = Image.linear_gradient("L").resize(size)
    green = Image.radial_gradient("L").resize(size)
    return Image.merge("RGB", (red, green, red.rotate(90))).convert(mode)


def corner(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """White, with a red corner at the upper left."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def huge_png(width: int, height: int) -> bytes:
    """A PNG whose header alone is large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def iim(**datasets: bytes) -> bytes:
    """A Photoshop segment (APP13) with IPTC-IIM datasets: `caption`, `credit`, `byline`, after what `coded` holds."""
    numbers = {"caption": 120, "credit": 110, "byline": 80}
    block = datasets.pop("coded", b"")
    for name, value in datasets.items():
        block += b"\x1c\x02" + bytes([numbers[name]]) + struct.pack(">H", len(value)) + value
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    payload = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def with_segment(jpeg: bytes, segment: bytes) -> bytes:
    return jpeg[:2] + segment + jpeg[2:]


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="هند / مدار"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">وصول الترام</rdf:li></rdf:Alt>
</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"""


def png(
    width: int, colour_type: int, depth: int, rows: list[bytes], extra: tuple[tuple[bytes, bytes], ...] = ()
) -> bytes:
    """A PNG by hand (third edition, 11): what Pillow itself does not write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), depth, colour_type, 0, 0, 0))
    picture = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows)))
    more = b"".join(chunk(name, data) for name, data in extra)
    return b"\x89PNG\r\n\x1a\n" + header + more + picture + chunk(b"IEND", b"")


def tiff16(width: int, rows: list[bytes]) -> bytes:
    """An RGB TIFF of 16 bits a channel, little-endian, one strip (TIFF 6.0, 2 to 6)."""
    data = b"".join(rows)
    fields = [(256, 3, 1, width), (257, 3, 1, len(rows)), (258, 3, 3, 8), (259, 3, 1, 1), (262, 3, 1, 2)]
    fields += [(273, 4, 1, 14), (277, 3, 1, 3), (278, 3, 1, len(rows)), (279, 4, 1, len(data))]
    entries = b"".join(struct.pack("<HHII", *field) for field in fields)
    place = 14 + len(data)
    return b"II*\0" + struct.pack("<IHHH", place, 16, 16, 16) + data + struct.pack("<H", 9) + entries + bytes(4)


def jp2_with_profile(data: bytes, profile: bytes) -> bytes:
    """A JP2 whose colours are of an ICC profile and no longer of a number (ISO 15444-1, I.5.3.3)."""
    at = data.index(b"colr") - 4
    old = int.from_bytes(data[at : at + 4], "big")
    box = struct.pack(">I", len(profile) + 11) + b"colr\x02\0\0" + profile
    head = data.index(b"jp2h") - 4
    length = int.from_bytes(data[head : head + 4], "big") + len(box) - old
    return data[:head] + struct.pack(">I", length) + data[head + 4 : at] + box + data[at + old :]
