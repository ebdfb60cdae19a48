"""schema.org's NewsArticle as JSON-LD; of an edition a PublicationIssue that has them as its parts.

schema.org 30 (NewsArticle, CorrectionComment, MediaObject.sha256); JSON-LD 1.1, 4.2.4.1: the context says language and
base direction of every text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from exporter.archive.record import Piece, Record, Rendition
from exporter.model.blocks import Figure
from exporter.model.inlines import plain
from exporter.model.walk import figures

VOCABULARY: Final = "https://schema.org"

Node = dict[str, Any]


def of_record(record: Record) -> bytes:
    """The node of all that the bag is about; addresses count from `metadata/`."""
    if not record.is_edition:
        return _file(record.pieces[0], _article(record.pieces[0], record, "../"), record)
    edition, first = record.edition, record.pieces[0]
    node: Node = {
        "@type": "PublicationIssue",
        "@id": record.work,
        "identifier": record.version,
        "name": edition.heading,
        "issueNumber": edition.number,
        "datePublished": edition.date.isoformat() if edition.date else "",
        "inLanguage": record.language,
        "isPartOf": {"@type": "Periodical", "name": edition.title},
        "publisher": _organisation(record.publisher),
        "hasPart": [
            {"@type": "NewsArticle", "@id": piece.work, "headline": plain(piece.article.headline)}
            for piece in record.pieces
        ],
    }
    return _file(first, node, record)


def of_piece(piece: Piece, record: Record) -> bytes:
    """The node of an article of an edition; addresses count from `metadata/articles/<slug>/`."""
    node = _article(piece, record, "../../../")
    node["isPartOf"] = {"@type": "PublicationIssue", "@id": record.work, "name": record.edition.heading}
    return _file(piece, node, record, encodings=False)


def _file(piece: Piece, node: Node, record: Record, *, encodings: bool = True) -> bytes:
    text = {"@language": piece.article.language, "@direction": piece.galley.direction.value}
    if encodings:
        node["encoding"] = [_encoding(one) for one in record.renditions]
    whole = {"@context": [VOCABULARY, text], **_filled(node)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _article(piece: Piece, record: Record, data: str) -> Node:
    article, galley = piece.article, piece.galley
    return {
        "@type": "NewsArticle",
        "@id": piece.work,
        "identifier": "" if record.is_edition else record.version,
        "headline": plain(article.headline),
        "alternativeHeadline": plain(article.kicker),
        "description": plain(article.deck),
        "articleSection": galley.article.section,
        "inLanguage": article.language,
        "dateline": article.dateline,
        "datePublished": article.published.isoformat() if article.published else "",
        "dateModified": article.updated.isoformat() if article.updated else "",
        "author": [
            _filled({"@type": "Person", "name": one.name, "jobTitle": one.role, "email": one.email})
            for one in article.byline.authors
        ],
        "sourceOrganization": _organisation(article.byline.agency),
        "publisher": _organisation(record.publisher),
        "keywords": list(article.tags),
        "image": [_image(figure, piece, record, data) for figure in figures(galley)],
        "wordCount": piece.count,
        "articleBody": piece.text,
        "correction": [
            {"@type": "CorrectionComment", "text": plain(one.text), "datePublished": one.date.isoformat()}
            for one in article.corrections
        ],
        "isBasedOn": _filled({"@type": "CreativeWork", "name": article.source.name, "url": article.source.url})
        if article.source
        else "",
        "mentions": [_filled({"@type": "CreativeWork", "name": one.title, "url": one.url}) for one in article.related],
        "copyrightNotice": article.rights,
    }


def _image(figure: Figure, piece: Piece, record: Record, data: str) -> Node:
    path = piece.picture(figure.image)
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": quote(data + path),
            "sha256": record.sources.get(path, ""),
            "description": figure.alt,
            "caption": plain(figure.caption),
            "creditText": plain(figure.credit),
        }
    )


def _encoding(one: Rendition) -> Node:
    return {
        "@type": "MediaObject",
        "contentUrl": quote(f"../{one.path}"),
        "encodingFormat": one.media_type,
        "contentSize": str(len(one.data)),
        "sha256": hashlib.sha256(one.data).hexdigest(),
    }


def _organisation(name: str) -> Node | str:
    return {"@type": "NewsMediaOrganization", "name": name} if name else ""


def _filled(node: Mapping[str, Any]) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], {})}
