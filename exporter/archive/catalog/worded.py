"""The words that the page adds: labels in its own language, days in the language and digits of each article."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from exporter.archive.catalog.record import Record, against
from exporter.archive.catalog.store import Entry
from exporter.model.digits import Digits
from exporter.prepare.wording import digits_of
from exporter.prepare.words import Words
from exporter.resources import templates_dir

OPENED = ("html", "pdf", "epub", "docx")
"""Renditions in the order of how readily a browser opens them."""
LEFT_TO_RIGHT, RIGHT_TO_LEFT, POP = "\u2066", "\u2067", "\u2069"
BEGINNING = 800
"""Characters of a text in which its digits are looked for."""
URL = re.compile(r"[a-z][a-z0-9+.-]+://")


@lru_cache(maxsize=2)
def _words(language: str) -> dict[str, Any]:
    tables = tomllib.loads((templates_dir() / "catalog" / "wording.toml").read_text(encoding="utf-8"))
    return dict(tables[language])


@lru_cache(maxsize=1 << 14)
def _day(language: str, digits: Digits, day: str) -> str:
    return Words(language, digits).day(date.fromisoformat(day))


@dataclass(frozen=True, slots=True)
class Worded:
    """The wording of a catalogue whose page is in `ar` or `en`."""

    language: str

    def __getitem__(self, name: str) -> str:
        """A word of `wording.toml`."""
        return str(_words(self.language)[name])

    def table(self) -> dict[str, Any]:
        """All words, as the page takes them."""
        return _words(self.language)

    def day(self, record: Record, digits: Digits) -> str:
        """The day of publication in words; empty where there is none."""
        return _day(record.language, digits, record.day) if record.day else ""

    def changed(self, record: Record, digits: Digits) -> str:
        """The day of the last change with its label, which tells versions of one article apart; empty without one."""
        if not record.is_changed:
            return ""
        return f"{self.table()['columns']['updated']} {_day(record.language, digits, record.updated[:10])}"

    def links(self, one: Entry) -> list[tuple[str, str]]:
        """What a record leads to, name and address: the renditions of an unpacked bag, else the bag itself."""
        return list(_renditions(one)) if one.folder else [(self["bag"], address(one.place))]


def digits_in(record: Record) -> Digits:
    """The digits that an article is written with, as its beginning tells."""
    return digits_of(record.language, f"{record.headline} {record.deck} {record.text[:BEGINNING]}")


def _renditions(one: Entry) -> Iterator[tuple[str, str]]:
    for suffix in OPENED:
        for path in one.files:
            if path.endswith(f".{suffix}"):
                yield suffix.upper(), address(posixpath.join(one.place, path))


def in_order(text: str, direction: str, places: Sequence[int] | None = None) -> str:
    """A text whose stretches against its direction are isolates, so that a telephone number is not turned round.

    UAX #9, 2.4. A search does not see them (`exporter.text.search`).

    Args:
        text: paragraphs in one direction.
        direction: `rtl` or `ltr`.
        places: where the stretches begin and end, if that is known.
    """
    isolate = LEFT_TO_RIGHT if direction == "rtl" else RIGHT_TO_LEFT
    parts, done = [], 0
    for number, place in enumerate(against(text, direction) if places is None else places):
        parts += [text[done:place], POP if number % 2 else isolate]
        done = place
    return "".join([*parts, text[done:]])


def address(place: str) -> str:
    """A place as a link: percent-encoded, and never taken for a scheme (RFC 3986, 4.2)."""
    if URL.match(place):
        return quote(place, safe="/:@%?&=+,;~")
    quoted = quote(place, safe="/")
    return f"./{quoted}" if ":" in quoted.partition("/")[0] else quoted
