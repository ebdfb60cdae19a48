"""Galleys: each article laid out once, its text on a strip a column wide, what stands over columns as wide as these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from exporter.backends.api import Context
from exporter.backends.pdf import kashida
from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.markup import ENDLESS_PT, Wanted, galleys
from exporter.backends.pdf.pasteup.units import Grid, Strip, grid_of, strip_of
from exporter.model.galley import Edition

LayOut = Callable[..., Any]
"""Lays markup out and gives WeasyPrint's document."""


HEAD, NAMEPLATE = "head", "nameplate"
"""The names of the pages on which a template sets what stands at the head of the first sheet: with what points to other
sheets, and without."""


class Shells(NamedTuple):
    """The boxes around an article: of the document, its body, the story and the article."""

    html: Any
    body: Any
    story: Any
    article: Any


@dataclass(slots=True)
class Set:
    """An article as it was set for some number of columns.

    Attributes:
        shells: what stands around it.
        front: its head over all columns; empty when there is none.
        lead: its lead picture over some of them; empty when it stands in the text or there is none.
        parts: its text, part by part: in a column, or what stands over all columns (True).
    """

    shells: Shells
    front: list[Any] = field(default_factory=list)
    lead: list[Any] = field(default_factory=list)
    parts: list[tuple[list[Any], bool]] = field(default_factory=list)


class Strips:
    """The strips of an edition; what is asked for over another number of columns is set when it is asked for."""

    def __init__(self, edition: Edition, context: Context, lay_out: LayOut, wanted: Sequence[Wanted]) -> None:
        """Set all articles, each for some number of columns."""
        self._edition, self._context, self._lay_out = edition, context, lay_out
        self.filled: list[kashida.Filled] = []
        self.document = self._document(wanted)
        self._sets: dict[Wanted, Set] = dict(zip(wanted, _sets(self.document), strict=True))
        self._texts = {one.article: self._sets[one] for one in wanted if one.text}
        self.grid = self._grid()
        self.head, self.nameplate = _depth(self.document, HEAD), _depth(self.document, NAMEPLATE)

    def text(self, article: int) -> Set:
        """An article as it was set first: its text and what stands around it."""
        return self._texts[article]

    def over(self, article: int, columns: int, lead: int) -> Set:
        """What stands over so many columns of an article."""
        known = self._sets.get(Wanted(article, columns, lead)) or self._sets.get(Wanted(article, columns, lead, False))
        if known is None:
            wanted = Wanted(article, columns, lead, False)
            (known,) = _sets(self._document([wanted]))
            self._sets[wanted] = known
        return known

    def strip(self, roots: Sequence[Any]) -> Strip:
        """Some boxes as units."""
        return strip_of(roots, self.grid)

    def _document(self, wanted: Sequence[Wanted]) -> Any:
        document = self._lay_out(galleys(self._edition, self._context, wanted), on_sheets=False)
        if how := self._context.layout.justification:
            self.filled += kashida.justify(document, how)
        return document

    def _grid(self) -> Grid:
        """The grid of the layout's text: what the articles inherit."""
        return grid_of(self._texts[0].shells.body.style)


def _sets(document: Any) -> list[Set]:
    """The articles of a document of galleys, in order."""
    found: dict[Any, Set] = {}
    for page in document.pages:
        if page._page_box.page_type.name in (HEAD, NAMEPLATE):
            continue
        html = next(child for child in page._page_box.children if child.element_tag == "html")
        for shells in _shells(html):
            for box in shells.article.children:
                _shorten(box)
            one = found.setdefault(shells.story.element, Set(shells))
            kind = str(page._page_box.page_type.name).partition("-")[0]
            if kind == "over":
                one.front += shells.article.children
            elif kind == "lead":
                one.lead += shells.article.children
            elif shells.article.children:
                one.parts.append((list(shells.article.children), kind == "wide"))
    return list(found.values())


def _depth(document: Any, name: str) -> float:
    """How deep what the layout's template has set for trial on pages of that name is; 0 for nothing."""
    for page in document.pages:
        if page._page_box.page_type.name == name:
            (html,) = (child for child in page._page_box.children if child.element_tag == "html")
            _shorten(html)
            return float(html.height)
    return 0.0


def _shorten(box: Any) -> None:
    """Let a box that goes on over pages end with what is in it: WeasyPrint draws it out to the end of the page."""
    inner = [kid for kid in getattr(box, "children", ()) if kid.is_in_normal_flow()]
    if not inner or isinstance(inner[-1], boxes.LineBox) or not isinstance(box, boxes.BlockBox):
        return
    _shorten(inner[-1])
    if box.height > ENDLESS_PT / 2:
        box.height = inner[-1].position_y + inner[-1].margin_height() - box.content_box_y()


def _shells(html: Any) -> Iterator[Shells]:
    for body in html.children:
        for story in body.children:
            for article in story.children:
                if isinstance(article, boxes.BlockBox):
                    yield Shells(html, body, story, article)
