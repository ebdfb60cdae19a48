"""Whether a rendition is a whole file of its kind, as far as its own structure tells: without trust, one after another.

ISO 32000-1 (PDF; qpdf looks through its objects), ISO 19005-3 and ISO 14289-1 (what it claims to be), ECMA-376 part 2
(DOCX), EPUB 3.3 section 4.2 (OCF), HTML (one file that asks for no other). The full validators of these standards are
programs of their own; what they proved of the writer is in `tests/real/`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

MAX_PARTS: Final = 20_000
MAX_UNPACKED: Final = 1_000_000_000
"""Bytes of all parts of one rendition."""
CHUNK: Final = 1 << 20
PARSED: Final = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".svg")
CONTAINER: Final = "META-INF/container.xml"
TYPES: Final = "[Content_Types].xml"
EPUB: Final = b"application/epub+zip"


class Invalid(Exception):
    """Why a file is none of its kind."""


def look(path: Path, sources: Collection[str]) -> str:
    """Why a rendition is no whole file of its kind; empty when it is one.

    Args:
        path: the file; its suffix says what it should be.
        sources: SHA-256 of each file that it was made of; a PDF has some of them inside.
    """
    try:
        CHECKS[path.suffix](path, sources)
    except Invalid as fault:
        return str(fault)
    except Exception as fault:
        # Each library has exceptions of its own for damage, and a hostile file finds more.
        return f"{type(fault).__name__}: {fault}"[:200]
    return ""


# ---------------------------------------------------------------- PDF


def _pdf(path: Path, sources: Collection[str]) -> None:
    import hashlib

    import pikepdf

    with pikepdf.open(path) as file:
        if problems := file.check_pdf_syntax():
            raise Invalid(str(problems[0]))
        with file.open_metadata() as metadata:
            if not metadata.pdfa_status.startswith("3"):
                raise Invalid(f"PDF/A {metadata.pdfa_status or '-'} is not PDF/A-3")
            if metadata.get("pdfuaid:part") != "1":
                raise Invalid("not PDF/UA-1")
        inside = [spec.get_file().read_bytes() for spec in file.attachments.values()]
    if not inside or any(hashlib.sha256(data).hexdigest() not in sources for data in inside):
        raise Invalid("the source inside is not the bag's")


# ---------------------------------------------------------------- packages of parts


def _docx(path: Path, sources: Collection[str]) -> None:
    with ZipFile(path) as package:
        parts = _parts(package)
        if TYPES not in parts or "word/document.xml" not in parts:
            raise Invalid(f"{TYPES} or word/document.xml is missing")
        for name in parts:
            if name.endswith(".rels"):
                _follow(package, name, parts)


def _follow(package: ZipFile, name: str, parts: Collection[str]) -> None:
    """Demand that the parts are there which a file of relationships names."""
    owner = posixpath.dirname(posixpath.dirname(name))
    for one in _tree(package.read(name)).iterfind("{*}Relationship"):
        target = unquote(one.get("Target", ""))
        if one.get("TargetMode") == "External" or not target:
            continue
        if posixpath.normpath(posixpath.join("/", owner, target)).lstrip("/") not in parts:
            raise Invalid(f"{name}: {target} is missing")


def _epub(path: Path, sources: Collection[str]) -> None:
    with ZipFile(path) as package:
        first = package.infolist()[0] if package.infolist() else None
        if not first or first.filename != "mimetype" or first.compress_type != ZIP_STORED or first.extra:
            raise Invalid("mimetype is not the first file")
        parts = _parts(package)
        if package.read("mimetype") != EPUB:
            raise Invalid("mimetype")
        if CONTAINER not in parts:
            raise Invalid(f"{CONTAINER} is missing")
        rootfile = _tree(package.read(CONTAINER)).find(".//{*}rootfile")
        opf = rootfile.get("full-path", "") if rootfile is not None else ""
        if opf not in parts:
            raise Invalid(f"the package document is missing: {opf}")
        for item in _tree(package.read(opf)).iterfind("{*}manifest/{*}item"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(item.get("href", ""))))
            if target not in parts:
                raise Invalid(f"{target} is missing")


def _parts(package: ZipFile) -> Collection[str]:
    """The names of the parts; each was read to its end against its CRC-32, and XML was parsed."""
    infos = [info for info in package.infolist() if not info.is_dir()]
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_PARTS or total > MAX_UNPACKED:
        raise Invalid(f"{len(infos)} parts, {total} bytes")
    for info in infos:
        with package.open(info) as file:
            if info.filename.endswith(PARSED):
                _tree(file.read())
            while file.read(CHUNK):
                pass
    names = {info.filename for info in infos}
    if len(names) != len(infos):
        raise Invalid("two parts of one name")
    return names


def _tree(data: bytes) -> etree._Element:

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


# ---------------------------------------------------------------- HTML


class _Page(HTMLParser):
    """What a page asks for from elsewhere, and whether it is one."""

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.asked = "", ""
        self.tags: set[str] = set()

    def handle_decl(self, decl: str) -> None:
        self.kind = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        wanted = given.get("src") or (given.get("href") if tag == "link" else None) or ""
        if wanted and urlsplit(wanted).scheme != "data" and given.get("rel") not in ("canonical", "author", "license"):
            self.asked = self.asked or wanted

    def handle_endtag(self, tag: str) -> None:
        self.tags.add(f"/{tag}")


def _html(path: Path, sources: Collection[str]) -> None:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    if page.kind.lower() != "doctype html" or not {"html", "body", "/body", "/html"} <= page.tags:
        raise Invalid("not a whole HTML page")
    if page.asked:
        raise Invalid(f"it asks for another file: {page.asked[:80]}")


CHECKS: Final[Mapping[str, Callable[[Path, Collection[str]], None]]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".epub": _epub,
    ".html": _html,
}
