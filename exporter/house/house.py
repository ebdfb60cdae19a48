"""A newsroom's house style: what its `house.toml` says, or what is wrong with that file.

Settings are merged once: what a house leaves out is as it is without a house.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from exporter.errors import InputError
from exporter.findings import Fact, Finding, Ruling, Severity
from exporter.house.document import Document, Keys, load_document
from exporter.messages import codes, entry
from exporter.model.digits import Digits
from exporter.model.style import AS_WRITTEN, Quotes, Separators, Side, Style, Tanwin


class Hijri(StrEnum):
    """Where the date of the Hijra stands beside the Gregorian one; a dateline alone has it."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class House:
    """A house.

    Attributes:
        name: what it calls itself.
        language: the language that its decisions are for, BCP 47's first part; articles in others stay as written.
        masthead: the name of the paper: on covers, over pages and in metadata.
        colour: of rules, sections and covers, `#rrggbb`; empty for each format's own.
        style: what is decided about running text; `lint` reports every departure from it.
        rendered: the rules that an export applies; the others are left to `lint --fix`.
        months: the locale whose month names dates take; empty for the article's own.
        hijri: where the date of the Hijra stands.
        wording: sentences of the house by their keys in `prepare/wording.toml`, and `credit`.
        roles: the house's families by role, first choice first; they come before the layout's.
        rulings: how much each of some findings matters in this house, by its code.
        file: what was read, for an archive; empty without a house.
    """

    name: str = ""
    language: str = "ar"
    masthead: str = ""
    colour: str = ""
    style: Style = AS_WRITTEN
    rendered: frozenset[str] = frozenset()
    months: str = ""
    hijri: Hijri = Hijri.NONE
    wording: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    file: bytes = field(default=b"", compare=False, repr=False)

    def style_for(self, language: str) -> Style:
        """The style for an article's language."""
        return self.style if language.partition("-")[0].lower() == self.language else AS_WRITTEN

    def rendering(self, language: str) -> Style:
        """The style for an article's language, with the rules alone that an export applies."""
        style = self.style_for(language)
        kept = {one.name: getattr(style, one.name) for one in fields(Style) if one.name in self.rendered}
        return replace(AS_WRITTEN, **kept, other_months=style.other_months) if kept else AS_WRITTEN


NO_HOUSE: Final = House()
WORDING: Final = ("archival", "credit", "updated", "correction", "corrections", "related", "tags", "source", "rights")
"""The wordings that a house may give; `credit` has the slot `{credit}`."""
ROLES: Final = ("text", "headline", "caption", "mono")
_TABLES: Final = ("name", "language", "masthead", "colour", "style", "render", "dates", "wording", "fonts", "preflight")
RULES: Final = tuple(one.name for one in fields(Style) if one.name != "other_months")
_MONTHS: Final = ("ar-EG", "ar-SA", "ar-LB", "ar-DZ", "ar-TN", "ar-MA", "ar-MR", "ar")
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")

_T = TypeVar("_T")


class _Wrong(Exception):
    """A value that does not fit; what is expected instead."""


def load_house(path: Path) -> House:
    """Read a house file.

    Raises:
        InputError: the file cannot be read (HOUSE-001), is no TOML (HOUSE-002), or says what a house cannot say
            (HOUSE-003 to HOUSE-005): everything at once.
    """
    document = load_document(path, "HOUSE-001", "HOUSE-002")
    reader = _Reader(document)
    house = reader.house()
    if reader.findings:
        raise InputError(reader.findings)
    return replace(house, file=document.text.encode())


class _Table(NamedTuple):
    """A table, and its place in the file."""

    rows: Mapping[str, Any]
    at: Keys = ()


class _Reader:
    """Reads the tables of a house file, and gathers what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.findings: list[Finding] = []
        self._document = document

    def house(self) -> House:
        table = _Table(self._document.table)
        self._known(table, _TABLES)
        style = self._table(table, "style")
        self._known(style, RULES)
        render, dates = self._table(table, "render"), self._table(table, "dates")
        self._known(render, ("rules",))
        self._known(dates, ("hijri",))
        wording, fonts = self._table(table, "wording"), self._table(table, "fonts")
        self._known(wording, WORDING)
        self._known(fonts, ROLES)
        months = self._value(style, "months", _one_of(*_MONTHS), "")
        return House(
            name=self._value(table, "name", _text, ""),
            language=self._value(table, "language", _one_of("ar", "fa", "ur"), "ar"),
            masthead=self._value(table, "masthead", _text, ""),
            colour=self._value(table, "colour", _colour, ""),
            style=self._style(style, months),
            rendered=self._value(render, "rules", _rules, frozenset()),
            months=months,
            hijri=Hijri(self._value(dates, "hijri", _one_of(*Hijri), "none")),
            wording={key: self._value(wording, key, _wording(key), "") for key in WORDING if key in wording.rows},
            roles={role: self._value(fonts, role, _texts, ()) for role in ROLES if role in fonts.rows},
            rulings=dict(self._rulings(self._table(table, "preflight"))),
        )

    def _rulings(self, table: _Table) -> Iterator[tuple[str, Ruling]]:
        """The severities that the house gives to findings; what is an error everywhere is one here too."""
        for code in table.rows:
            if code not in codes():
                near = get_close_matches(code.upper(), codes(), 1, 0.5)
                self._say("HOUSE-003", (*table.at, code), key=code, keys=near[0] if near else "PREFLIGHT-010, …")
            elif entry(code).severity is Severity.ERROR:
                self._say("HOUSE-005", (*table.at, code), key=code)
            elif ruling := self._value(table, code, _ruling, None):
                yield code, ruling

    def _style(self, table: _Table, months: str) -> Style:
        ours, others = _months(months) if months else ((), ())
        switches = ("percent", "marks", "spaces", "repeated", "tatweel", "waw", "spelling")
        digits = self._value(table, "digits", _one_of(*_DIGITS), "")
        currency = self._value(table, "currency", _one_of(*Side), "")
        tanwin = self._value(table, "tanwin", _one_of(*Tanwin), "")
        return Style(
            digits=_DIGITS[digits] if digits else None,
            separators=self._value(table, "separators", _separators, None),
            currency=Side(currency) if currency else None,
            quotes=self._value(table, "quotes", _quotes, None),
            ellipsis=self._value(table, "ellipsis", _one_of("...", "…"), ""),
            dash=self._value(table, "dash", _one_of("-", "–", "—"), ""),
            tanwin=Tanwin(tanwin) if tanwin else None,
            months=ours,
            other_months=others,
            names=tuple(self._names(table)),
            **{key: self._value(table, key, _truth, False) for key in switches},
        )

    def _names(self, table: _Table) -> Iterator[tuple[str, str]]:
        names = self._table(table, "names")
        for was in names.rows:
            now = self._value(names, was, _text, "")
            if was.strip() and now:
                yield was, now

    def _table(self, owner: _Table, key: str) -> _Table:
        table, at = owner.rows.get(key, {}), (*owner.at, key)
        if isinstance(table, dict):
            return _Table(table, at)
        self._say("HOUSE-004", at, key=".".join(at), expected=f"[{'.'.join(at)}]")
        return _Table({}, at)

    def _value(self, table: _Table, key: str, read: Callable[[Any], _T], default: _T) -> _T:
        if key not in table.rows:
            return default
        try:
            return read(table.rows[key])
        except _Wrong as wrong:
            self._say("HOUSE-004", (*table.at, key), key=key, expected=str(wrong))
            return default

    def _known(self, table: _Table, keys: tuple[str, ...]) -> None:
        for key in table.rows:
            if key not in keys:
                near = get_close_matches(key.lower(), keys, 1, 0.5)
                self._say("HOUSE-003", (*table.at, key), key=key, keys=near[0] if near else ", ".join(keys))

    def _say(self, code: str, keys: Keys, /, **args: Fact) -> None:
        self.findings.append(self._document.finding(code, keys, **args))


_DIGITS: Final = {"western": Digits.WESTERN, "arabic-indic": Digits.ARABIC, "persian": Digits.PERSIAN}


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise _Wrong(", ".join(f'"{choice}"' for choice in choices))
        return str(value)

    return read


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true, false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Wrong('"…"')
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise _Wrong('["…"]')
    return tuple(map(_text, value))


def _colour(value: Any) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise _Wrong('"#9c1f1f"')
    return value.lower()


def _quotes(value: Any) -> Quotes:
    """Two marks, or four: the outer pair, the inner pair."""
    if not isinstance(value, str) or len(value) not in (2, 4) or not set(value) <= set("«»“”‘’„‟\"'"):
        raise _Wrong('"«»“”"')
    marks = value if len(value) == 4 else value + ("“”" if value[0] != "“" else "‘’")
    return Quotes(*marks)


def _ruling(value: Any) -> Ruling | None:
    severity, reason = (value.get("severity"), value.get("reason")) if isinstance(value, dict) else (None, None)
    if severity not in list(Severity) or set(value) != {"severity", "reason"} or not isinstance(reason, str):
        raise _Wrong('{ severity = "error", reason = "…" } (error, warning, notice)')
    return Ruling(Severity(severity), _text(reason))


def _separators(value: Any) -> Separators | None:
    """`true` for the usual ones, or those of Western numbers."""
    if isinstance(value, bool):
        return Separators() if value else None
    if not isinstance(value, dict) or set(value) - {"decimal", "thousands"}:
        raise _Wrong('true, { decimal = ",", thousands = "." }')
    decimal, thousands = value.get("decimal", "."), value.get("thousands", ",")
    if decimal not in (".", ",") or thousands not in (".", ",", " ", "\u00a0", "\u202f") or decimal == thousands:
        raise _Wrong('{ decimal = ",", thousands = "." }')
    # A bare space lets a line end inside a number and UAX #9 turn its groups round; a no-break space joins them (W4).
    return Separators(decimal, "\u00a0" if thousands == " " else thousands)


def _rules(value: Any) -> frozenset[str]:
    if value == "all":
        return frozenset(RULES)
    if not isinstance(value, list) or not set(map(str, value)) <= set(RULES):
        raise _Wrong(f'"all", [{", ".join(RULES)}]')
    return frozenset(map(str, value))


def _wording(key: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if key == "credit" and isinstance(value, str) and value.count("{credit}") != 1:
            raise _Wrong('"… {credit}"')
        text = _text(value)
        if "{" in text.replace("{credit}", "") or "}" in text.replace("{credit}", ""):
            raise _Wrong('"…"')
        return text

    return read


@cache
def _months(locale: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The month names of a locale of CLDR, and what the same months are called in the others."""
    from babel import Locale

    tables = {one: Locale.parse(one, sep="-").months["format"]["wide"] for one in _MONTHS}
    ours = tuple(tables[locale][month] for month in range(1, 13))
    found = {(name, month) for table in tables.values() for month, name in table.items()} | {
        (name.replace("أ", "ا"), month) for table in tables.values() for month, name in table.items()
    }
    meant: dict[str, set[int]] = {}
    for name, month in found:
        meant.setdefault(name, set()).add(month)
    others = sorted((name, min(months)) for name, months in meant.items() if len(months) == 1 and name not in ours)
    return ours, tuple(others)
