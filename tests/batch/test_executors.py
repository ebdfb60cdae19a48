"""Workers: each article has one outcome, whatever happens to the process that makes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from exporter.backends.table import Format
from exporter.batch.executors import Here, Processes, Workers
from exporter.batch.process import CEILING, Limits
from exporter.batch.task import Outcome
from exporter.pipeline import Wishes
from tests.batch import light
from tests.batch.light import Result, article, batch, codes, outcomes

Hire = Callable[[], Workers]


def processes(seconds: int = 60, megabytes: int = 2000, ceiling: int = CEILING) -> Hire:
    return lambda: Processes(2, (), Limits(seconds, megabytes), ceiling=ceiling)


def test_every_executor_is_one_of_concurrent_futures() -> None:
    assert issubclass(Here, Executor) and issubclass(Processes, Executor)


@pytest.fixture(scope="module")
def among_bad_ones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Outcome]]:
    """Thirty articles, and one of each kind that does harm, made by two workers; but none that takes too long.

    Time is the only limit that a busy machine reaches by itself: the others are tried with more than enough of it.
    """
    folder = tmp_path_factory.mktemp("bad")
    names = [article(folder, f"good{number}") for number in range(30)]
    for place, word in enumerate(sorted(set(light.MISDEEDS) - {"endless"})):
        names.insert(place * 5, article(folder, word, word))
    hire = processes(megabytes=400)
    return folder / "out", outcomes(batch(folder / "out", hire=hire), names)


def test_the_rest_goes_on_whatever_becomes_of_some(among_bad_ones: tuple[Path, dict[str, Outcome]]) -> None:
    out, found = among_bad_ones
    assert len(found) == 30 + len(light.MISDEEDS) - 1
    good = {name for name, outcome in found.items() if not outcome.status}
    assert good == {f"good{number}" for number in range(30)} | {"once"}
    assert {path.stem for path in out.glob("*.docx")} == good


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("deadly", "BATCH-002"),
        ("hungry", "BATCH-004"),
        ("broken", "LOAD-001"),
        ("faulty", "CLI-008"),
    ],
)
def test_what_stopped_an_article_is_told_of_it_alone(
    among_bad_ones: tuple[Path, dict[str, Outcome]], word: str, code: str
) -> None:
    assert codes(among_bad_ones[1][word]) == [code]


def test_an_article_that_never_ends_is_stopped_and_the_rest_goes_on(tmp_path: Path) -> None:
    names = [article(tmp_path, "endless", "endless"), *(article(tmp_path, f"good{number}") for number in range(3))]
    found = outcomes(batch(tmp_path / "out", hire=processes(seconds=10)), names)
    assert codes(found["endless"]) == ["BATCH-003"]
    assert [found[f"good{number}"].status for number in range(3)] == [0] * 3


def test_the_signal_that_killed_a_worker_is_named(among_bad_ones: tuple[Path, dict[str, Outcome]]) -> None:
    (said,) = among_bad_ones[1]["deadly"].findings
    assert dict(said.args)["reason"] == "SIGKILL"


def test_a_worker_that_has_grown_makes_room_and_no_article_is_lost(tmp_path: Path) -> None:
    names = [article(tmp_path, f"a{number}") for number in range(6)]
    makers = tmp_path / "makers"
    makers.mkdir()
    found = outcomes(batch(tmp_path / "out", hire=processes(ceiling=1), make=signing), names)
    assert [outcome.status for outcome in found.values()] == [0] * 6
    assert len(list(makers.iterdir())) == 6, "each by a worker of its own, for none may hold a single byte"


def signing(path: Path, formats: Iterable[Format], wishes: Wishes) -> Result:
    (path.parent / "makers" / str(os.getpid())).touch()
    return (), ()


def test_a_pool_that_breaks_is_opened_anew_and_what_it_held_is_made(tmp_path: Path) -> None:
    """When all workers die while nothing is in hand, the pool is at its end."""
    opened: list[Processes] = []

    def hire() -> Workers:
        opened.append(Processes(1, (), Limits()))
        return opened[-1]

    run = batch(tmp_path / "out", hire=hire)
    first, second = article(tmp_path, "first"), article(tmp_path, "second")
    assert run.take(0, first) is None
    assert [outcome.status for outcome in run.rest()] == [0]
    opened[0]._pool.stop()
    assert run.take(1, second) is None
    assert [outcome.status for outcome in run.rest()] == [0]
    run.close()
    assert len(opened) == 2


def test_two_articles_with_one_slug_are_found_also_when_others_are_made_between(tmp_path: Path) -> None:
    names = [article(tmp_path, f"a{number}") for number in range(5)]
    double = tmp_path / "double.yml"
    double.write_text("slug: a0\nheadline: عنوان\nbody: نص\n", encoding="utf-8")
    found = outcomes(batch(tmp_path / "out", hire=processes()), [*names, str(double)])
    assert codes(found["double"]) == ["CLI-005"]
    assert [found[f"a{number}"].status for number in range(5)] == [0] * 5


def test_an_article_that_is_named_twice_is_made_once(tmp_path: Path) -> None:
    name = article(tmp_path, "a")
    found = outcomes(batch(tmp_path / "out"), [name, os.path.relpath(name)])
    assert found["a"].status == 0


def test_few_articles_start_no_workers(tmp_path: Path) -> None:
    def refuse() -> Workers:
        raise AssertionError("no worker is needed")

    names = [article(tmp_path, f"a{number}") for number in range(4)]
    assert len(outcomes(batch(tmp_path / "out", hire=refuse, few=4), names)) == 4
