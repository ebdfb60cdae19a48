"""`export` with many articles: folders, lists, workers, the ledger, what is told and the exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from exporter.backends.table import Format
from exporter.batch import executors
from exporter.batch.ledger import Fresh, Ledger
from exporter.batch.process import Limits
from exporter.batch.stores import Stores
from exporter.batch.task import Job, Order, Outcome, work
from tests.cli.conftest import ARTICLE, Program
from tests.house.test_start_is_light import loaded

COUNT = 6


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of articles, and one that is broken."""
    for number in range(COUNT):
        path = tmp_path / "news" / f"n{number}" / "article.yml"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.replace("khabar", f"khabar-{number}"), encoding="utf-8")
    return tmp_path / "news"


def names(folder: str, suffix: str = ".docx") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir() if path.suffix == suffix)


EVERY = [f"khabar-{number}.docx" for number in range(COUNT)]


def test_a_folder_is_exported_and_a_second_time_there_is_nothing_to_do(program: Program, news: Path) -> None:
    outcome = program("news", "--docx", "-o", "out", "-j", "1")
    assert (outcome.code, outcome.err) == (0, "")
    assert names("out") == EVERY
    assert outcome.out.splitlines()[-1] == "made: 6, unchanged: 0, failed: 0"
    outcome = program("news", "--docx", "-o", "out")
    assert outcome.out.splitlines() == [
        *(f"news/n{number}/article.yml  unchanged" for number in range(COUNT)),
        "made: 0, unchanged: 6, failed: 0",
    ]
    assert "6" in program("news", "--docx", "-o", "out", "-j", "1", "--force").out.splitlines()[-1].partition(",")[0]


def test_nothing_to_do_is_found_out_without_the_libraries_that_would_do_it(program: Program, news: Path) -> None:
    assert program("news", "--docx", "-o", "out", "-j", "1").code == 0
    heavy = ("weasyprint", "docx", "lxml", "PIL", "pebble", "distributed", "watchfiles", "multiprocessing")
    assert loaded(heavy, "news", "--docx", "-o", "out", folder=news.parent) == []


def test_one_article_that_is_named_is_always_made(program: Program, news: Path) -> None:
    assert program("news", "--docx", "-o", "out", "-j", "1").code == 0
    outcome = program("news/n1/article.yml", "--docx", "-o", "out")
    assert outcome.out.startswith("out/khabar-1.docx ")


def test_workers_make_what_one_process_makes(program: Program, news: Path) -> None:
    three = ("--pdf", "--docx", "--epub")
    assert program("news", *three, "-o", "one", "-j", "1").code == 0
    assert program("news", *three, "-o", "two", "-j", "2").code == 0
    for suffix in (".pdf", ".docx", ".epub"):
        assert len(names("one", suffix)) == COUNT and names("one", suffix) == names("two", suffix)
        assert all(Path("one", name).read_bytes() == Path("two", name).read_bytes() for name in names("one", suffix))


def test_what_failed_is_listed_and_the_list_is_tried_again(program: Program, news: Path) -> None:
    bad = news / "n2" / "article.yml"
    good = bad.read_text(encoding="utf-8")
    bad.write_text(good.replace("headline", "headlin"), encoding="utf-8")
    outcome = program("news", "--docx", "-o", "out", "-j", "1", "--failed", "again.txt")
    assert outcome.code == 5
    assert "news/n2/article.yml:3:1: error LOAD-012" in outcome.err
    assert "--retry again.txt" in outcome.err
    assert Path("again.txt").read_text(encoding="utf-8") == "news/n2/article.yml\n"
    assert names("out") == [name for name in EVERY if "2" not in name]
    bad.write_text(good, encoding="utf-8")
    outcome = program("--retry", "again.txt", "--docx", "-o", "out", "--failed", "again.txt")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "made: 1, unchanged: 0, failed: 0")
    assert names("out") == EVERY
    assert Path("again.txt").read_bytes() == b""


def test_a_list_that_is_not_there_and_no_article_at_all_are_wrong_usage(program: Program) -> None:
    assert "CLI-017" in program("--retry", "nowhere.txt", "--docx").err
    outcome = program("--docx")
    assert outcome.code == 2 and "CLI-011" in outcome.err


def test_the_report_is_in_the_order_of_the_articles_whoever_was_done_first(program: Program, news: Path) -> None:
    (news / "n3" / "article.yml").write_text("headlin: خطأ\n", encoding="utf-8")
    outcome = program("news", "--docx", "-o", "out", "-j", "2", "--json")
    report = outcome.json()
    assert (outcome.code, report["exit"], outcome.err) == (5, 5, "")
    assert [one["article"] for one in report["articles"]] == [f"news/n{n}/article.yml" for n in range(COUNT)]
    assert [one["findings"] != [] for one in report["articles"]] == [n == 3 for n in range(COUNT)]
    assert report["articles"][0]["files"] == [
        {"path": "out/khabar-0.docx", "format": "docx", "bytes": Path("out/khabar-0.docx").stat().st_size, "words": 10}
    ]
    assert outcome.out == json.dumps(report, ensure_ascii=False, indent=2) + "\n", "as of one article"
    report = program("news", "--docx", "-o", "out", "--json").json()
    assert [one.get("unchanged", False) for one in report["articles"]] == [n != 3 for n in range(COUNT)]


def test_two_articles_with_one_slug_are_refused_among_workers_too(program: Program, news: Path) -> None:
    (news / "n5" / "article.yml").write_text(ARTICLE.replace("khabar", "khabar-0"), encoding="utf-8")
    for _ in range(2):
        outcome = program("news", "--docx", "-o", "out", "-j", "2")
        assert outcome.code == 5
        assert "news/n5/article.yml and news/n0/article.yml would both be written to khabar-0.docx" in outcome.err


def test_one_in_a_hundred_may_be_broken_in_any_way(program: Program, news: Path, root: Path) -> None:
    faults = ["", "\0\1\2", "headline: [", "- a\n- b\n", ARTICLE.replace("slug: khabar", "slug: ../up"), "\ud800"]
    for number, text in enumerate(faults):
        path = news / f"x{number}" / "article.yml"
        path.parent.mkdir()
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    (news / "x6" / "article.yml").mkdir(parents=True)
    for name, target in (("x7", "article.yml"), ("x8", "nowhere.yml")):
        (news / name).mkdir()
        (news / name / "article.yml").symlink_to(target)
    (news / "x9").mkdir()
    (news / "x9" / "article.yml").write_text(ARTICLE + "lead: {image: a.jpg, alt: صورة}\n", encoding="utf-8")
    (news / "x9" / "a.jpg").write_bytes(b"no picture")
    report = program("news", "--docx", "-o", "out", "-j", "2", "--json").json()
    told = {one["article"]: one["findings"] for one in report["articles"] if one["findings"]}
    assert sorted(told) == [f"news/x{number}/article.yml" for number in range(10)]
    assert not any(one["code"] == "CLI-008" for findings in told.values() for one in findings)
    assert names("out") == EVERY


@pytest.mark.parametrize("arguments", [["-j", "0"], ["-j", "many"], ["--time-limit", "-1"], ["--memory-limit", "x"]])
def test_a_number_that_is_none_is_wrong_usage(program: Program, article: Path, arguments: list[str]) -> None:
    outcome = program("article.yml", "--docx", *arguments)
    assert outcome.code == 2 and "CLI-002" in outcome.err and "1, 2, 3" in outcome.err


def test_a_word_that_stands_for_nothing_is_told_before_anything_is_made(program: Program, news: Path) -> None:
    Path("empty").mkdir()
    outcome = program("news", "empty", "--docx", "-o", "out")
    assert outcome.code == 2 and "BATCH-008" in outcome.err
    assert not Path("out").exists()


def test_one_file_for_many_articles_is_wrong_usage(program: Program, news: Path) -> None:
    assert "CLI-004" in program("news", "--docx", "-o", "one.docx").err


def test_an_article_that_takes_too_long_or_too_much_is_stopped(program: Program, article: Path) -> None:
    outcome = program("article.yml", "--docx", "--memory-limit", "1")
    assert outcome.code == 4, "it is one article, not a part of many"
    assert "BATCH-002" in outcome.err or "BATCH-004" in outcome.err
    assert not Path("khabar.docx").exists()


def on_terminal(news: Path, columns: int, output: int = 0, **environment: str) -> str:
    """What a terminal shows of an export of the folder; output goes there too, or else to a file."""
    reader, writer = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "exporter.cli.main", "news", "--docx", "-o", "out", "-j", "1"],
        cwd=news.parent,
        stdin=subprocess.DEVNULL,
        stdout=output or writer,
        stderr=writer,
        env=os.environ | {"PYTHONPATH": str(Path.cwd()), "TERM": "xterm", "COLUMNS": str(columns)} | environment,
    ) as process:
        os.close(writer)
        seen = b""
        try:
            while chunk := os.read(reader, 4096):
                seen += chunk
        except OSError:
            pass  # Linux's way to say that the other side of a terminal has closed
        os.close(reader)
    assert process.returncode == 0
    return seen.decode()


def test_a_terminal_sees_how_far_how_fast_and_how_long_still(news: Path) -> None:
    seen = on_terminal(news, 120)
    assert "6/6" in seen and "/s" in seen and "0:00:0" in seen and "━━━" in seen


def test_a_narrow_terminal_sees_the_figures_whole_and_lines_that_can_be_copied(news: Path) -> None:
    seen = on_terminal(news, 24)
    assert "6/6" in seen and "/s" in seen and "━" not in seen and "…" not in seen
    for number in range(COUNT):
        assert re.search(rf"out/khabar-{number}\.docx  \d+ kB  10/10 ✓\r\n", seen)


def test_a_terminal_without_colours_or_without_a_cursor_gets_none(news: Path) -> None:
    assert "6/6" in (seen := on_terminal(news, 80, NO_COLOR="1")) and not re.search(r"\x1b\[[\d;]+m", seen)
    seen = on_terminal(news, 80, TERM="dumb")
    assert seen.splitlines() == [*(f"news/n{n}/article.yml  unchanged" for n in range(COUNT)), seen.splitlines()[-1]]
    assert "\x1b" not in seen


def test_what_goes_to_a_file_is_there_and_clean_while_the_bar_is_on_the_terminal(news: Path) -> None:
    with Path(news.parent, "list").open("w+", encoding="utf-8") as output:
        seen = on_terminal(news, 80, output.fileno())
        output.seek(0)
        lines = output.read().splitlines()
    assert "6/6" in seen and ".docx" not in seen
    assert [line.split()[0] for line in lines] == [*(f"out/{name}" for name in EVERY), "made:"]


def test_a_place_that_is_no_folder_is_told_before_there_is_any_work(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.batch.process.work", lambda *_: pytest.fail("for nothing"))
    Path("file").write_text("x", encoding="utf-8")
    outcome = program("news", "--docx", "-o", "file", "-j", "1")
    assert outcome.code == 4 and outcome.err.count("WRITE-005") == 1 and outcome.out == ""
    outcome = program("watch", "news", "file", "--docx")
    assert outcome.code == 4 and outcome.err.count("WRITE-005") == 1


def test_a_folder_that_may_not_be_written_is_told_before_there_is_any_work(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.batch.process.work", lambda *_: pytest.fail("for nothing"))
    Path("out").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != Path("out"))  # the superuser may write anywhere
    outcome = program("news", "--docx", "-o", "out", "-j", "1")
    assert outcome.code == 4 and outcome.err.count("WRITE-001") == 1 and outcome.out == ""


def test_more_workers_than_the_machine_bears_are_not_begun_and_that_is_told(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.cli.amounts.cores", lambda: 1)
    begun: list[int] = []

    def two(count: int, formats: tuple[Format, ...], limits: Limits) -> executors.Processes:
        begun.append(count)
        return executors.Processes(2, formats, limits)

    monkeypatch.setattr("exporter.cli.many.Processes", two)
    outcome = program("news", "--docx", "-o", "out", "-j", "1000")
    assert outcome.code == 0 and "BATCH-021" in outcome.err and begun == [4]


def test_nor_are_they_for_bags(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.cli.amounts.cores", lambda: 1)
    assert "begun: 4" in program("verify", "nothing", "-j", "1000").err


def test_a_file_with_a_fault_in_every_place_does_not_flood_the_terminal(program: Program, news: Path) -> None:
    (news / "n1" / "article.yml").write_text(f"headline: &a خبر\nbody: [{'*a, ' * 500}*a]\n", encoding="utf-8")
    outcome = program("news", "--docx", "-o", "out", "-j", "1")
    assert outcome.code == 5 and outcome.err.count("error LOAD-020") == 50 and "LOAD-020 +452" in outcome.err


def test_a_list_that_cannot_be_written_costs_no_word_about_the_run(program: Program, news: Path) -> None:
    Path("list").mkdir()
    outcome = program("news", "--docx", "-o", "out", "-j", "1", "--failed", "list")
    assert outcome.code == 4 and "WRITE-003" in outcome.err
    assert outcome.out.splitlines()[-1] == "made: 6, unchanged: 0, failed: 0"


def test_a_run_that_is_interrupted_says_how_far_it_came_and_goes_on_from_there(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(job: Job, order: Order) -> Outcome:
        if "n4" in order.name:
            raise KeyboardInterrupt
        return work(job, order)

    with monkeypatch.context() as patched:
        patched.setattr("exporter.batch.process.work", interrupted)
        outcome = program("news", "--docx", "-o", "out", "-j", "1")
    assert outcome.code == 130 and "made: 4, failed: 0; the same command goes on from there" in outcome.err
    assert program("news", "--docx", "-o", "out", "-j", "1").out.splitlines()[-1] == "made: 2, unchanged: 4, failed: 0"


@pytest.mark.parametrize("ledger", [True, False])
def test_a_run_that_is_interrupted_lists_what_failed_and_what_is_left_and_the_list_ends_it(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch, ledger: bool
) -> None:
    second = news / "n1" / "article.yml"
    good = second.read_text(encoding="utf-8")
    second.write_text("slug: khabar-1\nheadlin: خطأ\n", encoding="utf-8")

    def interrupted(job: Job, order: Order) -> Outcome:
        if "n3" in order.name:
            raise KeyboardInterrupt
        return work(job, order)

    words = ["--docx", "-o", "out", "-j", "1", "--failed", "list"]
    with monkeypatch.context() as patched:
        patched.setattr("exporter.batch.process.work", interrupted)
        if not ledger:
            patched.setattr("exporter.cli.many.open_ledger", lambda *_: None)
        outcome = program("news", *words)
    assert outcome.code == 130
    listed = Path("list").read_text(encoding="utf-8").split()
    assert [Path(name).parent.name for name in listed] == ["n1", "n3", "n4", "n5"]
    assert "listed: failed: 1, not yet made: 3; to finish the run: --retry list" in outcome.err
    second.write_text(good, encoding="utf-8")
    again = program("--retry", "list", *words)
    assert again.code == 0 and again.out.splitlines()[-1].startswith("made: 4")
    assert names("out") == EVERY


def test_a_run_that_is_interrupted_while_it_looks_at_what_need_not_be_made_forgets_none(
    program: Program, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program("news", "--docx", "-o", "out", "-j", "1").code == 0
    known = Ledger.fresh

    def interrupted(self: Ledger, source: str, recipes: dict[str, str], stores: Stores) -> Fresh:
        if "n2" in source:
            raise KeyboardInterrupt
        return known(self, source, recipes, stores)

    monkeypatch.setattr(Ledger, "fresh", interrupted)
    assert program("news", "--docx", "-o", "out", "-j", "1", "--failed", "list").code == 130
    listed = Path("list").read_text(encoding="utf-8").split()
    assert [Path(name).parent.name for name in listed] == ["n2", "n3", "n4", "n5"]


def test_workers_that_are_interrupted_end_without_a_word_of_their_own(news: Path) -> None:
    """Ctrl-C goes to everything that the terminal runs, also to workers that have only just begun."""
    words = [sys.executable, "-m", "exporter.cli.main", "news", "--docx", "-j", "2", "--lang", "en"]
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    for generations in (1, 2):  # the process that workers are forked from; the workers
        with subprocess.Popen(
            words,
            cwd=news.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
        ) as process:
            while process.poll() is None and len(descendants(process.pid)) < generations:
                time.sleep(0.005)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=60)
        said = "error CLI-009: interrupted; no file was left half-written\n"
        assert re.fullmatch(rf"|(note BATCH-015: .*\n)?{said}", err)
        assert process.returncode in (0, 130)


def descendants(pid: int) -> list[set[int]]:
    """The generations of processes that a process has begun, its own left out."""
    parents = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    generations, last = [], {pid}
    while last := {child for child, parent in parents.items() if parent in last}:
        generations.append(last)
    return generations
