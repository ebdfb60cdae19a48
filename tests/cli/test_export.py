"""`export ARTICLE...`: what is written where, what is said, and the exit code."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from exporter.backends.table import FORMATS
from tests.cli.conftest import ARTICLE, Program


def test_a_file_is_named_after_the_slug_and_lies_in_the_current_folder(program: Program, article: Path) -> None:
    outcome = program("article.yml", "--docx")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("khabar.docx ")
    assert zipfile.is_zipfile(article.parent / "khabar.docx")


def test_all_formats_go_into_the_folder_that_is_named(program: Program, article: Path) -> None:
    assert program("article.yml", "--all", "-o", "out/deep").code == 0
    assert sorted(path.name for path in Path("out/deep").iterdir()) == sorted(f"khabar{row.suffix}" for row in FORMATS)


def test_one_file_may_be_given_its_name(program: Program, article: Path) -> None:
    assert program("article.yml", "--epub", "-o", "out/كتاب.epub").code == 0
    assert [path.name for path in Path("out").iterdir()] == ["كتاب.epub"]


def test_standard_output_takes_the_file_and_nothing_else(article: Path) -> None:
    called = subprocess.run(
        [sys.executable, "-m", "exporter.cli.main", "article.yml", "--docx", "-o", "-"],
        cwd=article.parent,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )
    assert called.stdout.startswith(b"PK")
    assert called.stderr == b""
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


def test_json_and_a_file_do_not_share_standard_output(program: Program, article: Path) -> None:
    outcome = program("article.yml", "--docx", "-o", "-", "--json")
    assert (outcome.code, outcome.json()["findings"][0]["code"]) == (2, "CLI-014")


@pytest.mark.parametrize("place", ["x.pdf", "x.PDF", "deep/x.epub"])
def test_a_name_that_says_another_format_is_wrong_usage(program: Program, article: Path, place: str) -> None:
    outcome = program("article.yml", "--docx", "-o", place)
    assert outcome.code == 2
    assert "CLI-013" in outcome.err
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--paper", "a3"), "PDF-040"),
        (("--layout", "newspaper", "--paper", "foolscap"), "PDF-041"),
        (("--layout", "newspaper", "--paper", "200x260", "--columns", "8"), "PDF-043"),
        (("--layout", "newspaper", "--columns", "9"), "CLI-002"),
    ],
)
def test_a_paper_or_columns_that_cannot_be_are_wrong_usage_and_nothing_is_written(
    program: Program, article: Path, asked: tuple[str, ...], code: str
) -> None:
    outcome = program("article.yml", "--pdf", *asked)
    assert outcome.code == 2
    assert code in outcome.err
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


@pytest.mark.parametrize("arguments", [["fonts"], ["schema"], ["article.yml", "--docx", "-o", "-"]])
def test_a_full_standard_output_is_said_without_a_traceback(article: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        called = subprocess.run(
            [sys.executable, "-m", "exporter.cli.main", *arguments, "--lang", "en"],
            cwd=article.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        )
    assert called.returncode == 4
    assert "WRITE-004" in called.stderr
    assert "Traceback" not in called.stderr
    assert "fault of the program" not in called.stderr


def test_a_reader_of_the_file_that_goes_away_is_no_fault(article: Path) -> None:
    called = subprocess.run(
        f"{sys.executable} -m exporter.cli.main article.yml --docx -o - | true; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=article.parent,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )
    assert (called.returncode, called.stderr) == (0, "")


@pytest.mark.parametrize("place", ["-", "one.docx"])
def test_one_place_for_many_files_is_wrong_usage(program: Program, article: Path, place: str) -> None:
    outcome = program("article.yml", "--docx", "--epub", "-o", place)
    assert (outcome.code, outcome.out) == (2, "")
    assert "CLI-004" in outcome.err


def test_no_format_is_wrong_usage_and_the_formats_are_named(program: Program, article: Path) -> None:
    outcome = program("article.yml")
    assert outcome.code == 2
    assert "CLI-003" in outcome.err
    assert "--docx" in outcome.err


def test_a_wrong_article_is_said_with_its_place_and_nothing_is_written(program: Program, article: Path) -> None:
    article.write_text(ARTICLE.replace("headline:", "headlin:"), encoding="utf-8")
    outcome = program("article.yml", "--docx")
    assert outcome.code == 3
    assert "article.yml:3:1: error" in outcome.err
    assert "headline" in outcome.err
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


def test_a_missing_article_is_said(program: Program) -> None:
    outcome = program("nowhere.yml", "--docx")
    assert outcome.code == 3
    assert "nowhere.yml" in outcome.err


def test_one_bad_article_of_many_does_not_stop_the_others(program: Program, article: Path) -> None:
    Path("bad.yml").write_text("headline: عنوان\n", encoding="utf-8")
    outcome = program("bad.yml", "article.yml", "--docx")
    assert outcome.code == 5
    assert "bad.yml" in outcome.err
    assert Path("khabar.docx").exists()


def test_two_articles_never_overwrite_each_other_in_one_run(program: Program, article: Path) -> None:
    Path("other.yml").write_text(ARTICLE, encoding="utf-8")
    outcome = program("article.yml", "other.yml", "--docx")
    assert outcome.code == 5
    assert "CLI-005" in outcome.err


def test_json_gives_files_findings_and_the_exit_code(program: Program, article: Path) -> None:
    article.write_text(ARTICLE.replace("الخبر", "الخبر\u200b", 1), encoding="utf-8")
    outcome = program("article.yml", "--docx", "--json")
    report = outcome.json()
    (one,) = report["articles"]
    assert (report["exit"], outcome.err) == (0, "")
    assert one["files"][0]["path"] == "khabar.docx"
    assert one["files"][0]["words"] == 10
    assert [(finding["severity"], finding["line"]) for finding in one["findings"]] == [("notice", 3)]


def test_the_time_in_the_files_is_the_one_that_is_given(
    program: Program, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert program("article.yml", "--docx").code == 0
    with zipfile.ZipFile("khabar.docx") as package:
        assert b"2001-09-09T01:46:40Z" in package.read("docProps/core.xml")


@pytest.mark.parametrize("value", ["yesterday", "-5", "٣", "99999999999999"])
def test_a_time_that_is_none_is_refused(
    program: Program, article: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    outcome = program("article.yml", "--docx")
    assert outcome.code == 2
    assert "CLI-007" in outcome.err


def test_a_folder_that_may_not_be_written_leaves_no_trace(program: Program, article: Path) -> None:
    Path("out").write_text("a file, not a folder", encoding="utf-8")
    outcome = program("article.yml", "--docx", "-o", "out/")
    assert outcome.code == 4
    assert "WRITE-005" in outcome.err


def test_a_fault_of_the_program_is_no_traceback(
    program: Program, article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("exporter.pipeline.prepare", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    outcome = program("article.yml", "--docx")
    assert outcome.code == 4
    assert "CLI-008" in outcome.err
    assert "Traceback" not in outcome.err
    (report,) = tmp_path.glob("export-fault-*.txt")
    assert "ZeroDivisionError: planted" in report.read_text(encoding="utf-8")


def test_an_interrupted_run_says_so_and_writes_nothing(article: Path) -> None:
    slow = (
        "import sys, time, exporter.pipeline as p; p.prepare = lambda *a: (print('on', flush=True), time.sleep(60)); "
    )
    run = slow + "from exporter.cli.main import main; sys.exit(main(['article.yml', '--docx', '--lang', 'en']))"
    with subprocess.Popen(
        [sys.executable, "-c", run],
        cwd=article.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "on\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "CLI-009" in err
    assert "Traceback" not in err
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


def test_a_reader_that_goes_away_is_no_fault(article: Path) -> None:
    called = subprocess.run(
        f"{sys.executable} -m exporter.cli.main --help | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (called.returncode, called.stderr) == (0, "")


def test_a_terminal_sees_a_bar_and_every_result_above_it(article: Path) -> None:
    Path(article.parent / "other.yml").write_text(ARTICLE.replace("khabar", "akhar"), encoding="utf-8")
    reader, writer = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "exporter.cli.main", "article.yml", "other.yml", "--docx"],
        cwd=article.parent,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=writer,
        env=os.environ | {"PYTHONPATH": str(Path.cwd()), "TERM": "xterm"},
    ) as process:
        os.close(writer)
        seen = b""
        with contextlib.suppress(OSError):  # Linux's way to say that the other side of a terminal has closed
            while chunk := os.read(reader, 4096):
                seen += chunk
    assert process.returncode == 0
    assert b"khabar.docx  " in seen
    assert b"akhar.docx  " in seen
    assert b"100%" in seen


WIDE = ARTICLE + "\n" + "".join(f"  |{f' {cell} |' * 64}\n" for cell in ("عمود", "---", "1"))


def test_a_format_that_cannot_be_made_is_told_and_the_others_are_written(program: Program, article: Path) -> None:
    article.write_text(WIDE, encoding="utf-8")
    outcome = program("article.yml", "--docx", "--epub", "--html")
    assert outcome.code == 4
    assert outcome.err.count("DOCX-001") == 1
    assert sorted(path.suffix for path in article.parent.iterdir()) == [".epub", ".html", ".yml"]
    report = program("article.yml", "--docx", "--epub", "--json").json()
    assert [file["format"] for file in report["articles"][0]["files"]] == ["epub"]
    assert [one["code"] for one in report["articles"][0]["findings"]] == ["DOCX-001"]


def test_a_format_that_does_not_read_back_is_not_written_and_the_others_are(
    program: Program, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.backends.epub.readback", lambda rendition: iter(()))
    old = article.with_name("khabar.epub")
    old.write_bytes(b"old")
    outcome = program("article.yml", "--epub", "--html")
    assert (outcome.code, outcome.err.count("READ-001")) == (4, 1)
    assert old.read_bytes() == b"old"
    assert article.with_name("khabar.html").exists()


def test_a_fault_of_the_program_in_one_format_withholds_no_other(
    program: Program, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.backends.html.render", lambda *_: 1 / 0)
    outcome = program("article.yml", "--docx", "--html")
    assert (outcome.code, "CLI-008" in outcome.err) == (4, True)
    assert article.with_name("khabar.docx").exists()


def test_a_part_of_one_article_among_many_makes_the_batch_a_partial_one(program: Program, article: Path) -> None:
    article.with_name("wide.yml").write_text(WIDE.replace("khabar", "wide"), encoding="utf-8")
    assert program("article.yml", "wide.yml", "--docx", "--html").code == 5
    assert {path.name for path in article.parent.glob("*.*ml")} >= {"khabar.html", "wide.html"}
    assert not article.with_name("wide.docx").exists()


def test_an_edition_is_known_by_its_keys_and_gives_one_file_under_its_own_name(program: Program, article: Path) -> None:
    plan = article.with_name("paper.yml")
    plan.write_text("masthead: الرصيف\nslug: sabah\nsections:\n  - articles: [article.yml]\n", encoding="utf-8")
    outcome = program("paper.yml", "--epub", "--docx", "--json")
    assert outcome.code == 0
    assert [file["path"] for file in outcome.json()["articles"][0]["files"]] == ["sabah.docx", "sabah.epub"]
    assert program("check", "paper.yml").code == 0
    article.write_text(article.read_text(encoding="utf-8").replace("headline", "headlin"), encoding="utf-8")
    outcome = program("paper.yml", "--pdf")
    assert outcome.code == 3 and "article.yml:3:1: error LOAD-012" in outcome.err
    assert program("check", "paper.yml").code == 1


def test_a_preview_lies_beside_the_files_and_is_none_of_them(program: Program, article: Path) -> None:
    assert program("article.yml", "--pdf", "--preview", "-o", "out/").code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["khabar.pdf", "khabar.png"]
    assert program("article.yml", "--preview", "-o", "look.png").code == 0
    assert Path("look.png").read_bytes() == Path("out/khabar.png").read_bytes()


def test_the_press_gets_a_file_of_its_own_name_and_a_preview_may_show_it(program: Program, article: Path) -> None:
    assert program("article.yml", "--pdf", "--preview", "--pdf-for", "press", "-o", "out/").code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["khabar-press.pdf", "khabar-press.png"]
    outcome = program("article.yml", "--docx", "--pdf-for", "press")
    assert outcome.code == 2
    assert "CLI-016" in outcome.err
