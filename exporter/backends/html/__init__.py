"""HTML: one standalone file, with its pictures and typefaces inside."""

from __future__ import annotations

from exporter.backends.html.readback import readback
from exporter.backends.html.render import render
from exporter.model.galley import NOTHING_LOST, Allowance

__all__ = ["allowance", "readback", "render"]


def allowance() -> Allowance:
    """Nothing may be lost: what was written can be read."""
    return NOTHING_LOST
