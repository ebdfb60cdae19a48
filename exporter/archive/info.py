"""bag-info.txt: what an archive's register asks of a bag, out of the record.

RFC 8493, 2.2.2, for the labels that it reserves; the others are ours and say so by their names.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporter.archive.metadata import software
from exporter.archive.record import Record
from exporter.model.inlines import plain


def info(record: Record) -> Iterator[tuple[str, str]]:
    """The lines in their order; what is not known has none."""
    return ((label, value) for label, value in _lines(record) if value)


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    first = record.pieces[0].article
    yield "Source-Organization", record.publisher
    yield "External-Identifier", record.version
    yield "External-Description", _description(record)
    yield "Bagging-Date", record.written_at.date().isoformat()
    yield "Bag-Group-Identifier", record.work
    yield "Internal-Sender-Identifier", record.slug
    yield "Internal-Sender-Description", "" if record.is_edition else record.pieces[0].galley.article.section
    yield "Bag-Software-Agent", f"{software.PROGRAM} {software.version()}"
    yield "Language", record.language
    yield "Published", first.published.isoformat() if first.published and not record.is_edition else ""
    yield "Updated", first.updated.isoformat() if first.updated and not record.is_edition else ""
    yield "Ingested", record.ingested.isoformat() if record.ingested else ""
    for piece in record.pieces:
        for one in piece.article.corrections:
            yield "Correction", f"{one.date.isoformat()} {plain(one.text)}"
    if record.previous:
        yield "Previous-External-Identifier", record.previous.identifier
        yield "Previous-Tagmanifest-SHA256", record.previous.tagmanifest_sha256


def _description(record: Record) -> str:
    if record.is_edition:
        return " · ".join([record.edition.heading, *(plain(piece.article.headline) for piece in record.pieces)])
    article = record.pieces[0].article
    return " · ".join(filter(None, (plain(article.headline), plain(article.deck))))
