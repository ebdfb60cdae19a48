"""MuPDF, the PDF engine of many phones and viewers: the text of its pages."""

from __future__ import annotations

from pathlib import Path

import pymupdf


def text(path: Path) -> str:
    """The text of all pages in reading order; pages end with a form feed."""
    with pymupdf.open(path) as document:
        return "".join(page.get_text() + "\f" for page in document)


def validate(path: Path) -> list[str]:
    """One complaint if MuPDF cannot open the document or finds no word in it."""
    try:
        return [] if text(path).strip() else ["MuPDF reads no text"]
    except pymupdf.FileDataError as fault:
        return [str(fault)]
