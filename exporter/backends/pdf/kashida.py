"""Justified lines filled anew after they are laid out: word spaces, then elongated words, then word spaces again.

ALREQ statements Q22 and Q23. Line breaks stay: only the room that WeasyPrint gave to word spaces is shared out, between
layout and drawing, when each line knows the one above. An elongation is a tatweel of the typeface in the text that is
drawn (never in the text that is read: `runs`), stretched to the width that is wanted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from exporter.backends.pdf.engine import boxes, create_layout
from exporter.backends.pdf.measures import UNITS, Type, type_of
from exporter.backends.pdf.shares import Grown, Interval, Limits, Place, shares
from exporter.findings import Finding, finding
from exporter.house.layout import Justification
from exporter.text.kashida import TATWEEL, is_elongated, opportunities

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SPACES = " \u00a0"

SHRUNK = 0.4
"""A tatweel may be drawn narrower by this part of its width: its ends still overlap its letters."""

BROKEN = 10.0
"""So many ranks worse is a place where letters would take other forms: a calligraphic face breaks its own joins there
(W3C alreq #57; the note in Amiri's kashida.fea)."""

CLEARANCE_EM = 0.5
"""Strokes of adjacent lines stay so far from each other."""

STEP_EM = 1 / 64
"""Words grow in such steps, so that fewer glyphs differ; the spaces have the rest."""


class Filled(NamedTuple):
    """A justified line after it was filled; widths in em of its type, of the word space its own width included."""

    word_space: float
    growths: tuple[float, ...]


def justify(document: Any, how: Justification) -> tuple[Filled, ...]:
    """Fill the justified lines of a laid-out document anew."""
    filled: list[Filled] = []
    for page in document.pages:
        above = _Above()
        before = len(filled)
        for line, is_heading in _lines(page._page_box, False):
            if work := _Line.of(line):
                elongates = how.kashida and (how.headlines or not is_heading)
                filled.append(work.fill(how, elongates, above.strokes(line)))
                above.remember(line, work.strokes)
        if len(filled) > before:
            page.__init__(page._page_box)  # gathers the areas of links anew
    return tuple(filled)


def report(filled: Sequence[Filled], how: Justification) -> tuple[Finding, ...]:
    """Say how many lines have word spaces wider than the layout wants (ALREQ statement Q22)."""
    wide = [line.word_space for line in filled if line.word_space > how.word_space_most_em]
    if not wide:
        return ()
    return (
        finding("PDF-008", count=len(wide), lines=len(filled), most=how.word_space_most_em, widest=round(max(wide), 2)),
    )


def _lines(box: Any, is_heading: bool) -> Iterator[tuple[Any, bool]]:
    """All lines below a box, and whether they are a heading's."""
    if isinstance(box, boxes.LineBox):
        yield box, is_heading
    if isinstance(box, boxes.ParentBox):
        is_heading |= box.element_tag in HEADINGS
        for child in box.children:
            yield from _lines(child, is_heading)


class _Above:
    """The strokes of the line that was filled last, and where it stands."""

    def __init__(self) -> None:
        self._strokes: tuple[Interval, ...] = ()
        self._bottom = 0.0

    def strokes(self, line: Any) -> tuple[Interval, ...]:
        """Those that stand right above a line."""
        return self._strokes if abs(line.position_y - self._bottom) < line.height / 2 else ()

    def remember(self, line: Any, strokes: tuple[Interval, ...]) -> None:
        """Take a line for the one above the next."""
        self._strokes, self._bottom = strokes, line.position_y + line.height


class _Line:
    """A justified line in work; lengths are CSS pixels."""

    def __init__(self, line: Any, texts: Sequence[Any], spacing: float) -> None:
        self._line, self._texts, self._spacing = line, texts, spacing
        self._spaces = sum(map(_spaces, texts))
        self._em: float = line.style["font_size"]
        self.strokes: tuple[Interval, ...] = ()

    @classmethod
    def of(cls, line: Any) -> _Line | None:
        """A line in work; None when it is not justified."""
        texts = tuple(_texts(line))
        spacing = next((text.justification_spacing for text in texts if text.justification_spacing), 0.0)
        return cls(line, texts, spacing) if spacing else None

    def fill(self, how: Justification, elongates: bool, above: Sequence[Interval]) -> Filled:
        """Share out the line's room."""
        space = type_of(self._line.style).space
        need = (space + self._spacing - how.word_space_ideal_em * self._em) * self._spaces
        grown: tuple[Grown, ...] = ()
        if elongates and need >= how.kashida_least_em * self._em:
            joins = dict(self._joins())
            grown = shares(need, list(joins), _limits(how, self._em), above, self._spaces)
            if grown:
                self.strokes = tuple(one.stroke for one in grown)
                self._set([(joins[one.place], one.growth) for one in grown])
        return Filled((space + self._spacing) / self._em, tuple(one.growth / self._em for one in grown))

    def _joins(self) -> Iterator[tuple[Place, _Join]]:
        """The places of the line, each with what is done there."""
        ends = [*accumulate(len(one.text) for one in self._texts)]
        text = "".join(one.text for one in self._texts)
        spaces = [at for at, character in enumerate(text) if character in SPACES]
        for found in opportunities(text):
            nth = bisect_right(ends, found.at)
            box, at = self._texts[nth], found.at - ends[nth] + len(self._texts[nth].text)
            word = bisect_right(spaces, found.word)
            # Not where an element begins: its letters are drawn apart from those before.
            if at and _takes_elongation(box) and (join := _Join.of(box, at)):
                rank = found.rank + (0 if join.keeps_forms else BROKEN)
                yield Place(word, rank, self._x(box, at), join.growth - SHRUNK * join.type.tatweel), join

    def _x(self, box: Any, at: int) -> float:
        """Where a join of a box stands on the page."""
        if not hasattr(box, "widths"):
            box.widths = _type(box).shaped(box.text).widths
        end = len(box.text[:at].encode())
        before = sum(width for byte, width in box.widths.items() if byte < end)
        return float(box.position_x + box.width - before - self._spacing * _count(box.text[:at]))

    def _set(self, growths: Sequence[_Growth]) -> None:
        by_box: dict[int, list[_Growth]] = {}
        for join, growth in growths:
            by_box.setdefault(id(join.box), []).append((join, growth))
        change = -sum(growth for _, growth in growths) / self._spaces
        self._spacing += change
        _respace(self._line, change, by_box, 0.0)


class _Join(NamedTuple):
    """A join in a text box: before which character it is elongated, and what one tatweel does to its word."""

    box: Any
    at: int
    type: Type
    growth: float
    keeps_forms: bool

    @classmethod
    def of(cls, box: Any, at: int) -> _Join | None:
        """A join as the box's typeface has it; None when it has no tatweel for it."""
        kind = _type(box)
        if not kind.is_usable:
            return None
        start = max(box.text.rfind(space, 0, at) for space in SPACES) + 1
        ends = [end for space in SPACES if (end := box.text.find(space, at)) >= 0]
        known = kind.elongation(box.text[start : min(ends, default=len(box.text))], at - start)
        return cls(box, at, kind, *known) if known else None


_Growth: TypeAlias = tuple[_Join, float]
"""A join and how much its word grows."""


def _limits(how: Justification, em: float) -> Limits:
    lengths = how.kashida_least_em, how.kashida_most_em, how.kashida_line_em, CLEARANCE_EM, STEP_EM
    least, most, line, clearance, step = (length * em for length in lengths)
    return Limits(least, most, line, clearance, step)


def _type(box: Any) -> Type:
    if not hasattr(box, "type"):
        box.type = type_of(box.style)
    known: Type = box.type
    return known


def _texts(box: Any) -> Iterator[Any]:
    """The texts of a line in the order in which they are read, without those of boxes that stand in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _takes_elongation(box: Any) -> bool:
    style = box.style
    return bool(
        style["direction"] == "rtl" and style["letter_spacing"] == "normal" and is_elongated(style["lang"] or "ar")
    )


def _count(text: str) -> int:
    return sum(map(text.count, SPACES))


def _spaces(box: Any) -> int:
    return _count(box.text)


def _respace(box: Any, change: float, growths: dict[int, list[_Growth]], shift: float) -> float:
    """Change the spaces of a box and what is in it, elongate its words, and move what stands to the right of them.

    As WeasyPrint's `layout/inline.py: add_word_spacing`, from what that has left; gives the shift of what follows.
    """
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        here = growths.get(id(box), [])
        extra = change * _spaces(box) + sum(growth for _, growth in here)
        if here or _spaces(box):
            box.justification_spacing += change
            box.width += extra
            text, box.kashidas = _elongated(box.text, here)
            box.pango_layout = create_layout(text, box.style, None, None, box.justification_spacing)
            box.pango_layout.deactivate()
        return shift + extra
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children[::-1] if box.style["direction"] == "rtl" else box.children:
            if child.is_in_normal_flow():
                shift = _respace(child, change, growths, shift)
        box.width += shift - before
        return shift
    box.translate(shift, 0)
    return shift


def _elongated(text: str, growths: Sequence[_Growth]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """A text with tatweels, and for each group its first and last byte and how much wider than drawn it is."""
    parts, kashidas, last, size = [], [], 0, 0
    for join, growth in sorted(growths, key=lambda pair: pair[0].at):
        more = growth - join.growth
        count = max(1, round(more / join.type.tatweel) + 1)
        parts += [text[last : join.at], TATWEEL * count]
        first = size + len(parts[-2].encode())
        size = first + len(parts[-1].encode())
        kashidas.append((first, size, round((more - (count - 1) * join.type.tatweel) * UNITS)))
        last = join.at
    return "".join([*parts, text[last:]]), tuple(kashidas)
