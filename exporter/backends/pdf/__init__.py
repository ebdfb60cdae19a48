"""PDF: WeasyPrint draws the html backend's markup under a layout's page template; tagged, PDF/UA-1.

The text layer (promise P2) will stand in a module of its own beside `render`, called between layout and writing; until
then the reader is allowed the losses of WeasyPrint's glyph map.
"""

from __future__ import annotations

from exporter.backends.pdf.readback import readback
from exporter.backends.pdf.render import render

__all__ = ["allowance", "readback", "render"]


def allowance() -> float:
    """The share of words that WeasyPrint's glyph map is known to misspell, until the text layer lands.

    Measured with this layout's typefaces by `pytest tests/backends/pdf/test_text.py -k sample`, which holds the samples
    to it: Arabic 0.0 to 1.8 % of the words, vowelled verse and prose 2.8 %, Urdu 2.5 %, Persian 14.3 %, nearly all of
    it the zero-width non-joiner, which WeasyPrint writes no text for.
    """
    return 0.16
