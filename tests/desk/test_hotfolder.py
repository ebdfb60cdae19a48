"""What a hot folder makes of a busy day: neighbours, a full disk, articles of others. The articles take no time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from exporter.batch.executors import Here
from exporter.batch.task import Outcome
from exporter.desk.hotfolder import AGAIN, PATIENCE, QUIET, HotFolder
from exporter.desk.notes import Notes
from exporter.errors import OutputError
from exporter.findings import Span, finding
from tests.batch.light import article, batch, codes


class Hand(Here):
    """A worker that begins what it is given when it is told to."""

    hands = 1
    room = 3

    def __init__(self) -> None:
        self.given: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.given.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future

    def works(self) -> None:
        self.given.pop(0)()


class Day:
    """A hot folder whose time we tell."""

    def __init__(self, folder: Path, workers: Here | None = None) -> None:
        self.source, self.out, self.now = folder / "in", folder / "out", 1000.0
        self.source.mkdir()
        self.told: list[tuple[Outcome, Path | None]] = []
        self.batch = batch(self.out, few=0, hire=lambda: workers or Here())
        self.batch.begin()
        self.notes = Notes(self.source, self.out, lambda one: one.code)
        self.hot = HotFolder(self.source, self.batch, self.notes, lambda *said: self.told.append(said))

    def lay(self, slug: str, word: str = "نص") -> str:
        name = article(self.source, slug, word)
        self.hot.changed([name])
        return name

    def grows(self, picture: Path) -> None:
        picture.write_bytes(b"x")
        self.hot.changed([str(picture)])

    def passes(self, seconds: float, meanwhile: Callable[[], object] = lambda: None) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now += 0.1
            meanwhile()
            self.hot.step()

    def made(self) -> set[str]:
        return {path.stem for path in self.out.glob("*.docx")}


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    day = Day(tmp_path)
    monkeypatch.setattr("exporter.desk.hotfolder.time.monotonic", lambda: day.now)
    yield day
    day.batch.close()


def test_in_a_folder_that_is_never_quiet_articles_come_out_all_the_same(day: Day) -> None:
    numbers = iter(range(1000))
    day.lay("first")
    day.passes(1, lambda: day.lay(f"next-{next(numbers)}"))
    assert {"first", "next-0", "next-4"} <= day.made()
    assert "next-9" not in day.made()


def test_pictures_of_others_put_an_article_off_for_a_moment_only(day: Day) -> None:
    day.lay("first")
    photo = day.source / "another.png"
    day.passes(PATIENCE + 0.5, lambda: day.grows(photo))
    assert day.made() == {"first"}


def test_a_picture_that_comes_is_waited_for_and_put_off_by_its_own_growth(day: Day) -> None:
    day.lay("story")
    photo = day.source / "photo.jpg"
    day.passes(QUIET * 3, lambda: day.grows(photo))
    assert day.made() == set()
    day.passes(QUIET + 0.2)
    assert day.made() == {"story"}


def test_an_article_whose_files_find_no_place_is_tried_again_without_being_touched(day: Day) -> None:
    (day.out / "story.docx").mkdir()
    day.lay("story")
    day.passes(PATIENCE + 1)
    ((outcome, note),) = day.told
    assert codes(outcome) == ["WRITE-003"] and note is None and not day.hot.failed
    (day.out / "story.docx").rmdir()
    day.passes(AGAIN)
    assert day.made() == {"story"} and day.hot.waiting == 0


def test_a_note_that_finds_no_place_is_told_beside_what_it_would_have_said(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OutputError(finding("WRITE-002", Span("note"), folder="out", reason="full"))

    monkeypatch.setattr(day.notes, "lay", full)
    day.lay("story", "broken")
    day.passes(PATIENCE + 1)
    ((outcome, note),) = day.told
    assert codes(outcome) == ["LOAD-001", "WRITE-002"] and note is None


def test_an_article_outside_the_folder_is_none_of_the_watchers_business(day: Day) -> None:
    """An edition above the folder was exported to the same place by hand, and an article of it changes."""
    edition = article(day.source.parent, "edition-7")
    inner = day.lay("inner")
    day.passes(1)
    ledger = day.batch.ledger
    assert ledger
    ledger._database.execute("INSERT INTO read VALUES (?, ?)", (inner, edition))
    assert set(ledger.readers(inner)) == {inner, edition}
    day.lay("inner", "آخر")
    day.passes(PATIENCE + 1)
    assert day.made() == {"inner"} and not day.hot.waiting


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def busy(tmp_path: Path, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    day = Day(tmp_path, hand)
    monkeypatch.setattr("exporter.desk.hotfolder.time.monotonic", lambda: day.now)

    def sleeps(seconds: float) -> None:
        day.now += seconds

    monkeypatch.setattr("exporter.batch.task.time.sleep", sleeps)
    yield day
    day.batch.close()


def test_a_free_worker_begins_an_article_before_it_is_known_to_be_written_and_waits_with_its_files(
    busy: Day, hand: Hand
) -> None:
    busy.lay("story")
    heard = busy.now
    busy.hot.step()
    hand.works()
    assert busy.now >= heard + QUIET
    busy.hot.step()
    assert busy.made() == {"story"} and not busy.hot.waiting


def test_an_article_that_is_in_work_is_not_begun_a_second_time(busy: Day, hand: Hand) -> None:
    """It would be made twice at once, and the older could be written last."""
    hand.hands = 2
    busy.lay("story")
    busy.hot.step()
    busy.lay("story", "آخر")
    busy.passes(QUIET + 0.2)
    assert len(hand.given) == 1
    hand.works()
    busy.passes(QUIET + 0.2)
    assert "آخر".encode() in (busy.out / "story.docx").read_bytes() and not busy.hot.waiting


def test_workers_that_have_enough_to_do_begin_nothing_before_it_is_due(busy: Day, hand: Hand) -> None:
    busy.lay("first")
    busy.hot.step()
    busy.lay("second")
    busy.hot.step()
    assert len(hand.given) == 1
    busy.passes(QUIET + 0.2)
    assert len(hand.given) == 2
