"""A day in the words of a dateline, in whatever digits and by whichever names of months a country uses.

CLDR (babel): `ar-LB` says آذار where `ar-EG` says مارس; both are read in any Arabic article.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

COUNTRIES: Final = {
    "ar": ("ar", "ar-LB", "ar-MA", "ar-DZ", "ar-TN", "ar-IQ", "ar-SY", "ar-MR"),
    "fa": ("fa", "fa-AF"),
    "ur": ("ur", "ur-IN"),
}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EDGES: Final = " ،,؛;–—-:."


def day_in(text: str, language: str) -> tuple[str, date, str] | None:
    """The words before a date, the date, and the words after it; None where no day, month and year stand together.

    The name of the weekday belongs to the date.
    """
    western = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    months, weekdays = _names(language.partition("-")[0].lower())
    if iso := _ISO.search(western):
        return _parts(text, iso, weekdays, iso[1], int(iso[2]), iso[3])
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    found = re.search(rf"(?<!\d)(\d{{1,2}})\s+({names})\s+(\d{{4}})(?!\d)", western, re.IGNORECASE)
    if not found:
        return None
    return _parts(text, found, weekdays, found[3], months[found[2].lower()], found[1])


def _parts(
    text: str, match: re.Match[str], weekdays: tuple[str, ...], year: str, month: int, day: str
) -> tuple[str, date, str] | None:
    try:
        made = date(int(year), month, int(day))
    except ValueError:
        return None
    before = text[: match.start()].rstrip(_EDGES)
    weekday = next((name for name in weekdays if before.lower().endswith(name)), "")
    return before[: len(before) - len(weekday)].strip(_EDGES), made, text[match.end() :].strip(_EDGES)


@cache
def _names(language: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """The months by name, and the weekdays, longest first."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for tag in (*COUNTRIES.get(language, (language,)), "en"):
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        for number, name in locale.months["format"]["wide"].items():
            months.setdefault(name.lower(), number)
        weekdays |= {name.lower() for name in locale.days["format"]["wide"].values()}
    return months, tuple(sorted(weekdays, key=len, reverse=True))
