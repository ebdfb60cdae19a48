"""What a catalogue costs: `python -m benchmarks.catalog COUNT...` makes archives of so many bags up and prints a table.

Processor time and peak memory of the command itself; sizes on the disk; how long Chromium takes from a question to the
results on the page, as a median over words that are frequent, rare, beginnings of others, and two at once.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = ("المدرسة", "كتاب", "من", "مك", "في مدينة", "القاهرة والكتب", "زرافة", "2026", "حداد")


def main(counts: list[int]) -> None:
    """Measure and print."""
    print("| bags | first run | unchanged | one new | peak | on the disk | words alone | an answer in Chromium |")
    print("|---|---|---|---|---|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            print(f"| {count:,} | {' | '.join(_row(Path(scratch), count))} |", flush=True)


def _row(folder: Path, count: int) -> list[str]:
    from tests.archive.catalog.invented import article, put
    from tests.real.tools.catalogue import visit

    for number in range(count):
        put(folder / str(number // 1000), *article(number))
    first, peak = _made(folder)
    unchanged, _ = _made(folder)
    put(folder / "new", *article(count))
    grown, _ = _made(folder)
    catalogue = folder / "catalog"
    answers = visit(catalogue / "index.html", *(("time", words) for words in WORDS)).seen
    sizes = [sum(path.stat().st_size for path in catalogue.glob(which)) / 1e6 for which in ("**/*", "data/*/words/*")]
    return [
        *(f"{seconds:.1f} s" for seconds in (first, unchanged, grown)),
        f"{peak:.0f} MB",
        *(f"{size:.1f} MB" for size in sizes),
        f"{statistics.median(answers):.0f} ms, at most {max(answers)} ms",
    ]


def _made(folder: Path) -> tuple[float, float]:
    """Seconds of processor time and megabytes of one run of the command."""
    words = [sys.executable, "-m", "exporter.cli.main", "catalog", str(folder), "--json"]
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000])
