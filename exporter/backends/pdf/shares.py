"""Which words of a line are elongated, and by how much: arithmetic without fonts or pages.

W3C Arabic & Persian Layout Requirements, issue #225: means are used together, each within limits. ALREQ statement Q23:
at most one elongation a word, none on adjacent lines at the same place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Interval = tuple[float, float]
"""Left and right ends of a stroke on the page."""


class Place(NamedTuple):
    """A join of the line that may be elongated; all lengths are in one unit.

    Attributes:
        word: the number of its word on the line.
        rank: 1 for the best.
        x: where the join stands; the stroke will reach to the left from here.
        least: the word cannot grow by less here.
    """

    word: int
    rank: float
    x: float
    least: float


class Limits(NamedTuple):
    """How much a word and all words of a line may grow, and how near strokes of adjacent lines may come."""

    least: float
    most: float
    line: float
    clearance: float
    step: float


BESIDE = 2.0
"""So many ranks worse is a word next to one that is elongated already: two strokes in a row look like one."""


def shares(need: float, places: Sequence[Place], limits: Limits, taken: Iterable[Interval]) -> Mapping[Place, float]:
    """The places that are elongated and how much their words grow, so that the line grows by `need` at most.

    As few words as can take it, each as much as the others.

    Args:
        need: what is to be filled.
        places: of each word the best first.
        limits: what may not be passed.
        taken: the strokes of the line above.
    """
    need = min(need, limits.line)
    count = math.ceil(need / limits.most)
    if need < limits.least:
        return {}
    share = need / count
    words = _best_of_each_word(
        [place for place in places if max(place.least, limits.least) <= share], share + limits.clearance, limits, taken
    )
    chosen: list[Place] = []
    while words and len(chosen) < count:
        best = min(words, key=lambda place: _cost(place, chosen))
        words.remove(best)
        chosen.append(best)
    if not chosen:
        return {}
    growth = min(need / len(chosen), limits.most) // limits.step * limits.step
    return dict.fromkeys(chosen, growth)


def _best_of_each_word(places: Iterable[Place], reach: float, limits: Limits, taken: Iterable[Interval]) -> list[Place]:
    taken = tuple(taken)
    best: dict[int, Place] = {}
    for place in places:
        clear = all(
            right + limits.clearance <= place.x - reach or left >= place.x + limits.clearance for left, right in taken
        )
        if clear and (place.word not in best or place.rank < best[place.word].rank):
            best[place.word] = place
    return list(best.values())


def _cost(place: Place, chosen: Sequence[Place]) -> tuple[float, float, int]:
    apart = min((abs(place.word - one.word) for one in chosen), default=1000)
    return place.rank + BESIDE * (apart == 1), -apart, place.word
