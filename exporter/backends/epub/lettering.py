"""Lines of type for a picture: broken, ordered, shaped and inked, with no font needed where it is seen.

UAX #9, rules L1 and L2, orders each line; HarfBuzz shapes it and draws its outlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import uharfbuzz
from PIL import Image

from exporter.model.inlines import Direction, Inlines, LineBreak, NoteRef, Text, by_isolate
from exporter.text.bidi import levels, visual_order
from exporter.typefaces.coverage import needs_glyph
from exporter.typefaces.families import Face, Family

ISOLATE = {Direction.LTR: "\u2066", Direction.RTL: "\u2067"}
END_OF_ISOLATE = "\u2069"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        families: tried for each word, first choice first.
        weight: as CSS Fonts 4, section 2.2.
        language: BCP 47 tag, for the shapes that a language prefers.
        base: the paragraph's level: 1 for right to left.
    """

    families: tuple[Family, ...]
    weight: int
    language: str
    base: int


@dataclass(frozen=True, slots=True)
class Evenness:
    """How far lines are drawn in to be even: the narrowest measure and the step to it, as shares of the whole."""

    narrowest: float
    step: float


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of one level and one face, shaped alone: a word, a part of one, or the space between two.

    Attributes:
        glyphs: glyph number and place (x, y) of each from the atom's left end, in font units.
        advance: width in em.
    """

    text: str
    level: int
    face: Face
    glyphs: tuple[tuple[int, int, int], ...]
    advance: float

    @property
    def space(self) -> bool:
        """Whether a line may end here."""
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Line:
    """Atoms from left to right, and their width in em."""

    atoms: tuple[Atom, ...]
    width: float


def isolated(inlines: Inlines) -> str:
    """A paragraph as plain text whose isolates are said by Unicode's controls."""
    out = []
    for direction, runs in by_isolate(inlines):
        text = "".join(_plain(run) for run in runs)
        out.append(ISOLATE[direction] + text + END_OF_ISOLATE if direction else text)
    return "".join(out)


def _plain(run: Text | LineBreak | NoteRef) -> str:
    match run:
        case Text():
            return run.text
        case LineBreak():
            return " "
        case NoteRef():
            return ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph shaped once for every size: its words and the spaces between them, each of one atom or more."""

    words: tuple[tuple[Atom, ...], ...]
    dots: Atom


def shaped(text: str, style: Style) -> Words:
    """Shape a paragraph."""
    groups = groupby(_atoms(text, style), key=lambda atom: atom.space)
    return Words(tuple(tuple(group) for _, group in groups), _shaped(ELLIPSIS, style.base, style))


def broken(text: Words, measure: float, most: int, even: Evenness) -> tuple[tuple[Line, ...], bool]:
    """Break a paragraph between words into lines of a measure in em, the lines as even as may be.

    Returns:
        the lines, the last cut short with an ellipsis where there would be more than `most`; and whether all fitted.
    """
    lines = _filled(text.words, measure)
    whole = len(lines) <= most and all(_length(word) <= measure for word in text.words)
    if whole:
        lines = _even(text.words, measure, lines, even)
    elif len(lines) > most:
        lines = lines[:most]
        _cut_short(lines[-1], text.dots, measure)
    return tuple(map(_ordered, lines)), whole


def _filled(words: Sequence[Sequence[Atom]], measure: float) -> list[list[Atom]]:
    """Fill line after line; spaces at either end are dropped."""
    lines: list[list[Atom]] = []
    space: Sequence[Atom] = ()
    taken = 0.0
    for word in words:
        if word[0].space:
            space = word
            continue
        longer = taken + _length(space) + _length(word)
        if lines and longer <= measure:
            lines[-1] += [*space, *word]
            taken = longer
        else:
            lines.append(list(word))
            taken = _length(word)
    return lines


def _even(words: Sequence[Sequence[Atom]], measure: float, lines: list[list[Atom]], even: Evenness) -> list[list[Atom]]:
    """As many lines in the narrowest measure that holds them."""
    for nth in range(1, round((1 - even.narrowest) / even.step) + 1):
        narrower = _filled(words, measure * (1 - nth * even.step))
        if len(narrower) > len(lines) or any(_length(line) > measure for line in narrower):
            break
        lines = narrower
    return lines


def _length(atoms: Sequence[Atom]) -> float:
    return sum(atom.advance for atom in atoms)


def _cut_short(line: list[Atom], dots: Atom, measure: float) -> None:
    while line and (line[-1].space or _length(line) + dots.advance > measure):
        line.pop()
    line.append(dots)


def _ordered(line: Sequence[Atom]) -> Line:
    order = visual_order([atom.level for atom in line])
    return Line(tuple(line[i] for i in order), _length(line))


def _atoms(text: str, style: Style) -> list[Atom]:
    """Cut where the level changes and between words."""
    resolved = levels(text, style.base)
    kinds = zip(resolved, map(str.isspace, text), text, strict=True)
    return [
        _shaped("".join(character for *_, character in group), level, style)
        for (level, _), group in groupby(kinds, key=lambda kind: kind[:2])
    ]


def _shaped(text: str, level: int, style: Style) -> Atom:
    face = _family(text, style.families).face(style.weight)
    font = _font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.guess_segment_properties()
    buffer.language = style.language
    uharfbuzz.shape(font, buffer)
    glyphs = []
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    return Atom(text, level, face, tuple(glyphs), pen / font.face.upem)


def _family(text: str, families: Sequence[Family]) -> Family:
    """The first family that has every letter of a word; the first of all when none has."""
    seen = [ord(character) for character in text if needs_glyph(character)]
    return next((family for family in families if all(map(family.covers, seen))), families[0])


@lru_cache(maxsize=16)
def _font(face: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(face.data()))


def inked(line: Line, size: float) -> tuple[Image.Image, int, int]:
    """Draw a line.

    Returns:
        its coverage as a grey picture; where that stands from the line's left end; and how far its top is above the
        baseline, in pixels.
    """
    raster = uharfbuzz.RasterDraw()
    left = 0.0
    for atom in line.atoms:
        font = _font(atom.face)
        scale = size / font.face.upem
        for glyph, x, y in atom.glyphs:
            raster.transform = (scale, 0.0, 0.0, scale, left + x * scale, y * scale)
            raster.draw_glyph(font, glyph)
        left += atom.advance * size
    drawn = raster.render()
    box = drawn.extents
    # Rows come from the bottom up.
    picture = Image.frombuffer("L", (box.width, box.height), drawn.buffer, "raw", "L", box.stride, -1)
    return picture, box.x_origin, box.y_origin + box.height
