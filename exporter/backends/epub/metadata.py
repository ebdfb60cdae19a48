"""What the book says about itself, for shelves, libraries and the trade.

EPUB 3.3, section 5.5 and appendix D; code list 5 of ONIX for Books (product identifier types); RFC 9562, section 5.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from exporter.backends.epub.accessibility import accessibility
from exporter.backends.epub.package import XML_LANG, Term
from exporter.backends.epub.people import people
from exporter.backends.epub.wording import Wording, day
from exporter.model import identity
from exporter.model.article import Article
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import plain

ONIX = {"scheme": "onix:codelist5"}
ISBN_13 = re.compile(r"(?:urn:isbn:)?(97[89](?:[- ]?\d){10})", re.IGNORECASE)
DOI = re.compile(r"(?:doi:|https?://doi\.org/)?10\.\d{4,9}/\S+", re.IGNORECASE)


def identifier(edition: Edition) -> str:
    """The edition's own identifier, or a URN that outlives corrections.

    It follows from publisher, day and slugs. A correction makes no other book: EPUB 3.3, section 5.4.1, has the
    identifier stay and `dcterms:modified` tell the releases apart.
    """
    if edition.identifier:
        isbn = ISBN_13.fullmatch(edition.identifier)
        return f"urn:isbn:{re.sub('[- ]', '', isbn[1])}" if isbn else edition.identifier
    if not (edition.title and (edition.number or edition.date)):
        return identity.identifier(galley.article for galley in edition.galleys)
    return identity.urn([edition.title, edition.number, edition.date.isoformat() if edition.date else ""])


def version(edition: Edition) -> str:
    """A URN of this version: another one for every change that the articles date; empty when nothing is dated."""
    dates = [_changed(galley.article) for galley in edition.galleys]
    return identity.urn([identifier(edition), *dates]) if any(dates) else ""


def _changed(article: Article) -> str:
    changed = article.updated or article.published
    return changed.isoformat() if changed else ""


def title(edition: Edition, words: Wording) -> str:
    """The title as a shelf shows it: of the article, or of the paper with the number or day of the issue."""
    if not edition.title:
        return one_line(edition.galleys[0].title)
    return words["between_issue"].join(filter(None, (edition.title, issued(edition, words))))


def issued(edition: Edition, words: Wording) -> str:
    """Number of the issue, or else its day, in words; empty when neither is known."""
    if edition.number:
        return words["issue"].format(number=edition.number) if edition.number.isdecimal() else edition.number
    first = edition.galleys[0]
    return day(edition.date, first.article.language, first.digits) if edition.date else ""


def authors(edition: Edition) -> tuple[str, ...]:
    """Who wrote the articles, each once; the agencies where nobody is named."""
    bylines = [galley.article.byline for galley in edition.galleys]
    named = _each(author.name for byline in bylines for author in byline.authors)
    return named or _each(byline.agency for byline in bylines)


def one_line(text: str) -> str:
    """A text without the line breaks that its author asked for on the page."""
    return " ".join(text.split())


def terms(edition: Edition, words: Wording) -> tuple[Term, ...]:
    """The metadata of an edition, that of the book first, then that of each article of several."""
    first = edition.galleys[0]
    here = {XML_LANG: first.article.language, "dir": first.direction.value}
    return (
        *_identifiers(edition),
        Term("dc:title", title(edition, words), id="title", more=here),
        Term("title-type", "main", refines="title"),
        *(Term("dc:language", tag) for tag in _each(galley.article.language for galley in edition.galleys)),
        *_series(edition, here),
        *people(edition, here),
        *_publication(edition, words, here),
        *accessibility(edition, words, here),
        *(term for nth, galley in enumerate(edition.galleys, 1) for term in _article(nth, galley, edition)),
    )


def _identifiers(edition: Edition) -> Iterator[Term]:
    """The kind of the book's identifier as ONIX counts them, and the URN of this version beside it."""
    yield Term("identifier-type", _kind(identifier(edition)), refines="book-id", more=ONIX)
    if this := version(edition):
        yield Term("dc:identifier", this, id="version-id")
        yield Term("identifier-type", _kind(this), refines="version-id", more=ONIX)


def _kind(identity: str) -> str:
    """ONIX code list 5: 15 is an ISBN-13, 06 a DOI, 22 a URN, 01 the publisher's own."""
    if ISBN_13.fullmatch(identity):
        return "15"
    if DOI.fullmatch(identity):
        return "06"
    return "22" if identity.lower().startswith("urn:") else "01"


def _series(edition: Edition, here: Mapping[str, str]) -> Iterator[Term]:
    """The paper as a series, whose member the issue is."""
    if edition.title:
        yield Term("belongs-to-collection", edition.title, id="series", more=here)
        yield Term("collection-type", "series", refines="series")
        if edition.number.isdecimal():
            yield Term("group-position", str(int(edition.number)), refines="series")


def _publication(edition: Edition, words: Wording, here: Mapping[str, str]) -> Iterator[Term]:
    articles = [galley.article for galley in edition.galleys]
    published = [article.published for article in articles if article.published]
    paper = edition.title or edition.galleys[0].masthead
    for publisher in _each([paper] if paper else [article.byline.agency for article in articles]):
        yield Term("dc:publisher", publisher, more=here)
    if edition.date:
        yield Term("dc:date", edition.date.isoformat())
    elif published:
        yield Term("dc:date", min(published).isoformat())
    if description := _description(edition, words):
        yield Term("dc:description", description, more=here)
    for rights in _each(article.rights for article in articles):
        yield Term("dc:rights", rights, more=here)
    for source in _each((a.source.url or a.source.name) if a.source else "" for a in articles):
        yield Term("dc:source", source)
    for subject in _each(word for article in articles for word in (article.section, *article.tags)):
        yield Term("dc:subject", subject, more=here)


def _description(edition: Edition, words: Wording) -> str:
    """The deck of an article alone; of several, what they are."""
    first, *others = edition.galleys
    if not others:
        return one_line(plain(first.deck))
    return words["between_titles"].join(one_line(galley.title) for galley in edition.galleys)


def _article(nth: int, galley: Galley, edition: Edition) -> Iterator[Term]:
    """What is said of one article of several (EPUB 3.3, section 5.5.5: refines names the item of the manifest)."""
    if len(edition.galleys) == 1:
        return
    article, key = galley.article, f"article-{nth}"
    here = {XML_LANG: article.language, "dir": galley.direction.value}
    yield Term("dcterms:identifier", identity.identifier([article]), refines=key)
    yield Term("dcterms:title", one_line(galley.title), refines=key, more=here)
    yield Term("dcterms:language", article.language, refines=key)
    for author in _each(author.name for author in article.byline.authors):
        yield Term("dcterms:creator", author, refines=key, more=here)
    for subject in _each((article.section, *article.tags)):
        yield Term("dcterms:subject", subject, refines=key, more=here)
    if article.published:
        yield Term("dcterms:date", article.published.isoformat(), refines=key)
    if article.rights:
        yield Term("dcterms:rights", article.rights, refines=key, more=here)


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
