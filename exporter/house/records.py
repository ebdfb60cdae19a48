"""Tables of a TOML file as frozen dataclasses: the fields are the keys, their annotations say what these take.

A field with a default may be left out. What is wrong is gathered, so that all of it is said at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from exporter.findings import Finding
from exporter.house.document import Document, Keys
from exporter.house.rules import Checked, Contradiction, Rule, Wrong

_T = TypeVar("_T")
_NAMES = {float: "1.5", int: "1, 2, 3", bool: "true, false", str: '"…"'}
"""What a type looks like in TOML."""


class Codes(NamedTuple):
    """What a key is told with that is unknown, has a wrong value, or is missing."""

    unknown: str
    wrong: str
    missing: str


@dataclass
class Records:
    """Reads tables, and gathers what is wrong with them.

    Attributes:
        document: the file that is judged; keys that it does not give itself come from elsewhere and are sound.
        codes: with which faults are told.
        findings: what is wrong so far.
    """

    document: Document
    codes: Codes
    findings: list[Finding] = field(default_factory=list)

    def record(self, kind: type[_T], table: Mapping[str, Any], keys: Keys = ()) -> _T | None:
        """A dataclass of a table; None when something is wrong with it.

        Args:
            kind: the dataclass.
            table: the values by key.
            keys: the table's own place in the file.
        """
        before = len(self.findings)
        values: dict[str, Any] = {}
        hints = get_type_hints(kind, include_extras=True)
        names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
        for key in table:
            if key not in names:
                near = get_close_matches(key.lower(), names, 1, 0.5)
                self._say(self.codes.unknown, (*keys, key), key=key, keys=near[0] if near else ", ".join(names))
        for one in fields(kind):  # type: ignore[arg-type]
            if one.name in table:
                values[one.name] = self._value(hints[one.name], table[one.name], (*keys, one.name))
            elif one.default is MISSING and one.default_factory is MISSING:
                self._say(
                    self.codes.missing,
                    (*keys, one.name),
                    key=".".join((*keys, one.name)),
                    expected=shape(hints[one.name]),
                )
        if len(self.findings) > before:
            return None
        record = kind(**values)
        try:
            if isinstance(record, Checked):
                record.check()
            return record
        except Contradiction as wrong:
            self._say(self.codes.wrong, (*keys, wrong.key), key=wrong.key, expected=wrong.expected)
            return None

    def _value(self, hint: Any, value: Any, keys: Keys) -> Any:
        if get_origin(hint) in (Union, UnionType):
            hint = next(one for one in get_args(hint) if one is not NoneType)
        base, rules = (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())
        before = len(self.findings)
        try:
            read = self._plain(base, value, keys)
            if len(self.findings) > before:
                return None
            for rule in rules:
                if isinstance(rule, Rule):
                    read = rule.take(read)
        except Wrong as wrong:
            self._say(self.codes.wrong, keys, key=".".join(keys), expected=shape(hint) if rules else str(wrong))
            return None
        return read

    def _plain(self, kind: Any, value: Any, keys: Keys) -> Any:
        """A value of a type, without the rules on it."""
        if kind is Any:
            return value
        if is_dataclass(kind) and isinstance(kind, type):
            return self.record(kind, _table(value, keys), keys)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is tuple:
            return self._list(inner, value, keys)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            rows = _table(value, keys)
            return {
                self._value(inner[0], key, (*keys, key)): self._value(inner[1], rows[key], (*keys, key)) for key in rows
            }
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if value not in set(kind):
                raise Wrong(", ".join(f'"{one}"' for one in kind))
            return kind(value)
        return _scalar(kind, value)

    def _list(self, inner: tuple[Any, ...], value: Any, keys: Keys) -> tuple[Any, ...]:
        """As many values as the type says, or at least one."""
        any_number = inner[-1] is ...
        if not isinstance(value, list) or not (value if any_number else len(value) == len(inner)):
            raise Wrong(_list_of(inner))
        hints = [inner[0]] * len(value) if any_number else inner
        return tuple(self._value(hint, one, keys) for hint, one in zip(hints, value, strict=True))

    def _say(self, code: str, keys: Keys, /, **facts: str) -> None:
        self.findings.append(self.document.finding(code, keys, **facts))


def _scalar(kind: Any, value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if kind is float and (whole or isinstance(value, float)) and math.isfinite(value):
        return float(value)
    if (kind is int and whole) or (kind is bool and isinstance(value, bool)):
        return value
    if kind is str and isinstance(value, str) and value.strip() and value.isprintable():
        return value
    raise Wrong(_NAMES[kind])


def _table(value: Any, keys: Keys) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Wrong(f"[{'.'.join(keys)}]")
    return value


def shape(hint: Any) -> str:
    """What a value looks like in TOML."""
    if get_origin(hint) is Annotated:
        return ("1, 2, 3: " if hint.__origin__ is int else "") + str(hint.__metadata__[0])
    if is_dataclass(hint):
        return ", ".join(one.name for one in fields(hint))
    if get_origin(hint) is tuple:
        return _list_of(get_args(hint))
    return _NAMES.get(hint, "[…]")


def _list_of(inner: tuple[Any, ...]) -> str:
    return f"[{shape(inner[0])}, …]" if inner[-1] is ... else f"[{', '.join(map(shape, inner))}]"
