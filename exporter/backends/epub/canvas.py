"""A page of pixels that is never whole in memory: what is painted is noted down, then painted and encoded in strips.

ITU-T T.81, B.2.1 (restart intervals), E.1.4 (what begins anew after a marker): each strip is encoded by itself, and the
strips follow each other as the restart intervals of one scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final, TypeAlias

from PIL import Image

Stroke: TypeAlias = Callable[[Image.Image, int], None]
"""Paints a strip, whose first row is that row of the page."""

ROWS: Final = 64
MCU_ROWS: Final = 8  # of pixels, with the colours halved across and not down
FRAME, SCAN, INTERVALS = b"\xff\xc0", b"\xff\xda", 8


class Canvas:
    """A page in RGB, as much of an image as is needed to paint on it."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        """Take the size in pixels, and the colour of the ground."""
        self.width, self.height = width, height
        self._paper = paper
        self._strokes: list[Stroke] = []

    def paint(self, stroke: Stroke) -> None:
        """Note down a stroke that knows for itself which rows it is asked for."""
        self._strokes.append(stroke)

    def fill(self, colour: str, left: int, top: int, right: int, bottom: int) -> None:
        """Fill a box."""
        self.paint(lambda strip, first: strip.paste(colour, (left, top - first, right, bottom - first)))

    def ink(self, colour: str, left: int, top: int, mask: Image.Image) -> None:
        """Print a mask in a colour."""
        self.paint(lambda strip, first: strip.paste(colour, (left, top - first), mask))

    def jpeg(self, quality: int) -> bytes:
        """Paint and encode."""
        head, scans = b"", list[bytes]()
        for top in range(0, self.height, ROWS):
            strip = Image.new("RGB", (self.width, min(ROWS, self.height - top)), self._paper)
            for stroke in self._strokes:
                stroke(strip, top)
            out = BytesIO()
            strip.save(out, "JPEG", quality=quality, subsampling="4:2:2", restart_marker_rows=ROWS // MCU_ROWS)
            own, scan = _parted(out.getvalue())
            head = head or own
            scans.append(scan)
        at = next(at for marker, at in _segments(head) if marker == FRAME) + 5  # marker, length, precision
        head = head[:at] + self.height.to_bytes(2) + head[at + 2 :]
        marks = [bytes([0xFF, 0xD0 + nth % INTERVALS]) for nth in range(len(scans) - 1)]
        return head + b"".join(part for pair in zip(scans, [*marks, b"\xff\xd9"], strict=True) for part in pair)


def _segments(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The marker of each segment up to the scan, and where it stands."""
    at = 2
    while at < len(data):
        yield data[at : at + 2], at
        at += 2 + int.from_bytes(data[at + 2 : at + 4])


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """A file's segments up to the scan's header, and the scan without the end of the image."""
    start = next(at for marker, at in _segments(data) if marker == SCAN)
    start += 2 + int.from_bytes(data[start + 2 : start + 4])
    return data[:start], data[start:-2]
