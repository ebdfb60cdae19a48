"""Galleys: each article laid out once, its text on a strip a column wide, what stands over columns as wide as these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from exporter.backends.api import Context
from exporter.backends.pdf import kashida
from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.markup import ENDLESS_PT, Wanted, What, galleys
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
    """An article, or a part of one, as it was set.

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
    """The strips of an edition: all texts, and what stands over columns for each number of them that is asked for."""

    def __init__(self, edition: Edition, context: Context, lay_out: LayOut, wanted: Sequence[Wanted]) -> None:
        """Set all articles, and some parts of them more."""
        self._edition, self._context, self._lay_out = edition, context, lay_out
        self.filled: list[kashida.Filled] = []
        self.document, sets = self._document(wanted)
        self._sets = dict(zip(wanted, sets, strict=True))
        self._texts: dict[int, Set] = {}
        for one, known in tuple(self._sets.items()):
            if one.what is What.WHOLE:
                self._texts[one.article] = known
                self._sets[one._replace(what=What.FRONT, lead=0)] = known
                self._sets[one._replace(what=What.LEAD, columns=one.lead, lead=0)] = known
                self._sets[one._replace(what=What.WIDE, lead=0)] = known
        self.grid = self._grid()
        self.head, self.nameplate = _depth(self.document, HEAD), _depth(self.document, NAMEPLATE)

    def text(self, article: int) -> Set:
        """An article as it was set first: its text and what stands around it."""
        return self._texts[article]

    def set(self, wanted: Iterable[Wanted]) -> None:
        """Set what is not set yet, all at once."""
        new = [one for one in dict.fromkeys(wanted) if one not in self._sets]
        if new:
            self._sets |= zip(new, self._document(new)[1], strict=True)

    def front(self, article: int, columns: int) -> list[Any]:
        """The head of an article over some columns; empty when there is none."""
        return self._set(Wanted(article, What.FRONT, columns)).front

    def lead(self, article: int, columns: int) -> list[Any]:
        """The lead picture of an article over some columns; empty when it stands in the text, or there is none."""
        return self._set(Wanted(article, What.LEAD, columns)).lead if self._texts[article].lead else []

    def wide(self, article: int, columns: int) -> list[list[Any]]:
        """What stands over some columns in the text of an article, one after the other."""
        if not any(is_wide for _, is_wide in self._texts[article].parts):
            return []
        return [roots for roots, is_wide in self._set(Wanted(article, What.WIDE, columns)).parts if is_wide]

    def _set(self, wanted: Wanted) -> Set:
        self.set([wanted])
        return self._sets[wanted]

    def strip(self, roots: Sequence[Any]) -> Strip:
        """Some boxes as units."""
        return strip_of(roots, self.grid)

    def _document(self, wanted: Sequence[Wanted]) -> tuple[Any, list[Set]]:
        document = self._lay_out(galleys(self._edition, self._context, wanted), on_sheets=False)
        if how := self._context.layout.justification:
            self.filled += kashida.justify(document, how)
        return document, _sets(document)

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
