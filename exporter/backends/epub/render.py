"""Galleys into one EPUB: documents, contents, cover and typefaces, then the container.

EPUB 3.3: content documents 6, package document 5, navigation 7; fonts as core media type `font/woff2`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from exporter.backends.api import Context
from exporter.backends.epub import cover, headers, metadata
from exporter.backends.epub.contents import contents, depth, places
from exporter.backends.epub.faces import Faces, faces
from exporter.backends.epub.options import Options
from exporter.backends.epub.package import Book, Item, pack
from exporter.backends.epub.wording import Wording, wording
from exporter.backends.html.markup import Press, fill
from exporter.errors import RenderError
from exporter.findings import finding
from exporter.model.galley import Edition, Galley, Picture, Rendition

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
Page: TypeAlias = tuple[bytes, etree._Element]
"""A finished document, and the same parsed."""


@dataclass(frozen=True, slots=True)
class Front:
    """The cover with its text alternative."""

    picture: Picture
    alt: str


def render(edition: Edition, context: Context, options: Options) -> Rendition:
    """Make the book; errors as `Backend.render`."""
    first = edition.galleys[0]
    words = wording(first.article.language)
    front, findings = cover.given(options.cover) if options.cover else (cover.draw(edition, context, words), ())
    described = Front(front, cover.alternative(edition, words, drawn=not options.cover))
    book = Book(
        identifier=metadata.identifier(edition),
        language=first.article.language,
        direction=first.direction.value,
        modified=context.moment,
        terms=metadata.terms(edition, words),
        items=tuple(_items(edition, context, words, described)),
    )
    return Rendition({f"{edition.file_name}.epub": pack(book)}, findings)


def _items(edition: Edition, context: Context, words: Wording, front: Front) -> Iterator[Item]:
    """The files of the book, those of the spine in reading order."""
    first, image = edition.galleys[0], front.picture
    chapters = [(f"text/article-{nth}.xhtml", _press(galley)) for nth, galley in enumerate(edition.galleys, start=1)]
    pages = [(href, _chapter(press, href)) for href, press in chapters]
    entries = contents(chapters)
    several = len(chapters) > 1
    shared = {
        "words": words,
        "language": first.article.language,
        "direction": first.direction,
        "title": metadata.title(edition, words),
        "label": edition.furniture.contents if edition.furniture else first.contents_label,
        "furniture": edition.furniture,
        "identifier": metadata.identifier(edition),
        "authors": metadata.authors(edition),
        "image": front.picture,
        "cover_alt": front.alt,
        "contents": entries,
        "places": places(entries),
        "depth": depth(entries),
        "start": chapters[0][0],
        "listed": several,
    }
    yield _item("cover", "text/cover.xhtml", _xml("cover.xhtml.jinja", shared, "text/cover.xhtml"), spine=True)
    # The contents list of an edition is a page of it; before a single article it would only stand in the way.
    nav = _xml("nav.xhtml.jinja", shared, "nav.xhtml")
    yield _item("nav", "nav.xhtml", nav, properties=("nav",), spine=several)
    for nth, (href, page) in enumerate(pages, start=1):
        yield _item(f"article-{nth}", href, page, spine=True)
    yield Item("ncx", "toc.ncx", NCX, _xml("toc.ncx.jinja", shared, "toc.ncx")[0])
    yield Item("cover-image", f"images/{image.name}", image.media_type, image.data, ("cover-image",))
    yield from _pictures(edition)
    chosen = faces([root for _, (_, root) in pages] + [nav[1]] * several, context.roles)
    yield from _typography(chosen, context.colour)


def _press(galley: Galley) -> Press:
    return Press(galley, lambda picture: f"../images/{picture.name}", book=True)


def _chapter(press: Press, href: str) -> Page:
    galley = press.galley
    said = {"about": headers.about(galley), "schema": headers.schema(galley), "title": metadata.one_line(galley.title)}
    return _xml("chapter.xhtml.jinja", {"galley": galley, "press": press, **said}, href)


def _item(key: str, href: str, page: Page, **more: Any) -> Item:
    return Item(key, href, XHTML, page[0], **more)


def _xml(template: str, values: dict[str, Any], href: str) -> Page:
    """Fill a template and prove that it is XML; EbookLib and readers would mend it in silence, each in its own way."""
    data = fill(f"epub/{template}", values).encode()
    try:
        return data, etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise RenderError(finding("EPUB-001", file=href, problem=str(fault))) from fault


def _pictures(edition: Edition) -> Iterator[Item]:
    """Every picture once, however many articles show it: names are made of the content."""
    pictures: dict[str, Picture] = {p.name: p for galley in edition.galleys for p in galley.pictures.values()}
    for nth, (name, picture) in enumerate(sorted(pictures.items()), start=1):
        yield Item(f"picture-{nth}", f"images/{name}", picture.media_type, picture.data)


def _typography(chosen: Faces, colour: str) -> Iterator[Item]:
    """The style sheet, the fonts, and the licences that let them be here."""
    named = [(face, f"{_slug(face.path.stem)}.woff2", data) for face, data in chosen.files()]
    sheet = fill(
        "epub/book.css.jinja",
        {
            "faces": [(face, f"../fonts/{name}") for face, name, _ in named],
            "rules": tuple(chosen.looks()),
            "colour": colour,
        },
    )
    yield Item("style", "style/book.css", "text/css", sheet.encode())
    for nth, (_, name, data) in enumerate(named, start=1):
        yield Item(f"font-{nth}", f"fonts/{name}", "font/woff2", data)
    licences = {family.name: family for chain in chosen.chains.values() for family in chain}
    for nth, (name, family) in enumerate(sorted(licences.items()), start=1):
        yield Item(f"licence-{nth}", f"fonts/{_slug(name)}-licence.txt", "text/plain", family.licence_file.read_bytes())


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
