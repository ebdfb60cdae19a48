"""What bags say while they are gathered, in a file and not in memory; what an earlier catalogue knew is taken over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from exporter.archive.catalog.record import Record

Row: TypeAlias = tuple[Any, ...]

COLUMNS = (
    "place, part, sum, slug, kind, edition, headline, kicker, deck, section, authors, dateline, published, updated, "
    "moment, language, direction, words, tags, files, folder, text, against"
)
"""A record as the database keeps it (`schema.sql`), without its number."""
SLOTS = ", ".join("?" * len(COLUMNS.split(",")))

TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
CREATE TABLE bag (place TEXT PRIMARY KEY, stamp TEXT, sum TEXT, folder INTEGER) WITHOUT ROWID;
CREATE TABLE was (place TEXT PRIMARY KEY, stamp TEXT, sum TEXT, folder INTEGER) WITHOUT ROWID;
CREATE TABLE piece ({COLUMNS}, PRIMARY KEY (place, part)) WITHOUT ROWID;
"""

IN_ORDER = f"""
WITH place_of_sum AS (SELECT place, row_number() OVER (PARTITION BY sum ORDER BY folder DESC, place) AS n FROM bag)
SELECT {COLUMNS} FROM piece WHERE place IN (SELECT place FROM place_of_sum WHERE n = 1)
ORDER BY moment DESC, slug, julianday(updated) DESC, place, part
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A bag as a later run knows it again.

    Attributes:
        place: where it lies, seen from the catalogue's folder.
        stamp: its size and time.
        sum: of its tag manifest, which seals all of it.
        folder: whether it lies unpacked.
    """

    place: str
    stamp: str
    sum: str
    folder: bool


class Stage:
    """The bags of one run and their records."""

    def __init__(self, path: Path, old: Path | None, stamps: Iterable[Stamp]) -> None:
        """Make the file; `old` is the database of an earlier run, `stamps` are the bags in it."""
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(TABLES)
        if old:
            self._base.execute("ATTACH ? AS old", (str(old),))
            rows = ((one.place, one.stamp, one.sum, one.folder) for one in stamps)
            self._base.executemany("INSERT OR REPLACE INTO was VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Let the file go."""
        self._base.close()

    def before(self, place: str) -> Stamp | None:
        """The bag as an earlier run saw it."""
        row = self._base.execute("SELECT * FROM was WHERE place = ?", (place,)).fetchone()
        return Stamp(row[0], row[1], row[2], bool(row[3])) if row else None

    def has(self, place: str) -> bool:
        """Whether the bag was gathered already."""
        return self._base.execute("SELECT 1 FROM bag WHERE place = ?", (place,)).fetchone() is not None

    def keep(self, one: Stamp) -> bool:
        """Take over a bag's records from the earlier catalogue; false when they are not in it, or it is damaged."""
        copy = f"INSERT INTO piece SELECT {COLUMNS} FROM old.record WHERE place = ? AND sum = ?"
        try:
            if not self._base.execute(copy, (one.place, one.sum)).rowcount:
                return False
        except sqlite3.DatabaseError:
            return False
        self._base.execute("INSERT INTO bag VALUES (?, ?, ?, ?)", (one.place, one.stamp, one.sum, one.folder))
        return True

    def add(self, one: Stamp, files: Sequence[str], records: Iterable[Record]) -> None:
        """Take the records of a bag that was read; all or none."""
        rows = [_row(one, part, files, record) for part, record in enumerate(records)]
        self._base.executemany(f"INSERT INTO piece VALUES ({SLOTS})", rows)
        self._base.execute("INSERT INTO bag VALUES (?, ?, ?, ?)", (one.place, one.stamp, one.sum, one.folder))

    def is_as_before(self) -> bool:
        """Whether the bags are those of the earlier run, each with the sum that it had."""
        here, before = (f"SELECT place, sum, folder FROM {table}" for table in ("bag", "was"))
        differ = f"SELECT EXISTS ({here} EXCEPT {before}) OR EXISTS ({before} EXCEPT {here})"
        return not self._base.execute(differ).fetchone()[0]

    def stamps(self) -> Iterator[Stamp]:
        """The bags that were gathered, by place."""
        for place, stamp, total, folder in self._base.execute("SELECT * FROM bag ORDER BY place"):
            yield Stamp(place, stamp, total, bool(folder))

    def languages(self) -> dict[str, int]:
        """How many articles are written in each language."""
        return dict(self._base.execute("SELECT language, count(*) FROM piece GROUP BY language"))

    def in_order(self) -> Iterator[Row]:
        """Every record once, the last published first, and of versions of one article the last changed.

        Of a bag that lies in two places it is the unpacked one.
        """
        yield from self._base.execute(IN_ORDER)


def _row(one: Stamp, part: int, files: Sequence[str], record: Record) -> Row:
    authors, tags, names = (json.dumps(many, ensure_ascii=False) for many in (record.authors, record.tags, files))
    return (
        *(one.place, part, one.sum, record.slug, record.kind, record.edition, record.headline, record.kicker),
        *(record.deck, record.section, authors, record.dateline, record.published, record.updated, record.moment),
        *(record.language, record.direction, record.words, tags, names, int(one.folder), record.text),
        json.dumps(record.against),
    )
