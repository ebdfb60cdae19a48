"""Sheets: articles pasted onto pages in their places, the rules between them, the lines that say how they go on.

The boxes of an article stand on each page in one article's box, column after column, so that the tree of tags, links
and bookmarks are made of them as of a page that WeasyPrint has laid out. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from exporter.backends.pdf.engine import Page
from exporter.backends.pdf.pasteup import cut
from exporter.backends.pdf.pasteup.copy import PX, Copy
from exporter.backends.pdf.pasteup.flow import Flow, Setting, Stack
from exporter.backends.pdf.pasteup.frame import Frame
from exporter.backends.pdf.pasteup.strips import Shells
from exporter.backends.pdf.structure import REPEATED
from exporter.model.galley import Edition
from exporter.model.pagesheet import Piece

TRANSPARENT = "body"
"""The tag of a box that WeasyPrint gives no element of its own in the tree of tags: its children stand in its place."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on a sheet, from its upper left end, in points from the corner of the room for text."""

    kind: str
    left: float
    top: float
    length: float


@dataclass(frozen=True, slots=True)
class Jump:
    """The line that says where an article comes from, or where it goes on: its catchword and words, its place."""

    kind: str
    article: int
    catchword: str
    words: str
    left: float
    top: float
    width: float


@dataclass(slots=True)
class Made:
    """A page in work: what is pasted on it, and its furniture."""

    number: int
    articles: list[int] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)


class Paster:
    """Pastes pieces of articles."""

    def __init__(self, frame: Frame, copies: Sequence[Copy], edition: Edition) -> None:
        """Take the frame of all pages and the articles."""
        self._frame, self._copies, self._edition = frame, copies, edition

    def pages(self, pieces: Iterable[Piece]) -> list[Made]:
        """The pages that some pieces stand on, in order."""
        pages: dict[int, Made] = {}
        for piece in pieces:
            page = pages.setdefault(piece.page, Made(piece.page))
            page.articles.append(piece.article)
            page.boxes.append(self._paste(piece, page))
        return [pages[number] for number in sorted(pages)]

    def _paste(self, piece: Piece, page: Made) -> Any:
        """The boxes of a piece around its text, and its furniture on the page."""
        copy, frame = self._copies[piece.article], self._frame
        columns = [piece.column + nth for nth in range(piece.columns)]
        if copy.rtl != frame.rtl:
            columns.reverse()
        xs = [frame.x(nth) for nth in columns]
        top = frame.top + piece.top / PX
        shells, content = copy.shells, list[Any]()
        if piece.start is None:
            front, lead = copy.fronts(piece.columns)
            content += self._over(front, min(xs), top)
            content += self._over(lead, self._lead_x(copy, xs), top + piece.front / PX)
        head = top + piece.front / PX + (frame.step if piece.continued_from is not None else 0.0)
        setting, flow = copy.final(piece), copy.flow(piece.columns)
        for stack in setting.stacks:
            content.append(self._stack(flow, stack, xs, head, shells.article))
        page.rules += self._rules(flow, setting, xs, head)
        page.rules += self._around(piece, top, xs)
        foot = min(piece.depths[-1] / PX, max(map(flow.bottom, setting.stacks), default=0.0))
        page.jumps += self._jumps(piece, xs, top, head, foot)
        article = _shell(shells.article, content)
        return _shell(shells.story, [article])

    def _lead_x(self, copy: Copy, xs: Sequence[float]) -> float:
        over = copy.over(len(xs)).columns
        return min(xs[: over or 1])

    def _over(self, strip: Sequence[Any], x: float, y: float) -> list[Any]:
        for box in strip:
            cut.move(box, x, y)
        return list(strip)

    def _stack(self, flow: Flow, stack: Stack, xs: Sequence[float], head: float, article: Any) -> Any:
        strip = flow.parts[stack.part].strip
        x = min(xs) if stack.column is None else xs[stack.column]
        made = cut.column(strip, stack.first, flow.heights(stack), x, head)
        box = article.copy_with_children(made)
        box.element_tag, box.is_column = TRANSPARENT, True
        width = self._frame.column if stack.column is not None else max(xs) + self._frame.column - min(xs)
        _place(box, x, head, width, max(map(_bottom, made)) - head)
        return box

    def _rules(self, flow: Flow, setting: Setting, xs: Sequence[float], head: float) -> Iterator[Rule]:
        """Between columns of text, from the lower head to the deepest foot; not through what is over them."""
        for part in dict.fromkeys(stack.part for stack in setting.stacks):
            stacks = {one.column: one for one in setting.stacks if one.part == part and one.column is not None}
            ends = [flow.bottom(one) for one in stacks.values()]
            for before, after in pairwise(range(len(xs))):
                if before not in stacks or after not in stacks:
                    continue
                top = max(stacks[before].top, stacks[after].top)
                left = max(xs[before], xs[after]) - self._frame.gutter / 2
                yield self._rule("column-rule", left, head + top, max(ends) - top)

    def _around(self, piece: Piece, top: float, xs: Sequence[float]) -> Iterator[Rule]:
        """Above a piece that has another above it, and beside one that has another before it."""
        frame = self._frame
        starts_with_rule = piece.start is None and self._edition.galleys[piece.article].section
        if piece.top > 0 and not starts_with_rule:
            yield self._rule("article-rule", min(xs), top - frame.step / 2, max(xs) + frame.column - min(xs))
        if piece.column:
            bottom = frame.top + piece.bottom(frame.step * PX) / PX
            left = (max(xs) + frame.column if frame.rtl else min(xs) - frame.gutter) + frame.gutter / 2
            left = left if frame.rtl else min(xs) - frame.gutter / 2
            yield self._rule("column-rule", left, top, bottom - top)

    def _jumps(self, piece: Piece, xs: Sequence[float], top: float, head: float, foot: float) -> Iterator[Jump]:
        """Over a part of an article that comes from another page, and below the last column of one that goes on."""
        frame, words = self._frame, self._edition.furniture
        if words is None:
            return
        catchword, left = self._edition.places[piece.article].catchword, min(xs)
        if piece.continued_from is not None:
            said, width = words.comes_from(piece.continued_from), max(xs) + frame.column - left
            yield Jump("from", piece.article, catchword, said, *self._at(left, top), width * PX)
        if piece.continued_on is not None:
            said = words.goes_on(piece.continued_on)
            yield Jump("to", piece.article, catchword, said, *self._at(xs[-1], head + foot), frame.column * PX)

    def _at(self, left: float, top: float) -> tuple[float, float]:
        """A place in points from the corner of the room for text."""
        return (left - self._frame.left) * PX, (top - self._frame.top) * PX

    def _rule(self, kind: str, left: float, top: float, length: float) -> Rule:
        return Rule(kind, *self._at(left, top), length * PX)


def put_on(furniture: Any, made: Sequence[Made], shells: Shells) -> list[Any]:
    """The pages: WeasyPrint's of the furniture, with what is pasted on them below it.

    Args:
        furniture: the laid-out document of the sheets; nothing on it is read.
        made: what is pasted on each.
        shells: the boxes that stand around all articles.
    """
    pages = []
    for sheet, one in zip(furniture.pages, made, strict=True):
        page = sheet._page_box
        for part in page.descendants(placeholders=True):
            if part is not page:
                setattr(part, REPEATED, True)
        body = _shell(shells.body, one.boxes)
        page.children = (_shell(shells.html, [body]), *page.children)
        pages.append(Page(page))
    return pages


def _shell(box: Any, children: list[Any]) -> Any:
    """A box around some others on a page, as large as they are together."""
    shell = box.copy_with_children(children)
    left, top = min(one.position_x for one in children), min(one.position_y for one in children)
    right = max(one.position_x + one.margin_width() for one in children)
    _place(shell, left, top, right - left, max(map(_bottom, children)) - top)
    return shell


def _place(box: Any, left: float, top: float, width: float, height: float) -> None:
    """Give a box without edges its place."""
    box.position_x, box.position_y, box.width, box.height = left, top, width, height
    for side in ("top", "right", "bottom", "left"):
        for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
            setattr(box, name, 0)


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())
