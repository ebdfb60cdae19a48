"""`export lint`: departures told with exit code 1, files put right with `--fix`; houses for exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program

WRONG = 'headline: قال "نعم"\nbody: بلغ 12, ثم\n'
RIGHT = "headline: قال «نعم»\nbody: بلغ 12، ثم\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_departures_are_told_and_nothing_is_written(program: Program, wrong: Path) -> None:
    outcome = program("lint", "wrong.yml", "--house", "gulf")
    assert outcome.code == 1
    assert "wrong.yml:2:13: warning STYLE-005" in outcome.err
    assert wrong.read_text(encoding="utf-8") == WRONG


def test_fix_puts_the_file_right(program: Program, wrong: Path) -> None:
    outcome = program("lint", "wrong.yml", "--house", "gulf", "--fix")
    assert (outcome.code, outcome.err) == (0, "")
    assert wrong.read_text(encoding="utf-8") == RIGHT
    assert program("lint", "wrong.yml", "--house", "gulf").code == 0


def test_a_byte_order_mark_stays(program: Program, wrong: Path) -> None:
    wrong.write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    assert program("lint", "wrong.yml", "--house", "gulf", "--fix").code == 0
    assert wrong.read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()


def test_line_ends_stay(program: Program, wrong: Path) -> None:
    wrong.write_bytes(WRONG.replace("\n", "\r\n").encode())
    assert program("lint", "wrong.yml", "--house", "gulf", "--fix").code == 0
    assert wrong.read_bytes() == RIGHT.replace("\n", "\r\n").encode()


def test_json_says_what_was_fixed_and_what_is_left(program: Program, wrong: Path) -> None:
    (report,) = program("lint", str(wrong), "--house", "gulf", "--fix", "--json").json()["articles"]
    assert [one["code"] for one in report["fixed"]] == ["STYLE-006", "STYLE-006", "STYLE-005"]
    assert report["findings"] == []


@pytest.mark.parametrize("command", [["lint"], ["check"], ["--html"]])
def test_a_house_that_is_not_there_is_refused_with_those_that_are(
    program: Program, article: Path, command: list[str]
) -> None:
    outcome = program(*command, str(article), "--house", "golf")
    assert outcome.code == 2
    assert "egypt, gulf, maghreb, house.toml" in outcome.err


def test_a_wrong_house_file_is_refused_at_its_line(program: Program, article: Path, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('[style]\ndigit = "western"\n', encoding="utf-8")
    outcome = program("--html", str(article), "--house", "house.toml")
    assert outcome.code == 3
    assert "house.toml:2:1: error HOUSE-003" in outcome.err


def test_a_wrong_article_is_told_as_everywhere(program: Program, tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("headline: خبر\n", encoding="utf-8")
    outcome = program("lint", "bad.yml", "--house", "gulf")
    assert outcome.code == 3
    assert "LOAD-050" in outcome.err


def test_an_export_in_a_house_reads_back_in_its_digits(program: Program, article: Path) -> None:
    outcome = program("--html", str(article), "--house", "egypt")
    assert outcome.code == 0
    assert "✓" in outcome.out
    assert "٢-١" in Path("khabar.html").read_text(encoding="utf-8")


def test_an_edition_stands_for_its_articles(program: Program, wrong: Path) -> None:
    wrong.with_name("edition.yml").write_text(
        "masthead: جريدة\nsections: [{articles: [wrong.yml]}]\n", encoding="utf-8"
    )
    (report,) = program("lint", "edition.yml", "--house", "gulf", "--json").json()["articles"]
    assert (report["article"], len(report["findings"])) == ("wrong.yml", 3)
    assert program("lint", "edition.yml", "--house", "gulf", "--fix").code == 0
    assert wrong.read_text(encoding="utf-8") == RIGHT


def test_an_edition_that_lists_what_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "edition.yml").write_text("masthead: جريدة\nsections: [{articles: [no.yml]}]\n", encoding="utf-8")
    outcome = program("lint", "edition.yml", "--house", "gulf")
    assert outcome.code == 3
    assert "edition.yml:2:24: error EDITION-001" in outcome.err


def test_a_file_that_nobody_may_write_to_stays_as_it_is(program: Program, wrong: Path) -> None:
    wrong.chmod(0o444)
    outcome = program("lint", "wrong.yml", "--house", "gulf", "--fix")
    assert outcome.code == 4
    assert "WRITE-006" in outcome.err
    assert wrong.read_text(encoding="utf-8") == WRONG


def test_a_mended_file_may_be_read_and_written_by_whom_it_was(program: Program, wrong: Path) -> None:
    wrong.chmod(0o640)
    assert program("lint", "wrong.yml", "--house", "gulf", "--fix").code == 0
    assert wrong.stat().st_mode & 0o777 == 0o640


def test_json_stays_json(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    path.write_text('{"headline": "قال \\"نعم\\" , ثم", "body": "سكت\\u002e.. \\u0022لا\\u0022"}', encoding="utf-8")
    assert program("lint", "article.json", "--house", "gulf", "--fix").code == 0
    assert json.loads(path.read_text(encoding="utf-8")) == {"headline": "قال «نعم»، ثم", "body": "سكت… «لا»"}
