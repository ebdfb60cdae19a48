"""Galleys into one EPUB: documents, contents, cover and typefaces, then the container.

EPUB 3.3: content documents 6, package document 5, navigation 7; fonts as core media type `font/woff2`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from exporter.backends.api import NO_OPTIONS, Context, NoOptions
from exporter.backends.epub import cover, metadata
from exporter.backends.epub.contents import contents
from exporter.backends.epub.faces import Faces, faces
from exporter.backends.epub.package import Book, Item, pack
from exporter.backends.epub.wording import wording
from exporter.backends.html.markup import Press, fill
from exporter.errors import RenderError
from exporter.findings import finding
from exporter.model.galley import Edition, Galley, Picture, Rendition

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"


def render(edition: Edition, context: Context, _options: NoOptions = NO_OPTIONS) -> Rendition:
    """Make the book; errors as `Backend.render`."""
    first = edition.galleys[0]
    words = wording(first.article.language)
    book = Book(
        identifier=metadata.identifier(edition),
        language=first.article.language,
        direction=first.direction.value,
        modified=context.moment,
        terms=metadata.terms(edition, words),
        items=tuple(_items(edition, context)),
    )
    return Rendition({f"{edition.file_name}.epub": pack(book)})


def _items(edition: Edition, context: Context) -> Iterator[Item]:
    """The files of the book, those of the spine in reading order."""
    first = edition.galleys[0]
    chapters = [(f"text/article-{nth}.xhtml", _press(galley)) for nth, galley in enumerate(edition.galleys, start=1)]
    pages = [(href, _chapter(press, href)) for href, press in chapters]
    front = cover.draw(first, context)
    shared = {
        "words": wording(first.article.language),
        "language": first.article.language,
        "direction": first.direction,
        "title": metadata.one_line(first.title),
        "label": first.contents_label,
        "identifier": metadata.identifier(edition),
        "image": front,
        "contents": contents(chapters),
    }
    yield _page("cover", "text/cover.xhtml", "cover.xhtml.jinja", shared, spine=True)
    for nth, (href, (data, _)) in enumerate(pages, start=1):
        yield Item(f"article-{nth}", href, XHTML, data, spine=True)
    yield _page("nav", "nav.xhtml", "nav.xhtml.jinja", shared, properties=("nav",))
    yield Item("ncx", "toc.ncx", NCX, _xml("toc.ncx.jinja", shared, "toc.ncx")[0])
    yield Item("cover-image", f"images/{front.name}", front.media_type, front.data, ("cover-image",))
    yield from _pictures(edition)
    yield from _typography(faces((root for _, (_, root) in pages), context.roles))


def _press(galley: Galley) -> Press:
    return Press(galley, lambda picture: f"../images/{picture.name}")


def _chapter(press: Press, href: str) -> tuple[bytes, etree._Element]:
    return _xml("chapter.xhtml.jinja", {"galley": press.galley, "press": press}, href)


def _page(key: str, href: str, template: str, values: dict[str, Any], **more: Any) -> Item:
    return Item(key, href, XHTML, _xml(template, values, href)[0], **more)


def _xml(template: str, values: dict[str, Any], href: str) -> tuple[bytes, etree._Element]:
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


def _typography(chosen: Faces) -> Iterator[Item]:
    """The style sheet, the fonts, and the licences that let them be here."""
    named = [(face, f"{_slug(face.path.stem)}.woff2", data) for face, data in chosen.files()]
    sheet = fill(
        "epub/book.css.jinja",
        {"faces": [(face, f"../fonts/{name}") for face, name, _ in named], "rules": tuple(chosen.looks())},
    )
    yield Item("style", "style/book.css", "text/css", sheet.encode())
    for nth, (_, name, data) in enumerate(named, start=1):
        yield Item(f"font-{nth}", f"fonts/{name}", "font/woff2", data)
    licences = {family.name: family for chain in chosen.chains.values() for family in chain}
    for nth, (name, family) in enumerate(sorted(licences.items()), start=1):
        yield Item(f"licence-{nth}", f"fonts/{_slug(name)}-licence.txt", "text/plain", family.licence_file.read_bytes())


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
