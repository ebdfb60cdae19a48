"""The words that an article does not write itself: dates, labels, the byline's joints.

Dates follow CLDR (babel) for the article's language and region, so that `ar-LB` says آذار where `ar-EG` says مارس.
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
from exporter.model.article import Article, Author
from exporter.model.digits import Digits
from exporter.model.galley import EndMatter, EndRole
from exporter.model.inlines import Inlines, Text, canonical, plain, words_of

MARK = "({})"


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _locale(language: str) -> Locale:
    """The nearest locale that CLDR knows: `ar-EG-x-desk` gives ar_EG, an unknown language English."""
    parts = language.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (ValueError, UnknownLocaleError):
            parts.pop()
    return Locale("en")


def end_labels() -> dict[str, str]:
    """What each label of the end matter stands for, in every language that it is printed in."""
    return {table[role.value]: role.value for table in _tables().values() for role in EndRole}


def archival_marks() -> frozenset[str]:
    """The marks of pictures from the archive, in every language."""
    return frozenset(MARK.format(table["archival"]) for table in _tables().values())


def digits_of(language: str, text: str) -> Digits:
    """The digits that the author writes most in `text`; where there are none, those of the language in CLDR.

    One page does not mix sets of digits (ALREQ Q15, Q26, Q27).
    """
    most = max(Digits, key=lambda digits: digits.found_in(text))
    if most.found_in(text):
        return most
    usual = _locale(language).default_numbering_system
    return Digits(usual) if usual in list(Digits) else Digits.WESTERN


def day_in_words(language: str, digits: Digits, when: date) -> str:
    """A date such as ١ مارس ٢٠٢٦, for whoever has no article at hand."""
    tables = _tables()
    pattern = tables.get(language.split("-")[0].lower(), tables["en"])["day"]
    return digits.spell(format_date(when, pattern, locale=_locale(language)))


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one article.

    Attributes:
        article: the article.
        digits: the digits that dates are written with.
        house: the house, whose own words and calendar go first where it speaks the article's language.
    """

    article: Article
    digits: Digits
    house: House = NO_HOUSE

    def __getitem__(self, key: str) -> str:
        """A word or pattern of the house or of `wording.toml` in the article's language, else in English."""
        tables = _tables()
        if self._is_ours and key in self.house.wording:
            return self.house.wording[key]
        return tables.get(self.article.language.split("-")[0].lower(), tables["en"])[key]

    @property
    def _is_ours(self) -> bool:
        return self.article.language.partition("-")[0].lower() == self.house.language

    def day(self, when: date, pattern: str = "day") -> str:
        """A date in words, as the pattern of that name asks; its month as the house calls it."""
        months = (self.house.months if self._is_ours else "") or self.article.language
        return self.digits.spell(format_date(when, self[pattern], locale=_locale(months)))

    def published(self, when: date) -> str:
        """The date of publication with its weekday, in the calendars that the house asks for."""
        hijri = self._hijri(when) if self._is_ours else ""
        weekday = self.day(when, "weekday") if hijri else ""
        gregorian = self["gregorian"].format(date=self.day(when)) if hijri else ""
        match self.house.hijri if hijri else Hijri.NONE:
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
        return self.digits.spell(self["hijri"].format(day=day.day, month=day.month_name("ar"), year=day.year))

    def time(self, when: datetime) -> str:
        """The time of day, on the article's own clock."""
        locale = _locale(self.article.language)
        return self.digits.spell(format_time(when, self["time"], tzinfo=when.tzinfo, locale=locale))

    def byline(self) -> Inlines:
        """Agency and authors with their roles; an author's address is a link on the name."""
        byline = self.article.byline
        authors = _joined([self._author(author) for author in byline.authors], self["separator"])
        if not (byline.agency and authors):
            return words_of(byline.agency) + authors
        before, _, after = self["agency"].format(agency=byline.agency, authors="\n").partition("\n")
        return words_of(before) + authors + words_of(after)

    def _author(self, author: Author) -> Inlines:
        link = f"mailto:{author.email}" if author.email else ""
        if not author.role:
            return (Text(author.name, link=link),)
        before, _, after = self["author"].format(name="\n", role=author.role).partition("\n")
        return (*words_of(before), Text(author.name, link=link), *words_of(after))

    def dateline(self) -> Inlines:
        """Place and date of publication; either alone when the other is unknown."""
        place, published = self.article.dateline, self.article.published
        if not published:
            return words_of(place)
        day = self.published(published)
        return words_of(self["dateline"].format(place=place, date=day) if place else day)

    def updated(self) -> Inlines:
        """When the article was last changed."""
        when = self.article.updated
        return words_of(self["updated"].format(date=self.day(when), time=self.time(when))) if when else ()

    def archival_mark(self) -> Inlines:
        """The mark of a picture from the archive, in the brackets that papers use."""
        return words_of(MARK.format(self["archival"]))

    def credit(self, credit: Inlines) -> Inlines:
        """A picture's credit in the house's sentence."""
        pattern = self.house.wording.get("credit", "") if self._is_ours else ""
        if not (credit and pattern):
            return credit
        before, _, after = pattern.partition("{credit}")
        return canonical((*words_of(before), *credit, *words_of(after)))

    def end_matter(self) -> tuple[EndMatter, ...]:
        """Corrections, related articles, tags, source and rights, those that there are."""
        article = self.article
        corrections = tuple(
            words_of(self["correction"].format(date=self.day(item.date))) + item.text for item in article.corrections
        )
        related = tuple((Text(item.title, link=item.url),) for item in article.related)
        tags = words_of(self["separator"].join(article.tags))
        source = (Text(article.source.name, link=article.source.url),) if article.source else ()
        parts = (
            (EndRole.CORRECTIONS, corrections),
            (EndRole.RELATED, related),
            (EndRole.TAGS, (tags,)),
            (EndRole.SOURCE, (source,)),
            (EndRole.RIGHTS, (words_of(article.rights),)),
        )
        return tuple(
            EndMatter(role, words_of(self[role.value]), items) for role, items in parts if any(map(plain, items))
        )


def _joined(parts: list[Inlines], separator: str) -> Inlines:
    out: list[Inlines] = []
    for part in parts:
        out += [words_of(separator), part] if out else [part]
    return tuple(inline for part in out for inline in part)
