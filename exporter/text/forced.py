"""Things that read left to right in an Arabic paragraph although bare UAX #9 would turn them round.

UAX #9, 3.3.4 (a number's separators are weak or neutral); ALREQ Q14, Q15, Q17, Q18.

One pattern a kind, tried in this order at each place. What is left to UAX #9 on purpose:

- A percentage by itself: UAX #9 sets the sign left of the number after Arabic text (Q17), in both digit sets. Inside a
  range, a sum or a signed number it belongs to that and is carried along.
- A range, score or sum in Arabic-Indic or Persian digits: it is read from the right, as its digits' readers expect
  (Q15). The same in Western digits is carried left to right.
- Times and decimals (10:30, 3.5, ١٢٫٥): their separators join numbers by rule W4.
- `50$`, the sign typed after: UAX #9 then sets it left of the number, where Q17 wants it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

Forced: TypeAlias = Literal[
    "url", "email", "handle", "abbreviation", "date", "phone", "degree", "money", "figures", "code", "signed"
]

_D: Final = "[0-9\u0660-\u0669\u06f0-\u06f9]"  # a digit of any of the three sets
_WESTERN_NUMBER: Final = r"[0-9]+(?:[.,:/][0-9]+)*"
_NUMBER: Final = rf"{_D}+(?:[.,\u066b\u066c]{_D}+)*"
_DASH: Final = "[-\u2010-\u2014\u2212]"
# Not after a Latin letter or digit, nor inside a number: a stretch never begins or ends inside a word.
_START: Final = rf"(?<![A-Za-z\u00c0-\u024f])(?<!{_D})(?<!{_D}[.,:/\u066b\u066c])"
_END: Final = rf"(?![A-Za-z\u00c0-\u024f]|[.,:/\u066b\u066c]?{_D})"
# Not after a word or what closes one; the conjunction waw is written to what follows it (Q20).
_FREE: Final = r"(?:(?<![\w%\u066a)\]\u00bb\u201d\u064b-\u065f])|(?<=[\s(\[\u00ab\u201c]و)|(?<=^و))"
_TEXT: Final = r"[^\s<>\"\u00ab\u00bb\u2018-\u201f\u060c\u061b\u061f\u06d4\u202a-\u202e\u2066-\u2069]"  # of a URL
_MARK: Final = r"[^\s<>\"\u00ab\u00bb\u2018-\u201f\u060c\u061b\u061f\u06d4\u202a-\u202e\u2066-\u2069.,:;!?'\u2026]"
_HOST: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z]{2,}"

_SET_DATE: Final = rf"{_D}{{4}}{_DASH}{_D}{{1,2}}{_DASH}{_D}{{1,2}}|{_D}{{1,2}}{_DASH}{_D}{{1,2}}{_DASH}{_D}{{4}}"
_SLASH_DATE: Final = rf"{_D}{{1,4}}/{_D}{{1,2}}/{_D}{{1,4}}"
_CLOCK: Final = r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
# A number's groups; without a separator only a bracket tells one from the next, or a long number could be cut anyhow.
_BRACKETED: Final = rf"[ \u00a0.\-\u2010-\u2012]?\({_D}{{1,4}}\)"
_GROUP: Final = rf"(?:{_BRACKETED}|[ \u00a0.\-\u2010-\u2012]{_D}{{1,12}}|(?<=\)){_D}{{1,12}})"
_ABROAD: Final = r"(?:\+|00|\u0660\u0660|\u06f0\u06f0)"
_LOCAL: Final = rf"(?:\({_D}{{2,5}}\)|[0\u0660\u06f0]{_D}{{1,4}})(?:[ \u00a0\-\u2010-\u2012]{{1,2}}{_D}{{2,8}}){{1,4}}"
_SEVEN: Final = rf"(?=(?:[+() \u00a0.\-\u2010-\u2012]{{0,3}}{_D}){{7}})"  # a phone number's fewest digits
_SIGN: Final = r"[$€£¥₤₪₹₺﷼\u20c1]"

_KINDS: Final[tuple[tuple[Forced, str], ...]] = (
    ("url", rf"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]{{1,15}}://|www\.)(?:{_TEXT}*{_MARK})"),
    ("email", rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@{_HOST}"),
    ("url", rf"(?<![A-Za-z0-9@.-]){_HOST}/(?:{_TEXT}*{_MARK})?"),
    ("handle", r"(?<![A-Za-z0-9_&/])[@#][A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"),
    ("abbreviation", r"(?<![A-Za-z0-9.])(?:[A-Za-z]\.){2,}(?![A-Za-z0-9])"),
    ("date", rf"{_START}(?:(?:{_SET_DATE})(?:{_CLOCK})?|{_SLASH_DATE}){_END}(?!{_DASH}{_D})"),
    ("phone", rf"{_START}(?<!\+){_SEVEN}{_ABROAD}(?:{_D}{{1,19}})?{_GROUP}{{0,6}}{_END}(?!{_DASH}{_D})"),
    ("phone", rf"{_START}{_SEVEN}{_LOCAL}{_END}(?!{_DASH}{_D})"),
    ("degree", rf"(?:{_FREE}[+\-\u2212])?{_START}{_NUMBER} ?[°º](?:[ ]?[CFK](?![A-Za-z]))?(?!{_D})"),
    ("money", rf"{_START}{_SIGN}[ \u00a0]?{_NUMBER}(?:{_DASH}{_SIGN}?{_NUMBER})?(?:[A-Za-z]+|{_END})"),
    ("figures", rf"{_START}{_WESTERN_NUMBER}%?(?:(?:{_DASH}|[+×÷=*]){_WESTERN_NUMBER}%?)+{_END}"),
    ("figures", rf"{_START}(?:[0-9]{{1,3}}(?P<gap>[ \u00a0]){_DASH}(?P=gap)[0-9]{{1,3}}){_END}"),
    ("figures", rf"{_START}[0-9]{{4}}(?P<years>[ \u00a0]){_DASH}(?P=years)[0-9]{{4}}{_END}"),
    ("code", rf"{_START}[0-9]+(?:[-./&+][A-Za-z0-9]+)+(?![A-Za-z0-9])"),
    ("code", r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9]*(?:\+{1,2}|#)|[A-D][A-Da-d]{0,2}[0-3]?[-\u2212])(?![\w+-])"),
    ("signed", rf"{_FREE}[+\-\u2212±][0-9]+(?:[.,][0-9]+)*[%\u066a]?{_END}"),
)
# Only these can begin a match: the lookahead spares the others the trial of every pattern.
_PATTERN: Final = re.compile(
    rf"(?=[A-Za-z0-9@#+\-\u2212±(°]|{_D}|{_SIGN})(?:"
    + "|".join(f"(?P<{kind}{n}>{pattern})" for n, (kind, pattern) in enumerate(_KINDS))
    + ")"
)
_CLOSES: Final = {")": "(", "]": "["}


def forced(text: str) -> Iterator[tuple[int, int, Forced]]:
    """Each place that must read left to right: start, end (exclusive), kind; in order, none inside another."""
    for match in _PATTERN.finditer(text):
        number = next(n for n in range(len(_KINDS)) if match[f"{_KINDS[n][0]}{n}"] is not None)
        kind = _KINDS[number][0]
        end = match.end()
        if kind == "url":
            end = _without_open_bracket(text, match.start(), end)
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1  # never inside a combining sequence
        yield match.start(), end, kind


def _without_open_bracket(text: str, start: int, end: int) -> int:
    """A URL in brackets does not own the closing one, nor the stops before it."""
    spare = {closing: text.count(closing, start, end) - text.count(_CLOSES[closing], start, end) for closing in _CLOSES}
    while spare.get(text[end - 1], 0) > 0:
        spare[text[end - 1]] -= 1
        end -= 1
        while end > start and text[end - 1] in ".,:;!?'":
            end -= 1
    return end
