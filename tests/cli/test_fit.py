"""`--fit` at the command line: what it takes, what it says, and that nothing is written of a text that is over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backends.pdf.fitting.stories import TEXT
from tests.cli.conftest import Program


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """An article of some 300 words, which just fill a page of the layout `article`."""
    path = tmp_path / "story.yml"
    body = "\n\n".join(f"  {nth} {TEXT}." for nth in ("أولا", "ثانيا", "ثالثا", "رابعا"))
    path.write_text(f"language: ar\nslug: story\nheadline: عنوان\nbody: |\n{body}\n", encoding="utf-8")
    return path


def codes(report: dict[str, list[dict[str, object]]]) -> set[object]:
    return {one["code"] for one in report["findings"] if str(one["code"]).startswith("FIT")}


def test_a_text_that_fills_its_page_is_written_and_the_lines_are_told(program: Program, story: Path) -> None:
    outcome = program(str(story), "--pdf", "--fit", "١p", "--json")
    (report,) = outcome.json()["articles"]
    assert outcome.code == 0
    assert Path("story.pdf").exists()
    assert codes(report) & {"FIT-002", "FIT-003", "FIT-004"}


def test_a_text_that_is_over_is_not_written_and_the_numbers_are_in_the_report(program: Program, story: Path) -> None:
    outcome = program(str(story), "--pdf", "--fit", "1x60mm", "--json")
    (report,) = outcome.json()["articles"]
    assert outcome.code == 4
    assert not Path("story.pdf").exists()
    (over,) = (one for one in report["findings"] if one["code"] == "FIT-008")
    assert over["file"] == str(story)
    assert over["args"]["lines"] >= over["args"]["left_lines"] > 10
    assert over["args"]["left_words"] > 100
    assert str(over["args"]["left_words"]) in over["mend"]


def test_check_says_the_same_and_writes_nothing(program: Program, story: Path) -> None:
    over = program("check", str(story), "--fit", "1x60mm", "--json")
    assert over.code == 1
    assert codes(over.json()["articles"][0]) == {"FIT-008"}
    right = program("check", str(story), "--fit", "1p")
    assert right.code == 0
    assert "FIT-00" in right.err
    assert [path.name for path in Path().iterdir()] == ["story.yml"]


@pytest.mark.parametrize("value", ["2", "0p", "3x120", "two pages", ""])
def test_what_is_no_target_is_refused_with_examples(program: Program, story: Path, value: str) -> None:
    outcome = program(str(story), "--pdf", "--fit", value)
    assert outcome.code == 2
    assert "FIT-001" in outcome.err
    assert "2p" in outcome.err and "3x120mm" in outcome.err


def test_it_is_for_pages_alone(program: Program, story: Path) -> None:
    outcome = program(str(story), "--docx", "--fit", "1p")
    assert outcome.code == 2
    assert "CLI-016" in outcome.err


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--layout", "newspaper", "--fit", "9x100mm"), "FIT-017"),
        (("--layout", "proof", "--fit", "1p"), "FIT-016"),
        (("--layout", "proof", "--pdf-for", "press"), "PDF-030"),
    ],
)
def test_what_does_not_go_together_is_a_wrong_command_line(
    program: Program, story: Path, flags: tuple[str, ...], code: str
) -> None:
    outcome = program(str(story), "--pdf", *flags)
    assert outcome.code == 2
    assert code in outcome.err
    assert not list(Path().glob("*.pdf"))


def test_it_speaks_arabic(program: Program, story: Path) -> None:
    outcome = program(str(story), "--pdf", "--fit", "1x60mm", "--lang", "ar")
    assert "الأسطر الواجب حذفها" in outcome.err
