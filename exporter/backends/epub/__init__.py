"""EPUB 3: a reflowing book, right to left, with contents, cover, typefaces and what readers with other needs ask."""

from __future__ import annotations

from exporter.backends.epub.readback import readback
from exporter.backends.epub.render import render

__all__ = ["allowance", "readback", "render"]


def allowance() -> float:
    """None: text in an EPUB is text."""
    return 0.0
