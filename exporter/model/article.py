"""An article as its author wrote it, parsed and cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from exporter.findings import NOWHERE, Span
from exporter.model.blocks import Block, Figure, Footnote
from exporter.model.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it."""

    name: str
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """Agency and authors; either may be absent."""

    agency: str = ""
    authors: tuple[Author, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """An article to read next."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction made after publication."""

    date: date
    text: Inlines
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article first appeared."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The canonical article.

    Attributes:
        language: BCP 47 tag; the base direction follows from it.
        slug: name of the article in file names: lower-case letters of any script, digits and hyphens.
        headline: inline Markdown, as are kicker, deck, captions and credits; never empty.
        published: with its offset; None when not published yet.
        body: the blocks in order; never empty.
        notes: the footnotes in order of first mention.
        at: spans of the front matter's fields by path, such as `byline.authors.0`.
    """

    language: str
    slug: str
    headline: Inlines
    body: tuple[Block, ...]
    section: str = ""
    kicker: Inlines = ()
    deck: Inlines = ()
    byline: Byline = Byline()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    lead: Figure | None = None
    notes: tuple[Footnote, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source: Source | None = None
    rights: str = ""
    at: tuple[tuple[str, Span], ...] = field(default=(), compare=False, repr=False)

    def span(self, path: str) -> Span:
        """Where a field of the front matter stands; nowhere when it was not written."""
        return next((span for name, span in self.at if name == path), NOWHERE)

    def item_span(self, path: str, nth: int) -> Span:
        """Where an item of a list of the front matter stands, counted from 0; else where the list does."""
        at = self.span(f"{path}.{nth}")
        return at if at != NOWHERE else self.span(path)
