"""A TOML file as its tables, with the place of every key, for whoever has to say what is wrong with it.

TOML 1.0. The standard library's reader tells no places: they are found again by the heads of tables and keys of rows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span, finding

LARGEST: Final = 1_000_000
"""Bytes of a file of settings."""

Keys: TypeAlias = tuple[str, ...]
"""A key with the tables around it, outermost first."""

_KEY: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEYS: Final = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD: Final = re.compile(rf"\s*\[\[?\s*({_KEYS})\s*\]")
_ROW: Final = re.compile(rf"\s*({_KEYS})\s*=")


@dataclass(frozen=True)
class Document:
    """A TOML file.

    Attributes:
        name: what the user calls it.
        text: all of it.
        table: what it says.
    """

    name: str
    text: str
    table: Mapping[str, Any]

    @cached_property
    def rows(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()

    @cached_property
    def _places(self) -> Mapping[Keys, tuple[int, int, int]]:
        """Line, column and length of each key that begins a row, and of each table's head."""
        places: dict[Keys, tuple[int, int, int]] = {}
        around: Keys = ()
        for number, row in enumerate(self.rows, start=1):
            if head := _HEAD.match(row):
                around = _split(head[1])
            found = head or _ROW.match(row)
            if found:
                keys = around if head else around + _split(found[1])
                for depth in range(1, len(keys) + 1):  # `[a.b]` makes `a` too
                    places.setdefault(keys[:depth], (number, found.start(1) + 1, len(found[1])))
        return places

    def says(self, keys: Keys) -> bool:
        """Whether the file itself gives a key."""
        table: Any = self.table
        for key in keys:
            if not isinstance(table, dict) or key not in table:
                return False
            table = table[key]
        return True

    def finding(self, code: str, keys: Keys, /, **facts: Fact) -> Finding:
        """A finding where a key stands; where it does not, at the nearest table around it."""
        line, column, length = self._place(keys)
        row = self.rows[line - 1] if self.rows else ""
        return finding(code, Span(self.name, line, column, length), where=".".join(keys), snippet=row, **facts)

    def _place(self, keys: Keys) -> tuple[int, int, int]:
        for depth in range(len(keys), 0, -1):
            if (place := self._places.get(keys[:depth])) is None:
                continue
            line, column, length = place
            if depth < len(keys):  # a key of an inline table stands behind the table's own
                inner = re.compile(rf"[{{,]\s*[\"']?({re.escape(keys[depth])})[\"']?\s*=")
                if found := inner.search(self.rows[line - 1], column - 1):
                    return line, found.start(1) + 1, len(found[1])
            return line, column, length
        return 1, 1, 0


def load_document(path: Path, unreadable: str, no_toml: str) -> Document:
    """Read a file of settings.

    Args:
        path: the file.
        unreadable: the code of a file that cannot be read.
        no_toml: the code of one that is no TOML.

    Raises:
        InputError: it is either.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        raise InputError(finding(unreadable, Span(name), reason=getattr(fault, "strerror", "") or "")) from fault
    if len(data) > LARGEST:
        raise InputError(finding(unreadable, Span(name), reason=f"> {LARGEST} bytes"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(finding(unreadable, Span(name), reason="UTF-8")) from fault
    try:
        return Document(name, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise InputError(_not_toml(no_toml, name, text, fault)) from fault


def _split(keys: str) -> Keys:
    """The names of a dotted key."""
    names = (found[0] for found in re.finditer(_KEY, keys))
    return tuple(name[1:-1] if name[0] in "\"'" else name for name in names)


def _not_toml(code: str, name: str, text: str, fault: Exception) -> Finding:
    place = re.search(r"line (\d+), column (\d+)", str(fault))
    rows = text.splitlines()
    line, column = map(int, place.groups()) if place else (len(rows), len(rows[-1]) + 1)  # at the end
    snippet = rows[line - 1] if line <= len(rows) else ""
    reason = re.sub(r" \(at .*\)$", "", str(fault))
    return finding(code, Span(name, line, column), snippet=snippet, reason=reason)
