"""A text laid out so that it fills its target, or the reasons why it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from exporter.backends.pdf.composition import compose
from exporter.backends.pdf.fitting import report
from exporter.backends.pdf.fitting.balance import Balance, Room, balance
from exporter.backends.pdf.fitting.means import boxed, changes, looser, set_at, tighter
from exporter.backends.pdf.fitting.search import Outcome, Verdict, search
from exporter.backends.pdf.laid import Laid
from exporter.errors import RenderError, UsageError
from exporter.findings import Finding, Span, finding
from exporter.house.fit import FitLimits
from exporter.house.layout import Layout
from exporter.house.sheets import COLUMNS
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Direction
from exporter.model.target import PT_PER_MM, ColumnBox, Pages, Target
from exporter.model.walk import figures, passages

LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
REPORTING: Final = FitLimits()
"""The limits of a layout without any: nothing may be changed."""


class Fitted(NamedTuple):
    """A text that fits, or does not fill its target: its pages, and what there is to say."""

    laid: Laid
    findings: tuple[Finding, ...]


def fit(edition: Edition, layout: Layout, target: Target, lay_out: Callable[[Layout], Laid]) -> Fitted:
    """Lay a text out so that it fills a target, as near to the design as the layout's limits allow.

    Args:
        edition: one article.
        layout: as designed.
        target: what is to be filled.
        lay_out: lays the text out with a layout.

    Raises:
        RenderError: it is over even so (FIT-007, FIT-008).
        UsageError: several articles (FIT-009); a proof, or a page with a colophon (FIT-016); a box of more columns than
            the layout's pages may have (FIT-017).
    """
    if len(edition.galleys) > 1:
        raise UsageError(finding("FIT-009", target=str(target), count=len(edition.galleys)))
    if layout.proof or layout.colophon:
        raise UsageError(finding("FIT-016", layout=layout.name))
    if layout.sheets and isinstance(target, ColumnBox) and target.columns > COLUMNS[-1]:
        raise UsageError(finding("FIT-017", target=str(target), layout=layout.name, most=COLUMNS[-1]))
    galley = edition.galleys[0]
    at = Span(galley.article.span("headline").file)
    limits = _bearing_on(galley, layout.fit) if layout.fit else REPORTING
    designed = replace(boxed(layout, target) if isinstance(target, ColumnBox) else layout, fit=limits)
    pages = target.count if isinstance(target, Pages) else 1
    bench = _Bench(designed, _room(designed, pages, galley.direction), lay_out)
    slack = limits.slack_lines * designed.columns.count
    outcome = search(bench.lines, tighter(designed), looser(designed), slack)
    if outcome.verdict is Verdict.OVER:
        raise RenderError(report.over(at, target, bench.balances[0], bench.at_limit(outcome), layout.name))
    said = tuple(_said(at, target, bench, outcome, designed, slack))
    return Fitted(bench.laid[outcome.position], said)


def _bearing_on(galley: Galley, limits: FitLimits) -> FitLimits:
    """The limits without what an article has not: pictures, words in Latin letters."""
    pictures = limits.picture_share if any(figures(galley)) else None
    has_latin = any(LATIN.search(passage.text) for passage in passages(galley))
    return replace(limits, picture_share=pictures, latin_tracking_em=limits.latin_tracking_em if has_latin else None)


def _said(
    at: Span, target: Target, bench: _Bench, outcome: Outcome, designed: Layout, slack: float
) -> Iterator[Finding]:
    before, after = bench.balances[0], bench.balances[outcome.position]
    if outcome.verdict is Verdict.FITS:
        yield report.fits(at, target, before)
    elif outcome.position:
        changed = changes(designed, set_at(designed, outcome.position))
        yield from report.fitted(at, target, before, after, changed, slack)
    else:
        yield report.under(at, target, before, bench.at_limit(outcome))


class _Bench:
    """Measures settings: lays the text out with each and weighs the pages."""

    def __init__(self, designed: Layout, room: Room, lay_out: Callable[[Layout], Laid]) -> None:
        self._designed, self._room, self._lay_out = designed, room, lay_out
        self.laid: dict[int, Laid] = {}
        self.balances: dict[int, Balance] = {}

    def lines(self, position: int) -> float:
        """How many lines the text is over with a setting."""
        laid = self._lay_out(set_at(self._designed, position))
        found = self.balances[position] = balance(compose(laid.document), len(laid.document.pages), self._room)
        if found.depth <= 0:
            self.laid[position] = laid  # no other will be printed
        return found.depth

    def at_limit(self, outcome: Outcome) -> Balance | None:
        """The balance of the farthest setting; None for a layout that may not be changed."""
        return self.balances[outcome.limit] if outcome.limit else None


def _room(layout: Layout, pages: int, direction: Direction) -> Room:
    """What is to be filled, in points: the text area of so many pages, column by column; lines as designed."""
    page, columns = layout.page, layout.columns
    left = page.end_mm if direction is Direction.RTL else page.start_mm
    across = page.width_mm - page.start_mm - page.end_mm
    width = (across - columns.gap_mm * (columns.count - 1)) / columns.count
    edges = [left + nth * (width + columns.gap_mm) for nth in range(columns.count)]
    return Room(
        pages,
        page.top_mm * PT_PER_MM,
        (page.height_mm - page.bottom_mm) * PT_PER_MM,
        layout.type.text_pt * layout.type.leading,
        tuple((edge * PT_PER_MM, (edge + width) * PT_PER_MM) for edge in edges),
    )
