"""The stores that a run reads from: what lies in them, listed once, and whether they still answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from exporter.errors import ExportError, InputError
from exporter.fetching import LARGEST_PICTURE, NOT_THERE, slug_at
from exporter.findings import Span, finding
from exporter.places import Store, Stored, join, split
from exporter.reading import Stamp, sum_of

NAMED: Final = re.compile(r"(article|edition)\.(ya?ml|json)")
BAG: Final = "bagit.txt"
"""In the folder of a bag (RFC 8493) lies a copy for the archive, which is no article of the desk."""
HELD: Final = 50_000
"""Files whose listing is kept: some 20 MB."""
PATIENCE: Final = 3
"""Requests one after another without an answer, after which a store is not asked again in this run."""
SILENT: Final = "PLACE-008"

Listing = tuple[list[str], list[Stored]]


class Stores:
    """What one run knows of stores.

    A listing tells the stamp of each file, so an article that is unchanged costs no request of its own.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._listed: dict[str, Listing] = {}
        self._stamps: dict[str, Stamp] = {}
        self._closed: dict[str, ExportError] = {}
        self._silences: Counter[str] = Counter()

    def articles(self, folder: str, *, is_first: bool = False) -> Iterator[str]:
        """The articles and editions below a folder, by name; hidden folders and bags left out.

        A folder that cannot be listed is given as an article that cannot be read, and `slug` says why.

        Raises:
            InputError: with `is_first`, of the first folder that cannot be listed.
        """
        waiting = [folder.rstrip("/")]
        while waiting:
            here = waiting.pop()
            try:
                folders, files = self._listing(here)
            except ExportError as fault:
                if is_first:
                    raise
                self._closed[here] = fault
                yield here
                continue
            names = [one.path for one in files]
            if BAG in names:
                continue
            yield from (join(here, name) for name in names if NAMED.fullmatch(name))
            waiting += reversed([join(here, one) for one in folders if not one.startswith(".")])

    def fitting(self, pattern: str) -> list[str]:
        """The files and folders that fit a pattern.

        Raises:
            InputError: the store does not answer.
        """
        with self._asking(pattern):
            return Store(pattern).fitting()

    def is_folder(self, place: str) -> bool:
        """Whether names lie below a place.

        Raises:
            InputError: the store does not answer.
        """
        try:
            return any(self._listing(place.rstrip("/")))
        except InputError as fault:
            if any(one.code == NOT_THERE for one in fault.findings):
                return False
            raise

    def exists(self, place: str) -> bool:
        """Whether anything lies at a place.

        Raises:
            InputError: the store does not answer.
        """
        with self._asking(place):
            return Store(place).exists()

    def slug(self, place: str) -> str:
        """The name that an article's files will bear; its own file is fetched for it.

        Raises:
            InputError, DependencyError: the store does not give it.
        """
        if closed := self._closed.get(place):
            raise closed
        with self._asking(place):
            return slug_at(place, self._stamps.get(place))

    def stamp(self, place: str) -> Stamp:
        """What tells that a file is still the one it was: from its folder's listing, else asked for.

        A folder in one that was listed is a folder of the run: it will be listed in any case, so it is now.

        Raises:
            InputError: it is not there, or the store does not answer.
        """
        folder, name = split(place)
        folder = folder.rstrip("/")
        if folder in self._listed or folder.rpartition("/")[0] in self._listed:
            self._listing(folder)
            if place not in self._stamps:
                raise InputError(finding("PLACE-006", Span(place), reason=name))
            return self._stamps[place]
        with self._asking(place):
            return Store(place).status()

    def sum(self, place: str) -> str:
        """The SHA-256 of a file, in hexadecimal.

        Raises:
            InputError: it is not there, is larger than any that is fetched, or the store does not answer.
        """
        with self._asking(place):
            return sum_of(Store(place).take(LARGEST_PICTURE)[0])

    def _listing(self, folder: str) -> Listing:
        """What lies right in a folder; kept as long as there is room, the oldest going first."""
        if folder not in self._listed:
            with self._asking(folder):
                listing = Store(folder).listing()
            while self._listed and len(self._stamps) + len(listing[1]) > HELD:
                oldest = next(iter(self._listed))
                for one in self._listed.pop(oldest)[1]:
                    self._stamps.pop(join(oldest, one.path), None)
            self._listed[folder] = listing
            self._stamps |= {join(folder, one.path): one.status for one in listing[1]}
        return self._listed[folder]

    @contextmanager
    def _asking(self, place: str) -> Iterator[None]:
        """Count requests without an answer: each takes its time, and a run has a hundred thousand.

        Raises:
            InputError: the store was silent too often (PLACE-013).
        """
        parts = urlsplit(place)
        store = f"{parts.scheme}://{parts.netloc}"
        if self._silences[store] >= PATIENCE:
            raise InputError(finding("PLACE-013", Span(place), store=store, count=PATIENCE))
        try:
            yield
        except ExportError as fault:
            is_silent = any(one.code == SILENT for one in fault.findings)
            self._silences[store] = self._silences[store] + 1 if is_silent else 0
            raise
        self._silences[store] = 0
