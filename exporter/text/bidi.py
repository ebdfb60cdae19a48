"""Resolved embedding levels of a paragraph: which letters run right to left, and how they stand on the line.

UAX #9, Unicode Bidirectional Algorithm, rules P1, X1-X10, W1-W7, N0-N2, I1-I2, L1 and L2.

A paragraph is turned into a string with one letter a character, its bidi class, and the rules are substitutions on
that string. The published bindings (python-bidi and others) give the reordered text only, not the levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from exporter.text.bidi_classes import BRACKETS, CLOSING, OPENING, classes

_MAX_DEPTH: Final = 125  # BD2
_MAX_BRACKETS: Final = 63  # BD16
_EXPLICIT: Final = frozenset("efpqxijky")
_LEFT: Final = frozenset("L12") | _EXPLICIT  # what can raise a level in an RTL paragraph
_RIGHT: Final = frozenset("RA2") | _EXPLICIT  # the same in an LTR paragraph
_STRONG: Final = {"L": "L", "R": "R", "1": "R", "2": "R"}  # N0-N2: numbers count as R
_RISE: Final = ({"L": 0, "R": 1, "1": 2, "2": 2}, {"L": 1, "R": 0, "1": 1, "2": 1})  # I1, I2

_MARKS = re.compile("(.)(m+)")
_AFTER_ARABIC = re.compile("A[^LRA]*")
_NUMBER_SEPARATOR = re.compile("(?<=1)[+,](?=1)")
_ARABIC_SEPARATOR = re.compile("(?<=2),(?=2)")
_TERMINATORS = re.compile("%*1[1%]*")
_AFTER_LEFT = re.compile("L[^LR]*")
_AFTER_START = re.compile("^[^LR]*")
_NEUTRALS = re.compile("[BSwoijky]+")
_NEUTRAL_WEAK = str.maketrans("+,%", "ooo")
_L1 = re.compile("[wbefpqxijky]*(?:[SB]|$)")


def levels(text: str, base: int, *, line_end: bool = False) -> list[int]:
    """The resolved embedding level of each character of a paragraph.

    Args:
        text: the paragraph. A U+000A or U+2029 in it ends it and starts another of the same base (P1); a line break
            that stays inside the paragraph is U+2028.
        base: the paragraph's level, 0 for left to right, 1 for right to left.
        line_end: whether to reset tabs, separators and trailing white space to the base level (L1), taking the
            paragraph as one line.

    Returns:
        one level a code point. Characters that X9 takes out have the level of the character before them.
    """
    types = classes(text)
    found = frozenset(types)
    if not found & (_LEFT if base else _RIGHT):
        return [base] * len(text)
    if "B" in found:
        cuts = [0, *(match.end() for match in re.finditer("B", types)), len(types)]
        pieces = [(text[start:end], types[start:end]) for start, end in pairwise(cuts)]
    else:
        pieces = [(text, types)]
    resolved = [level for piece in pieces for level in _paragraph(*piece, base)]
    if line_end:
        for match in _L1.finditer(types):
            resolved[match.start() : match.end()] = [base] * (match.end() - match.start())
    return resolved


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of a line's characters from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _paragraph(text: str, types: str, base: int) -> list[int]:
    if not _EXPLICIT & set(types):
        return _plain(text, types, base)
    explicit = _Explicit(base)
    explicit.read(types)
    resolved = list(explicit.levels)
    place = {i: n for n, i in enumerate(explicit.kept)}
    for sequence in _sequences(types, explicit):
        level = explicit.levels[sequence[0]]
        sos, eos = _edges(sequence, place, types, explicit)
        own = "".join(explicit.types[i] for i in sequence)
        final = _resolve("".join(text[i] for i in sequence), own, level, sos, eos)
        for i, letter in zip(sequence, final, strict=True):
            resolved[i] = level + _RISE[level % 2][letter]
    _fill(resolved, explicit.removed, base)
    return resolved


def _plain(text: str, types: str, base: int) -> list[int]:
    """The levels of a paragraph with no explicit control: one isolating run sequence."""
    edge = "LR"[base]
    rise = {letter: base + step for letter, step in _RISE[base].items()}
    if "b" not in types:
        return [rise[letter] for letter in _resolve(text, types, base, edge, edge)]
    kept = [i for i, letter in enumerate(types) if letter != "b"]
    final = _resolve("".join([text[i] for i in kept]), types.replace("b", ""), base, edge, edge)
    resolved = [base] * len(text)
    for i, letter in zip(kept, final, strict=True):
        resolved[i] = rise[letter]
    _fill(resolved, [i for i, letter in enumerate(types) if letter == "b"], base)
    return resolved


def _fill(resolved: list[int], removed: Sequence[int], base: int) -> None:
    for i in removed:
        resolved[i] = resolved[i - 1] if i else base


@dataclass(slots=True)
class _Explicit:
    """Rules X1 to X9: what the embeddings, overrides and isolates of a paragraph do to levels and types."""

    base: int
    levels: list[int] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    pairs: dict[int, int] = field(default_factory=dict)  # BD9: isolate initiator to its PDI
    stack: list[tuple[int, str, bool]] = field(default_factory=list)  # level, override, isolate
    over_isolates: int = 0
    over_embeddings: int = 0
    valid_isolates: int = 0

    def read(self, types: str) -> None:
        self.pairs = _isolate_pairs(types)
        self.stack = [(self.base, "", False)]  # X1
        for i, letter in enumerate(types):
            if letter == "y":
                self._pop_isolate()  # X6a
            level, override, _ = self.stack[-1]
            self.levels.append(self.base if letter == "B" else level)  # X8
            self.types.append(override if override and letter not in "Bb" else letter)
            (self.removed if letter in "befpqx" else self.kept).append(i)  # X9
            if letter in "efpq":
                self._embed(letter)
            elif letter in "ijk":
                self._isolate(letter, types, i)
            elif letter == "x":
                self._pop_embedding()

    def _next(self, rightward: bool) -> int:
        level = self.stack[-1][0]
        return (level + 1) | 1 if rightward else (level + 2) & ~1

    def _embed(self, letter: str) -> None:
        """X2 to X5."""
        level = self._next(letter in "fq")
        if level <= _MAX_DEPTH and not self.over_isolates and not self.over_embeddings:
            self.stack.append((level, {"p": "L", "q": "R"}.get(letter, ""), False))
        elif not self.over_isolates:
            self.over_embeddings += 1

    def _isolate(self, letter: str, types: str, at: int) -> None:
        """X5a to X5c."""
        if self.over_isolates or self.over_embeddings:
            self.over_isolates += 1
            return
        end = self.pairs.get(at, len(types))
        level = self._next(letter == "j" or (letter == "k" and _first_strong(types, at + 1, end) == "R"))
        if level <= _MAX_DEPTH:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.over_isolates += 1

    def _pop_isolate(self) -> None:
        """X6a."""
        if self.over_isolates:
            self.over_isolates -= 1
        elif self.valid_isolates:
            self.over_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.valid_isolates -= 1

    def _pop_embedding(self) -> None:
        """X7."""
        if self.over_isolates:
            return
        if self.over_embeddings:
            self.over_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _isolate_pairs(types: str) -> dict[int, int]:
    """BD9: each isolate initiator that has a PDI, and that PDI."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in re.finditer("[ijky]", types):
        if match[0] != "y":
            open_at.append(match.start())
        elif open_at:
            pairs[open_at.pop()] = match.start()
    return pairs


def _first_strong(types: str, start: int, end: int) -> str:
    """P2 and P3 on a part of a paragraph: the direction of the first strong letter outside inner isolates."""
    depth = 0
    for letter in types[start:end]:
        if letter in "ijk":
            depth += 1
        elif letter == "y":
            depth -= depth > 0
        elif not depth and letter in "LRA":
            return "L" if letter == "L" else "R"
    return "L"


def _sequences(types: str, explicit: _Explicit) -> Iterator[list[int]]:
    """X10 and BD13: the isolating run sequences, each the indices of its characters."""
    runs: list[list[int]] = []
    for i in explicit.kept:
        if runs and explicit.levels[runs[-1][-1]] == explicit.levels[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    by_first = {run[0]: run for run in runs}
    closers = frozenset(explicit.pairs.values())
    for run in runs:
        if run[0] in closers:
            continue
        sequence = list(run)
        while (end := explicit.pairs.get(sequence[-1])) is not None:
            sequence += by_first[end]
        yield sequence


def _edges(sequence: list[int], place: dict[int, int], types: str, explicit: _Explicit) -> tuple[str, str]:
    """X10: sos and eos, from the levels that X1 to X8 gave to the sequence and to its neighbours."""
    first, last = place[sequence[0]], place[sequence[-1]]
    level = explicit.levels[sequence[0]]
    before = explicit.levels[explicit.kept[first - 1]] if first else explicit.base
    ends = last + 1 == len(explicit.kept) or types[sequence[-1]] in "ijk"
    after = explicit.base if ends else explicit.levels[explicit.kept[last + 1]]
    return "LR"[max(level, before) % 2], "LR"[max(level, after) % 2]


def _resolve(text: str, types: str, level: int, sos: str, eos: str) -> str:
    """Rules W1 to N2 on one isolating run sequence; the result holds L, R, 1 and 2 only."""
    weak = _weak(types, sos)
    if not BRACKETS.isdisjoint(text):
        weak = _brackets(text, types, weak, "LR"[level % 2], sos)
    own = "LR"[level % 2]

    def neutral(match: re.Match[str]) -> str:
        before = _STRONG[weak[match.start() - 1]] if match.start() else sos
        after = _STRONG[weak[match.end()]] if match.end() < len(weak) else eos
        return (before if before == after else own) * len(match[0])  # N1, N2

    return _NEUTRALS.sub(neutral, weak)


def _weak(types: str, sos: str) -> str:
    """Rules W1 to W7."""
    if "m" in types:
        leading = len(types) - len(types.lstrip("m"))
        types = sos * leading + types[leading:]
        types = _MARKS.sub(lambda m: m[1] + ("o" if m[1] in "ijky" else m[1]) * len(m[2]), types)  # W1
    if "A" in types:
        types = _AFTER_ARABIC.sub(lambda m: m[0].replace("1", "2"), types).replace("A", "R")  # W2, W3
    types = _ARABIC_SEPARATOR.sub("2", _NUMBER_SEPARATOR.sub("1", types))  # W4
    if "1" in types:
        types = _TERMINATORS.sub(lambda m: "1" * len(m[0]), types)  # W5
    types = types.translate(_NEUTRAL_WEAK)  # W6
    if "1" in types:  # W7
        types = _AFTER_LEFT.sub(lambda m: m[0].replace("1", "L"), types)
        if sos == "L":
            types = _AFTER_START.sub(lambda m: m[0].replace("1", "L"), types)
    return types


def _brackets(text: str, types: str, weak: str, own: str, sos: str) -> str:
    """Rule N0: brackets take the direction of what they hold."""
    letters = list(weak)
    before, read = sos, 0  # the last strong letter of those read; no pair changes what stands before its opening
    for opening, closing in _bracket_pairs(text, weak):
        before = next((_STRONG[letter] for letter in reversed(letters[read:opening]) if letter in _STRONG), before)
        read = opening
        inside = {_STRONG[letter] for letter in letters[opening + 1 : closing] if letter in _STRONG}
        if not inside:
            continue
        direction = own if own in inside else before
        for at in (opening, closing):
            letters[at] = direction
            for i in range(at + 1, len(types)):
                if types[i] != "m":
                    break
                letters[i] = direction
    return "".join(letters)


def _bracket_pairs(text: str, weak: str) -> list[tuple[int, int]]:
    """BD16: the bracket pairs of an isolating run sequence, by opening bracket."""
    open_at: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if char not in BRACKETS or weak[i] != "o":
            continue
        if char in OPENING:
            if len(open_at) == _MAX_BRACKETS:
                return []
            open_at.append((OPENING[char], i))
            continue
        for n in range(len(open_at) - 1, -1, -1):
            if open_at[n][0] == CLOSING[char]:
                pairs.append((open_at[n][1], i))
                del open_at[n:]
                break
    return sorted(pairs)
