"""How cost grows with the number of articles, and what a million costs: all three formats, every core."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import run_with_its_workers

SIZES = (10, 50, 200, 1000, 5000)
MILLION = 1_000_000


@dataclass(frozen=True)
class Point:
    """A run over so many articles, by the clock.

    Attributes:
        seconds: of the run.
        again: seconds of a second run, in which nothing is to be made.
        megabytes: peak memory of its largest process, a worker.
    """

    articles: int
    seconds: float
    again: float
    megabytes: float

    @property
    def each(self) -> float:
        """Seconds an article, the start of the program and of its workers shared out."""
        return self.seconds / self.articles


def measure(articles: Sequence[Path], largest: int) -> list[Point]:
    """Run over more and more of the articles."""
    points = []
    program = str(Path(sys.executable).parent / "exporter")
    most = min(largest, len(articles))
    for size in [size for size in SIZES if size <= most] or [most]:
        with tempfile.TemporaryDirectory() as scratch:
            names = Path(scratch) / "names"
            names.write_text("\n".join(map(str, articles[:size])), encoding="utf-8")
            out = Path(scratch) / "out"
            command = f'"{program}" - --pdf --docx --epub -o "{out}" < "{names}"'
            one = run_with_its_workers(["/bin/sh", "-c", command])
            again = run_with_its_workers(["/bin/sh", "-c", command])
            points.append(Point(size, one.seconds, again.seconds, one.megabytes))
            shutil.rmtree(out)
        print(f"{size} articles: {points[-1].each:.3f} s each, {points[-1].megabytes:.0f} MB", flush=True)
    return points


def markdown(points: Sequence[Point]) -> str:
    """The table, and the arithmetic of a million."""
    cores = os.cpu_count() or 1
    lines = [
        "| articles | s an article | s of each further article | a second run, % of the first | peak MB of a worker |",
        "|---|---|---|---|---|",
    ]
    for before, one in zip((None, *points), points, strict=False):
        further = f"{(one.seconds - before.seconds) / (one.articles - before.articles):.3f}" if before else "–"
        again = 100 * one.again / one.seconds
        lines.append(f"| {one.articles} | {one.each:.3f} | {further} | {again:.2f} | {one.megabytes:.0f} |")
    each = points[-1].each
    hours = each * cores * MILLION / 3600
    arithmetic = f"{each:.3f} s x {cores} cores x {MILLION:,} articles / 3600 s = {hours:,.0f} core-hours"
    return "\n".join([*lines, "", f"A million articles in all three formats: {arithmetic}."])
