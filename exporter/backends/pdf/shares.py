"""Which words of a line are elongated, and by how much: arithmetic without fonts or pages.

W3C Arabic & Persian Layout Requirements, issue #225: means are used together, each within limits. ALREQ statement Q23:
at most one elongation a word, none on adjacent lines at the same place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Interval = tuple[float, float]
"""Left and right ends of a stroke on the page."""


class Place(NamedTuple):
    """A join of the line that may be elongated; all lengths are in one unit.

    Attributes:
        word: the number of its word on the line: so many word spaces are before it.
        rank: 1 for the best.
        x: where the join stands; the stroke will reach to the left from here.
        least: the word cannot grow by less here.
    """

    word: int
    rank: float
    x: float
    least: float


class Grown(NamedTuple):
    """A place that is elongated: by how much its word grows, and where the stroke stands then."""

    place: Place
    growth: float
    stroke: Interval


class Limits(NamedTuple):
    """How much a word and all words of a line may grow, and how near strokes of adjacent lines may come."""

    least: float
    most: float
    line: float
    clearance: float
    step: float


BESIDE = 2.0
"""So many ranks worse is a word next to one that is elongated already: two strokes in a row look like one."""


def shares(
    need: float, places: Sequence[Place], limits: Limits, taken: Sequence[Interval], spaces: int
) -> tuple[Grown, ...]:
    """The places that are elongated, so that the line grows by `need` at most, and its spaces shrink by as much.

    As few words as can take it, each as much as the others.

    Args:
        need: what is to be filled.
        places: of each word the best first.
        limits: what may not be passed.
        taken: the strokes of the line above.
        spaces: how many word spaces the line has.
    """
    need = min(need, limits.line)
    if need < limits.least:
        return ()
    count = math.ceil(need / limits.most)
    share = need / count
    left = [place for place in places if max(place.least, limits.least) <= share]
    while True:
        chosen = _chosen(left, count)
        growth = min(need / max(len(chosen), 1), limits.most) // limits.step * limits.step
        grown = _placed(chosen, growth, spaces)
        blocked = {one.place for one in grown if not _is_clear(one.stroke, taken, limits.clearance)}
        if not blocked:
            return grown
        left = [place for place in left if place not in blocked]


def _placed(chosen: Iterable[Place], growth: float, spaces: int) -> tuple[Grown, ...]:
    """Where strokes come to stand: the line's right edge stays, spaces shrink, and each stroke moves those after it."""
    in_order = sorted(chosen, key=lambda place: place.word)
    shrinks = growth * len(in_order) / spaces
    ends = [place.x + shrinks * place.word - growth * nth for nth, place in enumerate(in_order)]
    return tuple(Grown(place, growth, (end - growth, end)) for place, end in zip(in_order, ends, strict=True))


def _is_clear(stroke: Interval, taken: Iterable[Interval], clearance: float) -> bool:
    return all(right + clearance <= stroke[0] or left >= stroke[1] + clearance for left, right in taken)


def _chosen(places: Iterable[Place], count: int) -> list[Place]:
    words: dict[int, Place] = {}
    for place in places:
        if place.word not in words or place.rank < words[place.word].rank:
            words[place.word] = place
    chosen: list[Place] = []
    while words and len(chosen) < count:
        best = min(words.values(), key=lambda place: _cost(place, chosen))
        chosen.append(words.pop(best.word))
    return chosen


def _cost(place: Place, chosen: Sequence[Place]) -> tuple[float, float, int]:
    apart = min((abs(place.word - one.word) for one in chosen), default=1000)
    return place.rank + BESIDE * (apart == 1), -apart, place.word
