"""P1: the words that came out of a file against the words that went in; knows no format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from exporter.findings import Fact, Finding, Span
from exporter.model.galley import Passage
from exporter.text.words import words

MANY_PAIRS = 5_000_000
"""Pairs of equal words, a second of looking; 20,000 words like those of the samples have 0.8 million."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of a file compare with the article's.

    Attributes:
        total: words of the article.
        wrong: words of either side that have no equal partner in order (where too many are repeated, in any order).
        position: the first word that differs, from 1; 0 when none does.
        expected: that word in the article; empty at its end.
        found: that word in the file; empty at its end.
    """

    total: int
    wrong: int
    position: int = 0
    expected: str = ""
    found: str = ""

    @property
    def share(self) -> float:
        """Share of the article's words that differ."""
        return min(self.wrong / max(self.total, 1), 1.0)


def compare(expected: Iterable[Passage], found: Iterable[Passage]) -> Comparison:
    """Compare word for word, in order.

    A format that keeps footnotes apart flags their passages; both sides are then read text first, notes after,
    and the heading of the notes is not asked for.
    """
    return compare_words(*_sorted(expected, found))


def _sorted(expected: Iterable[Passage], found: Iterable[Passage]) -> tuple[list[str], list[str]]:
    given, read = list(expected), list(found)
    if any(passage.note for passage in read):
        given = sorted((passage for passage in given if not passage.label), key=_is_note)
        read.sort(key=_is_note)
    return _words(given), _words(read)


def compare_words(expected: list[str], found: list[str]) -> Comparison:
    """Compare two lists of words in order."""
    if expected == found:
        return Comparison(len(expected), 0)
    first = _common(expected, found)
    last = _common(expected[first:][::-1], found[first:][::-1])
    one, other = expected[first : len(expected) - last], found[first : len(found) - last]
    return Comparison(len(expected), _unpaired(one, other), first + 1, _at(expected, first), _at(found, first))


def _unpaired(one: list[str], other: list[str]) -> int:
    """How many words of two lists that differ have no equal partner in order; 1 at least.

    Where few words are repeated without end, to find their order takes the square of their number: there they are
    counted as they come.
    """
    here, there = Counter(one), Counter(other)
    longer = max(len(one), len(other))
    if sum(number * there[word] for word, number in here.items()) > MANY_PAIRS:
        return max(1, longer - (here & there).total())
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return longer - sum(match.size for match in matcher.get_matching_blocks())


def judge(expected: Iterable[Passage], found: Iterable[Passage], file: str) -> tuple[Comparison, tuple[Finding, ...]]:
    """Compare, and say what there is to say: nothing when equal, else an error; no format is allowed anything."""
    result = compare(expected, found)
    if not result.wrong:
        return result, ()
    facts: dict[str, Fact] = {
        "wrong": result.wrong,
        "total": result.total,
        "position": result.position,
        "expected": result.expected,
        "found": result.found,
    }
    return result, (Finding("READ-001", Span(file), tuple(facts.items())),)


def _common(one: list[str], other: list[str]) -> int:
    """How many words two lists have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_note(passage: Passage) -> bool:
    return passage.note


def _words(passages: Iterable[Passage]) -> list[str]:
    return [word for passage in passages for word in words(passage.text)]


def _at(items: list[str], index: int) -> str:
    return items[index] if index < len(items) else ""
