"""A JPEG or PNG without its metadata, its picture data untouched.

JPEG: ITU-T T.81, annex B. PNG: third edition, 5 and 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_SOS, _EOI, _COM, _APP0 = 0xDA, 0xD9, 0xFE, 0xE0
_MARKER = re.compile(rb"\xff\xff*([^\x00\xff\xd0-\xd7])")
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def strip_jpeg(data: bytes) -> bytes:
    """Leave out comments and application segments (Exif, XMP, IPTC, profiles), and whatever follows the picture.

    JFIF and Adobe segments stay: they say how the colours are coded. JFIF's little picture (JFIF 1.02, page 5) goes:
    it may show what was cropped away.
    """
    return b"\xff\xd8" + b"".join(_jpeg_segments(data)) + b"\xff\xd9"


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while (match := _MARKER.search(data, at)) and match[1][0] != _EOI:
        marker, start = match[1][0], match.end() - 2
        if marker in _STANDALONE:
            at = match.end()
            continue
        end = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
        if marker == _SOS:
            follows = _MARKER.search(data, end)
            end = follows.start() if follows else len(data)
        segment = data[start:end]
        if segment[4:9] == b"JFIF\0" and marker == _APP0:
            yield b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0"
        elif _is_needed(marker, segment):
            yield segment
        at = end


def _is_needed(marker: int, segment: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return segment[4:9] == b"Adobe"
    return marker != _COM


def strip_png(data: bytes) -> bytes:
    """Keep the chunks that make the picture; of an animation, the first frame."""
    parts, at = [data[:8]], 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name in _PNG_KEPT:
            parts.append(data[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(parts)
