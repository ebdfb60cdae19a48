"""The words that an article does not write itself: dates, labels, the byline's joints."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.house.house import Hijri
from exporter.model.article import Article, Author
from exporter.model.digits import Digits
from exporter.model.galley import EndMatter, EndRole
from exporter.model.inlines import Inlines, Text, canonical, plain, words_of
from exporter.prepare.words import Words, locale_of, tables

MARK = "({})"


def end_labels() -> dict[str, str]:
    """What each label of the end matter stands for, in every language that it is printed in."""
    return {table[role.value]: role.value for table in tables().values() for role in EndRole}


def archival_marks() -> frozenset[str]:
    """The marks of pictures from the archive, in every language."""
    return frozenset(MARK.format(table["archival"]) for table in tables().values())


def digits_of(language: str, text: str) -> Digits:
    """The digits that the author writes most in `text`; where there are none, those of the language in CLDR.

    One page does not mix sets of digits (ALREQ Q15, Q26, Q27).
    """
    most = max(Digits, key=lambda digits: digits.found_in(text))
    if most.found_in(text):
        return most
    usual = locale_of(language).default_numbering_system
    return Digits(usual) if usual in list(Digits) else Digits.WESTERN


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one article.

    Attributes:
        article: the article.
        words: those of its language.
    """

    article: Article
    words: Words

    def __getitem__(self, key: str) -> str:
        """A word or pattern, as `Words`."""
        return self.words[key]

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
        day = self.words.dated(published, self.words.house.hijri if self.words.is_ours else Hijri.NONE)
        return words_of(self["dateline"].format(place=place, date=day) if place else day)

    def updated(self) -> Inlines:
        """When the article was last changed."""
        when = self.article.updated
        return words_of(self["updated"].format(date=self.words.day(when), time=self.words.time(when))) if when else ()

    def archival_mark(self) -> Inlines:
        """The mark of a picture from the archive, in the brackets that papers use."""
        return words_of(MARK.format(self["archival"]))

    def credit(self, credit: Inlines) -> Inlines:
        """A picture's credit in the house's sentence."""
        pattern = self.words.house.wording.get("credit", "") if self.words.is_ours else ""
        if not (credit and pattern):
            return credit
        before, _, after = pattern.partition("{credit}")
        return canonical((*words_of(before), *credit, *words_of(after)))

    def end_matter(self) -> tuple[EndMatter, ...]:
        """Corrections, related articles, tags, source and rights, those that there are."""
        article = self.article
        corrections = tuple(
            words_of(self["correction"].format(date=self.words.day(item.date))) + item.text
            for item in article.corrections
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
