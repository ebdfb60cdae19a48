"""A house style or a layout that changes while the folder is watched."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.cli.commands.watch import _style, _take_up
from exporter.cli.console import Console
from exporter.cli.main import make_parser
from exporter.cli.table import COMMANDS
from exporter.desk.style import EVERY, Style
from exporter.errors import InputError
from exporter.house.house import load_house
from exporter.pipeline import PLAIN
from tests.batch.light import article, batch
from tests.desk.test_hotfolder import Day, Hand

Clock = Callable[[float], None]
WATCH = next(command for command in COMMANDS if command.name == "watch")


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Clock:
    now = [0.0]
    monkeypatch.setattr("exporter.desk.style.time.monotonic", lambda: now[0])

    def passes(seconds: float) -> None:
        now[0] += seconds

    return passes


@pytest.fixture
def house(tmp_path: Path) -> Path:
    file = tmp_path / "house.toml"
    file.write_text("name = 'A'\n", encoding="utf-8")
    return file


def style_of(house: Path) -> Style:
    return Style(house, None, lambda: replace(PLAIN, house=load_house(house)))


def test_a_house_file_that_changes_is_taken_once_it_is_left_alone(passes: Clock, house: Path) -> None:
    style = style_of(house)
    passes(EVERY)
    assert not style.has_changed()
    for text in ("name = 'B", "name = 'BC'\n"):  # an editor is still writing it
        house.write_text(text, encoding="utf-8")
        passes(EVERY)
        assert not style.has_changed()
    passes(EVERY)
    assert style.has_changed()
    style.take()
    assert style.wishes.house.name == "BC"
    passes(EVERY)
    assert not style.has_changed()


def assert_told_broken(style: Style, passes: Clock) -> None:
    """A change counts at the second look, and what is broken is not taken."""
    passes(EVERY)
    assert not style.has_changed()
    passes(EVERY)
    assert style.has_changed()
    with pytest.raises(InputError):
        style.take()


def test_a_broken_house_file_is_told_once_and_the_last_good_one_stays(passes: Clock, house: Path) -> None:
    style = style_of(house)
    house.unlink()
    assert_told_broken(style, passes)
    assert style.wishes.house.name == "A"
    passes(EVERY)
    assert not style.has_changed()


def test_what_was_begun_with_the_old_style_is_not_taken_for_the_new(tmp_path: Path) -> None:
    """The ledger has it with what made it; so it is made once more."""
    hand = Hand()
    run = batch(tmp_path / "out", hire=lambda: hand)
    run.begin()
    name = article(tmp_path, "a")
    assert run.take(0, name) is None
    run.take_up(replace(PLAIN, epoch=1))
    hand.works()
    assert [one.status for one in run.done()] == [0]
    assert run.take(1, name) is None
    hand.works()
    assert [one.status for one in run.done()] == [0]
    again = run.take(2, name)
    assert again and again.unchanged
    run.close()


@pytest.fixture
def console() -> Console:
    return Console("en")


def options(*words: str) -> argparse.Namespace:
    return make_parser(WATCH, "en").understand(["in", "out", "--html", *words])


def test_a_changed_style_makes_once_more_what_lies_in_the_folder_and_is_told_in_one_line(
    tmp_path: Path, passes: Clock, house: Path, console: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    day = Day(tmp_path)
    style = _style(options("--house", str(house)), ())
    article(day.source, "story")
    day.hot.begin()
    day.hot.step()
    day.hot.step()
    assert day.hot.made == 1
    house.write_text("name = 'another'\n", encoding="utf-8")
    for _ in range(3):
        passes(EVERY)
        _take_up(style, day.hot, console)
    assert capsys.readouterr().err.count("\n") == 1
    day.hot.step()
    day.hot.step()
    assert day.hot.made == 2 and day.batch.job.wishes.house.name == "another"
    house.write_text("nme = 'broken'\n", encoding="utf-8")
    for _ in range(3):
        passes(EVERY)
        _take_up(style, day.hot, console)
    said = capsys.readouterr().err
    assert "HOUSE-003" in said and "DESK-010" in said and day.batch.job.wishes.house.name == "another"
    day.batch.close()


def test_a_layout_of_ones_own_that_changes_is_seen_and_a_broken_one_is_told_at_the_start(
    tmp_path: Path, passes: Clock
) -> None:
    layout = tmp_path / "templates" / "ours" / "layout.toml"
    layout.parent.mkdir(parents=True)
    layout.write_text("based_on = 'article'\n", encoding="utf-8")
    words = options("--templates", str(tmp_path / "templates"), "--layout", "ours")
    style = _style(words, ())
    layout.write_text("based_on = 'article'\nwrong = 1\n", encoding="utf-8")
    assert_told_broken(style, passes)
    with pytest.raises(InputError):
        _style(words, ())
