"""Words and dates of a language as a house has them: what articles and editions print and nobody writes.

Dates follow CLDR (babel) for language and region, so that `ar-LB` says آذار where `ar-EG` says مارس.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from hijridate import Gregorian

from exporter.house.house import NO_HOUSE, Hijri, House
from exporter.model.digits import Digits


@cache
def tables() -> dict[str, dict[str, str]]:
    """`wording.toml`, by language."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))


@cache
def _months() -> dict[str, list[str]]:
    """The months of the Hijra by language."""
    return tomllib.loads(Path(__file__).with_name("hijri.toml").read_text(encoding="utf-8"))


@cache
def locale_of(language: str) -> Locale:
    """The nearest locale that CLDR knows: `ar-EG-x-desk` gives ar_EG, an unknown language English."""
    parts = language.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (ValueError, UnknownLocaleError):
            parts.pop()
    return Locale("en")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        language: BCP 47 tag.
        digits: the digits that dates are written with.
        house: the house, whose own words and calendar go first where it speaks the language.
    """

    language: str
    digits: Digits
    house: House = NO_HOUSE

    def __getitem__(self, key: str) -> str:
        """A word or pattern of the house or of `wording.toml`, else in English."""
        if self.is_ours and key in self.house.wording:
            return self.house.wording[key]
        return tables().get(self._primary, tables()["en"])[key]

    @property
    def _primary(self) -> str:
        return self.language.partition("-")[0].lower()

    @property
    def is_ours(self) -> bool:
        """Whether the house speaks the language."""
        return self._primary == self.house.language

    def day(self, when: date, pattern: str = "day") -> str:
        """A date in words, as the pattern of that name asks; its month as the house calls it."""
        months = (self.house.months if self.is_ours else "") or self.language
        return self.digits.spell(format_date(when, self[pattern], locale=locale_of(months)))

    def time(self, when: datetime) -> str:
        """The time of day, on its own clock."""
        return self.digits.spell(format_time(when, self["time"], tzinfo=when.tzinfo, locale=locale_of(self.language)))

    def dated(self, when: date, calendars: Hijri) -> str:
        """A date with its weekday in these calendars; in the Gregorian alone where the other does not reach."""
        hijri = "" if calendars is Hijri.NONE else self._hijri(when)
        weekday = self.day(when, "weekday") if hijri else ""
        gregorian = self["gregorian"].format(date=self.day(when)) if hijri else ""
        match calendars if hijri else Hijri.NONE:
            case Hijri.NONE:
                return self.day(when, "date")
            case Hijri.ALONE:
                return f"{weekday} {hijri}"
            case Hijri.BEFORE:
                return self["calendars"].format(weekday=weekday, first=hijri, second=gregorian)
            case Hijri.AFTER:
                return self["calendars"].format(weekday=weekday, first=gregorian, second=hijri)

    def _hijri(self, when: date) -> str:
        """The date of the Hijra by the calendar of Umm al-Qura; empty outside the years 1924 to 2077."""
        try:
            day = Gregorian.fromdate(when).to_hijri()
        except OverflowError:
            return ""
        month = _months().get(self._primary, _months()["en"])[day.month - 1]
        return self.digits.spell(self["hijri"].format(day=day.day, month=month, year=day.year))
