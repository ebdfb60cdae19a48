"""The stretches that run against their paragraph, carried as isolates with their language.

They are found over the whole paragraph, as UAX #9 asks, so that a Latin phrase cut by emphasis stays one phrase.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from exporter.model.inlines import Direction, Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.text.direction import base_direction
from exporter.text.stretches import Stretch, ltr_stretches, number_stretches, rtl_stretches

FRENCH_PRESS = frozenset(["DZ", "MA", "MR", "TN"])
"""Regions of the Arab world where a phrase in Latin letters is French rather than English."""

NO_LANGUAGE = frozenset(["url", "email", "handle", "number", "date", "phone", "degree", "money", "figures", "signed"])
"""Kinds of stretches that are in no language of their own."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What directions follow from.

    Attributes:
        base: direction of the paragraphs.
        foreign: BCP 47 tag for phrases in letters of the other direction. The article does not say their language;
            `ar` on them would be wrong for certain, and a speaking reader would spell them out (ALREQ Q30).
    """

    base: Direction
    foreign: str


def setting(language: str) -> Setting:
    """The setting of an article by its language."""
    base = Direction(base_direction(language))
    if base is Direction.LTR:
        return Setting(base, "ar")
    french = FRENCH_PRESS.intersection(language.upper().split("-")[1:])
    return Setting(base, "fr" if french else "en")


def isolated(inlines: Inlines, setting: Setting) -> Inlines:
    """The same text, its runs cut where a stretch against the base direction begins or ends."""
    rtl = setting.base is Direction.RTL
    text = plain(inlines)
    places = _Places((*ltr_stretches(text), *_torn_numbers(inlines, text)) if rtl else rtl_stretches(text))
    out: list[Inline] = []
    offset = 0
    for inline in inlines:
        match inline:
            case Text():
                out += _cut(inline, offset, places, setting)
                offset += len(inline.text)
            case LineBreak():
                out.append(inline)
                offset += 1
            case NoteRef():
                out.append(inline)
    return canonical(out)


class _Places:
    """Stretches of a paragraph, none overlapping, found by where they are: a paragraph may hold thousands."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in self._stretches]
        self._edges = sorted({edge for stretch in self._stretches for edge in (stretch.start, stretch.end)})

    def edges(self, start: int, end: int) -> list[int]:
        """Where stretches begin or end between two places, those left out."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]

    def at(self, place: int) -> Stretch | None:
        """The stretch of a character."""
        before = bisect_right(self._starts, place)
        stretch = self._stretches[before - 1] if before else None
        return stretch if stretch and place < stretch.end else None


def _torn_numbers(inlines: Inlines, text: str) -> list[Stretch]:
    """The numbers at the edge of a run: WeasyPrint lays out each inline box alone and would turn them round."""
    edges: set[int] = set()
    offset = 0
    for inline in inlines:
        edges.add(offset)
        offset += len(plain((inline,)))
    inner = sorted(edges - {0}) if len(inlines) > 1 else []
    numbers = number_stretches(text) if inner else ()
    return [s for s in numbers if bisect_left(inner, s.start) < bisect_right(inner, s.end)]


def _cut(run: Text, offset: int, places: _Places, setting: Setting) -> list[Text]:
    if Mark.CODE in run.marks:
        return [replace(run, isolate=Direction.LTR)]
    end = offset + len(run.text)
    edges = [offset, *places.edges(offset, end), end] if run.text else [offset]
    return [
        _piece(replace(run, text=run.text[a - offset : b - offset]), places.at(a), setting) for a, b in pairwise(edges)
    ]


def _piece(run: Text, stretch: Stretch | None, setting: Setting) -> Text:
    if stretch is None:
        return run
    against = Direction.LTR if setting.base is Direction.RTL else Direction.RTL
    return replace(run, isolate=against, lang="" if stretch.kind in NO_LANGUAGE else setting.foreign)
