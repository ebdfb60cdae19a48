"""Nothing leaves the house before its time, unless somebody answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from exporter.pipeline import Wishes
from tests.cli.conftest import Program, article, program  # noqa: F401
from tests.preflight.desk import NOW, found, written
from tests.preflight.desk import article as content

LATER = content(published="2999-01-01T00:00:00Z", updated=None, corrections=None)
AT_NOW = content(published="2026-03-02T12:00:00Z", updated=None, corrections=None)


def test_at_the_moment_itself_it_may_leave(tmp_path: Path) -> None:
    path = written(tmp_path, AT_NOW)
    assert found(path) == ()
    (one,) = found(path, Wishes(now=NOW - timedelta(seconds=1)))
    assert one.code == "PREFLIGHT-045"
    assert dict(one.args)["until"] == "2026-03-02T12:00:00+00:00"


def test_who_breaks_it_is_told_so(tmp_path: Path) -> None:
    (one,) = found(written(tmp_path, LATER), Wishes(now=NOW, breaks_embargo=True))
    assert one.code == "PREFLIGHT-046"


def test_the_time_to_be_written_into_files_does_not_lift_it(tmp_path: Path) -> None:
    far = 40_000_000_000
    (one,) = found(written(tmp_path, LATER), replace(Wishes(now=NOW), epoch=far))
    assert one.code == "PREFLIGHT-045"


def test_the_command_refuses_and_the_flag_takes_it(program: Program, tmp_path: Path) -> None:  # noqa: F811
    path = str(written(tmp_path, LATER))
    refused = program(path, "--html", "--json")
    assert refused.code == 3
    assert [one["code"] for one in refused.json()["articles"][0]["findings"]] == ["PREFLIGHT-045"]
    assert not (tmp_path / "khabar.html").exists()
    taken = program(path, "--html", "--json", "--break-embargo")
    assert taken.code == 0
    assert [one["code"] for one in taken.json()["articles"][0]["findings"]] == ["PREFLIGHT-046"]
    assert (tmp_path / "khabar.html").exists()


@pytest.mark.parametrize("epoch", ["0", "40000000000"])
def test_source_date_epoch_says_nothing_of_today(
    epoch: str,
    program: Program,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert program(str(written(tmp_path, LATER)), "--html").code == 3
    assert program(str(written(tmp_path, content())), "--html").code == 0
