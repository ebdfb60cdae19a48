"""Every message has its severity and both its languages, says the same facts in both, and is said somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from exporter.findings import Severity
from exporter.messages import codes
from exporter.resources import messages_dir

CODE = re.compile(r"[\"']([A-Z]+(?:-[A-Z]+)*-\d{3})[\"']")
REQUIRED = {"severity", "ar", "en"}
OPTIONAL = {"ar_mend", "en_mend", "source"}


def tables() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(messages_dir().glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        assert all(code.rpartition("-")[0] == path.stem for code in content), f"a stranger's code in {path.name}"
        found |= content
    return found


TABLES = tables()


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", TABLES)
def test_a_message_is_whole(code: str) -> None:
    table = TABLES[code]
    assert table.keys() >= REQUIRED
    assert table.keys() <= REQUIRED | OPTIONAL
    assert table["severity"] in set(Severity)
    assert re.search("[\u0621-\u064a]", table["ar"])
    assert slots(table["ar"]) == slots(table["en"]), "the facts differ"
    assert ("ar_mend" in table) == ("en_mend" in table), "a mend in one language only"
    assert slots(table.get("ar_mend", "")) == slots(table.get("en_mend", "")), "the mend's facts differ"


@pytest.mark.parametrize("code", TABLES)
def test_an_english_message_ends_without_a_full_stop(code: str) -> None:
    assert not TABLES[code]["en"].endswith(".")
    assert not TABLES[code].get("en_mend", "").endswith(".")


def said(root: Path) -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (root / "exporter").rglob("*.py")]
    return {code for source in sources for code in CODE.findall(source)}


def test_every_message_is_said_somewhere_and_every_code_said_has_a_message(root: Path) -> None:
    assert said(root) == set(codes())
