"""The markup that a PDF is laid out from: a layout's templates filled with an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from exporter.backends.api import Context
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill
from exporter.backends.html.numerals import COUNTER_STYLE
from exporter.backends.html.typography import text_of
from exporter.backends.pdf.colophon import Colophon
from exporter.backends.pdf.fetcher import picture_url
from exporter.backends.pdf.joining import breakable, hold_joins
from exporter.backends.pdf.printable import check
from exporter.house.layout import Layout
from exporter.model.galley import Edition, Galley
from exporter.typefaces.coverage import share

ENDLESS_PT = 1_000_000
"""Higher than any text: a million words in one column take less."""
MM = 72 / 25.4
"""Points."""


class What(StrEnum):
    """A part of an article that is set by itself."""

    WHOLE = "whole"
    FRONT = "front"
    LEAD = "lead"
    WIDE = "wide"


class Wanted(NamedTuple):
    """What of an article is set for a newspaper's page.

    Attributes:
        article: its place in the edition, from 0.
        what: all of it, or what stands over columns: its head, its lead picture, its wide tables.
        columns: over how many.
        lead: of a whole article, over how many of them its lead picture stands.
    """

    article: int
    what: What
    columns: int
    lead: int = 0


def page(edition: Edition, context: Context, *, for_press: bool = False) -> str:
    """The markup that is laid out: it names nothing but pictures of the edition and bundled typefaces.

    Raises:
        DependencyError, RenderError: a family that takes part is damaged or cannot be printed, as `printable.check`.
    """
    sheets = context.layout.sheets
    if sheets is None:
        presses = [press(galley, nth) for nth, galley in enumerate(edition.galleys)]
        return filled("page", edition, context, {"presses": presses}, for_press=for_press)
    return galleys(edition, context, whole(edition, context.layout))


def whole(edition: Edition, layout: Layout) -> list[Wanted]:
    """All articles of an edition over all columns."""
    sheets = layout.sheets
    assert sheets
    lead = sheets.lead_columns[sheets.columns - 1]
    return [Wanted(nth, What.WHOLE, sheets.columns, lead) for nth in range(len(edition.galleys))]


def galleys(edition: Edition, context: Context, wanted: Sequence[Wanted]) -> str:
    """The markup of the galleys of a newspaper's page; errors as `page`."""
    settings = [
        {
            "nth": one.article,
            "galley": edition.galleys[one.article],
            "press": press(edition.galleys[one.article], one.article),
            "what": one.what,
            "columns": one.columns,
            "lead": one.lead or one.columns,
        }
        for one in wanted
    ]
    presses = [press(galley, nth) for nth, galley in enumerate(edition.galleys)]
    values = {"settings": settings, "presses": presses, "widths": widths(context.layout), "endless": ENDLESS_PT}
    return filled("page", edition, context, values)


def widths(layout: Layout) -> dict[int, float]:
    """How wide something over so many columns is, in points."""
    sheets, sheet = layout.sheets, layout.page
    assert sheets
    gutter, count = sheets.gutter_mm * MM, sheets.columns
    column = ((sheet.width_mm - sheet.start_mm - sheet.end_mm) * MM - (count - 1) * gutter) / count
    return {number: number * column + (number - 1) * gutter for number in range(1, count + 1)}


def filled(
    template: str, edition: Edition, context: Context, values: Mapping[str, Any], *, for_press: bool = False
) -> str:
    """A template of the layout with an edition and some values more; errors as `page`."""
    first, layout = edition.galleys[0], context.layout
    words = edition.furniture
    colophons = [Colophon(galley).text for galley in edition.galleys] if layout.colophon else []
    text = "\n".join((*map(text_of, edition.galleys), words.text if words else "", *colophons))
    # Only the families that take part: whatever else is loaded, a page comes out the same.
    roles = {role: tuple(share(text, chain)) for role, chain in context.roles.items()}
    for family in dict.fromkeys(family for chain in roles.values() for family in chain):
        check(family)
    usual = {
        "galleys": edition.galleys,
        "edition": edition,
        "furniture": edition.furniture,
        "about": about(edition),
        "moment": context.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "layout": layout,
        "roles": roles,
        "colour": context.colour,
        "colophon": Colophon,
        "for_press": for_press,
        "counter": COUNTER_STYLE[first.digits],
    }
    return fill(layout.template(f"{template}.html.jinja"), {**usual, **values}, folder=layout.root)


def press(galley: Galley, nth: int) -> Press:
    """What the templates need of an article, the nth of its edition from 0."""
    prefix = f"a{nth + 1}-" if nth else ""
    return Press(galley, picture_url, prefix, lambda inlines: breakable(hold_joins(inlines)))
