"""What it takes to verify an archive: `python -m benchmarks.verify [BAGS]` prints a table (Linux).

Bags of all samples, each many times over, in folders of a hundred. The memory of every process of a run is read as
Linux tells it, after a tenth of the bags and at the end; bagit-python, which looks at sums alone, stands beside.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/article.yml"))
EXPORT = [sys.executable, "-m", "exporter.cli.main"]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
EACH = 100
"""Bags of a folder."""


class Use(NamedTuple):
    """What a run has used: seconds of processor of all its processes, MB of the largest, MB of the one that reports."""

    seconds: float
    largest: float
    reporter: float


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="export-benchmark-") as name:
        folder = Path(name)
        subprocess.run(
            [*EXPORT, *map(str, SAMPLES), "--bundle", "-o", str(folder / "made")], check=True, stdout=subprocess.DEVNULL
        )
        made = sorted((folder / "made").glob("*.bag.zip"))
        shelf = _shelf(made, folder / "shelf", count)
        print(
            "| bags | workers | bags/s | processor, ms a bag | largest process, MB: after a tenth, at the end |", end=""
        )
        print(" reporting process, MB |\n|---|---|---|---|---|---|")
        for workers in (1, 2):
            print(_row(shelf, count, workers), flush=True)
        print(f"\nbagit-python on the same bags, sums alone: {_bagit(made, folder / 'open'):.0f} ms of processor a bag")


def _shelf(made: list[Path], folder: Path, count: int) -> Path:
    """So many names of the same files, so that the disk is not what is measured."""
    for number in range(count):
        source = made[number % len(made)]
        target = folder / f"{number // EACH:04}" / f"{number:06}-{source.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
    return folder


def _row(shelf: Path, count: int, workers: int) -> str:
    words = [*EXPORT, "verify", str(shelf), "-j", str(workers), "--json"]
    start, early = time.perf_counter(), Use(0, 0, 0)
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout
        late = early
        for number, _ in enumerate(run.stdout, 1):
            if number == count // 10:
                early = _use(run.pid)
            if number == count:
                late = _use(run.pid)
        seconds = time.perf_counter() - start
    if run.returncode:
        raise SystemExit(f"{words} ended with {run.returncode}")
    cpu = late.seconds / count * 1000
    memory = f"{early.largest:.0f}, {late.largest:.0f}"
    return f"| {count:,} | {workers} | {count / seconds:.1f} | {cpu:.0f} | {memory} | {late.reporter:.0f} |"


def _use(session: int) -> Use:
    """What the processes of a session have used by now, those that were waited for included."""
    seconds, largest, reporter = 0.0, 0.0, 0.0
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == session:
            megabytes = int(fields[21]) * PAGE / 1e6
            seconds += sum(map(int, fields[11:15])) / TICKS
            largest = max(largest, megabytes)
            reporter = megabytes if int(process.name) == session else reporter
    return Use(seconds, largest, reporter)


def _bagit(made: list[Path], folder: Path) -> float:
    """Milliseconds of processor in which bagit validates a bag, in one process that goes through all of them."""
    for archive in made:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    probe = (
        "import bagit, sys, time; start = time.process_time();"
        "[bagit.Bag(place).validate() for place in sys.argv[1:]]; print(time.process_time() - start)"
    )
    words = [sys.executable, "-W", "ignore", "-c", probe, *map(str, folder.iterdir())]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(done.stdout) / len(made) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
