"""What Pillow does not ask a JPEG 2000: the size that is decoded, and its colour profile.

ISO 15444-1, A.5.1 (SIZ: the picture's own size, whatever the file's header says) and I.5.3.3 (`colr`).
"""

from __future__ import annotations

_CODE = b"\xff\x4f\xff\x51"
_RESTRICTED, _ANY = 2, 3


def codestream_size(data: bytes) -> tuple[int, int]:
    """Width and height as the decoder will take them; 0 by 0 when there is nothing to decode."""
    at = data.find(_CODE) + len(_CODE)
    fields = [int.from_bytes(data[at + 4 + 4 * i : at + 8 + 4 * i], "big") for i in range(2)]
    return (fields[0], fields[1]) if at >= len(_CODE) else (0, 0)


def profile(data: bytes) -> bytes:
    """The ICC profile in the file's header; empty when it has none."""
    head = data[: max(data.find(_CODE), 0)]
    at = head.find(b"colr", head.find(b"jp2h") + 4) if b"jp2h" in head else -1
    if at < 4 or head[at + 4 : at + 5] not in (bytes([_RESTRICTED]), bytes([_ANY])):
        return b""
    return head[at + 7 : at - 4 + int.from_bytes(head[at - 4 : at], "big")]
