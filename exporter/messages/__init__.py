"""The catalogue: what each code means, in Arabic and English, and how to mend it; read when first asked."""

from __future__ import annotations

import errno
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from exporter.findings import Fact, Finding, Severity
from exporter.resources import messages_dir

Language: TypeAlias = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue.

    Attributes:
        severity: how much it matters.
        text: the sentence by language, with `{slots}` for the finding's facts.
        mend: what to do about it by language; empty where nothing is to be done.
        source: the rule's source.
    """

    severity: Severity
    text: dict[Language, str]
    mend: dict[Language, str]
    source: str


@cache
def _prefix(prefix: str) -> dict[str, Entry]:
    path = messages_dir() / f"{prefix}.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        code: Entry(
            Severity(table["severity"]),
            {"ar": table["ar"], "en": table["en"]},
            {"ar": table.get("ar_mend", ""), "en": table.get("en_mend", "")},
            table.get("source", ""),
        )
        for code, table in tables.items()
    }


def entry(code: str) -> Entry:
    """The catalogue's entry of a code."""
    return _prefix(code.rpartition("-")[0])[code]


def codes() -> tuple[str, ...]:
    """Every code of the catalogue."""
    prefixes = sorted(path.stem for path in messages_dir().glob("*.toml"))
    return tuple(code for prefix in prefixes for code in _prefix(prefix))


def severity(finding: Finding) -> Severity:
    """How much a finding matters: as the house says, else as the catalogue does."""
    return finding.ruling.severity if finding.ruling else entry(finding.code).severity


def is_error(finding: Finding) -> bool:
    """Whether a finding stops the export."""
    return severity(finding) is Severity.ERROR


def text(finding: Finding, language: Language) -> str:
    """The finding's sentence."""
    return entry(finding.code).text[language].format_map(_facts(finding, language))


def mend(finding: Finding, language: Language) -> str:
    """What to do about the finding; empty where nothing is to be done."""
    return entry(finding.code).mend[language].format_map(_facts(finding, language))


QUOTED = frozenset({"reason", "problem"})
"""Facts that quote the operating system or a parser, who speak English."""


def _facts(finding: Finding, language: Language) -> dict[str, Fact]:
    """The facts of a finding; what is quoted in it is translated where the translation is known."""
    facts = dict(finding.args)
    if language == "ar":
        for name in QUOTED & facts.keys():
            facts[name] = _reasons().get(str(facts[name]).rstrip(": "), facts[name])
    return facts


@cache
def _reasons() -> dict[str, str]:
    tables = tomllib.loads((messages_dir() / "reasons" / "ar.toml").read_text(encoding="utf-8"))
    numbers = {name: getattr(errno, name, None) for name in tables["system"]}
    said: dict[str, str] = tables["json"] | tables["sqlite"]
    return said | {os.strerror(number): tables["system"][name] for name, number in numbers.items() if number}
