"""HTML: one standalone file, with its pictures and typefaces inside."""

from __future__ import annotations

from exporter.backends.api import NoOptions as Options
from exporter.backends.html.readback import readback
from exporter.backends.html.render import render
from exporter.model.galley import Allowance

__all__ = ["Options", "allowance", "readback", "render"]


def allowance() -> Allowance:
    """Nothing may be lost: what was written can be read."""
    return Allowance.NOTHING
