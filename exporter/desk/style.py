"""The house style and the layouts of a hot folder: taken up anew when their files change.

A newsroom mends its house file while the watcher runs. What is read of it is taken whole or not at all: while the file
is broken, articles come out as the last good one had it. Layouts lie in files that are read for each article, so there
is nothing to keep of them: while one is broken, its articles fail, and are tried again when it is mended.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from exporter.house.folders import stamp as stamp_of_layouts
from exporter.pipeline import Wishes
from exporter.reading import stamp

EVERY = 0.5
"""Seconds between two looks at the files; a change counts when the next look finds nothing more."""


class Style:
    """What decides the files of all articles, as it is now."""

    def __init__(self, house: Path | None, templates: Path | None, load: Callable[[], Wishes]) -> None:
        """Take the house file and the folder of layouts, where there are any, and what reads them.

        Raises:
            ExportError: they are wrong, as `load` says it.
        """
        self._house, self._templates, self._load = house, templates, load
        self._taken = self._seen = self._state()
        self._next = time.monotonic() + EVERY
        self.wishes = load()

    def has_changed(self) -> bool:
        """Whether the files are others than those that were taken, and are left alone by now."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + EVERY
        before, self._seen = self._seen, self._state()
        return before == self._seen != self._taken

    def take(self) -> None:
        """Read them anew.

        Raises:
            ExportError: they are wrong; what was asked for before stays.
        """
        self._taken = self._seen
        self.wishes = self._load()

    def _state(self) -> object:
        house = None
        if self._house:
            with suppress(OSError):
                house = stamp(self._house.stat())
        return house, stamp_of_layouts(self._templates) if self._templates else ()
