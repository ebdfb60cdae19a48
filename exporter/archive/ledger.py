"""Which bags of a long run were found good, so that the run goes on where it was stopped: one SQLite file.

A bag is known by its place and by what changes when it is written anew. A bad bit does neither: a new round of
verification begins with a new file.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from exporter.archive.folders import Folder
from exporter.archive.metadata.software import version
from exporter.errors import InputError
from exporter.findings import Span, finding
from exporter.places import Store, local_path

MARK: Final = 0x42414753
"""`application_id` of our file: another program's database is left alone."""
EACH: Final = 20
"""Bags after which what was found is put on the disk."""
FILES: Final = 20_000


class Ledger:
    """The good bags of a run."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it.

        Raises:
            InputError: it is another program's, damaged, or cannot be written (BAG-045).
        """
        self._path, self._waiting = path, 0
        try:
            self._base = sqlite3.connect(path, timeout=30)
            (mark,) = self._base.execute("PRAGMA application_id").fetchone()
            (tables,) = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and mark != MARK:
                raise sqlite3.DatabaseError("not a list of verified bags")
            self._base.execute(f"PRAGMA application_id = {MARK}")
            self._base.execute("CREATE TABLE IF NOT EXISTS good (place TEXT PRIMARY KEY, stamp TEXT NOT NULL)")
            self._base.commit()
        except sqlite3.Error as fault:
            raise self._refused(fault) from None

    def stamp(self, place: str) -> str:
        """The stamp of a bag that was good; empty for one that is not known."""
        try:
            row = self._base.execute("SELECT stamp FROM good WHERE place = ?", (key(place),)).fetchone()
        except sqlite3.Error as fault:
            raise self._refused(fault) from None
        return str(row[0]) if row else ""

    def note(self, place: str, stamp: str) -> None:
        """Keep that a bag is good."""
        try:
            self._base.execute("INSERT OR REPLACE INTO good VALUES (?, ?)", (key(place), stamp))
            self._waiting += 1
            if self._waiting >= EACH:
                self._keep()
        except sqlite3.Error as fault:
            raise self._refused(fault) from None

    def _keep(self) -> None:
        self._base.commit()
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._keep()
        self._base.close()

    def _refused(self, fault: sqlite3.Error) -> InputError:
        return InputError(finding("BAG-045", Span(str(self._path)), reason=str(fault)))


def key(place: str) -> str:
    """A place as it is known from wherever the program is called."""
    local = local_path(place)
    return place if local is None else os.path.abspath(local)  # noqa: PTH100 - a link's own name is the place


def stamp_of(place: str) -> str:
    """What changes when a bag is written anew, and when this program is another version; empty where nothing is there.

    Raises:
        InputError: its store does not answer.
    """
    local = local_path(place)
    if local is None:
        store = Store(place)
        if not store.is_folder():
            return f"{version()} {store.stamp()}"
        return f"{version()} {_sum(f'{one.path} {one.size} {one.stamp}' for one in store.walk(FILES))}"
    path = Path(local)
    try:
        if not path.is_dir():
            return f"{version()} {_times(path)}"
        return f"{version()} {_sum(f'{name} {_times(path / name)}' for name in Folder(path, place).sizes)}"
    except OSError:
        return ""


def _times(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _sum(lines: Iterable[str]) -> str:
    running = hashlib.sha256()
    for line in sorted(lines):
        running.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return running.hexdigest()
