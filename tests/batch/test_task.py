"""One article in a worker: what it does when the article's files are still being written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.backends.table import Format
from exporter.batch.task import Job, Order, Outcome, work
from exporter.pipeline import PLAIN, Wishes
from tests.batch import light
from tests.batch.light import DOCX, Result, article, codes


def made(folder: Path, meanwhile: Callable[[Path], object], settled: float | None = 0.0) -> Outcome:
    """The outcome of an article with a picture, to which something happens after it was read."""

    def make(path: Path, formats: Iterable[Format], wishes: Wishes) -> Result:
        files = light.make(path, formats, wishes)
        meanwhile(path)
        return files

    (folder / "photo.jpg").write_bytes(b"x" * 10)
    name = article(folder, "story")
    return work(Job(PLAIN, folder / "out", make=make), replace(Order(0, name, (DOCX,)), settled=settled))


@pytest.mark.parametrize(
    "happens",
    [
        lambda path: path.write_text("headline: half\n", encoding="utf-8"),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("another.yml")),
        lambda path: (path.parent / "photo.jpg").write_bytes(b"x" * 11),
    ],
    ids=["grows", "goes", "is renamed", "picture grows"],
)
def test_nothing_is_written_of_what_changed_or_went_meanwhile(
    tmp_path: Path, happens: Callable[[Path], object]
) -> None:
    outcome = made(tmp_path, happens)
    assert outcome.status and codes(outcome) == ["BATCH-016"]
    assert not (tmp_path / "out").exists()


def test_files_are_held_back_until_what_they_were_made_of_counts_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        assert not (tmp_path / "out").exists()
        slept.append(seconds)

    monkeypatch.setattr("exporter.batch.task.time.sleep", sleep)
    outcome = made(tmp_path, lambda _: None, time.monotonic() + 100)
    assert not outcome.status and (tmp_path / "out" / "story.docx").exists()
    assert sum(slept) > 90


def test_in_a_run_over_many_an_article_is_made_of_what_was_read(tmp_path: Path) -> None:
    """Nobody doubts there that it is whole; what changed since is made by the next run, for the ledger has its sum."""
    assert not made(tmp_path, lambda path: path.write_text("headline: x\n", encoding="utf-8"), None).status
