"""HTML: one standalone file, with its pictures and typefaces inside."""

from __future__ import annotations

from exporter.backends.html.readback import readback
from exporter.backends.html.render import render

__all__ = ["allowance", "readback", "render"]


def allowance() -> float:
    """None: text in HTML is text."""
    return 0.0
