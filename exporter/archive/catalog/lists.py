"""The catalogue as tables for programs: CSV for spreadsheets, JSON Lines for everything else.

RFC 4180. A byte order mark, without which Excel takes UTF-8 for the system's old encoding; and an apostrophe before
what a spreadsheet would reckon as a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exporter.archive.catalog.store import Entry
from exporter.archive.catalog.worded import Worded

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_csv(path: Path, entries: Iterable[Entry], worded: Worded) -> None:
    """Write a line a record, its columns named in the catalogue's language."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        columns = worded.table()["columns"]
        for number, one in enumerate(entries):
            fields = _fields(one)
            if number == 0:
                table.writerow([columns[name] for name in fields])
            table.writerow([_cell(value) for value in fields.values()])


def write_lines(path: Path, entries: Iterable[Entry]) -> None:
    """Write a line of JSON a record."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in entries:
            file.write(json.dumps(_fields(one), ensure_ascii=False) + "\n")


def _fields(one: Entry) -> dict[str, Any]:
    """All of a record but its text, which is in its bag."""
    record = one.record
    return {
        "slug": record.slug,
        "kind": record.kind,
        "edition": record.edition,
        "section": record.section,
        "kicker": record.kicker,
        "headline": record.headline,
        "deck": record.deck,
        "authors": list(record.authors),
        "dateline": record.dateline,
        "published": record.published,
        "updated": record.updated,
        "language": record.language,
        "direction": record.direction,
        "words": record.words,
        "tags": list(record.tags),
        "bag": one.place,
        "files": list(one.files),
        "sum": one.sum,
    }


def _cell(value: Any) -> Any:
    if isinstance(value, int):
        return value
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
