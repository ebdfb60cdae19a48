"""PDF: WeasyPrint draws the html backend's markup under a layout's page template; tagged, PDF/UA-1.

The text layer (promise P2) replaces how it writes text: `truetype` makes the glyphs, `codes` the characters, and
`textlayer` alone knows WeasyPrint's part in it.
"""

from __future__ import annotations

from exporter.backends.api import NoOptions as Options
from exporter.backends.pdf.readback import readback
from exporter.backends.pdf.render import render
from exporter.model.galley import Allowance

__all__ = ["Options", "allowance", "readback", "render"]


def allowance() -> Allowance:
    """The order where directions mix inside a word, or where signs without a direction stand alone.

    Our reader has it from the places of the glyphs, by UAX #9 run backwards, and there more than one text gives the
    same page. No letter and no number may be lost.
    """
    return Allowance.ORDER
