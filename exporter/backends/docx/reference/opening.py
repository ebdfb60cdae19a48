"""A Word document from outside, opened within bounds: nothing of it is trusted, and only what is asked for is read.

ECMA-376 part 2 (packages, relationships, content types); MS-OFFCRYPTO 2.3.4.1 (encrypted packages).
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, NoReturn
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from exporter.backends.api import GivenFile
from exporter.backends.docx.elements import Element
from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span, finding

DAMAGE: Final = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What `zipfile` raises of a damaged archive; a method that it does not know is a RuntimeError."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of all parts that are read, unpacked: a template with its pictures and typefaces has a tenth."""
MOST_ENTRIES: Final = 4096
OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")  # MS-CFB 2.2: what holds encrypted packages and the old .doc
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_ENTRY: Final = 1  # APPNOTE 4.4.4, bit 0
DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
PACKAGE: Final = ""
PACKAGE_RELATIONS: Final = "_rels/.rels"
TYPES: Final = "[Content_Types].xml"
MAIN: Final = frozenset(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
MACROS: Final = ("vbaproject", "macroenabled")


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's relationship: its kind (the last word of its type), and the part's name, or the address outside."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Opened:
    """A package whose parts are read on demand, all together not above `MOST_BYTES`.

    Attributes:
        name: the file's name, for messages.
        types: the content type of each part, by its name without the leading slash.
    """

    name: str
    _archive: ZipFile
    _entries: dict[str, ZipInfo]
    types: dict[str, str] = field(default_factory=dict)
    _left: int = MOST_BYTES

    def refuse(self, code: str, **facts: Fact) -> NoReturn:
        """Say why the document is not taken."""
        raise InputError(Finding(code, Span(self.name), tuple(sorted(facts.items()))))

    def data(self, part: str) -> bytes:
        """The bytes of a part."""
        entry = self._entries.get(part)
        if entry is None:
            self.refuse("DOCX-010", part=part)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(self._left + 1)
        except DAMAGE:
            self.refuse("DOCX-010", part=part)
        self._left -= len(data)
        if self._left < 0:
            self.refuse("DOCX-013", megabytes=MOST_BYTES // 2**20)
        return data

    def tree(self, part: str, root: str) -> Element:
        """A part of XML; its root must have that qualified name, as `w:styles`."""
        data = self.data(part)
        if any(mark in data for mark in DOCTYPES):
            self.refuse("DOCX-014", part=part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            element = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            self.refuse("DOCX-010", part=part)
        if element.tag != root:
            self.refuse("DOCX-010", part=part)
        return element

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id; those of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels") if part else PACKAGE_RELATIONS
        if listing not in self._entries:
            return {}
        root = self.tree(listing, "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships")
        return {str(row.get("Id")): _relation(row, folder) for row in root}

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part that stands in a relationship of that kind; None when there is none."""
        return next((r.target for r in self.relations(part).values() if r.kind == kind and not r.external), None)


def opened(given: GivenFile) -> Opened:
    """Open a document.

    Raises:
        InputError: it is none, is damaged, encrypted or an old `.doc`, has macros, or unpacks without end
            (DOCX-010 to DOCX-014).
    """
    if given.data.startswith(OLE):
        code = "DOCX-011" if ENCRYPTED in given.data else "DOCX-015"
        raise InputError(finding(code, Span(given.name)))
    try:
        archive = ZipFile(BytesIO(given.data))
    except DAMAGE as fault:
        raise InputError(finding("DOCX-016", Span(given.name))) from fault
    entries = {entry.filename: entry for entry in archive.infolist()}
    package = Opened(given.name, archive, entries)
    if len(entries) > MOST_ENTRIES or len(entries) < len(archive.infolist()):
        package.refuse("DOCX-016")
    if any(entry.flag_bits & ENCRYPTED_ENTRY for entry in entries.values()):
        package.refuse("DOCX-011")
    package.types.update(_content_types(package))
    if any(mark in word.lower() for word in (*entries, *package.types.values()) for mark in MACROS):
        package.refuse("DOCX-012")
    return package


def main_part(package: Opened) -> str:
    """The name of the document's part."""
    name = package.related(PACKAGE, "officeDocument")
    if name is None or package.types.get(name) not in MAIN:
        package.refuse("DOCX-016")
    return name


def _content_types(package: Opened) -> dict[str, str]:
    """The content type of every entry (part 2, 10.1.2)."""
    if TYPES not in package._entries:
        package.refuse("DOCX-016")
    root = package.tree(TYPES, "{http://schemas.openxmlformats.org/package/2006/content-types}Types")
    defaults = {str(row.get("Extension")).lower(): str(row.get("ContentType")) for row in root if row.get("Extension")}
    named = {str(row.get("PartName")).lstrip("/"): str(row.get("ContentType")) for row in root if row.get("PartName")}
    return {
        name: named.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in package._entries
    } | named


def _relation(row: Element, folder: str) -> Relation:
    target, external = str(row.get("Target")), row.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(str(row.get("Type")).rpartition("/")[2], target, external)
