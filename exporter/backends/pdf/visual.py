"""From the order in which glyphs stand on a line to the order in which they are read.

UAX #9, rules W2, W4, W5, L2, read backwards: a line of right-to-left text is turned round, and what stands in it from
left to right (Latin words, numbers with their separators) is turned back.
"""

from __future__ import annotations

import re
import unicodedata

_LETTER = {"L": "L", "R": "R", "AL": "R", "EN": "1", "AN": "2", "ES": "+", "CS": ",", "ET": "%", "NSM": "m", "BN": "m"}
_LATIN = re.compile(r"[L1](?:[^R]*[L1])?")
_NUMBER_FIRST = re.compile(r"%*1+(?:[+,]1+)*%*|2+(?:,2+)*")
_NUMBER_AFTER_ARABIC = re.compile(r"[12]+(?:,[12]+)*")


def logical(visual: str, *, rtl: bool) -> str:
    """Give the text of a stretch of one line whose characters are known from left to right.

    Args:
        visual: the characters.
        rtl: the stretch's base direction.
    """
    if not rtl:
        return visual
    turned = visual[::-1]
    ordered = list(turned)
    for start, end in _runs("".join(map(_class, turned))):
        ordered[start:end] = ordered[start:end][::-1]
    return "".join(ordered)


def has_strong(text: str, *bidi_classes: str) -> bool:
    """Whether a text holds a character of some bidi classes."""
    return not {*bidi_classes}.isdisjoint(map(unicodedata.bidirectional, text))


def _runs(classes: str) -> list[tuple[int, int]]:
    """The stretches that run from left to right."""
    runs: list[tuple[int, int]] = []
    start = 0
    arabic = classes.find("R")
    while start < len(classes):
        match = _at(classes, start, after_arabic=0 <= arabic < start)
        if match and match.end() > start:
            runs.append(match.span())
            start = match.end()
        else:
            start += 1
    return runs


def _at(classes: str, start: int, *, after_arabic: bool) -> re.Match[str] | None:
    latin = _LATIN.match(classes, start)
    if latin and "L" in latin.group():
        return latin
    return (_NUMBER_AFTER_ARABIC if after_arabic else _NUMBER_FIRST).match(classes, start)


def _class(character: str) -> str:
    return _LETTER.get(unicodedata.bidirectional(character), "o")
