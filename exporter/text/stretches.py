"""Stretches of a paragraph that run against it and must be carried as isolates.

UAX #9, levels of the whole paragraph; ALREQ Q12, Q14, Q15. What reads left to right by force: `exporter.text.forced`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from exporter.text.bidi import levels
from exporter.text.bidi_classes import classes
from exporter.text.forced import Forced, forced

StretchKind: TypeAlias = Literal["latin", "arabic", "number", "phrase"] | Forced

_PLAIN_NUMBER: Final = re.compile("[12,mb]*")
_CLAUSE: Final = re.compile("[،؛؟۔]")
_NEXT_CLAUSE: Final = re.compile(r"[.:!]\s+[\d\u0660-\u0669\u06f0-\u06f9][^A-Za-z\u00c0-\u024f]*$")
_ABBREVIATION: Final = re.compile(r"(?<![A-Za-z])[A-Z]?[a-z]{1,3}$")  # Vol. 2, No. 7, Fig. 3
_STRONG: Final = ("[RA]", "L")  # the strong classes that run against base 0 and base 1
_VISIBLE_STRONG: Final = ("arabic", "latin")
_AS_UAX9: Final = (*_VISIBLE_STRONG, "number")
# Whatever is not this may hold a stretch; most paragraphs end here.
_NOT_RTL: Final = re.compile(
    r"[^\s\u0600-\u065f\u066a-\u06ef\u06fa-\u06ff\u2010-\u2027\u00ab\u00bb.,:;!?()\[\]\"'…\u200c-]"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a paragraph that runs against it.

    Attributes:
        start: its first character, in code points.
        end: behind its last character.
        kind: `latin` or `arabic` for a phrase as UAX #9 has it, `number` for a number with signs, `phrase` for Latin
            cut where the Arabic sentence goes on; else the kind that is carried by force and in which bare UAX #9
            would set another order.
    """

    start: int
    end: int
    kind: StretchKind


def ltr_stretches(text: str) -> tuple[Stretch, ...]:
    """The stretches of a right-to-left paragraph that must be carried left to right, in order, none overlapping.

    A stretch has no space at its edges, nor the brackets, quotes or Arabic punctuation around it. With each in an LTR
    isolate, the paragraph's order is that of bare UAX #9 but inside the forced kinds, which read left to right, and
    around a `phrase`: bare UAX #9 draws what follows in `Real Madrid، 45` or `Apple، Google` into the Latin (rules W7
    and N1), so that a reader of the Arabic meets it in the wrong order. A number of digits and separators alone stands
    right without help: see `number_stretches`.
    """
    if not _NOT_RTL.search(text):
        return ()
    runs = [phrase for run in _runs(text, 1) for phrase in _phrases(text, run)]
    merged: list[Stretch] = []
    for stretch in sorted([*runs, *(Stretch(*place) for place in forced(text))], key=lambda s: (s.start, -s.end)):
        if merged and stretch.start <= merged[-1].end:
            merged[-1] = _union(merged[-1], stretch)
        else:
            merged.append(stretch)
    types = classes(text)
    return tuple(s for s in merged if not _is_plain_number(text, s) or _leans_on_latin(types, s))


def _phrases(text: str, run: Stretch) -> Iterator[Stretch]:
    """A Latin run cut at Arabic punctuation, and before a number that a new clause begins with; brackets stay whole."""
    whole = text[run.start : run.end]
    ends = [*(found.start() for found in _CLAUSE.finditer(whole)), len(whole)]
    pieces = [(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    pieces = [_without_tail(whole, start, end) for start, end in pieces]
    if run.kind != "latin" or pieces == [(0, len(whole))] or any(_parts_brackets(whole[a:b]) for a, b in pieces):
        yield run
        return
    for start, end in pieces:
        if "L" in classes(whole[start:end]):
            yield Stretch(run.start + start, run.start + end, "phrase")


def _without_tail(whole: str, start: int, end: int) -> tuple[int, int]:
    """A piece without the spaces at its edges and without the number of the next clause."""
    tail = _NEXT_CLAUSE.search(whole, start, end)
    if tail and not (tail[0][0] == "." and _ABBREVIATION.search(whole, start, tail.start())):
        end = tail.start()
    piece = whole[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _parts_brackets(piece: str) -> bool:
    return any(piece.count(opening) != piece.count(closing) for opening, closing in ("()", "[]", "{}", "«»", "“”"))


def rtl_stretches(text: str) -> tuple[Stretch, ...]:
    """The stretches of a left-to-right paragraph that must be carried right to left, in order, none overlapping.

    Numbers that stand apart from the Arabic are left to the paragraph: bare UAX #9 would turn a date or a range after
    an Arabic name round (rule W2).
    """
    return tuple(s for s in _runs(text, 0) if s.kind == "arabic")


def number_stretches(text: str) -> tuple[Stretch, ...]:
    """The plain numbers of a right-to-left paragraph outside `ltr_stretches`.

    They stand right by themselves, but not in an engine that lays out each inline box alone: where an edge of emphasis
    or of a link touches one, carry it left to right too.
    """
    taken = ltr_stretches(text)
    starts = [stretch.start for stretch in taken]
    return tuple(s for s in _runs(text, 1) if _is_plain_number(text, s) and not _meets(taken, starts, s))


def _meets(taken: Sequence[Stretch], starts: Sequence[int], stretch: Stretch) -> bool:
    """Whether a stretch overlaps one of those taken, which are in order and begin at `starts`."""
    before = bisect_left(starts, stretch.end)
    return before > 0 and taken[before - 1].end > stretch.start


def _union(one: Stretch, other: Stretch) -> Stretch:
    """Two stretches that meet; the kind is that of the one that holds the other, else the forced one's."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    for a, b in ((one, other), (other, one)):
        if (a.start, a.end) == (start, end) and (b.start, b.end) != (start, end):
            return a
    kind = one.kind if one.kind not in _AS_UAX9 else other.kind
    return Stretch(start, end, kind)


def _is_plain_number(text: str, stretch: Stretch) -> bool:
    return stretch.kind == "number" and _PLAIN_NUMBER.fullmatch(classes(text[stretch.start : stretch.end])) is not None


def _leans_on_latin(types: str, stretch: Stretch) -> bool:
    """Whether a plain number beside a separator follows Latin: once that is isolated, W2, W4 and W5 see Arabic."""
    beside = types[max(stretch.start - 1, 0) : stretch.start] + types[stretch.end : stretch.end + 1]
    if set(beside).isdisjoint("+,%b"):
        return False
    arabic = max(types.rfind(letter, 0, stretch.start) for letter in "RA")
    return types.rfind("L", 0, stretch.start) > arabic


def _runs(text: str, base: int) -> Iterator[Stretch]:
    """The maximal runs above the base level that as a whole run against it, trimmed to what can be seen."""
    resolved = levels(text, base)
    for start, end in _above(resolved, 0, len(resolved), base):
        types = classes(text[start:end])
        seen = [i for i, letter in enumerate(types) if letter not in "wBSbefpqxijky"]
        if not seen:
            continue
        strong = re.search(_STRONG[base], types) is not None
        kind: StretchKind = _VISIBLE_STRONG[base] if strong else "number"
        yield Stretch(start + seen[0], start + seen[-1] + 1, kind)


def _above(resolved: Sequence[int], start: int, end: int, level: int) -> Iterator[tuple[int, int]]:
    """Runs above a level. One that lies two levels above throughout (in an author's own isolate) is looked into."""
    at = start
    while at < end:
        if resolved[at] <= level:
            at += 1
            continue
        stop = at
        while stop < end and resolved[stop] > level:
            stop += 1
        lowest = min(resolved[at:stop])
        if (lowest - level) % 2:
            yield at, stop
        else:
            yield from _above(resolved, at, stop, lowest)
        at = stop
