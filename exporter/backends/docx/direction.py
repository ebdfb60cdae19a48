"""Where a direction mark must stand so that each isolate keeps its place.

UAX #9, Unicode Bidirectional Algorithm. Word goes by `w:rtl` of the runs; LibreOffice, Google Docs and browsers read
past it and apply UAX #9 to the bare text, which turns dates, scores and telephone numbers round. A mark at those edges
that need one gives both the same line. Marks are runs of the style DirectionMark, by which readers leave them out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from exporter.model.inlines import Direction, Inline, Inlines, LineBreak, NoteRef, Text, by_isolate

STRONG: Final = {Direction.LTR: frozenset({"L"}), Direction.RTL: frozenset({"R", "AL"})}
MARK: Final = {Direction.LTR: "\N{LEFT-TO-RIGHT MARK}", Direction.RTL: "\N{RIGHT-TO-LEFT MARK}"}
NUMBERS: Final = frozenset({"EN", "AN"})
EMBEDDING: Final = {Direction.LTR: "\N{LEFT-TO-RIGHT EMBEDDING}", Direction.RTL: "\N{RIGHT-TO-LEFT EMBEDDING}"}
POP: Final = "\N{POP DIRECTIONAL FORMATTING}"
AGAINST: Final = {Direction.LTR: frozenset({"R", "AL", "AN"}), Direction.RTL: frozenset({"L"})}


@dataclass(frozen=True, slots=True)
class DirectionMark:
    """A control character (UAX #9, 2) that speaks for that direction."""

    direction: Direction
    character: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote, and the isolate that it stands in."""

    number: int
    isolate: Direction | None = None


Piece: TypeAlias = Text | LineBreak | NoteMark | DirectionMark


def with_marks(inlines: Inlines, base: Direction) -> Iterator[Piece]:
    """The inlines with the marks that their isolates need."""
    groups = list(by_isolate(inlines))
    for place, (isolate, group) in enumerate(groups):
        pieces = [_piece(inline, isolate) for inline in group]
        if isolate is None:
            yield from pieces
            continue
        classes = [unicodedata.bidirectional(c) for run in group if isinstance(run, Text) for c in run.text]
        before, after = _edges(isolate, classes)
        yield from before
        yield from pieces
        yield from after
        if _reaches_over(groups[place + 1 :], base):
            yield DirectionMark(base, MARK[base])


def _edges(isolate: Direction, classes: list[str]) -> tuple[list[DirectionMark], list[DirectionMark]]:
    """What stands before and after an isolate of characters of these classes.

    Marks hold its neutrals; only an embedding turns letters or Arabic-Indic digits inside that run the other way.
    """
    mark = DirectionMark(isolate, MARK[isolate])
    if not AGAINST[isolate].isdisjoint(classes):
        return [DirectionMark(isolate, EMBEDDING[isolate])], [DirectionMark(isolate, POP)]
    before = [] if classes[0] in STRONG[isolate] else [mark]
    return before, [] if classes[-1] in STRONG[isolate] | NUMBERS else [mark]


def _piece(inline: Inline, isolate: Direction | None) -> Piece:
    return NoteMark(inline.number, isolate) if isinstance(inline, NoteRef) else inline


def _reaches_over(rest: list[tuple[Direction | None, Inlines]], base: Direction) -> bool:
    """Whether a number or another isolate follows before any letter of the base direction (rules W7 and N1)."""
    for isolate, group in rest:
        if isolate is not None:
            return True
        for run in group:
            for character in run.text if isinstance(run, Text) else "":
                kind = unicodedata.bidirectional(character)
                if kind in STRONG[base]:
                    return False
                if kind == "EN":
                    return True
    return False
