"""The ledger of an output folder: what was made of which bytes, so that nothing is made twice.

One SQLite file, `.exporter.sqlite`, in write-ahead mode: a killed run leaves it whole, two runs of one machine may
write it at once, and another machine's is refused (`machine.py`).

It holds, for each article and format, the sum of what decides the files besides the article (`sums.recipe`), what was
read and what was written, each with its sum and its stamp; and by file, which articles it was read for. A file whose
stamp is the one in the ledger is taken to be unchanged; of any other the sum is taken. The stamp of a file in a store
is its tag; where the store gives none, its bytes are fetched. What the ledger does not know is made; a lost ledger
costs only time.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from exporter.batch.machine import Machine
from exporter.batch.names import absolute, kept
from exporter.batch.stores import Stores
from exporter.batch.task import Outcome, Product
from exporter.errors import ExportError
from exporter.findings import Finding, Span, finding
from exporter.places import is_url
from exporter.reading import Seen, Stamp, stamp, sum_of

NAME = ".exporter.sqlite"
VERSION = 2
PATIENCE = 30
"""Seconds to wait for another run that is writing into the same ledger; one entry takes it less than a millisecond."""

PRIMARY = 0xFF
"""The part of SQLite's error code that every version of it knows (sqlite.org/rescode.html)."""
AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class Fresh(NamedTuple):
    """What the ledger knows of an article: the formats that need not be made, their files, and the files' name."""

    formats: frozenset[str] = frozenset()
    products: tuple[Product, ...] = ()
    slug: str = ""


NOTHING = Fresh()


class LedgerError(Exception):
    """The ledger cannot be used.

    Attributes:
        reason: the system's or SQLite's.
        is_newer: whether a newer program wrote it.
        is_away: whether nothing is wrong with it: another holds it, or it may not be written, or the disk is full.
        passes: whether it may work again by itself: the disk is full.
    """

    def __init__(self, fault: Exception, *, is_newer: bool = False) -> None:
        """Take what was raised."""
        code = getattr(fault, "sqlite_errorcode", None) or 0
        damaged = "database disk image is malformed" if code & PRIMARY == sqlite3.SQLITE_CORRUPT else ""
        self.reason = damaged or getattr(fault, "strerror", None) or str(fault)  # where it is damaged is of no use
        self.is_newer = is_newer
        self.is_away = isinstance(fault, OSError) or code & PRIMARY in AWAY
        self.passes = code == sqlite3.SQLITE_FULL
        super().__init__(self.reason)

    def said(self, path: Path) -> Finding:
        """What there is to say of it."""
        at = Span(str(path))
        if self.is_newer:
            return finding("BATCH-020", at)
        return (
            finding("BATCH-019", at, reason=self.reason)
            if self.is_away
            else finding("BATCH-005", at, reason=self.reason)
        )


class Ledger:
    """The ledger of one folder."""

    def __init__(self, folder: Path) -> None:
        """Open it, or begin one.

        Raises:
            LedgerError: it is damaged, made by a newer program, or may not be written.
            UsageError: another machine is writing into the folder (BATCH-018).
        """
        self.folder = folder
        self.path = folder / NAME
        with ExitStack() as opened:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                opened.callback(Machine(folder).leave)
                self._database = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
                opened.callback(self._database.close)
                self._begin()
            except (OSError, sqlite3.Error) as fault:
                raise LedgerError(fault) from fault
            self._opened = opened.pop_all()

    def _begin(self) -> None:
        # A system without shared memory for it (some network folders) keeps SQLite's older way: as safe, and slower.
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        (found,) = self._database.execute("PRAGMA user_version").fetchone()
        if found > VERSION:
            raise LedgerError(sqlite3.DatabaseError(f"version {found}"), is_newer=True)
        if found < VERSION:  # an older program made other bytes: nothing in its ledger would count any more
            self._database.execute("DROP TABLE IF EXISTS made")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS made (source TEXT, format TEXT, recipe TEXT, slug TEXT, inputs TEXT,"
            " outputs TEXT, PRIMARY KEY (source, format)) WITHOUT ROWID"
        )
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS read (path TEXT, source TEXT, PRIMARY KEY (path, source)) WITHOUT ROWID"
        )
        self._database.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Close it; the last of those who use it folds the write-ahead log into the file."""
        with suppress(sqlite3.Error):
            self._opened.close()

    def fresh(self, source: str, recipes: dict[str, str], stores: Stores) -> Fresh:
        """What need not be made of an article: same recipe, same input, and the files lie there as they were written.

        Args:
            source: the article's file.
            recipes: the recipe of each format that is asked for.
            stores: tells what lies in stores now.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        known = absolute(source)
        try:
            rows = self._database.execute(
                "SELECT format, recipe, slug, inputs, outputs FROM made WHERE source = ?", (kept(known),)
            ).fetchall()
            look = _Look(self.folder, stores)
            formats, products, slug = set(), list[Product](), ""
            for name, made_by, files_are_called, inputs, outputs in rows:
                if recipes.get(name) != made_by or not look.same(json.loads(inputs)):
                    continue
                if (found := look.files(name, json.loads(outputs))) is not None:
                    formats.add(name)
                    products += found
                    slug = files_are_called
            if look.moved and formats:
                self._refresh(known, formats, look)
        except (sqlite3.Error, ValueError, TypeError) as fault:
            raise LedgerError(fault) from fault
        return Fresh(frozenset(formats), tuple(products), slug)

    def readers(self, path: str) -> tuple[str, ...]:
        """The articles and editions that a file was read for, some time when they were made.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        named = kept(absolute(path))
        select = "SELECT source FROM made WHERE source = ?1 UNION SELECT source FROM read WHERE path = ?1"
        try:
            return tuple(os.fsdecode(source) for (source,) in self._database.execute(select, (named,)))
        except sqlite3.Error as fault:
            raise LedgerError(fault) from fault

    def enter(self, outcome: Outcome, recipes: dict[str, str]) -> None:
        """Write down what was made of an article.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        source = kept(absolute(outcome.name))
        inputs = json.dumps([[one.path, *one.stamp, one.sum] for one in outcome.sources])
        read = [(path, source) for one in outcome.sources if (path := kept(one.path)) != source]
        rows = []
        for name in dict.fromkeys(product.format for product in outcome.products):
            files = [
                [os.path.relpath(one.seen.path, self.folder), one.words, *one.seen.stamp, one.seen.sum]
                for one in outcome.products
                if one.format == name
            ]
            rows.append((source, name, recipes[name], outcome.slug, inputs, json.dumps(files)))
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._database.executemany("INSERT OR IGNORE INTO read VALUES (?, ?)", read)
            self._database.execute("COMMIT")
        except sqlite3.Error as fault:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise LedgerError(fault) from fault

    def _refresh(self, source: str, formats: Iterable[str], look: _Look) -> None:
        """Write down new stamps of files that were touched and not changed: the next run need not read them."""
        with suppress(sqlite3.Error):  # only time is lost
            for name in formats:
                key = (kept(source), name)
                select = "SELECT inputs, outputs FROM made WHERE source = ? AND format = ?"
                inputs, outputs = (json.loads(text) for text in self._database.execute(select, key).fetchone())
                self._database.execute(
                    "UPDATE made SET inputs = ?, outputs = ? WHERE source = ? AND format = ?",
                    (
                        json.dumps([look.restamped(one, one[0], 1) for one in inputs]),
                        json.dumps([look.restamped(one, str(self.folder / one[0]), 2) for one in outputs]),
                        *key,
                    ),
                )


class _Look:
    """A look at the files of one article, each looked at once."""

    def __init__(self, folder: Path, stores: Stores) -> None:
        self._folder, self._stores = folder, stores
        self._same: dict[tuple[str, str], bool] = {}
        self.moved: dict[str, Stamp] = {}

    def same(self, inputs: list[list[str | int]]) -> bool:
        """Whether every input has the bytes that it had."""
        return bool(inputs) and all(self._is(str(path), _stamp(rest), str(rest[3])) for path, *rest in inputs)

    def files(self, name: str, outputs: list[list[str | int]]) -> list[Product] | None:
        """The files of a format; None when one is missing or is not as it was written."""
        made = []
        for path, words, *rest in outputs:
            full, known = str(self._folder / str(path)), _stamp(rest)
            if not self._is(full, known, str(rest[3])):
                return None
            made.append(Product(name, int(words), Seen(full, known, str(rest[3]))))
        return made or None

    def restamped(self, entry: list[str | int], path: str, at: int) -> list[str | int]:
        """An entry with the stamp that its file has now, standing from a place of it on."""
        now = self.moved.get(path)
        return [*entry[:at], *now, *entry[at + 3 :]] if now else entry

    def _is(self, path: str, known: Stamp, known_sum: str) -> bool:
        key = (path, known_sum)
        if key not in self._same:
            self._same[key] = self._compared(path, known, known_sum)
        return self._same[key]

    def _compared(self, path: str, known: Stamp, known_sum: str) -> bool:
        try:
            now = self._stores.stamp(path) if is_url(path) else stamp(os.stat(path))  # noqa: PTH116
            if now == known and now.modified:
                return True
            if now.size != known.size or self._sum(path) != known_sum:
                return False
        except (OSError, ExportError):
            return False
        self.moved[path] = now
        return True

    def _sum(self, path: str) -> str:
        return self._stores.sum(path) if is_url(path) else sum_of(Path(path).read_bytes())


def _stamp(rest: list[str | int]) -> Stamp:
    size, modified, inode = rest[:3]
    return Stamp(int(size), modified, int(inode))
