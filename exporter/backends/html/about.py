"""What a page says of itself in its head: of an article, or of the edition that several make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exporter.model.galley import Edition
from exporter.model.inlines import plain


@dataclass(frozen=True, slots=True)
class About:
    """The head of a page.

    Attributes:
        title: the headline; of an edition, its masthead and issue.
        description: the deck of an article alone; empty for several.
        authors: the names, each once.
        keywords: each once.
    """

    title: str
    description: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]


def about(edition: Edition) -> About:
    """The head of an edition's page."""
    articles = [galley.article for galley in edition.galleys]
    return About(
        title=edition.heading,
        description=plain(edition.galleys[0].deck) if len(articles) == 1 else "",
        authors=_each(author.name for article in articles for author in article.byline.authors),
        keywords=_each(tag for article in articles for tag in article.tags),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
