"""What the document of an article says about itself in its head, for who takes it out of the book.

HTML standard, section 4.2.5.1 (names of meta); Schema.org NewsArticle in RDFa 1.1, whose initial context has `schema`.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporter.backends.epub.metadata import one_line
from exporter.model.galley import Galley
from exporter.model.inlines import plain

Said = Iterator[tuple[str, str]]


def about(galley: Galley) -> Said:
    """Author, description and keywords by HTML's own names; what is empty is left out."""
    article = galley.article
    yield from (("author", author.name) for author in article.byline.authors)
    yield from _filled(("description", one_line(plain(galley.deck))), ("keywords", ",".join(article.tags)))


def schema(galley: Galley) -> Said:
    """The properties of a NewsArticle; what is empty is left out."""
    article = galley.article
    yield from _filled(
        ("headline", one_line(galley.title)),
        ("alternativeHeadline", one_line(plain(galley.kicker))),
        ("articleSection", article.section),
        ("publisher", article.byline.agency),
        ("locationCreated", article.dateline),
        ("datePublished", article.published.isoformat() if article.published else ""),
        ("dateModified", article.updated.isoformat() if article.updated else ""),
        ("inLanguage", article.language),
        ("copyrightNotice", article.rights),
        ("isBasedOn", article.source.url if article.source else ""),
    )


def _filled(*said: tuple[str, str]) -> Said:
    return ((name, value) for name, value in said if value)
