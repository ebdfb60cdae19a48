"""A page of pixels that is never whole in memory: what is painted is noted down, then painted and encoded in strips.

ITU-T T.81, B.2.1 (restart intervals), E.1.4 (what begins anew after a marker): each strip is encoded by itself, and the
strips follow each other as the restart intervals of one scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final, TypeAlias

from PIL import Image

Stroke: TypeAlias = Callable[[Image.Image, int], Image.Image | None]
"""Paints a strip, whose first row is that row of the page, or gives another in its place."""

Rows: TypeAlias = Callable[[int, int], Image.Image]
"""The rows of a picture from one up to another."""

ROWS: Final = 64
MCU_ROWS: Final = 8  # of pixels, with the colours halved across and not down
FRAME, SCAN, INTERVALS = b"\xff\xc0", b"\xff\xda", 8


class Canvas:
    """A page in RGB, as much of an image as is needed to paint on it."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        """Take the size in pixels, and the colour of the ground."""
        self.width, self.height = width, height
        self._paper = paper
        self._strokes: list[tuple[int, int, Stroke]] = []

    def paint(self, top: int, bottom: int, stroke: Stroke) -> None:
        """Note down a stroke on the rows from `top` up to `bottom`; it is shown the strips that have some of them."""
        self._strokes.append((top, bottom, stroke))

    def fill(self, colour: str, left: int, top: int, right: int, bottom: int) -> None:
        """Fill a box."""
        self.paint(top, bottom, lambda strip, first: strip.paste(colour, (left, top - first, right, bottom - first)))

    def ink(self, colour: str, left: int, top: int, mask: Image.Image) -> None:
        """Print a mask in a colour."""
        self.paint(top, top + mask.height, lambda strip, first: strip.paste(colour, (left, top - first), mask))

    def show(self, top: int, height: int, rows: Rows) -> None:
        """Show a picture as wide as the page."""

        def stroke(strip: Image.Image, first: int) -> Image.Image | None:
            begin, end = max(first - top, 0), min(first + strip.height - top, height)
            part = rows(begin, end)
            if part.size == strip.size:
                return part
            strip.paste(part, (0, top + begin - first))
            return None

        self.paint(top, top + height, stroke)

    def jpeg(self, quality: int) -> bytes:
        """Paint and encode."""
        head, scans = b"", list[bytes]()
        bare: dict[int, bytes] = {}  # by their rows: what nothing is painted on is encoded once
        for top in range(0, self.height, ROWS):
            rows = min(ROWS, self.height - top)
            strokes = [stroke for begin, end, stroke in self._strokes if begin < top + rows and top < end]
            if strokes or rows not in bare:
                strip = Image.new("RGB", (self.width, rows), self._paper)
                for stroke in strokes:
                    strip = stroke(strip, top) or strip
                own, scan = _parted(_encoded(strip, quality))
                head = head or own
                if not strokes:
                    bare[rows] = scan
            else:
                scan = bare[rows]
            scans.append(scan)
        at = next(at for marker, at in _segments(head) if marker == FRAME) + 5  # marker, length, precision
        head = head[:at] + self.height.to_bytes(2) + head[at + 2 :]
        marks = [bytes([0xFF, 0xD0 + nth % INTERVALS]) for nth in range(len(scans) - 1)]
        return head + b"".join(part for pair in zip(scans, [*marks, b"\xff\xd9"], strict=True) for part in pair)


def _encoded(strip: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    strip.save(out, "JPEG", quality=quality, subsampling="4:2:2", restart_marker_rows=ROWS // MCU_ROWS)
    return out.getvalue()


def contained(image: Image.Image, frame: tuple[int, int]) -> Rows:
    """Show a picture whole in the middle of a frame, as `ImageOps.contain` does, on the colour of its corner."""
    scale = min(frame[0] / image.width, frame[1] / image.height)
    width, height = round(image.width * scale), round(image.height * scale)
    left, above = (frame[0] - width) // 2, (frame[1] - height) // 2
    corner, row = image.crop((0, 0, 1, 1)), image.height / height

    def rows(begin: int, end: int) -> Image.Image:
        part = corner.resize((frame[0], end - begin))
        top, foot = max(begin - above, 0), min(end - above, height)
        if top < foot:
            box = (0, top * row, image.width, min(foot * row, image.height))
            part.paste(image.resize((width, foot - top), Image.Resampling.BILINEAR, box), (left, above + top - begin))
        return part

    return rows


def cropped(image: Image.Image, frame: tuple[int, int], focus: tuple[float, float]) -> Rows:
    """Fill a frame as `ImageOps.fit` does, so many rows at a time as are asked for."""
    scale = max(frame[0] / image.width, frame[1] / image.height)
    left = max(0.0, image.width - frame[0] / scale) * focus[0]
    above = max(0.0, image.height - frame[1] / scale) * focus[1]
    right = min(left + frame[0] / scale, image.width)

    def rows(begin: int, end: int) -> Image.Image:
        box = (left, above + begin / scale, right, min(above + end / scale, image.height))
        return image.resize((frame[0], end - begin), Image.Resampling.BILINEAR, box)

    return rows


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
