"""A DOCX opened without trust: what is no DOCX is named, what would exhaust the machine is refused.

ECMA-376 part 2 (packages in ZIP; a DTD is an error, M1.18); MS-OFFCRYPTO 2.3.4.4 (encrypted packages).
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar, Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from exporter.backends.docx.elements import Element
from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span

MAX_FILE: Final = 300_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of one document at most.

    Attributes:
        entries: of the archive.
        xml: bytes of one part of XML: 20,000 paragraphs as Word writes them; as a tree it takes eight times as much.
        part: bytes of one other part, such as a picture.
        total: bytes of all parts that are read.
    """

    entries: int = 5_000
    xml: int = 48_000_000
    part: int = 100_000_000
    total: int = 400_000_000


DAMAGE: Final = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What `zipfile` raises of a damaged archive; a method that it does not know is a RuntimeError."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
KINDS: Final = (
    (b"{\\rtf", "RTF"),
    (b"%PDF", "PDF"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
OFFICE: Final = "/officeDocument"
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/(\w+)")
"""Namespaces of the strict form of part 1; the transitional ones, which are read, have a year in their middle."""
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points.

    Attributes:
        kind: the last word of the relationship's type, such as `image`.
        target: the name of a part, or an address outside.
        external: whether it leads out of the package.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a document by name.

    Attributes:
        file: the document's name, as the user gave it.
        main: the name of the main part.
    """

    limits: ClassVar[Limits] = Limits()

    def __init__(self, data: bytes, file: str) -> None:
        """Open a document.

        Raises:
            InputError: it is no DOCX, is encrypted or damaged, or would be too large (INTAKE-001 to INTAKE-009).
        """
        self.file = file
        self._read = 0
        if len(data) > MAX_FILE:
            raise self._refused("INTAKE-004", part=file, limit=MAX_FILE // 1_000_000)
        self._archive = self._opened(data)
        self._entries = self._listed()
        self.main = self._main()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def names(self) -> Iterable[str]:
        """The names of all entries, in lower case."""
        return self._entries

    def has_macros(self) -> bool:
        """Whether a program stands in it (MS-OVBA)."""
        return any(name.endswith("vbaproject.bin") for name in self._entries)

    def tree(self, name: str) -> Element:
        """The root of a part of XML.

        Raises:
            InputError: the part is missing, too large, malformed, or brings a DTD.
        """
        data = self.data(name, self.limits.xml)
        data = _STRICT.sub(_transitional, data)
        if _DOCTYPE.search(data[:4096]):
            raise self._refused("INTAKE-007", part=name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as fault:
            raise self._refused("INTAKE-006", part=name, reason=str(fault.msg)[:120]) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._refused("INTAKE-007", part=name)
        return root

    def data(self, name: str, limit: int = 0) -> bytes:
        """The bytes of a part, as many as may be or `limit`; what its header claims is not believed."""
        limit = limit or self.limits.part
        entry = self._entries.get(name.lower())
        if entry is None:
            raise self._refused("INTAKE-005", part=name)
        try:
            with self._archive.open(entry) as file:
                data = file.read(limit + 1)
        except DAMAGE as fault:
            raise self._refused("INTAKE-003", part=name, reason=str(fault)[:120]) from None
        self._read += len(data)
        if len(data) > limit or self._read > self.limits.total:
            raise self._refused("INTAKE-004", part=name, limit=min(limit, self.limits.total) // 1_000_000)
        return data

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id; one that points out of the package into the file system is external."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where not in self:
            return {}
        return {identity: relation for identity, relation in self._relations(where, folder)}

    def _relations(self, where: str, folder: str) -> Iterator[tuple[str, Relation]]:
        for one in self.tree(where):
            target, kind = one.get("Target") or "", (one.get("Type") or "").rpartition("/")[2]
            external = one.get("TargetMode") == "External"
            if not external:
                full = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                beyond = posixpath.normpath(posixpath.join(folder, target)).startswith("..")
                external, target = beyond and not target.startswith("/"), target if beyond else full.lstrip("/")
            yield one.get("Id") or "", Relation(kind, target, external)

    def _opened(self, data: bytes) -> ZipFile:
        if data.startswith(OLE):
            locked = ENCRYPTED in data[: 1 << 22] or ENCRYPTED in data[-(1 << 22) :]
            raise self._refused("INTAKE-002" if locked else "INTAKE-009")
        if not data.startswith(b"PK"):
            raise self._refused("INTAKE-001", kind=_kind(data))
        try:
            return ZipFile(BytesIO(data))
        except DAMAGE as fault:
            raise self._refused("INTAKE-003", reason=str(fault)[:120]) from None

    def _listed(self) -> dict[str, ZipInfo]:
        """The entries by name, whose case does not matter (part 2, part names)."""
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        if len(infos) > self.limits.entries:
            raise self._refused("INTAKE-004", part=f"{len(infos)} ZIP", limit=self.limits.entries)
        entries: dict[str, ZipInfo] = {}
        for info in infos:
            name = info.filename.lower().lstrip("/")
            if name in entries:
                raise self._refused("INTAKE-008", part=info.filename)
            if info.flag_bits & 1:
                raise self._refused("INTAKE-002")
            entries[name] = info
        return entries

    def _main(self) -> str:
        if "mimetype" in self:
            raise self._refused("INTAKE-001", kind=self.data("mimetype", 200).decode("ascii", "replace")[:80])
        if "[content_types].xml" not in self:
            raise self._refused("INTAKE-001", kind="ZIP")
        targets = [one.target for one in self.relations("").values() if one.kind == OFFICE[1:] and not one.external]
        name = next(iter(targets), "word/document.xml")
        if name not in self:
            raise self._refused("INTAKE-005", part=name)
        if name.startswith(("xl/", "ppt/")):
            raise self._refused("INTAKE-001", kind=name.partition("/")[0])
        return name

    def _refused(self, code: str, **args: Fact) -> InputError:
        return InputError(Finding(code, Span(self.file), tuple(sorted(args.items()))))


def _kind(data: bytes) -> str:
    """What a file is by its first bytes."""
    head = data.lstrip()[:32]
    known = next((name for start, name in KINDS if head.lower().startswith(start.lower())), "")
    return known or ("plain text" if head and b"\0" not in data[:4096] else "unknown data")


def _transitional(match: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + match[2]
