"""What a run must remember of each article until its end, on disk: a hundred thousand names need no memory of note."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator

from exporter.batch.names import kept


class Scratch:
    """A private database of one run; it goes when the run ends, however it ends (SQLite, temporary databases)."""

    def __init__(self) -> None:
        """Open it."""
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TABLE met (path TEXT PRIMARY KEY, number INTEGER, name TEXT, done INTEGER DEFAULT 0) WITHOUT ROWID;
            CREATE TABLE claims (slug TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE reports (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE failed (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
            """
        )

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def meet(self, path: str, number: int = 0, name: str = "") -> bool:
        """Whether an article is met for the first time in this run; place and name are kept until it is done."""
        row = (kept(path), number, kept(name))
        found = self._database.execute("INSERT OR IGNORE INTO met (path, number, name) VALUES (?, ?, ?)", row)
        return found.rowcount == 1

    def done(self, path: str) -> None:
        """Note that an article has its outcome."""
        self._database.execute("UPDATE met SET done = 1 WHERE path = ?", (kept(path),))

    def not_done(self) -> list[tuple[int, str]]:
        """The articles that were met and have no outcome: each with its place."""
        rows = self._database.execute("SELECT number, name FROM met WHERE NOT done").fetchall()
        return [(number, os.fsdecode(name)) for number, name in rows]

    def claim(self, slug: str, name: str) -> str:
        """Take a name for the files of an article; another article that has it already, or nothing."""
        row = self._database.execute("SELECT name FROM claims WHERE slug = ?", (slug,)).fetchone()
        if row is None:
            self._database.execute("INSERT INTO claims VALUES (?, ?)", (slug, kept(name)))
        return os.fsdecode(row[0]) if row and os.fsdecode(row[0]) != name else ""

    def pass_on(self, slug: str, name: str) -> None:
        """Give a name to an article, since the one that had it bears another by now."""
        self._database.execute("UPDATE claims SET name = ? WHERE slug = ?", (kept(name), slug))

    def report(self, number: int, text: str) -> None:
        """Keep what is to be said of an article at the end."""
        self._database.execute("INSERT OR REPLACE INTO reports VALUES (?, ?)", (number, text))

    def reports(self) -> Iterator[str]:
        """What was kept, in the order of the articles."""
        return (text for (text,) in self._database.execute("SELECT text FROM reports ORDER BY number"))

    def fail(self, number: int, name: str) -> None:
        """Keep the name of an article that has to be tried again."""
        self._database.execute("INSERT OR REPLACE INTO failed VALUES (?, ?)", (number, kept(name)))

    def failed(self) -> Iterator[str]:
        """The names that were kept, in order."""
        return (os.fsdecode(name) for (name,) in self._database.execute("SELECT name FROM failed ORDER BY number"))
