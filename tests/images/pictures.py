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
