"""Dublin Core in XML: elements and terms under one `metadata`, as DCMI's guidelines for XML have it.

DCMI, Expressing Dublin Core metadata using XML; DCMI metadata terms; W3CDTF for dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from exporter.archive.metadata.xml import LANG, TYPE, XSI, Element, element, file
from exporter.archive.record import Piece, Record
from exporter.model.article import Article
from exporter.model.inlines import plain

DC: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
NAMES: Final = {"dc": DC, "dcterms": TERMS, "xsi": XSI}


def of_record(record: Record) -> bytes:
    """The description of all that the bag is about."""
    if not record.is_edition:
        more = [_dc("identifier", record.version)]
        more += [_term("isVersionOf", record.work)]
        more += [_term("replaces", record.previous.identifier)] if record.previous else []
        return _file([*_article(record.pieces[0], record), *more, *_formats(record)])
    edition = record.edition
    terms = [
        _dc("title", edition.heading, record.language),
        _dc("publisher", edition.title, record.language),
        *(_dc("creator", name, record.language) for name in _authors(record)),
        _term("issued", edition.date.isoformat(), type="dcterms:W3CDTF") if edition.date else None,
        _dc("type", "Collection", type="dcterms:DCMIType"),
        *(_dc("language", tag) for tag in dict.fromkeys(piece.article.language for piece in record.pieces)),
        _dc("identifier", record.version),
        _term("isVersionOf", record.work),
        _term("replaces", record.previous.identifier) if record.previous else None,
        *(_term("hasPart", piece.work) for piece in record.pieces),
        *_formats(record),
    ]
    return _file([term for term in terms if term is not None])


def of_piece(piece: Piece, record: Record) -> bytes:
    """The description of an article of an edition."""
    return _file([*_article(piece, record), _dc("identifier", piece.work), _term("isPartOf", record.work)])


def _article(piece: Piece, record: Record) -> Iterator[Element]:
    article, lang = piece.article, piece.article.language
    yield _dc("title", plain(article.headline), lang)
    if article.kicker:
        yield _term("alternative", plain(article.kicker), lang)
    named = [author.name for author in article.byline.authors] or [article.byline.agency]
    yield from (_dc("creator", name, lang) for name in named if name)
    if record.publisher:
        yield _dc("publisher", record.publisher, lang)
    for subject in dict.fromkeys((piece.galley.article.section, *article.tags)):
        if subject:
            yield _dc("subject", subject, lang)
    if article.deck:
        yield _term("abstract", plain(article.deck), lang)
    yield from _dates(article)
    yield _dc("type", "Text", type="dcterms:DCMIType")
    yield _dc("language", lang)
    if article.dateline:
        yield _term("spatial", article.dateline, lang)
    if article.source:
        yield _dc("source", article.source.url or article.source.name)
    yield from (_term("references", one.url) for one in article.related if one.url)
    if article.rights:
        yield _dc("rights", article.rights, lang)
    for one in article.corrections:
        yield _dc("description", f"{one.date.isoformat()}: {plain(one.text)}", lang)


def _dates(article: Article) -> Iterator[Element]:
    if article.published:
        yield _term("issued", article.published.isoformat(), type="dcterms:W3CDTF")
    if article.updated:
        yield _term("modified", article.updated.isoformat(), type="dcterms:W3CDTF")


def _formats(record: Record) -> Iterator[Element]:
    return (_term("hasFormat", one.path) for one in record.renditions)


def _authors(record: Record) -> Iterator[str]:
    return iter(dict.fromkeys(author.name for piece in record.pieces for author in piece.article.byline.authors))


def _dc(name: str, text: str, lang: str = "", type: str = "") -> Element:
    return _said(f"{{{DC}}}{name}", text, lang, type)


def _term(name: str, text: str, lang: str = "", type: str = "") -> Element:
    return _said(f"{{{TERMS}}}{name}", text, lang, type)


def _said(name: str, text: str, lang: str, kind: str) -> Element:
    return element(name, text, **{LANG: lang} if lang else {}, **{TYPE: kind} if kind else {})


def _file(terms: list[Element]) -> bytes:
    root = etree.Element("metadata", nsmap=NAMES)
    root.extend(terms)
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMES))
    return file(root)
