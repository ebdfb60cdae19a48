"""PDFium, the PDF engine of Chromium: the text of its pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def text(path: Path) -> str:
    """The text of all pages in reading order; pages end with a form feed."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() + "\f" for page in document)
    finally:
        document.close()


def validate(path: Path) -> list[str]:
    """One complaint if PDFium cannot open the document or finds no word in it."""
    try:
        return [] if text(path).strip() else ["PDFium reads no text"]
    except pypdfium2.PdfiumError as fault:
        return [str(fault)]
