"""Packing: finished documents into one EPUB container, the same bytes for the same book.

EPUB 3.3, sections 4.2 (OCF ZIP container) and 5 (package document). EbookLib writes the package document and nothing
else: given HTML it would re-serialise it, and by itself it writes the clock and chance into the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ebooklib import epub
from lxml import etree

MEDIA_TYPE = "application/epub+zip"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can name; the true one stands in `dcterms:modified`."""

PACKED = ("image/jpeg", "image/png", "font/woff2")
"""Media types that are compressed already, and stored as they are."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the book.

    Attributes:
        id: its name in the manifest.
        name: its path below the package document: ASCII.
        properties: as EPUB 3.3 section 5.6.2.2 lists them, such as `nav`.
        spine: whether it is read in order.
    """

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One statement of the metadata.

    Attributes:
        name: a Dublin Core element (`dc:title`), or the property of a `meta` (`schema:accessMode`).
        refines: id of the statement that it says more about.
    """

    name: str
    value: str
    id: str = ""
    refines: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """All that goes into the container; items in reading order."""

    identifier: str
    language: str
    direction: str
    modified: datetime
    terms: tuple[Term, ...]
    items: tuple[Item, ...]


def pack(book: Book) -> bytes:
    """The container's bytes."""
    packed = epub.EpubBook()
    packed.metadata.clear()  # the generator's name and a random identifier
    packed.IDENTIFIER_ID = "book-id"
    packed.set_identifier(book.identifier)
    packed.set_direction(book.direction)
    for term in book.terms:
        _add_term(packed, term)
    for item in book.items:
        entry = epub.EpubItem(item.id, item.name, item.media_type, item.data)
        entry.properties = item.properties
        packed.add_item(entry)
        if item.spine:
            packed.spine.append(entry)
        if "cover-image" in item.properties:  # as readers of EPUB 2 look for it
            packed.add_metadata(None, "meta", None, {"name": "cover", "content": item.id})
    writer = _Writer(book, packed)
    writer.write()
    return writer.container()


def _add_term(packed: Any, term: Term) -> None:
    more = dict(term.more)
    if term.id:
        more["id"] = term.id
    if term.refines:
        more["refines"] = f"#{term.refines}"
    if term.name.startswith("dc:"):
        packed.add_metadata("DC", term.name.removeprefix("dc:"), term.value, more)
    else:
        packed.add_metadata("OPF", "meta", term.value, {"property": term.name, **more})


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with what its interface cannot say put right, writing into memory."""

    def __init__(self, book: Book, packed: Any) -> None:
        options = {"mtime": book.modified.astimezone(UTC), "package_direction": True, "epub3_pages": False}
        super().__init__("", packed, options)
        self.book_language = book.language
        self.ncx = next((item.id for item in book.items if item.media_type == "application/x-dtbncx+xml"), None)
        self.stored = {f"{packed.FOLDER_NAME}/{item.name}" for item in book.items if item.media_type in PACKED}
        self.entries: dict[str, bytes] = {}
        self.out = self

    def write(self) -> None:
        """Fill the entries; EbookLib's own method opens a file and stamps the clock."""
        self._write_container()
        self._write_opf()
        self._write_items()

    def writestr(self, name: str, data: str | bytes) -> None:
        """Take one file, as a `ZipFile` would."""
        self.entries[name] = data.encode() if isinstance(data, str) else data

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.book_language)
        del root.attrib["prefix"]  # `rendition` is reserved, and unused
        spine = root.find("spine")
        del spine.attrib["toc"]
        if self.ncx:
            spine.set("toc", self.ncx)
        self.writestr(
            f"{self.book.FOLDER_NAME}/content.opf",
            etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True),
        )

    def container(self) -> bytes:
        """The ZIP file: `mimetype` first and stored (OCF, section 4.2.3), the others by name, all at one time."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MEDIA_TYPE)
            for name, data in sorted(self.entries.items()):
                packing = zipfile.ZIP_STORED if name in self.stored else zipfile.ZIP_DEFLATED
                archive.writestr(_entry(name, packing), data, compresslevel=6)
        return out.getvalue()


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = packing
    entry.create_system = 3  # else the machine that writes shows in the bytes
    entry.external_attr = 0o644 << 16
    return entry
