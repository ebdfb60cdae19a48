"""An edition as the desk planned it: which articles, in which sections, in which order.

A flatplan holds no article: it names their files, and the files stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from exporter.findings import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in its place.

    Attributes:
        path: of its file, as written, relative to the edition's.
        page: of a newspaper, on which it starts; None for the next with room.
        columns: over how many it runs; None for as many as suit.
        continued: the page on which it goes on when it is not whole; None for the next with room.
    """

    path: str
    page: int | None = None
    columns: int | None = None
    continued: int | None = None
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an edition.

    Attributes:
        title: what its articles are printed under; empty when each keeps the section it names itself.
        articles: in order; never empty.
    """

    title: str
    articles: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Flatplan:
    """The plan of an edition.

    Attributes:
        masthead: the name of the paper or the collection; never empty.
        slug: name of the edition's files, as an article's.
        sections: in order; never empty.
        language: BCP 47 tag.
        number: of the issue, as written; empty when it has none.
        date: of the issue; None when not said.
        identifier: an ISBN, DOI or URN of its own; empty when it has none.
        at: where the masthead is written.
    """

    masthead: str
    slug: str
    sections: tuple[Section, ...]
    language: str = "ar"
    number: str = ""
    date: date | None = None
    identifier: str = ""
    at: Span = field(default=NOWHERE, compare=False, repr=False)

    def placed(self) -> Iterator[tuple[Section, Placed]]:
        """Every article with its section, in order."""
        return ((section, article) for section in self.sections for article in section.articles)
