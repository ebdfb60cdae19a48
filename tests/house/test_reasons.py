"""What the system and the JSON parser say in English is said in Arabic to who reads Arabic."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from exporter.errors import InputError
from exporter.findings import NOWHERE, finding
from exporter.loading.load import load
from exporter.messages import text

LATIN = set("abcdefghijklmnopqrstuvwxyz")
COMMON = ["ENOENT", "EACCES", "ENOSPC", "EISDIR", "ENAMETOOLONG", "EROFS"]


def is_arabic(sentence: str, *but: str) -> bool:
    for word in but:
        sentence = sentence.replace(word, "")
    return LATIN.isdisjoint(sentence.lower())


@pytest.mark.parametrize("name", COMMON)
def test_an_error_of_the_system_is_said_in_the_language_of_the_message(name: str) -> None:
    said = os.strerror(getattr(errno, name))
    one = finding("WRITE-001", NOWHERE, folder="/", reason=said)
    assert said in text(one, "en")
    assert said not in text(one, "ar")
    assert is_arabic(text(one, "ar"))


@pytest.mark.parametrize(
    "broken",
    [
        '{"a": }',
        '{"a": 1 "b": 2}',
        '{"a" 1}',
        "{a: 1}",
        '{"a": "b',
        '{"a": 1} x',
        '{"a": "\\q"}',
        '{"a": "\\u12"}',
        "{1,}",
    ],
)
def test_what_is_wrong_with_json_is_said_in_the_language_of_the_message(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    (one,) = caught.value.findings
    assert one.code == "LOAD-042"
    assert is_arabic(text(one, "ar"), "JSON", "\\u")


def test_a_reason_that_is_not_known_is_quoted_as_it_is() -> None:
    one = finding("WRITE-001", NOWHERE, folder="/", reason="Stale file handle of some kind")
    assert "Stale file handle of some kind" in text(one, "ar")
