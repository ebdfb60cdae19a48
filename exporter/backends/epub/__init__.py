"""EPUB 3: a reflowing book, right to left, with contents, cover, typefaces and what readers with other needs ask."""

from __future__ import annotations

from exporter.backends.api import NoOptions as Options
from exporter.backends.epub.readback import readback
from exporter.backends.epub.render import render
from exporter.model.galley import Allowance

__all__ = ["Options", "allowance", "readback", "render"]


def allowance() -> Allowance:
    """Nothing may be lost: what was written can be read."""
    return Allowance.NOTHING
