"""What an edition prints besides its articles, worded, and where its desk wants each of them."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.findings import NOWHERE, Span
from exporter.model.digits import Digits
from exporter.model.inlines import Direction


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words round the articles: none of them is an author's, and no read-back asks for them.

    Attributes:
        language: BCP 47 tag of the words.
        direction: of the words.
        digits: of every number.
        masthead: the name of the paper.
        date: the day of the issue, in the calendars of the house; empty when it is not said.
        number: that of the issue, worded; empty when it has none.
        contents: what the front page's contents stand under.
        leaf: a page in the contents: the words around `{page}`.
        onward: the jump line below a part that goes on, around `{page}`.
        resumed: the jump line over a part that comes from elsewhere, around `{page}`.
        at: where the name of the paper is written.
    """

    language: str
    direction: Direction
    digits: Digits
    masthead: str
    date: str
    number: str
    contents: str
    leaf: str
    onward: str
    resumed: str
    at: Span = NOWHERE

    @property
    def text(self) -> str:
        """Every character that is printed of it."""
        worded = (self.masthead, self.date, self.number, self.contents, self.leaf, self.onward, self.resumed)
        return "\n".join((*worded, self.digits.spell("0123456789")))

    def folio(self, page: int) -> str:
        """The number of a page in the house's digits."""
        return self.digits.spell(str(page))

    def goes_on(self, page: int) -> str:
        """The jump line below a part that goes on at a page."""
        return self.onward.format(page=self.folio(page))

    def comes_from(self, page: int) -> str:
        """The jump line over a part that began at a page."""
        return self.resumed.format(page=self.folio(page))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk wants an article of a newspaper.

    Attributes:
        page: on which it starts; None for the next with room.
        columns: over how many it runs; None for as many as suit.
        continued: the page on which it goes on when it is not whole; None for the next with room.
        catchword: the first words of its headline, by which its continuation is found.
        at: where the edition's file lists it.
    """

    page: int | None = None
    columns: int | None = None
    continued: int | None = None
    catchword: str = ""
    at: Span = NOWHERE
