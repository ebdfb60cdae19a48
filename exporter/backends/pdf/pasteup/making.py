"""An edition as a newspaper's pages: galleys set, a plan of pages made, columns cut and pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from exporter.backends.api import Context
from exporter.backends.pdf import kashida
from exporter.backends.pdf.markup import Wanted, What, filled, press, whole
from exporter.backends.pdf.pasteup.copy import ANYWHERE, PX, Copy
from exporter.backends.pdf.pasteup.frame import Frame, frame_of
from exporter.backends.pdf.pasteup.lead import LeadRules
from exporter.backends.pdf.pasteup.places import judged
from exporter.backends.pdf.pasteup.sheet import Made, Paster, put_on
from exporter.backends.pdf.pasteup.strips import LayOut, Strips
from exporter.findings import Finding
from exporter.house.layout import Layout
from exporter.model.galley import Edition
from exporter.model.inlines import Direction
from exporter.model.pageplan import Piece, plan


class Pasted(NamedTuple):
    """The pages of an edition.

    Attributes:
        document: WeasyPrint's.
        filled: the justified lines.
        parts: the boxes of the parts of the articles, article by article.
        said: where the pages are not what the edition's file asks.
    """

    document: Any
    filled: tuple[kashida.Filled, ...]
    parts: tuple[Any, ...]
    said: tuple[Finding, ...]


def pasted(edition: Edition, context: Context, lay_out: LayOut) -> Pasted:
    """The pages of an edition.

    Args:
        edition: the articles.
        context: a layout that has sheets.
        lay_out: lays markup out with the layout's style sheet, and what is `on_sheets` with the press's too.
    """
    sheets = context.layout.sheets
    assert sheets
    rtl = edition.galleys[0].direction is Direction.RTL
    strips = Strips(edition, context, lay_out, _wanted(edition, context.layout))
    frame = frame_of(context.layout, strips.grid, rtl=rtl)
    rules = LeadRules(
        sheets.lead_columns[: sheets.columns], sheets.lead_height * frame.height, context.layout.limits.picture_ppi
    )
    places = edition.places or (ANYWHERE,) * len(edition.galleys)
    copies = [
        Copy(strips, nth, frame.height, rules, place, rtl=galley.direction is Direction.RTL)
        for nth, (galley, place) in enumerate(zip(edition.galleys, places, strict=True))
    ]
    strips.set(Wanted(nth, What.LEAD, lead) for nth, copy in enumerate(copies) for lead in copy.leads())
    several = edition.furniture or len(copies) > 1
    pieces = _planned(frame, copies, strips) if several else alone(copies[0], frame)
    made = Paster(frame, copies, edition).pages(pieces)
    furniture = lay_out(sheets_markup(edition, context, made), on_sheets=True)
    document = strips.document.copy(put_on(furniture, made, strips.text(0).shells))
    parts = [
        (nth, place, box) for place, page in enumerate(made) for nth, box in zip(page.articles, page.boxes, strict=True)
    ]
    in_order = tuple(box for _, _, box in sorted(parts, key=lambda part: part[:2]))
    return Pasted(document, tuple(strips.filled), in_order, tuple(judged(edition, pieces, sheets.columns)))


def _planned(frame: Frame, copies: Sequence[Copy], strips: Strips) -> tuple[Piece, ...]:
    """The plan of several articles: below a head that points to those on other sheets, if there are any."""
    pieces = plan(frame.sheet, copies, head=strips.head * PX)
    elsewhere = any(piece.page > 1 and piece.continued_from is None for piece in pieces)
    return pieces if elsewhere else plan(frame.sheet, copies, head=strips.nameplate * PX)


def alone(copy: Copy, frame: Frame) -> list[Piece]:
    """An article alone: over all columns, page after page, those of the last of one depth."""
    step, columns = frame.step * PX, frame.columns
    pieces, start, page = list[Piece](), None, 1
    while True:
        front = copy.front(columns) if page == 1 else 0.0
        most = max(1, round(frame.height * PX / step) - round(front / step))
        low, high = 0, most
        end = copy.fill(start, [most * step] * columns).end
        while end is None and high - low > 1:
            middle = (low + high) // 2
            if copy.fill(start, [middle * step] * columns).end is None:
                high = middle
            else:
                low = middle
        depths = (high * step,) * columns
        pieces.append(Piece(0, page, 0, columns, 0.0, front, depths, start, end))
        if end is None:
            return pieces
        start, page = end, page + 1


def _wanted(edition: Edition, layout: Layout) -> list[Wanted]:
    """Each article over all columns, and its head over each number of them that a plan may choose."""
    wanted = whole(edition, layout)
    if edition.furniture or len(wanted) > 1:
        fewer = range(1, wanted[0].columns)
        wanted += [Wanted(nth, What.FRONT, columns) for nth in range(len(edition.galleys)) for columns in fewer]
    return wanted


def sheets_markup(edition: Edition, context: Context, made: Sequence[Made]) -> str:
    """The markup of the sheets' furniture."""
    presses = [press(galley, nth) for nth, galley in enumerate(edition.galleys)]
    starts = {nth: page.number for page in reversed(made) for nth in page.articles}
    return filled("sheet", edition, context, {"sheets": made, "presses": presses, "starts": starts})
