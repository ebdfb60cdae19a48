"""Whether a face's tatweel can lengthen its words: measured in its outlines.

OpenType fonts give it in many ways: none, a blank one that keeps word processors from using it (Amiri's own, behind
which true ones lie), one that does not meet its neighbours. So it is shaped between two letters and looked at.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

_Point: TypeAlias = tuple[float, float]

TATWEEL = "\u0640"
LETTERS = "\u0628\u0646\u0633\u0639"
"""Beh, noon, seen, ain: what stands at both ends of a tatweel in the measuring."""

NARROWEST, WIDEST = 0.05, 0.6
"""Ems: a tatweel outside is a blank or a picture, and not a stroke that can be repeated."""

_TOLERANCE = 0.012
"""Ems: so far may a letter's stroke stand above or below a tatweel's; a twentieth of a millimetre at 12 pt."""

_INSIDE = 0.006
"""Ems: where a letter's stroke is measured; letters may stop a little before their advance where a tatweel begins."""


@cache
def fault(data: bytes) -> str:
    """What is wrong with the tatweel of a font file, in a few words; empty when it can be used."""
    import uharfbuzz

    face = uharfbuzz.Face(data)
    font = uharfbuzz.Font(face)
    if font.get_nominal_glyph(ord(TATWEEL)) is None:
        return "none"
    return next(filter(None, (_fault_between(font, letter, letter) for letter in LETTERS)), "")


def _fault_between(font: Any, before: str, after: str) -> str:
    """What is wrong with it between two letters."""
    upem = font.face.upem
    glyphs = _shaped(font, before + TATWEEL + after)
    drawn = [(number, x) for cluster, number, x, _ in glyphs if cluster == 1]
    if not drawn:
        return "it melts into its letter"
    if len(drawn) > 1:
        return "it has parts"
    (number, start), width = drawn[0], sum(advance for cluster, *_, advance in glyphs if cluster == 1)
    if not NARROWEST * upem <= width <= WIDEST * upem:
        return f"its advance is {width / upem:.2f} em"
    stroke = _Ink(font, [(number, start)])
    left, right = stroke.at(start + 0.5), stroke.at(start + width - 0.5)
    if left is None or right is None:
        return "it does not fill its advance"
    rest = _Ink(font, [(one, x) for cluster, one, x, _ in glyphs if cluster != 1])
    inside = _INSIDE * upem
    for own, edge, beyond in ((left, start, -1), (right, start + width, 1)):
        other = rest.near(edge + beyond * inside, own)
        if other is None or not any(ink.near(edge + beyond * 0.5, own) for ink in (stroke, rest)):
            return "it does not meet its letters"
        if max(abs(one - two) for one, two in zip(own, other, strict=True)) > _TOLERANCE * upem:
            return "it makes a step at its letters"
    return ""


def _shaped(font: Any, text: str) -> list[tuple[int, int, int, int]]:
    """Cluster, glyph, place and advance from left to right, in font units."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    placed, pen = [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.cluster, info.codepoint, pen + position.x_offset, position.x_advance))
        pen += position.x_advance
    return placed


class _Ink:
    """Glyphs as they stand, asked for what is black at a place of the line."""

    def __init__(self, font: Any, glyphs: list[tuple[int, int]]) -> None:
        self._edges = [((x + a[0], a[1]), (x + b[0], b[1])) for number, x in glyphs for a, b in _outline(font, number)]

    def spans(self, x: float) -> list[tuple[float, float]]:
        """The black stretches above a place, bottom and top, by the non-zero winding rule."""
        crossings = sorted(
            (a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]), 1 if b[0] > a[0] else -1)
            for a, b in self._edges
            if (a[0] <= x) != (b[0] <= x)
        )
        spans, winding, bottom = [], 0, 0.0
        for y, turn in crossings:
            if not winding:
                bottom = y
            winding += turn
            if not winding:
                spans.append((bottom, y))
        return spans

    def at(self, x: float) -> tuple[float, float] | None:
        """The lowest black stretch at a place."""
        return next(iter(self.spans(x)), None)

    def near(self, x: float, wanted: tuple[float, float]) -> tuple[float, float] | None:
        """The black stretch at a place that overlaps another."""
        return next((span for span in self.spans(x) if span[0] < wanted[1] and span[1] > wanted[0]), None)


def _outline(font: Any, number: int) -> list[tuple[_Point, _Point]]:
    """A glyph's contours as straight edges."""
    pen = _Pen()
    font.draw_glyph_with_pen(number, pen)
    return pen.edges


class _Pen:
    """Takes a glyph's contours from HarfBuzz."""

    def __init__(self) -> None:
        self.edges: list[tuple[_Point, _Point]] = []
        self._contour: list[_Point] = []

    def moveTo(self, point: _Point) -> None:
        self._contour = [point]

    def lineTo(self, point: _Point) -> None:
        self._contour.append(point)

    def qCurveTo(self, *points: _Point) -> None:
        self._contour += _curve(self._contour[-1], *points)

    curveTo = qCurveTo

    def closePath(self) -> None:
        self.edges += pairwise([*self._contour, self._contour[0]])

    endPath = closePath


def _curve(*controls: _Point, steps: int = 8) -> list[_Point]:
    """Points of a Bezier curve after its first (de Casteljau)."""
    points = []
    for step in range(1, steps + 1):
        share, level = step / steps, list(controls)
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(level)]
        points.append(level[0])
    return points
