"""PDF: WeasyPrint draws the html backend's markup under a layout's page template; PDF/A-3a and PDF/UA-1.

The text layer (promise P2) replaces how it writes text: `truetype` makes the glyphs, `codes` the characters, and
`textlayer` puts them into the page. `structure` and `elements` complete the tree of tags, `lineends` and `repairs` the
lines, and `guard` refuses a WeasyPrint in which any of that has moved. `pasteup` makes pages of columns.
"""

from __future__ import annotations

from exporter.backends.pdf.options import Options
from exporter.backends.pdf.readback import readback
from exporter.backends.pdf.render import render

__all__ = ["Options", "readback", "render"]
