"""P4: an export that is killed leaves each old file or its whole new one; one that is interrupted says so."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from exporter.writing import SUFFIX
from tests.real import exports
from tests.real.exports import ROOT, SAMPLES, SUFFIXES

pytestmark = [pytest.mark.real, pytest.mark.slow]

SAMPLE = "flood-brief"
OLD = b"the old file, whole\n" * 1000
KILLS = 20
ENDS_AS_130 = (130, -signal.SIGINT)
"""A shell says 130 for both: Python ends by the signal itself when that came while a library ran code from a string."""


def start(out: Path) -> subprocess.Popen[bytes]:
    """Begin to export one sample to every format over old files."""
    return subprocess.Popen(
        [*exports.PROGRAM, SAMPLES[SAMPLE], "--all", "-o", out, "--lang", "en"],
        cwd=ROOT,
        env=exports.world(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def with_old_files(folder: Path) -> Path:
    folder.mkdir()
    for suffix in SUFFIXES:
        (folder / f"{SAMPLE}{suffix}").write_bytes(OLD)
    return folder


def visible(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in exports.contents(folder).items() if not name.endswith(SUFFIX)}


def moments(whole: float) -> list[float]:
    """When to kill, in seconds from the start: half at any time, half when files are being written, at the end."""
    chance = random.Random(20260301)
    return [chance.uniform(*((0, whole) if i % 2 else (whole * 0.8, whole * 1.05))) for i in range(KILLS)]


def test_a_killed_export_leaves_each_file_old_or_new_and_the_next_one_clears_up(exported: Path, tmp_path: Path) -> None:
    before = time.monotonic()
    with start(with_old_files(tmp_path / "measured")) as whole:
        whole.communicate()
    assert whole.returncode == 0
    killed, pace = 0, 1.0
    for number, moment in enumerate(moments(time.monotonic() - before)):
        out = with_old_files(tmp_path / str(number))
        with start(out) as process:
            time.sleep(moment * pace)
            pace *= 0.9 if process.poll() is not None else 1.0  # the machine is quicker than when it was measured
            process.kill()
            process.communicate()
        killed += process.returncode == -signal.SIGKILL
        files = visible(out)
        assert set(files) == {f"{SAMPLE}{suffix}" for suffix in SUFFIXES}
        assert [name for name, data in files.items() if data not in (OLD, (exported / name).read_bytes())] == []
    assert killed >= KILLS // 2
    exports.run(SAMPLES[SAMPLE], "--all", "-o", out)
    assert exports.contents(out) == {name: (exported / name).read_bytes() for name in files}


@pytest.mark.parametrize("share", [0.35, 0.6, 0.8])
def test_an_interrupted_export_ends_with_130_and_leaves_no_half_file(
    share: float, exported: Path, tmp_path: Path
) -> None:
    before = time.monotonic()
    with start(with_old_files(tmp_path / "measured")) as whole:
        whole.communicate()
    seconds = time.monotonic() - before
    for attempt in range(5):  # a run may be faster than the one that was measured, and end before it is interrupted
        out = with_old_files(tmp_path / str(attempt))
        code, said = interrupted(out, share * seconds * 0.85**attempt)
        if code != 0:
            break
    assert code in ENDS_AS_130, said.decode()
    assert b"Traceback" not in said
    for name, data in exports.contents(out).items():
        assert data in (OLD, (exported / name).read_bytes()), name


def interrupted(out: Path, after: float) -> tuple[int, bytes]:
    """Interrupt an export after so many seconds; its exit code and what it said."""
    with start(out) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    return process.returncode, said
