"""EPUB 3: a reflowing book, right to left, with contents, cover, typefaces and what readers with other needs ask."""

from __future__ import annotations

from exporter.backends.epub.options import Options
from exporter.backends.epub.readback import readback
from exporter.backends.epub.render import render

__all__ = ["Options", "readback", "render"]
