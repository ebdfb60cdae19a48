"""Numbers in house style: digits, separators, per cent, currency.

ALREQ Q15 to Q17: one number never mixes sets of digits; Arabic-Indic numbers use U+066B and U+066C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from exporter.model.digits import Digits
from exporter.model.style import Side, Style
from exporter.text.forced import forced
from exporter.text.stretches import ltr_stretches
from exporter.text.style.cells import Edit

_D: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_DIGITS: Final = re.compile(f"[{_D}]+")
_WESTERN: Final = {ord(char): str(value) for digits in Digits for value, char in enumerate(digits.digits)}
_NUMBER: Final = re.compile(f"[{_D}]+(?:[.,\u066b\u066c\u060c][{_D}]+)+")
_AMOUNT: Final = f"[{_D}]+(?:[.,\u066b\u066c\u00a0\u202f][{_D}]+)*"
_PERCENT: Final = re.compile(f"(?P<number>{_AMOUNT})(?P<gap>[ \u00a0]?)(?P<sign>[%\u066a])")
_PERCENT_FIRST: Final = re.compile(
    f"(?<![{_D}])(?P<sign>[%\u066a])(?P<gap>[ \u00a0]?)(?P<number>{_AMOUNT})(?![%\u066a])"
)
_SIGN: Final = "[$€£¥₤₪₹₺﷼\u20c1]"
_SIGN_FIRST: Final = re.compile(f"(?<![A-Za-z])(?P<sign>{_SIGN})[ \u00a0]?(?P<number>{_AMOUNT})(?![A-Za-z{_D}-])")
_SIGN_LAST: Final = re.compile(f"(?<![A-Za-z{_D}.,-])(?P<number>{_AMOUNT})[ \u00a0]?(?P<sign>{_SIGN})(?![A-Za-z{_D}])")
_LATIN: Final = frozenset({"latin", "phrase", "url", "email", "handle", "abbreviation"})
"""Kinds of stretches whose digits are part of something Latin."""
_NUMERIC: Final = re.compile(f"[{_D}]+(?:[./][{_D}]+)+")
_GROUPED: Final = frozenset({"date", "phone"})
"""Kinds in which a separator is neither a decimal's nor a thousand's."""


def is_latin(kind: str, text: str) -> bool:
    """Whether a stretch's digits are part of something Latin: A-10 and $1.5bn, but neither 7.5 nor 90/2026 nor $1.5."""
    match kind:
        case "code":
            return _NUMERIC.fullmatch(text) is None
        case "money":
            return re.search("[A-Za-z]", text) is not None
        case _:
            return kind in _LATIN


def digits(text: str, style: Style) -> Iterator[Edit]:
    """Every digit in the house's set, but in what is Latin: `A4`, `Q3 2026`, `747-8I`."""
    if style.digits is None:
        return
    latin = [
        (stretch.start, stretch.end)
        for stretch in ltr_stretches(text)
        if is_latin(stretch.kind, text[stretch.start : stretch.end])
    ]
    for match in _DIGITS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in latin):
            yield Edit(match.start(), match.end(), style.digits.spell(match[0].translate(_WESTERN)))


def separators(text: str, style: Style) -> Iterator[Edit]:
    """The marks of decimals and thousands that go with the number's digits.

    A point or U+066B before the last digits is a decimal's; marks with three digits after each are thousands', points
    when there are two (1.000.000); the Arabic comma is a decimal's between Arabic-Indic digits. What can be read in two
    ways stays: `1.3.2026`, `1,2,3`, `192.168.100.200`.
    """
    if style.separators is None:
        return
    grouped = [(start, end) for start, end, kind in forced(text) if kind in _GROUPED]
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in grouped):
            continue
        marks = [(index, char) for index, char in enumerate(match[0]) if not char.isdigit()]
        kinds = _kinds(match[0], marks)
        western = match[0][0] in Digits.WESTERN.digits
        decimal, thousands = (style.separators.decimal, style.separators.thousands) if western else ("\u066b", "\u066c")
        for (index, _), kind in zip(marks, kinds, strict=False):
            at = match.start() + index
            yield Edit(at, at + 1, decimal if kind == "decimal" else thousands)


def _kinds(number: str, marks: list[tuple[int, str]]) -> list[str]:
    """What each mark of a number is; nothing when that cannot be told."""
    ends = [index for index, _ in marks[1:]] + [len(number)]
    sizes = [end - index - 1 for (index, _), end in zip(marks, ends, strict=True)]
    *front, (_, last) = marks
    if sizes == [3, 3] and len(set(number[index] for index, _ in marks)) == 1 and last == "." and marks[0][0] <= 3:
        return ["thousands"] * 2
    is_decimal = last in ".\u066b" or (last in ",\u060c" and sizes[-1] != 3)
    groups = sizes[:-1] if is_decimal else sizes
    thousands = [char for _, char in (front if is_decimal else marks)]
    if any(size != 3 for size in groups) or any(char in ".\u066b\u060c" for char in thousands):
        return []
    if len(set(thousands)) > 1 or (is_decimal and last in thousands):
        return []
    return ["thousands"] * len(thousands) + ["decimal"] * is_decimal


def percent(text: str, style: Style) -> Iterator[Edit]:
    """The sign of the number's digits, typed after the number and touching it: UAX #9 sets it to the left (Q17)."""
    if not style.percent:
        return
    taken = -1
    for match in sorted([*_PERCENT.finditer(text), *_PERCENT_FIRST.finditer(text)], key=lambda match: match.start()):
        if match.start() < taken:
            continue
        taken = match.end()
        number = match["number"]
        sign = "%" if number[0] in Digits.WESTERN.digits else "\u066a"
        yield Edit(match.start(), match.end(), number + sign)


def currency(text: str, style: Style) -> Iterator[Edit]:
    """A currency's sign on the house's side of its number, and touching it."""
    if style.currency is None:
        return
    before = style.currency is Side.BEFORE
    right, wrong = (_SIGN_FIRST, _SIGN_LAST) if before else (_SIGN_LAST, _SIGN_FIRST)
    taken = -1
    for match in sorted([*right.finditer(text), *wrong.finditer(text)], key=lambda match: match.start()):
        if match.start() >= taken:
            taken = match.end()
            yield Edit(
                match.start(), match.end(), match["sign"] * before + match["number"] + match["sign"] * (not before)
            )
