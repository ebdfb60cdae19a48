"""The text layer (promise P2): one code in the PDF is one character.

ISO 32000-1, 9.10.2 (ToUnicode). A cluster of glyphs becomes one composite glyph; the cluster's further characters are
blank glyphs that share its advance, from left to right as they would stand on the line. What the four readers make of
such codes, and why each measure below is as it is: docs/decisions/012-text-layer.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from exporter.backends.pdf.truetype import Builder, Face, Part

EDGE_SPACE = {True: "\u200f ", False: "\u200e "}
"""The one code of two characters: a space with its direction, at the edge of a stretch from right to left, or not.

pdf.js passes over a space alone at an edge, and adds a mark that follows to the line before; so does MuPDF, which takes
marks and punctuation at the left edge for left-to-right text."""

_BLANKS = 512
"""Codes kept free for blank glyphs, which must be in the font of what stands beside them: PDFium drops them alone."""

SLIVER = 0.002
"""Ems: the advance of a mark or a non-joiner. Not 0, or readers lose its order; MuPDF takes 0.15 for a space."""

_GAP = 0.06
"""Ems left between a word's end and the mark that follows: from 0.03 poppler, from 0.102 pdf.js sees a space."""

_NEAR = 0.08
"""Ems: within 0.07 PDFium drops a code that comes again; another advance makes it another code."""

_WIDE = 0.5
"""Ems: the widest space. From 0.6 pdf.js takes it for the gap between two columns, and gives the left one first."""

_STEP = 0.1
"""Ems: the steps in which marks grow wider after a space, and spaces before a mark."""

_EDGE_STEP = 0.02
"""Ems: the steps in which spaces at an edge grow."""

_DOUBLE = 0.102
"""Ems: what begins within 0.1 of the beginning of the character before it is a shadow to poppler, and read apart."""


class Shown(NamedTuple):
    """A code's glyph: one character, what is drawn, and its advance in font units."""

    text: str
    parts: tuple[Part, ...]
    advance: int


class Spelled(NamedTuple):
    """A cluster's glyphs from left to right.

    Attributes:
        shown: their codes.
        due: the advance that they have on the line, in font units.
        marks: how many marks stand first, before something else, in text that runs from right to left.
        is_space: whether it is a space, which may grow and shrink.
        is_ltr: whether it belongs to a number or to words that run from left to right.
        is_post: whether it is a mark of direction that the article has not.
    """

    shown: tuple[Shown, ...]
    due: float
    marks: int = 0
    is_space: bool = False
    is_ltr: bool = False
    is_post: bool = False


def thousandths(advance: float, upem: int) -> int:
    """A width in font units as a font's `W` has it."""
    return round(advance * 1000 / upem)


def is_mark(text: str) -> bool:
    """Whether a text ends with what readers take for a character that does not advance the pen."""
    return bool(text) and unicodedata.category(text[-1]) == "Mn"


def spell(text: str, parts: tuple[Part, ...], due: float, *, rtl: bool, upem: int) -> Spelled:
    """Spell what is shaped together: the characters as written, the glyphs and where they stand, the advance.

    The codes' advances add up to the cluster's, unless that is nearly nothing.
    """
    characters = text[::-1] if rtl else text
    sliver, advance = round(SLIVER * upem), round(due)
    if len(characters) == 1:
        return Spelled((Shown(characters, parts, max(advance, sliver)),), due, is_ltr=not rtl)
    pieces = _with_joiners(characters) if rtl else list(characters)
    thin = [_is_thin(piece) for piece in pieces]
    if all(thin):
        thin[0] = False
    bases = len(thin) - sum(thin)
    shares = iter(_shared(max(advance - sliver * sum(thin), sliver * bases), bases))
    drawn = thin.index(False)
    shown: list[Shown] = []
    pen = 0
    for nth, piece in enumerate(pieces):
        own = tuple((glyph, x - pen, y) for glyph, x, y in parts) if nth == drawn else ()
        shown.append(Shown(piece, own, sliver if thin[nth] else next(shares)))
        pen += shown[-1].advance
    return Spelled(tuple(shown), due, _leading_marks(pieces) if rtl else 0, is_ltr=not rtl)


def _with_joiners(characters: str) -> list[str]:
    """Characters from left to right, each joiner and non-joiner with what stands on its right.

    The second exception to "one code, one character": pdf.js passes over a joiner alone, and over one that ends a code.
    """
    return re.findall(r"[\u200c\u200d]*[^\u200c\u200d]|[\u200c\u200d]", characters)


def _has_direction(character: str) -> bool:
    """Whether a reader knows by itself how a character runs; marks of direction are passed over by one."""
    first = character[0]
    return unicodedata.category(first) != "Cf" and unicodedata.bidirectional(first) in {"R", "AL", "AN", "EN", "L"}


def _is_thin(text: str) -> bool:
    return unicodedata.category(text[-1]) in {"Mn", "Cf"}


def _shared(width: int, count: int) -> list[int]:
    edges = [width * nth // count for nth in range(count + 1)]
    return [after - before for before, after in pairwise(edges)]


@dataclass(slots=True)
class Book:
    """The codes of one font of the PDF; a code is the number of its glyph.

    Attributes:
        texts: the character of each code: the font's ToUnicode.
        widths: the advance of each code in thousandths of an em.
    """

    face: Face
    builder: Builder = field(init=False)
    texts: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    _codes: dict[Shown, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the glyph for what is missing, which is never shown."""
        self.builder = Builder(self.face)
        self.builder.glyphs.append((((0, 0, 0),), self.face.advances[0]))

    def code(self, shown: Shown) -> int | None:
        """The code of a glyph with its character; None when this font has no room for another."""
        code = self._codes.get(shown)
        if code is None and self.builder.has_room(0 if not shown.parts else _BLANKS):
            code = self._codes[shown] = len(self.builder.glyphs)
            self.builder.glyphs.append((shown.parts, shown.advance))
            self.texts[code] = shown.text
            self.widths[code] = thousandths(shown.advance, self.face.upem)
        return code


class Edges(NamedTuple):
    """What stands at the edges of a stretch of one line.

    Attributes:
        rtl: whether it is read from its right edge.
        parts_words: whether the article has white space after it, or nothing.
        is_apart: whether the next text on the line is of another cell, and only a space parts them for a reader.
        is_open: whether text of the line precedes it, from which a space at its beginning parts it.
        is_closed: whether text of the line follows, likewise.
        ends_line: whether the article has a space after it that the end of the line has taken (ISO 32000-1, 14.8.2.5).
        right: the character that stands beside its right edge.
    """

    rtl: bool = True
    parts_words: bool = False
    is_apart: bool = False
    is_open: bool = False
    is_closed: bool = False
    right: str = ""
    ends_line: bool = False

    @property
    def keeps_left(self) -> bool:
        """Whether a space at its left must not be passed over."""
        return self.is_closed if self.rtl else self.is_open

    @property
    def keeps_right(self) -> bool:
        """Whether a space at its right must not be passed over."""
        return self.is_open if self.rtl else self.is_closed


@dataclass(slots=True)
class Line:
    """A stretch of one line in the making: what is shown, and how far the pen stands from its due place.

    Attributes:
        upem: font units to the em; all lengths here are in font units.
        edges: what stands beside it.
        pieces: glyphs, and between them movements to the right.
    """

    upem: int
    edges: Edges
    pieces: list[Shown | float] = field(default_factory=list)
    _drift: float = 0.0
    _space: Spelled | None = None
    _pen: float = 0.0
    _narrow: list[tuple[Shown, float]] = field(default_factory=list)

    def add(self, spelled: Spelled) -> None:
        """Show a cluster; a space waits for what follows, which decides how it is shown."""
        if spelled.is_space:
            self.end()
            self._space = spelled
            return
        shown, marks = spelled.shown, spelled.marks
        if not self.pieces and not self._space and self._needs_edge(shown[0]):
            self._show(self._edge())
        if marks and self._space and self.pieces:
            self._after_space(shown[:marks], self._space)
            shown = shown[marks:]
        else:
            self.end(marks > 0)
        if spelled.is_post and self._drift > 0 and len(self.pieces) > 1:
            self._move(-self._drift - shown[0].advance)  # a mark of direction stays on its side of the edge
        for one in shown:
            self._show(one)
        self._drift -= spelled.due

    def finish(self) -> None:
        """Show what waits, and what the right edge needs."""
        if self._space and self.edges.keeps_right and self.pieces:
            self.end(True)
        self.end()
        if (self.edges.is_apart or self.edges.ends_line) and not self.edges.rtl:
            self._show(self._edge())

    def _needs_edge(self, first: Shown) -> bool:
        edges = self.edges
        apart = edges.is_apart or edges.ends_line or (edges.parts_words and not _has_direction(first.text))
        return edges.rtl and apart

    def _edge(self) -> Shown:
        return Shown(EDGE_SPACE[self.edges.rtl], (), round(SLIVER * self.upem))

    def end(self, must_stay: bool = False) -> None:
        """Show the space that waits, if one does; at an edge readers pass over it unless it must stay."""
        if self._space:
            (shown,), due, *_ = self._space
            self._space = None
            if must_stay or (not self.pieces and self.edges.keeps_left):
                shown = shown._replace(text=EDGE_SPACE[self.edges.rtl])
            if len(shown.text) > 1:
                shown = shown._replace(advance=self._at_edge(due))
            excess = due - _WIDE * self.upem
            if not self.pieces and excess > 0:
                self._move(excess)  # at the left edge nothing can have it, and the space must touch its word
            self._widen(excess)
            self._show(shown)
            self._drift -= due
            self._move(-self._drift)

    def _at_edge(self, due: float) -> int:
        step = _EDGE_STEP * self.upem
        width = min(due, _WIDE * self.upem, 2 * (due - _DOUBLE * self.upem))
        return int(max(width // step, 1) * step)

    def _stepped(self, width: float) -> int:
        step = _STEP * self.upem
        return round(math.ceil(width / step) * step)

    def _widen(self, excess: float) -> None:
        """Let the glyph before a wide space have the excess of its room."""
        last = self.pieces[-1] if self.pieces else None
        if excess > 0 and isinstance(last, Shown) and not is_mark(last.text):
            self.pieces[-1] = wider = last._replace(advance=last.advance + self._stepped(excess))
            more = self._room(wider) - self._room(last)
            self._drift += more
            self._pen += more

    def _after_space(self, marks: tuple[Shown, ...], space: Spelled) -> None:
        """Show marks that stand first after a space.

        pdf.js leaves the advance of marks out of its reckoning and would see a second space after them, were the pen
        not back where the space began; MuPDF reckons from the space's end, and would see one were it not as wide as it
        looks; poppler wants a gap, and marks without one after them.
        """
        self._space = None
        due = space.due
        step, gap = _STEP * self.upem, min(_GAP * self.upem, due)
        width = round(max(due // step * step, min(due, step)))
        self._show(space.shown[0]._replace(advance=width))
        self._drift -= due
        self._move(gap - due - self._drift)
        *first, last = marks
        for one in first:
            self._show(one)
        room = due - gap + last.advance
        self._show(last._replace(advance=self._stepped(room)))
        self._move(sum(map(self._room, marks)) - self._drift)

    def _show(self, shown: Shown) -> None:
        near = _NEAR * self.upem
        if shown.advance < near:
            while any(shown == one and self._pen - at < near for one, at in self._narrow):
                shown = shown._replace(advance=shown.advance + round(SLIVER * self.upem))
            self._narrow = [*self._narrow[-7:], (shown, self._pen)]
        self.pieces.append(shown)
        self._drift += self._room(shown)
        self._pen += self._room(shown)

    def _room(self, shown: Shown) -> float:
        """How far readers move their pen: by the width in the PDF, and PDFium takes whole thousandths of it only."""
        return thousandths(shown.advance, self.upem) * self.upem / 1000

    def _move(self, distance: float) -> None:
        if distance:
            self.pieces.append(distance)
            self._drift += distance
            self._pen += distance


def _leading_marks(texts: list[str]) -> int:
    """How many marks stand first before something else; 0 for marks alone."""
    return next((nth for nth, text in enumerate(texts) if not is_mark(text)), 0)
