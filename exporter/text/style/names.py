"""Names in house style: months of one tradition, agencies and abbreviations as the house writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from exporter.model.style import Style
from exporter.text.style.cells import Edit
from exporter.text.style.punctuation import LETTER, MARKS

_D: Final = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_ASKING: Final = ("شهر", "شهري", "مطلع", "منتصف", "أواخر", "أوائل", "نهاية")


def months(text: str, style: Style) -> Iterator[Edit]:
    """The house's names of the months, where a date or the word شهر shows that a month is meant.

    مارس is also a verb, آب a noun: without a number beside it a name stays. So do double names
    (كانون الثاني/يناير), which say both on purpose.
    """
    if not style.months:
        return
    others = dict(style.other_months)
    for match in _dated(tuple(others)).finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if "/" not in text[max(start - 1, 0) : start] + text[end : end + 1]:
            yield Edit(start, end, style.months[others[text[start:end]] - 1])


@cache
def _dated(names: tuple[str, ...]) -> re.Pattern[str]:
    """A name after a number or a word that asks for a month, or before a year."""
    name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    asked = "|".join(f"(?<={word} )" for word in (_D, f"{_D} من", *_ASKING))
    edge = f"(?![{LETTER}{MARKS}])"
    return re.compile(f"(?:{asked})(?P<asked>{name}){edge}|(?<![{LETTER}{MARKS}])(?P<dated>{name})(?= {_D}{{4}})")


def names(text: str, style: Style) -> Iterator[Edit]:
    """What the house writes instead of what: whole words, also after a prefix of one letter."""
    if not style.names:
        return
    for match in _listed(style.names).finditer(text):
        yield Edit(match.start(), match.end(), dict(style.names)[match[0]])


@cache
def _listed(pairs: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    wrong = "|".join(re.escape(was) for was, _ in sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))
    prefix = f"(?:(?<![{LETTER}{MARKS}\\w])|(?<=(?<![{LETTER}{MARKS}])[وفبلك]))"
    return re.compile(f"{prefix}(?:{wrong})(?![{LETTER}{MARKS}\\w])")
