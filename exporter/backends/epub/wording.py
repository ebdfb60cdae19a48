"""The words that an EPUB says about itself, by the article's language, and the tables its metadata goes by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from exporter.model.digits import Digits

Wording: TypeAlias = Mapping[str, str]


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def wording(language: str) -> Wording:
    """The words in a language (BCP 47); in English when it is none of ours."""
    tables = _tables()
    words: Wording = tables.get(language.partition("-")[0].lower(), tables["en"])
    return words


def day(when: date, language: str, digits: Digits) -> str:
    """A date in words, by CLDR; in English for a language that it does not know."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return digits.spell(format_date(when, "d MMMM y", locale=locale))


def relators() -> Mapping[str, list[str]]:
    """MARC relator codes, each with the words of roles that mean it."""
    table: Mapping[str, list[str]] = _tables()["relators"]
    return table


def names() -> tuple[frozenset[str], frozenset[str]]:
    """Parts of names that belong to the word after them, and those that belong to the word before."""
    table = _tables()["names"]
    return frozenset(table["before"]), frozenset(table["after"])
