"""Two machines and one output folder: the ledger is for one of them at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.batch import machine
from exporter.batch.ledger import NAME, Ledger, LedgerError
from exporter.errors import UsageError
from tests.cli.conftest import Program

Be = Callable[[str], None]


@pytest.fixture
def be(monkeypatch: pytest.MonkeyPatch) -> Be:
    """Makes this process one of another machine: locks hold between descriptors, so one process can be two."""
    return lambda name: monkeypatch.setattr(machine, "_ourselves", lambda: f"boot-of-{name} {name}")


def test_while_one_machine_writes_another_is_refused_by_name(tmp_path: Path, be: Be) -> None:
    be("press")
    first = Ledger(tmp_path)
    be("archive")
    with pytest.raises(UsageError) as refused:
        Ledger(tmp_path)
    (said,) = refused.value.findings
    assert said.code == "BATCH-018" and dict(said.args)["host"] == "press"
    be("press")
    Ledger(tmp_path).close()  # the refused one changed nothing
    first.close()


def test_runs_of_one_machine_share_the_ledger_and_when_the_last_ends_another_machine_may(
    tmp_path: Path, be: Be
) -> None:
    be("press")
    first, second = Ledger(tmp_path), Ledger(tmp_path)
    first.close()
    be("archive")
    with pytest.raises(UsageError):
        Ledger(tmp_path)
    second.close()
    Ledger(tmp_path).close()


def test_a_ledger_that_cannot_be_opened_does_not_keep_other_machines_out(tmp_path: Path, be: Be) -> None:
    broken = tmp_path / NAME
    broken.write_bytes(b"anything but a database" * 100)
    be("press")
    with pytest.raises(LedgerError) as kept:
        Ledger(tmp_path)
    broken.unlink()
    be("archive")
    Ledger(tmp_path).close()
    assert kept.value.reason


def test_a_folder_without_locks_is_used_as_ever(tmp_path: Path, be: Be, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr("exporter.batch.machine.fcntl.flock", none)
    Ledger(tmp_path).close()


@pytest.mark.parametrize("words", [["a", "--docx", "-o", "out"], ["watch", "a", "out", "--docx"]])
def test_the_program_says_so_and_makes_nothing(program: Program, be: Be, words: list[str]) -> None:
    Path("a").mkdir()
    Path("a/article.yml").write_text("headline: عنوان\nbody: نص\n", encoding="utf-8")
    be("press")
    ledger = Ledger(Path("out"))
    be("archive")
    outcome = program(*words)
    assert outcome.code == 2 and "BATCH-018" in outcome.err and "press" in outcome.err
    assert not list(Path("out").glob("*.docx"))
    ledger.close()
