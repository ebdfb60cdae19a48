"""The article as values, in canonical JSON, for programs that know no YAML and no Markdown.

RFC 8785 (JSON canonicalisation): keys in order, no space, no number but whole ones. What is empty is left out of the
article's own tree; the head, which catalogues read, is always whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Flag, StrEnum
from typing import Any, Final

from exporter.archive.record import Piece, Record
from exporter.model.article import Article
from exporter.model.inlines import plain

VERSION: Final = 1
"""Of this form; a change that readers must know of makes it one more."""

Json = Mapping[str, Any]


def of_record(record: Record, made: Json) -> bytes:
    """The model of all that the bag is about.

    Args:
        record: what it is about.
        made: what the renditions are made with: look, options and the time in them.
    """
    if not record.is_edition:
        return canonical(head(record.pieces[0]) | _own(record) | {"article": _article(record.pieces[0]), "made": made})
    edition = record.edition
    articles = [head(piece) for piece in record.pieces]
    published = [piece.article.published for piece in record.pieces if piece.article.published]
    changed = [piece.article.updated for piece in record.pieces if piece.article.updated]
    about: dict[str, Any] = {
        "kind": "edition",
        "slug": record.slug,
        "language": record.language,
        "direction": record.pieces[0].galley.direction.value,
        "headline": edition.heading,
        "section": "",
        "authors": _each(name for one in articles for name in one["authors"]),
        "published": edition.date.isoformat() if edition.date else _json(min(published, default=None)),
        "updated": _json(max(changed, default=None)),
        "tags": _each(tag for one in articles for tag in one["tags"]),
        "text_words": sum(one["text_words"] for one in articles),
        "articles": articles,
        "edition": {
            "masthead": edition.title,
            "number": edition.number,
            "date": edition.date.isoformat() if edition.date else "",
            "identifier": edition.identifier,
        },
        "made": made,
    }
    return canonical(about | _own(record))


def of_piece(piece: Piece) -> bytes:
    """The model of an article of an edition."""
    return canonical(head(piece) | {"model": VERSION, "work": piece.work, "article": _article(piece)})


def head(piece: Piece) -> dict[str, Any]:
    """What catalogues read of an article."""
    article, galley = piece.article, piece.galley
    return {
        "kind": "article",
        "slug": article.slug,
        "language": article.language,
        "direction": galley.direction.value,
        "headline": plain(article.headline),
        "deck": plain(article.deck),
        "section": galley.article.section,
        "authors": [author.name for author in article.byline.authors],
        "agency": article.byline.agency,
        "dateline": article.dateline,
        "published": _json(article.published),
        "updated": _json(article.updated),
        "tags": list(article.tags),
        "text_words": piece.count,
        "folder": piece.folder,
    }


def canonical(value: Json) -> bytes:
    """RFC 8785, for values without fractions and keys in ASCII, where it is what `json` does by these options."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _own(record: Record) -> dict[str, Any]:
    return {
        "model": VERSION,
        "work": record.work,
        "version": record.version,
        "publisher": record.publisher,
        "sources": dict(record.sources),
    }


def _article(piece: Piece) -> dict[str, Any]:
    return whole(piece.article)


def whole(article: Article) -> dict[str, Any]:
    """The whole article, as written: blocks name their kind, runs their looks."""
    tree = _json(article)
    assert isinstance(tree, dict)
    return {name: value for name, value in tree.items() if name != "kind"}


def _json(value: object) -> Any:
    if is_dataclass(value):
        kept = {one.name: _json(getattr(value, one.name)) for one in fields(value) if one.compare}
        return {"kind": type(value).__name__} | {name: what for name, what in kept.items() if what not in ("", [])}
    match value:
        case Flag():
            return [str(mark.name).lower() for mark in value]
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [_json(one) for one in value]
        case None:
            return ""
        case _:
            return value


def _each(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
