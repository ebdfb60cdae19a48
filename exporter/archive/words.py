"""Two states of a text against each other, word by word, with as much around each change as a reader needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

AROUND: Final = 6
"""Words shown before and after a change."""
GAP: Final = "…"
PARAGRAPH: Final = "¶"
"""Between paragraphs that are compared as one text."""
MOST: Final = 25_000_000
"""Pairs of words that are compared; of longer stretches the whole has changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: on both sides, or on this one alone."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that changed: what it was and what it is, each in pieces; empty where there was or is none."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def removed(self) -> int:
        """Words that are gone."""
        return _count(self.before)

    @property
    def added(self) -> int:
        """Words that have come."""
        return _count(self.after)


def _count(pieces: tuple[Piece, ...]) -> int:
    words = (word for piece in pieces if piece.changed for word in piece.text.split())
    return sum(word != PARAGRAPH for word in words)


def passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """The passages in which two lists of paragraphs differ, in order."""
    for tag, a, b, c, d in _opcodes(before, after):
        if tag != "equal":
            yield passage(f" {PARAGRAPH} ".join(before[a:b]), f" {PARAGRAPH} ".join(after[c:d]))


def passage(before: str, after: str) -> Passage:
    """One text and another, word by word."""
    olds, news = before.split(), after.split()
    codes = list(_opcodes(olds, news))
    return Passage(
        tuple(_pieces(olds, [(tag, a, b) for tag, a, b, _, _ in codes])),
        tuple(_pieces(news, [(tag, c, d) for tag, _, _, c, d in codes])),
    )


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As `difflib` gives them, with what is equal at both ends taken off first."""
    most = min(len(before), len(after))
    first = next((n for n in range(most) if before[n] != after[n]), most)
    last = next((n for n in range(most - first) if before[-1 - n] != after[-1 - n]), most - first)
    olds, news = before[first : len(before) - last], after[first : len(after) - last]
    if first:
        yield "equal", 0, first, 0, first
    if olds and news and len(olds) * len(news) > MOST:
        yield "replace", first, first + len(olds), first, first + len(news)
    else:
        for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
            yield tag, first + a, first + b, first + c, first + d
    if last:
        yield "equal", len(before) - last, len(before), len(after) - last, len(after)


def _pieces(words: list[str], spans: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for nth, (tag, start, end) in enumerate(spans):
        said = words[start:end]
        if tag != "equal":
            if said:
                yield Piece(" ".join(said), changed=True)
            continue
        is_first, is_last = nth == 0, nth == len(spans) - 1
        shown = 0 if is_first or is_last else AROUND
        if len(said) > AROUND + shown + 1:
            head = [] if is_first else said[:AROUND]
            tail = [] if is_last else said[-AROUND:]
            said = [*head, GAP, *tail]
        yield Piece(" ".join(said))
