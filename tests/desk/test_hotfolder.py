"""What a hot folder makes of a busy day: neighbours, a full disk, articles of others. The articles take no time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.batch.task import Outcome
from exporter.desk.hotfolder import AGAIN, PATIENCE, QUIET, HotFolder
from exporter.desk.notes import Notes
from exporter.errors import OutputError
from exporter.findings import Span, finding
from tests.batch.light import article, batch, codes


class Day:
    """A hot folder whose time we tell."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out, self.now = folder / "in", folder / "out", 1000.0
        self.source.mkdir()
        self.told: list[tuple[Outcome, Path | None]] = []
        self.batch = batch(self.out, few=0)
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
