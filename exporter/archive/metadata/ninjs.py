"""IPTC ninjs 3.0: the item as news systems exchange it; of an edition a composite of its articles."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final

from exporter.archive.record import Piece, Record
from exporter.model.article import Article
from exporter.model.inlines import plain
from exporter.model.walk import figures

STANDARD: Final = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}

Item = dict[str, Any]


def of_record(record: Record) -> bytes:
    """The item of all that the bag is about."""
    if not record.is_edition:
        return _file(_text(record.pieces[0], record) | _versions(record))
    edition = record.edition
    changed = [moment for piece in record.pieces if (moment := _changed(piece.article))]
    item: Item = {
        "uri": record.work,
        "type": "composite",
        "language": record.language,
        "title": edition.heading,
        "headlines": [{"role": "main", "value": edition.heading}],
        "versionCreated": max(changed, default=""),
        "organisations": _organisations(record.publisher, ""),
        "associations": [
            {
                "name": piece.article.slug,
                "uri": piece.work,
                "rel": "article",
                "type": "text",
                "headlines": [{"role": "main", "value": plain(piece.article.headline)}],
            }
            for piece in record.pieces
        ],
    }
    return _file(item | _versions(record))


def of_piece(piece: Piece, record: Record) -> bytes:
    """The item of an article of an edition."""
    return _file(_text(piece, record))


def _versions(record: Record) -> Item:
    return {
        "altIds": [{"role": "version", "value": record.version}],
        "renditions": [
            {
                "name": one.path.rpartition(".")[2],
                "title": one.path.rpartition("/")[2],
                "contentType": one.media_type,
                "sizeInBytes": len(one.data),
            }
            for one in record.renditions
        ],
    }


def _text(piece: Piece, record: Record) -> Item:
    article = piece.article
    headlines = [{"role": "main", "value": plain(article.headline)}, {"role": "kicker", "value": plain(article.kicker)}]
    people = [
        _filled({"name": one.name, "rel": "author", "contactInfo": _contact(one.email)})
        for one in article.byline.authors
    ]
    section = [{"name": piece.galley.article.section, "rel": "section"}] if piece.galley.article.section else []
    source = article.source
    return {
        "uri": piece.work,
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "language": article.language,
        "title": plain(article.headline),
        "headlines": [one for one in headlines if one["value"]],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": plain(article.deck)}]
        if article.deck
        else [],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(piece.text),
                "wordCount": piece.count,
                "value": piece.text,
            }
        ],
        "by": plain(piece.galley.byline),
        "slugline": article.slug,
        "located": article.dateline,
        "firstCreated": article.published.isoformat() if article.published else "",
        "versionCreated": _changed(article),
        "people": people,
        "organisations": _organisations(record.publisher, article.byline.agency),
        "places": [{"name": article.dateline, "rel": "dateline"}] if article.dateline else [],
        "subjects": [*section, *({"name": tag, "rel": "keyword"} for tag in article.tags)],
        "infoSources": [_filled({"name": source.name, "uri": source.url})] if source else [],
        "copyrightNotice": article.rights,
        "edNote": "\n".join(f"{one.date.isoformat()}: {plain(one.text)}" for one in article.corrections),
        "associations": _pictures(piece, record),
    }


def _pictures(piece: Piece, record: Record) -> list[Item]:
    """The pictures, each once, named by their own sums (RFC 6920)."""
    items: dict[str, Item] = {}
    for figure in figures(piece.galley):
        caption = {"role": "caption", "contentType": "text/plain", "value": plain(figure.caption)}
        shown = {"role": "altText", "contentType": "text/plain", "value": figure.alt}
        items[figure.image] = _filled(
            {
                "name": figure.image,
                "uri": _named(record.sources[piece.picture(figure.image)]),
                "rel": "picture",
                "type": "picture",
                "by": plain(figure.credit),
                "descriptions": [one for one in (caption, shown) if one["value"]],
            }
        )
    return list(items.values())


def _named(sha256: str) -> str:
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _organisations(publisher: str, agency: str) -> list[Item]:
    named = {publisher: "publisher", agency: "agency"}  # one that is both is told by what it did for the article
    return [{"name": name, "rel": rel} for name, rel in named.items() if name]


def _contact(email: str) -> list[Item]:
    return [{"type": "email", "value": email}] if email else []


def _changed(article: Article) -> str:
    moment = article.updated or article.published
    return moment.isoformat() if moment else ""


def _file(item: Item) -> bytes:
    whole = _filled({"uri": item["uri"], "standard": STANDARD, **item})
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _filled(item: Mapping[str, Any]) -> Item:
    return {name: value for name, value in item.items() if value not in ("", [], {})}
