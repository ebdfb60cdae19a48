"""What the desk asked for of a newspaper's pages, against what they have room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.findings import Finding, finding
from exporter.model.galley import Edition
from exporter.model.pagesheet import Piece


def judged(edition: Edition, pieces: Sequence[Piece], columns: int) -> Iterator[Finding]:
    """Where a plan of pages is not what the edition's file asks.

    Args:
        edition: the articles and their places.
        pieces: the plan.
        columns: of the sheet.
    """
    for nth, place in enumerate(edition.places):
        path = edition.galleys[nth].title
        parts = [piece for piece in pieces if piece.article == nth]
        if place.columns and place.columns > columns:
            yield finding("EDITION-015", place.at, title=path, columns=place.columns, most=columns)
        if place.page and parts[0].page != place.page:
            yield finding("EDITION-016", place.at, title=path, page=place.page, found=parts[0].page)
        if place.continued and parts[1:] and parts[1].page != place.continued:
            yield finding("EDITION-017", place.at, title=path, page=place.continued, found=parts[1].page)
    printed = {piece.page for piece in pieces}
    white = next((page for page in range(1, max(printed)) if page not in printed), 0)
    if white:
        after = next(piece for piece in pieces if piece.page > white)
        at = edition.places[after.article].at
        yield finding("EDITION-018", at, page=white, title=edition.galleys[after.article].title, found=after.page)
