"""The marks round a page: crop and registration marks, colour bars, the slug line.

ISO 32000-1, 14.11.3 (printer's marks). Lengths are in pt, from the trimmed page's lower left corner. All stand outside
the bleed. Text is drawn as outlines: a reader that takes the words out of the file finds the article's alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import uharfbuzz as harfbuzz

from exporter.images.inks import Shares

MM = 72 / 25.4
_HAIR = 0.25
_CROP = 5 * MM
_ARM, _RING = 2.6 * MM, 1.6 * MM
_PATCH = 4.5 * MM
_SIZE = 6.5
_CLEAR = 4 * MM
"""From a corner: where its crop marks are passed."""
_CIRCLE = 0.5523
"""Of the radius: where the handles of a quarter circle stand."""

PLATES: dict[str, Shares] = {
    "Cyan": (1, 0, 0, 0),
    "Magenta": (0, 1, 0, 0),
    "Yellow": (0, 0, 1, 0),
    "Black": (0, 0, 0, 1),
}
_PATCHES: tuple[Shares, ...] = (
    *PLATES.values(),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (1, 1, 0, 0),
    (1, 1, 1, 0),
    (0.5, 0, 0, 0),
    (0, 0.5, 0, 0),
    (0, 0, 0.5, 0),
    (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)
"""Solids, overprints of two and of three, halftones, and the grey of three inks (ISO 12647-2, 4.3)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A trimmed page and the room round it: its width and height, and how wide the bleed and the slug are."""

    width: float
    height: float
    bleed: float
    slug: float

    @property
    def middle(self) -> float:
        """How far from the trim the middle of the slug runs."""
        return self.bleed + self.slug / 2


def marks(frame: Frame, words: Sequence[str], lettering: Lettering, limit: float) -> bytes:
    """The marks of one page as content; `/All` is the colour space of all plates.

    Args:
        frame: the page.
        words: the slug line, piece by piece.
        lettering: what they are drawn with.
        limit: patches of more ink are left out, 1 being a full plate.
    """
    lines = [f"/All CS 1 SCN /All cs 1 scn {_HAIR} w"]
    lines += _crop_marks(frame)
    lines += _registration_marks(frame)
    top = frame.height + frame.middle - _SIZE / 3
    x, end = _CLEAR, frame.width / 2 - _ARM - MM
    for word in words:
        outline, width = lettering.drawn(word, x, top)
        if x + width > end and x < frame.width / 2:  # go on beyond the registration mark
            x, end = frame.width / 2 + _ARM + MM, frame.width
            outline, width = lettering.drawn(word, x, top)
        lines.append(outline)
        x += width + _SIZE
    lines += _plates(frame, lettering)
    lines += _colour_bar(frame, limit)
    return "\n".join(lines).encode("ascii")


def _crop_marks(frame: Frame) -> Iterator[str]:
    near, far = frame.bleed, frame.bleed + min(_CROP, frame.slug)
    for y in (0.0, frame.height):
        yield _line(-far, y, -near, y)
        yield _line(frame.width + near, y, frame.width + far, y)
    for x in (0.0, frame.width):
        yield _line(x, -far, x, -near)
        yield _line(x, frame.height + near, x, frame.height + far)


def _registration_marks(frame: Frame) -> Iterator[str]:
    out = frame.middle
    across, up = frame.width / 2, frame.height / 2
    for x, y in ((across, -out), (across, frame.height + out), (-out, up), (frame.width + out, up)):
        yield _line(x - _ARM, y, x + _ARM, y)
        yield _line(x, y - _ARM, x, y + _ARM)
        yield f"{_circle(x, y, _RING)} S"


def _plates(frame: Frame, lettering: Lettering) -> Iterator[str]:
    """The name of each plate, printed by it alone."""
    x = frame.width / 2 + _ARM + 2 * MM
    for name, shares in PLATES.items():
        outline, width = lettering.drawn(name, x, -frame.middle - _SIZE / 3)
        yield f"{_shares(shares)} k {outline}"
        x += width + _SIZE


def _colour_bar(frame: Frame, limit: float) -> Iterator[str]:
    """Patches from the left to before the middle."""
    fit = [shares for shares in _PATCHES if sum(shares) <= limit]
    side = min(_PATCH, (frame.width / 2 - _ARM - MM - _CLEAR) / len(fit))
    for nth, shares in enumerate(fit):
        yield f"{_shares(shares)} k {_CLEAR + nth * side:.3f} {-frame.middle - side / 2:.3f} {side:.3f} {side:.3f} re f"


def _shares(shares: Shares) -> str:
    return " ".join(f"{share:g}" for share in shares)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _circle(x: float, y: float, r: float) -> str:
    h = r * _CIRCLE
    quarters = (
        (r, h, h, r, 0, r),
        (-h, r, -r, h, -r, 0),
        (-r, -h, -h, -r, 0, -r),
        (h, -r, r, -h, r, 0),
    )
    curves = (
        " ".join(f"{(x, y)[nth % 2] + value:.3f}" for nth, value in enumerate(quarter)) + " c" for quarter in quarters
    )
    return f"{x + r:.3f} {y:.3f} m {' '.join(curves)}"


class Lettering:
    """Words as outlines of a typeface."""

    def __init__(self, face: bytes) -> None:
        """Take the bytes of a font file."""
        self._font = harfbuzz.Font(harfbuzz.Face(face))
        self._scale = _SIZE / self._font.face.upem

    def drawn(self, word: str, x: float, y: float) -> tuple[str, float]:
        """A word from a point on its baseline, filled; and its width."""
        buffer = harfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        harfbuzz.shape(self._font, buffer)
        pen, width = _Pen(self._scale), 0.0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen.x = x + (width + position.x_offset) * self._scale
            pen.y = y + position.y_offset * self._scale
            self._font.draw_glyph_with_pen(info.codepoint, pen)
            width += position.x_advance
        return f"{' '.join(pen.path)} f" if pen.path else "", width * self._scale


class _Pen:
    """Draws a glyph as a path; PDF has no quadratic curves (ISO 32000-1, 8.5.2.2)."""

    def __init__(self, scale: float) -> None:
        self.path: list[str] = []
        self.x = self.y = 0.0
        self._scale = scale
        self._at = (0.0, 0.0)

    def _say(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{self.x + x * self._scale:.3f} {self.y + y * self._scale:.3f}" for x, y in points)
        self.path.append(f"{' '.join(numbers)} {operator}")
        self._at = points[-1]

    def moveTo(self, point: tuple[float, float]) -> None:
        self._say("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._say("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._say("c", *points)

    def qCurveTo(self, handle: tuple[float, float], end: tuple[float, float]) -> None:
        first, last = (
            (near[0] + (handle[0] - near[0]) * 2 / 3, near[1] + (handle[1] - near[1]) * 2 / 3)
            for near in (self._at, end)
        )
        self._say("c", first, last, end)

    def closePath(self) -> None:
        self.path.append("h")


def all_plates(file: pikepdf.Pdf) -> pikepdf.Array:
    """The colour space of all plates (ISO 32000-1, 8.6.6.4)."""
    tint = file.make_indirect(pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1))
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])
