"""Where the articles of an edition stand: rectangular modules on sheets, in points; knows no layout engine.

A module is an article, or a part of one, over some neighbouring columns: its front above, its text below in columns of
equal depth. The rules are those of a newspaper's desk: the first article of a page leads over most columns, the next
ones stand below it side by side from the right, and what a page has no room for goes on elsewhere.

Everything stands on the grid: `top`, `front` and `depths` are whole lines. Over a module that is not a page's first one
line stays blank. The first line of a continuation, over its whole width, holds where it comes from, so that its text
begins at `top + line`; the line below the last column of a part that goes on holds where to, so that this column is one
line less deep than its neighbours. Neither line is counted in `depths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import floor

from exporter.model.pagemodule import FUZZ, Item, Setter
from exporter.model.pagesearch import Page, Placing, arranged
from exporter.model.pagesheet import Copy, Filled, Piece, Sheet

__all__ = ["Copy", "Filled", "Piece", "Sheet", "plan"]

_LOOK_AHEAD = 16
"""So many articles at most are tried on one page, beside those that belong there."""


def plan(sheet: Sheet, copies: Sequence[Copy], first_page: int = 1, head: float = 0) -> tuple[Piece, ...]:
    """Place articles in their order, page by page.

    Args:
        sheet: the room on each page.
        copies: the articles.
        first_page: the number of the first page.
        head: how much of the first page is taken at its top, as by a masthead, in points.

    Returns:
        The pieces by page, and on a page in the order in which they are read. An article that finds no room where it is
        wanted starts or goes on at the next page with room. Only what is deeper than a page and cannot be cut stands
        over a page's foot.
    """
    rows, new, waiting = max(1, floor(sheet.height / sheet.line + FUZZ)), list(range(len(copies))), list[_Waiting]()
    pieces, page = list[Piece](), first_page
    while new or waiting:
        setter = Setter(copies, sheet.line)
        base = min(rows - 1, setter.lines(head)) if page == first_page else 0
        starting, must = _starting(new, copies, page)
        due = tuple(item for item, at in waiting if at <= page)
        if not (due or starting):
            page = min([at for _, at in waiting] + [copies[index].page or page for index in new[:1]])
            continue
        placings = arranged(Page(sheet.columns, base, rows, starting, due, must), setter)
        if not placings:
            if base:  # Under the masthead there is no room: the next page has more.
                page += 1
                continue
            placings = (_forced((*due, *starting)[0], setter, sheet.columns, rows),)
        gone = {one.item.article for one in placings}
        new = [index for index in new if index not in gone]
        waiting = [(item, at) for item, at in waiting if item.article not in gone]
        waiting += [_rest(one, copies, page) for one in placings if one.module.end is not None]
        pieces += [_piece(one, page, sheet.line) for one in placings]
        page += 1
    return tuple(_linked(pieces))


_Waiting = tuple[Item, int]
"""The rest of an article, and the first page that it may go on at."""


def _starting(new: Sequence[int], copies: Sequence[Copy], page: int) -> tuple[tuple[Item, ...], int]:
    """The articles that may start on a page, in order, and how many of them belong there."""
    ready, must = list[Item](), 0
    for index in new:
        wanted = copies[index].page
        if (wanted is not None and wanted > page) or (wanted is None and len(ready) - must >= _LOOK_AHEAD):
            break
        ready.append(Item(index))
        # An article before one that belongs here belongs here too, for they run in order.
        must = len(ready) if wanted is not None else must
    return tuple(ready), must


def _forced(item: Item, setter: Setter, columns: int, rows: int) -> Placing:
    """An item that not even an empty page has room for by the rules."""
    wanted = setter.copies[item.article].columns
    return Placing(item, setter.forced(item, [min(wanted, columns)] if wanted else range(1, columns + 1), rows), 0, 0)


def _rest(placing: Placing, copies: Sequence[Copy], page: int) -> _Waiting:
    article = placing.item.article
    return Item(article, placing.module.end, page), max(page + 1, copies[article].jump or 0)


def _piece(placing: Placing, page: int, line: float) -> Piece:
    item, module = placing.item, placing.module
    front = 0.0 if item.came_from is not None else module.front * line
    depths = tuple(depth * line for depth in module.depths)
    place = (placing.column, module.columns, placing.top * line)
    return Piece(item.article, page, *place, front, depths, item.start, module.end, item.came_from)


def _linked(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, each with the page of the next part of its article."""
    onward, out = dict[int, int](), list[Piece]()
    for piece in reversed([*pieces]):
        out.append(replace(piece, continued_on=onward.get(piece.article)))
        onward[piece.article] = piece.page
    return reversed(out)
