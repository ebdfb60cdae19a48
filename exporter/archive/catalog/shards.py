"""What the page searches in: keys with their records in shards, records and texts in leaves, and the facets.

A shard holds a stretch of the keys in their order, so the page knows from the first key of each which ones it needs for
a word and for all that begin with it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exporter.archive.catalog.scripts import Shelf, batches, number, rising, signed
from exporter.archive.catalog.store import FIELDS, Entry, entries, postings
from exporter.archive.catalog.worded import Worded, digits_in, in_order
from exporter.model.digits import Digits

SHARD = 96_000
"""Characters of a shard: read in a millisecond or two, and some hundred files for a hundred thousand articles."""
LEAF = 40
"""Records in a file."""
TEXTS = 16
"""Texts in a file."""
EPOCH = date(1970, 1, 1).toordinal()


def fill(shelf: Shelf, base: sqlite3.Connection, worded: Worded) -> Digits:
    """Write all that the page needs, the contents last; give the digits that most articles are written with."""
    firsts = list(_shards(shelf, base))
    facets = Facets()
    for n, leaf in enumerate(batches(entries(base), LEAF)):
        shelf.put(f"records/{n}", [_leaf(one, facets, worded) for one in leaf])
    for n, batch in enumerate(batches(entries(base), TEXTS)):
        shelf.put(f"texts/{n}", [in_order(one.record.text, one.record.direction, one.record.against) for one in batch])
    contents = {"count": facets.count, "leaf": LEAF, "texts": TEXTS, "shards": firsts}
    shelf.put("contents", contents | facets.contents())
    return max(Digits, key=facets.digits.__getitem__)


# ------------------------------------------------------------ keys


def _shards(shelf: Shelf, base: sqlite3.Connection) -> Iterator[str]:
    """Write the keys; give the first key of each shard."""
    lines: list[str] = []
    size = shards = 0
    for key, line in _lines(postings(base)):
        if not lines:
            yield key
        lines.append(line)
        size += len(line)
        if size >= SHARD:
            shelf.put(f"words/{shards}", "\n".join(lines))
            lines, size, shards = [], 0, shards + 1
    if lines:
        shelf.put(f"words/{shards}", "\n".join(lines))


def _lines(found: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Each key with its line: the key, then the records of each field, parted by strokes."""
    last, lists = "", [[] for _ in FIELDS]  # type: tuple[str, list[list[int]]]
    for key, record, place in found:
        if key != last and last:
            yield last, _line(last, lists)
            lists = [[] for _ in FIELDS]
        last = key
        lists[place].append(record)
    if last:
        yield last, _line(last, lists)


def _line(key: str, lists: list[list[int]]) -> str:
    return "|".join([key, *map(rising, lists)]).rstrip("|")


# ------------------------------------------------------------ records and facets


@dataclass
class Facets:
    """What the page filters by, record by record, gathered while the leaves are written."""

    count: int = 0
    sections: dict[str, int] = field(default_factory=dict)
    authors: dict[str, int] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)
    in_section: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    digits: Counter[Digits] = field(default_factory=Counter)
    last_day: int = 0

    def add(self, one: Entry, digits: Digits) -> tuple[int, list[int]]:
        """Take a record; give the numbers of its section and authors."""
        record = one.record
        section = self.sections.setdefault(record.section, len(self.sections))
        authors = [self.authors.setdefault(name, len(self.authors)) for name in record.authors]
        day = date.fromisoformat(record.day).toordinal() - EPOCH if record.day else NO_DAY
        self.days.append(signed(day - self.last_day))
        self.in_section.append(number(section))
        self.by.append(number(len(authors)) + "".join(map(number, authors)))
        self.digits[digits] += 1
        self.last_day = day
        self.count += 1
        return section, authors

    def contents(self) -> dict[str, Any]:
        """What stands in the contents: names, and a sign or two for each record."""
        return {
            "sections": list(self.sections),
            "authors": list(self.authors),
            "days": "".join(self.days),
            "inSection": "".join(self.in_section),
            "by": "".join(self.by),
        }


NO_DAY = -(1 << 20)
"""The day of what was never published: before all others."""


def _leaf(one: Entry, facets: Facets, worded: Worded) -> dict[str, Any]:
    """A record as the page shows it; what is empty is left out."""
    record = one.record
    digits = digits_in(record)
    section, authors = facets.add(one, digits)
    shown = {
        "headline": in_order(record.headline, record.direction),
        "kicker": in_order(record.kicker, record.direction),
        "deck": in_order(record.deck, record.direction),
        "edition": record.edition or (record.kind == "edition" and worded["edition"]) or "",
        "section": section if record.section else None,
        "authors": authors,
        "place": record.dateline,
        "when": worded.day(record, digits),
        "time": record.published,
        "changed": worded.changed(record, digits),
        "language": record.language,
        "direction": record.direction,
        "length": record.words if record.text else 0,
        "tags": record.tags,
        "links": worded.links(one),
        "unpacked": one.folder and bool(one.files),
    }
    return {name: value for name, value in shown.items() if value or (name == "section" and value == 0)}
