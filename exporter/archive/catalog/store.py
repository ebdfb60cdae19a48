"""The database behind a catalogue: records in the order of their days, and their words in SQLite's FTS5.

https://sqlite.org/fts5.html: contentless tables (4.4.1), detail=column (4.6), the fts5vocab table (6). The database is
made anew from the records each time, in one order and without a clock, so that the same bags give the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from exporter.archive.catalog.record import Record
from exporter.archive.catalog.stage import COLUMNS, SLOTS, Row
from exporter.text.search import Sought, endings, keys, letters_of, sought

FIELDS = ("headline", "lead", "body", "loose")
"""The columns of `word`, from what tells most to what tells least."""
BEST_FIRST = "bm25(word, 8.0, 4.0, 2.0, 0.5), word.rowid"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stands in the catalogue.

    Attributes:
        id: from 0, the last published first.
        place: the bag, seen from the catalogue's folder.
        files: the renditions, as paths inside the bag.
        folder: whether the bag lies unpacked.
        sum: of the bag's tag manifest.
    """

    id: int
    place: str
    files: tuple[str, ...]
    folder: bool
    sum: str
    record: Record


def write(path: Path, rows: Iterable[Row], about: Mapping[str, str]) -> None:
    """Make the database of records that come in their order."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        base.executescript(
            f"PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {schema}"
        )
        base.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        columns = ", ".join(FIELDS)
        for number, row in enumerate(rows):
            base.execute(f"INSERT INTO record (id, {COLUMNS}) VALUES (?, {SLOTS})", (number, *row))
            entry = _entry((number, *row))
            base.execute(f"INSERT INTO word (rowid, {columns}) VALUES (?, ?, ?, ?, ?)", (number, *_words(entry.record)))
        base.execute("INSERT INTO word (word) VALUES ('optimize')")
        base.execute("COMMIT")


def _words(record: Record) -> tuple[str, str, str, str]:
    """What a record is found under, field by field."""
    lead = (record.edition, record.kicker, record.deck, record.section, *record.authors, record.dateline, *record.tags)
    perhaps: dict[str, None] = {}
    fields = []
    for text in (record.headline, "\n".join(lead), record.text):
        found = [keys(letters) for letters in letters_of(text)]
        fields.append(" ".join(chain.from_iterable(one.surely for one in found)))
        perhaps.update(dict.fromkeys(chain.from_iterable(one.perhaps for one in found)))
    headline, others, body = fields
    return headline, others, body, " ".join(perhaps)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A catalogue's database, to be read only."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        yield base


def about(path: Path) -> dict[str, str]:
    """What a database says of itself; nothing when it is not there, is damaged or is none of ours."""
    if not path.is_file():
        return {}
    try:
        with opened(path) as base:
            return dict(base.execute("SELECT name, value FROM about"))
    except sqlite3.Error:
        return {}


def entries(base: sqlite3.Connection) -> Iterator[Entry]:
    """Every record, the last published first."""
    return map(_entry, base.execute(f"SELECT id, {COLUMNS} FROM record ORDER BY id"))


def count(base: sqlite3.Connection) -> int:
    """How many records there are."""
    return int(base.execute("SELECT count(*) FROM record").fetchone()[0])


def postings(base: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Every key with every record that it leads to and the best field there, as its place in `FIELDS`; in order."""
    base.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, word, instance)")
    place = {name: number for number, name in enumerate(FIELDS)}
    last: tuple[str, int, int] | None = None
    for key, number, field in base.execute("SELECT term, doc, col FROM temp.vocabulary"):
        here = (key, number, place[field])
        if last is None or last[:2] != here[:2]:
            if last:
                yield last
            last = here
        else:
            last = min(last, here)
    if last:
        yield last


def search(base: sqlite3.Connection, words: str) -> Iterator[Entry]:
    """The records that have every word that is sought, the nearest first."""
    wanted = sought(words)
    if not wanted:
        return iter(())
    columns = ", ".join(f"record.{name.strip()}" for name in COLUMNS.split(","))
    query = f"SELECT record.id, {columns} FROM word JOIN record ON record.id = word.rowid WHERE word MATCH ? ORDER BY "
    return map(_entry, base.execute(query + BEST_FIRST, (" AND ".join(map(_expression, wanted)),)))


def _expression(word: Sought) -> str:
    """A word that is sought, as FTS5 writes it: letters and digits only, so a quotation mark never stands in it."""
    forms = [f'"{form}"*' if longer else f'"{form}"' for form, longer in word.forms]
    others = [f'"{root}{ending}"' for root in word.roots for ending in sorted(endings())]
    return f"({' OR '.join(forms + others)})"


def _entry(row: Row) -> Entry:
    (number, place, _, total, slug, kind, edition, headline, kicker, deck, section, authors, *rest) = row
    (dateline, published, updated, _, language, direction, words, tags, files, folder, text, against) = rest
    record = Record(
        *(slug, kind, headline, edition, kicker, deck, section, tuple(json.loads(authors)), dateline),
        *(published, updated, language, direction, words, tuple(json.loads(tags)), text, tuple(json.loads(against))),
    )
    return Entry(number, place, tuple(json.loads(files)), bool(folder), total, record)
