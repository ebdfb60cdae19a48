"""P3: the same input gives the same bytes, for every format, on any day and machine."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tests.real import exports
from tests.real.exports import ROOT, SAMPLES
from tests.real.tools.missing import command

pytestmark = [pytest.mark.real, pytest.mark.slow]

TWO = ("andalus-culture", "currency-economy")
DAY = timedelta(days=1).total_seconds()
WORLDS = {
    "Tokyo, another hash seed": {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
    "Los Angeles, the plain C locale": {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
    "the next day": {"CLOCK_SHIFT": str(DAY)},
    "forty years on": {"CLOCK_SHIFT": str(40 * 365 * DAY), "LC_ALL": "C.UTF-8"},
    "no home": {"HOME": "/nonexistent", "LANG": "ar_EG.UTF-8", "LC_ALL": ""},
}


def observer(folder: Path) -> str:
    """A folder for PYTHONPATH with the observer as what Python runs at its start."""
    shutil.copy(ROOT / "tests" / "real" / "observer.py", folder / "sitecustomize.py")
    return str(folder)


@pytest.mark.parametrize("world", WORLDS)
def test_another_process_zone_locale_hash_seed_and_day_give_the_same_bytes(
    world: str, exported: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    articles = [SAMPLES[name] for name in TWO]
    exports.run(*articles, "--all", "-o", out, env={**WORLDS[world], "PYTHONPATH": observer(tmp_path)})
    made = exports.contents(out)
    assert len(made) == len(TWO) * len(exports.SUFFIXES)
    assert [name for name, data in made.items() if data != (exported / name).read_bytes()] == []


def test_another_folder_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(SAMPLES[TWO[0]].parent, tmp_path / "مجلد آخر" / "x")
    exports.run("article.yml", "--all", "-o", tmp_path / "out", cwd=elsewhere)
    for name, data in exports.contents(tmp_path / "out").items():
        assert data == (exported / name).read_bytes(), name


def test_the_clock_of_the_other_days_is_really_another(tmp_path: Path) -> None:
    asked = "import time, datetime; print(time.gmtime().tm_year, time.localtime().tm_year, int(time.time()))"
    env = exports.world({"PYTHONPATH": observer(tmp_path), "CLOCK_SHIFT": str(40 * 365 * DAY)})
    python = exports.PROGRAM[0]
    said = [subprocess.check_output([python, "-c", asked], env=one, text=True) for one in (exports.world(), env)]
    now, then = (list(map(int, line.split())) for line in said)
    assert then[0] - now[0] >= 39 and then[1] - now[1] >= 39 and then[2] - now[2] > 39 * 365 * DAY


def test_a_time_that_is_given_stands_in_every_format_and_nothing_else_changes_between_runs(tmp_path: Path) -> None:
    runs = []
    for name in ("first", "second"):
        exports.run(
            SAMPLES["flood-brief"], "--all", "-o", tmp_path / name, env={"SOURCE_DATE_EPOCH": "1000000000", "TZ": name}
        )
        runs.append(exports.contents(tmp_path / name))
    assert runs[0] == runs[1]
    said = subprocess.check_output([command("pdfinfo"), "-isodates", tmp_path / "first" / "flood-brief.pdf"], text=True)
    assert "2001-09-09T01:46:40" in said
