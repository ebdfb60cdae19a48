"""DOCX: the copy that a newsroom edits in Word: named styles, right to left to the last run, typefaces inside.

ECMA-376 (Office Open XML), WordprocessingML transitional.
"""

from __future__ import annotations

from exporter.backends.docx.options import Options
from exporter.backends.docx.readback import readback
from exporter.backends.docx.render import render
from exporter.model.galley import Allowance

__all__ = ["Options", "allowance", "readback", "render"]


def allowance() -> Allowance:
    """Nothing may be lost: what was written can be read."""
    return Allowance.NOTHING
