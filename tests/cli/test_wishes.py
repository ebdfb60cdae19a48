"""What the command line asks for besides articles and formats: the look, and options of single formats."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from exporter.backends.api import GivenFile
from exporter.backends.table import FORMATS, Flag
from exporter.cli import wishes
from exporter.errors import UsageError

DOCX = next(row for row in FORMATS if row.name == "docx")._replace(
    flags=(Flag("--paper-stock", "thin|thick", ("thin", "thick")), Flag("--letterhead", "FILE"))
)


@pytest.fixture(autouse=True)
def with_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format with an option of each kind."""
    monkeypatch.setattr(wishes, "FORMATS", (DOCX,))


def asked(**given: str) -> argparse.Namespace:
    names = ("layout", "templates", "house", "paper_stock", "letterhead")
    return argparse.Namespace(**dict.fromkeys(names) | given)


def refusal(**given: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(UsageError) as caught:
        wishes.wishes_of(asked(**given), (DOCX,))
    (found,) = caught.value.findings
    return found.code, dict(found.args)


def test_without_wishes_an_article_is_set_in_the_look_for_screen_and_office() -> None:
    wanted = wishes.wishes_of(asked())
    assert wanted.layout == "article"
    assert wanted.options == {"docx": {}, "bundle": {}}


def test_an_option_reaches_its_format_as_a_value_and_a_file_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "head.bin").write_bytes(b"head")
    wanted = wishes.wishes_of(asked(paper_stock="thick", letterhead=str(tmp_path / "head.bin")), (DOCX,))
    given = wanted.options["docx"]
    assert given["paper_stock"] == "thick"
    assert given["letterhead"] == GivenFile("head.bin", b"head")


def test_a_look_that_is_not_there_is_refused_with_those_that_are() -> None:
    code, facts = refusal(layout="articel")
    assert code == "CLI-002"
    assert "article" in str(facts["value"])


def test_an_option_of_a_format_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        wishes.wishes_of(asked(paper_stock="thin"), ())
    assert [found.code for found in caught.value.findings] == ["CLI-016"]


@pytest.mark.parametrize("name", ["missing.bin", ".", "nul\0.bin"])
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, facts = refusal(letterhead=name)
    assert code == "CLI-017"
    assert facts["reason"]


def test_a_file_without_end_is_refused() -> None:
    assert refusal(letterhead="/dev/zero")[0] == "CLI-018"
