"""Never twice: what is unchanged is passed over, what has changed is made, whatever happened in between."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exporter import messages
from exporter.backends.table import Format
from exporter.batch.ledger import NAME, Ledger, LedgerError
from exporter.house.house import House
from exporter.pipeline import PLAIN, Wishes
from exporter.writing import SUFFIX
from tests.batch import light
from tests.batch.light import DOCX, EPUB, Result, article, batch, codes, outcomes


class Shop:
    """A folder of articles that are made again and again, and what was made each time."""

    def __init__(self, folder: Path) -> None:
        self.out, self.made = folder / "out", list[str]()
        self.names = [article(folder, f"a{number}") for number in range(5)]

    def make(self, path: Path, formats: Iterable[Format], wishes: Wishes) -> Result:
        rows = tuple(formats)
        self.made += [path.stem + row.suffix for row in rows]
        return light.make(path, rows, wishes)

    def run(self, **settings: Any) -> list[str]:
        """What is made in one run."""
        self.made.clear()
        self.outcomes = outcomes(batch(self.out, make=self.make, **settings), self.names)
        return sorted(self.made)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = Shop(tmp_path)
    assert shop.run() == [f"a{number}.docx" for number in range(5)]
    return shop


def test_a_second_run_makes_nothing_and_says_so(shop: Shop) -> None:
    assert shop.run() == []
    assert all(outcome.unchanged and outcome.status == 0 for outcome in shop.outcomes.values())
    assert [product.seen.path for product in shop.outcomes["a1"].products] == [str(shop.out / "a1.docx")]


def test_force_makes_everything(shop: Shop) -> None:
    assert len(shop.run(force=True)) == 5


def test_a_changed_article_alone_is_made_again(shop: Shop) -> None:
    article(Path(shop.names[2]).parent, "a2", "نص آخر")
    assert shop.run() == ["a2.docx"]
    assert shop.run() == []


def test_a_changed_picture_makes_only_its_article(shop: Shop, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "photo.jpg").write_bytes(name.encode() * 1000)
        shop.names.append(article(tmp_path / name, name))
    assert shop.run() == ["one.docx", "two.docx"]
    (tmp_path / "two" / "photo.jpg").write_bytes(b"new" * 1000)
    assert shop.run() == ["two.docx"]


def test_a_file_that_is_touched_is_not_changed_and_read_once_more_only(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(shop.names[1], ns=(1, 1))
    os.utime(shop.out / "a3.docx", ns=(1, 1))
    assert shop.run() == []
    monkeypatch.setattr("exporter.batch.ledger.sum_of", lambda data: pytest.fail("read again"))
    assert shop.run() == []


@pytest.mark.parametrize("harm", ["cut", "altered", "removed"])
def test_a_damaged_or_deleted_output_is_made_again(shop: Shop, harm: str) -> None:
    output = shop.out / "a4.docx"
    whole = output.read_bytes()
    if harm == "removed":
        output.unlink()
    else:
        output.write_bytes(whole[:-1] if harm == "cut" else b"x" + whole[1:])
    assert shop.run() == ["a4.docx"]
    assert output.read_bytes() == whole


def test_one_more_format_makes_that_format_alone(shop: Shop) -> None:
    assert shop.run(formats=(DOCX, EPUB)) == [f"a{number}.epub" for number in range(5)]
    assert {product.format for product in shop.outcomes["a0"].products} == {"docx", "epub"}
    assert shop.run(formats=(DOCX, EPUB)) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, layout="newspaper"),
        replace(PLAIN, house=House(colour="#aa0000")),
        replace(PLAIN, house=House(wording={"credit": "({credit})"})),
        replace(PLAIN, epoch=5),
        replace(PLAIN, breaks_embargo=True),
        replace(PLAIN, options={"docx": {"docx_fonts": "subset"}}),
    ],
)
def test_another_look_makes_everything(shop: Shop, other: Wishes) -> None:
    assert len(shop.run(wishes=other)) == 5
    assert shop.run(wishes=other) == []


def test_an_option_of_another_format_makes_nothing(shop: Shop) -> None:
    assert shop.run(wishes=replace(PLAIN, options={"pdf": {"pdf_for": "press"}, "docx": {}})) == []


def test_another_version_of_the_program_makes_everything(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.batch.sums.software", lambda: "another")
    assert len(shop.run()) == 5


def test_what_failed_is_tried_again_each_time(shop: Shop, tmp_path: Path) -> None:
    shop.names.append(article(tmp_path, "bad", "broken"))
    assert [shop.run() for _ in range(2)] == [["bad.docx"]] * 2


def test_two_ledgers_of_one_folder_see_each_others_entries(shop: Shop) -> None:
    first, second = batch(shop.out), batch(shop.out)
    article(Path(shop.names[0]).parent, "a0", "نص جديد")
    assert [outcome.unchanged for outcome in first.run([(0, shop.names[0])])] == [False]
    assert [outcome.unchanged for outcome in second.run([(0, shop.names[0])])] == [True]
    first.close()
    second.close()


def test_runs_at_the_same_time_do_not_harm_each_other(tmp_path: Path) -> None:
    for number in range(20):
        article(tmp_path, f"a{number}")
    words = [sys.executable, "-m", "tests.batch.killing", str(tmp_path)]
    runs = [subprocess.Popen(words) for _ in range(3)]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    found = outcomes(batch(tmp_path / "out"), map(str, tmp_path.glob("*.yml")))
    assert len(found) == 20 and all(outcome.unchanged for outcome in found.values())


def test_a_run_killed_at_any_of_a_hundred_moments_leaves_whole_files_and_the_next_one_completes(tmp_path: Path) -> None:
    for number in range(12):
        article(tmp_path, f"a{number}")
    words = [sys.executable, "-m", "tests.batch.killing", str(tmp_path), "100"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found = outcomes(batch(tmp_path / "out", formats=(DOCX, EPUB)), map(str, tmp_path.glob("*.yml")))
    assert len(found) == 12 and not any(outcome.status for outcome in found.values())
    for name in tmp_path.glob("*.yml"):
        for row in (DOCX, EPUB):
            (whole,), _ = light.make(name, [row], PLAIN)
            assert (tmp_path / "out" / whole.name).read_bytes() == whole.data
    assert list((tmp_path / "out").glob(f"*{SUFFIX}")) == []


def test_a_file_that_is_no_ledger_is_told_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"anything but a database" * 100)
    with pytest.raises(LedgerError, match="not a database") as error:
        Ledger(tmp_path)
    assert error.value.said(tmp_path).code == "BATCH-005"
    assert "not a" not in messages.text(error.value.said(tmp_path), "ar")
    assert (tmp_path / NAME).read_bytes().startswith(b"anything")


def test_a_ledger_that_is_full_costs_no_article(tmp_path: Path) -> None:
    run = batch(tmp_path / "out")
    assert run.ledger
    run.ledger._database.execute("PRAGMA max_page_count = 1")
    names = [article(tmp_path, f"a{number}") for number in range(60)]
    found = outcomes(run, names)
    assert len(found) == 60 and not any(outcome.status for outcome in found.values())
    assert [one.code for one in run.said] == ["BATCH-019"]


def test_a_disk_that_fills_midway_fails_the_rest_and_once_there_is_room_only_they_are_made(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, flush = [2], os.fsync

    def full(descriptor: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        flush(descriptor)

    old = {path: path.read_bytes() for path in shop.out.glob("*.docx")}
    for name in shop.names:
        article(Path(name).parent, Path(name).stem, "نص أطول قليلا")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        assert len(shop.run()) == 5
    assert sorted(codes(outcome) for outcome in shop.outcomes.values()) == [[], *[["WRITE-002"]] * 4]
    assert sum(path.read_bytes() == whole for path, whole in old.items()) == 4, "the old ones stay whole"
    assert shop.run() == [f"a{number}.docx" for number in range(1, 5)]
    assert shop.run() == []


def test_the_ledger_of_an_older_program_begins_anew_and_of_a_newer_is_left_alone(shop: Shop) -> None:
    def is_of(version: int) -> None:
        with sqlite3.connect(shop.out / NAME) as database:
            database.execute(f"PRAGMA user_version = {version}")
        database.close()

    is_of(1)
    assert len(shop.run()) == 5
    assert shop.run() == []
    is_of(99)
    with pytest.raises(LedgerError) as newer:
        Ledger(shop.out)
    assert newer.value.said(shop.out).code == "BATCH-020"


def test_a_ledger_that_finds_no_room_is_told_once_and_used_again_when_there_is_some(shop: Shop) -> None:
    run = batch(shop.out, force=True, make=shop.make)
    assert run.ledger
    (pages,) = run.ledger._database.execute("PRAGMA page_count").fetchone()
    run.ledger._database.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(60):
        shop.names.append(article(shop.out.parent, f"more{number}"))
    found = outcomes(run, shop.names)
    assert all(outcome.status == 0 for outcome in found.values())
    assert [one.code for one in run.said] == ["BATCH-019"]
    assert run.ledger, "it is not given up"
    left = len(shop.run())
    assert 0 < left < 65
    assert shop.run() == []


@pytest.mark.parametrize("harm", ["held by another", "not to be written", "damaged midway"])
def test_a_ledger_that_fails_midway_costs_no_article_and_the_reason_is_told_in_arabic_too(
    shop: Shop, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.batch.ledger.PATIENCE", 0.05)
    run = batch(shop.out, force=True, make=shop.make)
    assert run.ledger
    other = sqlite3.connect(shop.out / NAME, isolation_level=None)
    if harm == "held by another":
        other.execute("BEGIN IMMEDIATE")
    elif harm == "not to be written":
        run.ledger._database.execute("PRAGMA query_only = 1")
    else:
        other.execute("PRAGMA writable_schema = 1")
        other.execute("UPDATE sqlite_schema SET rootpage = 999 WHERE name = 'made'")
        other.execute("PRAGMA schema_version = 1000")
    found = outcomes(run, shop.names)
    other.close()
    assert not any(outcome.status for outcome in found.values())
    (said,) = run.said
    assert said.code == ("BATCH-005" if harm == "damaged midway" else "BATCH-019")
    assert str(dict(said.args)["reason"]) not in messages.text(said, "ar")


def test_a_clock_that_was_set_back_hides_no_change_and_makes_none(shop: Shop) -> None:
    """Whether a file changed is seen by difference and not by which is younger."""
    article(Path(shop.names[3]).parent, "a3", "نص آخر")
    os.utime(shop.names[3], (10, 10))
    os.utime(shop.out / "a1.docx", (9_999_999_999, 9_999_999_999))
    assert shop.run() == ["a3.docx"]
    assert shop.run() == []
