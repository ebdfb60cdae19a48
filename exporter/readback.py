"""P1: the words that came out of a file against the words that went in; knows no format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from exporter.findings import Finding, Span, finding
from exporter.model.galley import Passage
from exporter.text.words import words


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
        return self.wrong / max(self.total, 1)


def compare(expected: Iterable[Passage], found: Iterable[Passage]) -> Comparison:
    """Compare word for word, in order.

    A format that keeps footnotes apart flags their passages; both sides are then read text first, notes after,
    and the heading of the notes is not asked for.
    """
    given, read = list(expected), list(found)
    if any(passage.note for passage in read):
        given = sorted((passage for passage in given if not passage.label), key=_is_note)
        read.sort(key=_is_note)
    return compare_words(_words(given), _words(read))


def compare_words(expected: list[str], found: list[str]) -> Comparison:
    """Compare two lists of words in order."""
    if expected == found:
        return Comparison(len(expected), 0)
    first = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), min(len(expected), len(found))
    )
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    same = sum(match.size for match in matcher.get_matching_blocks())
    return Comparison(
        len(expected), max(len(expected), len(found)) - same, first + 1, _at(expected, first), _at(found, first)
    )


def judge(comparison: Comparison, file: str, bound: float) -> tuple[Finding, ...]:
    """What there is to say: nothing when equal, a notice within the bound (a share, 0 to 1), else an error."""
    if not comparison.wrong:
        return ()
    at = Span(file)
    if comparison.share <= bound:
        share, limit = f"{comparison.share:.1%}", f"{bound:.0%}"
        return (
            finding(
                "READ-002", at, file=file, wrong=comparison.wrong, total=comparison.total, share=share, bound=limit
            ),
        )
    return (
        finding(
            "READ-001",
            at,
            file=file,
            position=comparison.position,
            expected=comparison.expected,
            found=comparison.found,
            wrong=comparison.wrong,
            total=comparison.total,
        ),
    )


def _is_note(passage: Passage) -> bool:
    return passage.note


def _words(passages: Iterable[Passage]) -> list[str]:
    return [word for passage in passages for word in words(passage.text)]


def _at(items: list[str], index: int) -> str:
    return items[index] if index < len(items) else ""
