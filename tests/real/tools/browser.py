"""Chromium as a reader of HTML and of the documents in an EPUB: the text it shows, and where each character stands."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from tests.real.tools.bidi_probe import glyph_lines
from tests.real.tools.missing import HERE, command, node_module, run

PHONE, TABLET, DESK = 390, 820, 1280  # widths in CSS pixels
PACKAGE = {"c": "urn:oasis:names:tc:opendocument:xmlns:container", "o": "http://www.idpf.org/2007/opf"}


@dataclass(frozen=True, slots=True)
class Page:
    """What Chromium shows of a document.

    Attributes:
        text: its text as shown (`innerText`).
        direction: the direction of its body.
        width: how wide it is, in CSS pixels; more than the window when something sticks out.
        fonts: its faces, each with its state, such as "Amiri 400:loaded".
        errors: script errors and failed requests.
        characters: each character with left, right, top and bottom in CSS pixels and its font's size.
    """

    text: str
    direction: str
    width: float
    fonts: tuple[str, ...]
    errors: tuple[str, ...]
    characters: tuple[tuple[str, float, float, float, float, float], ...]

    def lines(self) -> list[str]:
        """Its lines from top to bottom, the characters of each from left to right."""
        return glyph_lines(
            {"text": text, "x0": left, "size": size, "matrix": (1, 0, 0, 1, left, -(top + bottom) / 2)}
            for text, left, _, top, bottom, size in self.characters
        )


def show(*files: Path, width: int = DESK, unread: str = "") -> list[Page]:
    """Open documents at a width; elements that the selector `unread` finds are taken out first."""
    node_module("puppeteer-core")
    here = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": command("chromium", "chromium-browser", "google-chrome")}
    paths = [file.resolve() for file in files]
    done = run(command("node"), HERE / "browser.mjs", str(width), unread, *paths, env=here)
    assert done.stdout, f"Chromium said nothing: {done.stderr.decode(errors='replace')[-2000:]}"
    return [_page(answer) for answer in json.loads(done.stdout)]


def show_book(book: Path, *, width: int = PHONE, unread: str = "") -> list[Page]:
    """Open the documents of an EPUB's spine in their order."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
        return show(*(Path(folder) / name for name in spine(archive)), width=width, unread=unread)


def spine(archive: zipfile.ZipFile) -> Iterator[str]:
    """The names of the documents of an EPUB in reading order (EPUB 3.3, 5.7)."""
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package_name = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=PACKAGE))
    package: Any = etree.fromstring(archive.read(package_name))
    for reference in package.xpath("//o:spine/o:itemref/@idref", namespaces=PACKAGE):
        href = str(package.xpath("string(//o:item[@id=$id]/@href)", id=reference, namespaces=PACKAGE))
        yield (Path(package_name).parent / href).as_posix()


def _page(answer: dict[str, Any]) -> Page:
    fonts, errors = tuple(answer["fonts"]), tuple(answer["errors"])
    characters = tuple(map(tuple, answer["characters"]))
    return Page(answer["text"], answer["direction"], answer["width"], fonts, errors, characters)
