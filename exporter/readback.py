"""P1: the words that came out of a file against the words that went in; knows no format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from exporter.findings import Fact, Finding, Span
from exporter.model.galley import Allowance, Passage
from exporter.text.words import words

ONE_HALF = str.maketrans(")]}»›”’>", "([{«‹“‘<")
"""A mirrored bracket may be given back as the one it is drawn with."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of a file compare with the article's.

    Attributes:
        total: words of the article.
        wrong: words of either side that have no equal partner in order.
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
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    wrong = max(len(one), len(other)) - sum(match.size for match in matcher.get_matching_blocks())
    return Comparison(len(expected), wrong, first + 1, _at(expected, first), _at(found, first))


def judge(
    expected: Iterable[Passage], found: Iterable[Passage], file: str, allowance: Allowance
) -> tuple[Comparison, tuple[Finding, ...]]:
    """Compare, and say what there is to say: nothing when equal, a notice within the allowance, else an error."""
    given, read = _sorted(expected, found)
    exact = compare_words(given, read)
    if not exact.wrong:
        return exact, ()
    if allowance is Allowance.ORDER and _substance(given) == _substance(read):
        facts: dict[str, Fact] = {"wrong": exact.wrong, "total": exact.total, "share": f"{exact.share:.1%}"}
        return exact, (_finding("READ-002", file, facts),)
    facts = {"wrong": exact.wrong, "total": exact.total, "position": exact.position}
    return exact, (_finding("READ-001", file, facts | {"expected": exact.expected, "found": exact.found}),)


def _substance(words: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Every letter and sign, and every number whole, in no order; the two halves of a pair of brackets are one."""
    text = " ".join(words)
    return Counter("".join(words).translate(ONE_HALF)), Counter(re.findall(r"\d+", text))


def _finding(code: str, file: str, facts: dict[str, Fact]) -> Finding:
    return Finding(code, Span(file), tuple(facts.items()))


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
