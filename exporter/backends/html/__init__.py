"""HTML: one standalone file, with its pictures and typefaces inside."""

from __future__ import annotations

from exporter.backends.api import NoOptions as Options
from exporter.backends.html.readback import readback
from exporter.backends.html.render import render

__all__ = ["Options", "readback", "render"]
