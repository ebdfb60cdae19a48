"""The lines that a file shows, each with its characters from left to right, whatever draws it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber

from exporter.house.layout import load_layout
from exporter.resources import templates_dir
from tests.real.tools import bidi_probe, browser, libreoffice

MM = 72 / 25.4


def drawn(path: Path) -> list[str]:
    """The lines between the margins of a PDF's pages, without the page furniture in them."""
    return [line for page in glyphs(path) for line in bidi_probe.glyph_lines(page)]


def glyphs(path: Path) -> Iterator[list[dict[str, Any]]]:
    """The glyphs between the margins of each page of a PDF."""
    layout = load_layout(templates_dir() / "article").page
    with pdfplumber.open(path) as document:
        for page in document.pages:
            top, bottom = layout.top_mm * MM, page.height - layout.bottom_mm * MM
            yield [glyph for glyph in page.chars if top < (glyph["top"] + glyph["bottom"]) / 2 < bottom]


def lines(path: Path) -> list[str]:
    """The lines of a file of any of our formats: a book on a phone, a Word document as LibreOffice prints it."""
    match path.suffix:
        case ".pdf":
            return drawn(path)
        case ".docx":
            with tempfile.TemporaryDirectory() as folder:
                return drawn(libreoffice.to_pdf(path, Path(folder)))
        case ".epub":
            return browser.show_book(path)[-1].lines()
        case _:
            (page,) = browser.show(path)
            return page.lines()
