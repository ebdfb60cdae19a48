"""`export catalog`: the page made, bad bags told with exit code 5, and the catalogue asked at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archive.catalog.invented import model, put
from tests.cli.conftest import Program


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    put(tmp_path / "archive" / "2026", model("tram", "خط الترام الجديد", published="2026-05-01T09:00:00+02:00"))
    put(tmp_path / "archive" / "2026", model("suyul", "السيول تقطع الطريق"), "أجلت الفرق عائلات إلى مدرستين")
    return tmp_path / "archive"


def test_the_page_is_made_in_the_archive_and_named(program: Program, archive: Path) -> None:
    outcome = program("catalog", "archive")
    assert (outcome.code, outcome.out, outcome.err) == (0, "archive/catalog/index.html  2  ✓\n", "")
    assert (archive / "catalog" / "index.html").is_file()
    assert program("catalog", "archive").out == "archive/catalog/index.html  2  =\n"


def test_the_page_goes_where_it_is_wanted_in_the_language_that_is_wanted(program: Program, archive: Path) -> None:
    assert program("catalog", "archive", "-o", "elsewhere", "--lang", "en").code == 0
    page = (archive.parent / "elsewhere" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in page and not (archive / "catalog").exists()


def test_a_bag_that_is_no_good_is_told_and_the_exit_code_is_5(program: Program, archive: Path) -> None:
    (archive / "bad.bag.zip").write_bytes(b"PK\x03\x04 and no more")
    outcome = program("catalog", "archive", "--json")
    report = json.loads(outcome.out)
    assert outcome.code == report["exit"] == 5
    assert (report["bags"], report["read"], report["left_out"], report["records"]) == (2, 2, 1, 2)
    assert [one["file"] for one in report["findings"]] == ["archive/bad.bag.zip"]


def test_a_folder_without_bags_is_refused(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = program("catalog", "empty")
    assert outcome.code == 3 and "BAG-046" in outcome.err and outcome.err.count("error") == 1
    assert list((tmp_path / "empty").iterdir()) == []


def test_the_catalogue_is_asked_at_the_terminal(program: Program, archive: Path) -> None:
    outcome = program("catalog", "archive", "--search", "مدرسة")
    assert outcome.code == 2 and "CATALOG-006" in outcome.err
    program("catalog", "archive")
    outcome = program("catalog", "archive", "--search", "مدرسة")
    assert outcome.out == "2026-03-01  السيول تقطع الطريق\n            archive/2026/suyul.bag.zip\n"
    (found,) = json.loads(program("catalog", "archive", "--search", "والترامُ", "--json").out)["found"]
    assert (found["slug"], found["bag"]) == ("tram", "archive/2026/tram.bag.zip")
    assert program("catalog", "archive", "--search", "حروفلاوجودلها").out == ""


@pytest.mark.parametrize("words", [("catalog", "archive"), ("restore", "archive/2026/tram.bag.zip")])
def test_a_store_is_no_folder_to_write_into(words: tuple[str, ...], program: Program, archive: Path) -> None:
    before = sorted(archive.parent.iterdir())
    outcome = program(*words, "-o", "s3://archive/catalog")
    assert outcome.code == 2 and "PLACE-011" in outcome.err
    assert sorted(archive.parent.iterdir()) == before, "no folder called s3:"


def test_a_headline_does_not_steer_the_terminal(program: Program, archive: Path) -> None:
    put(archive / "2026", model("shirka", "شركة \x1b]0;title\x07\u202eتفلس"))
    program("catalog", "archive")
    out = program("catalog", "archive", "--search", "تفلس").out
    assert "شركة" in out and not {"\x1b", "\x07", "\u202e"} & set(out)
