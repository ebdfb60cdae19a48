"""What preflight adds to an export: `python -m benchmarks.preflight [TIMES]` prints a ratio a format.

Processor time of warm exports in one process, with all checks (of the article, its folder, its pages and the finished
file) and with none, in turn.
"""

from __future__ import annotations

import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from exporter import pipeline, preflight
from exporter.backends.table import FORMATS, Format
from exporter.model.composition import Composition

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/article.yml"))
TARGET = 1.1
CHECKS = preflight.CHECKS, preflight.LAID_OUT
RENDER: Any = import_module("exporter.backends.pdf.render")
LOADING: Any = import_module("exporter.loading.load")
COMPOSE, LOOK, UNPRINTED = RENDER.compose, RENDER.facts.look, LOADING.unprinted


def main(times: int) -> None:
    """Measure and print."""
    print("| format | export with preflight / without | target | ms with | ms without |\n|---|---|---|---|---|")
    for row in FORMATS:
        seconds: dict[bool, list[float]] = {True: [], False: []}
        for nth in range(times + 1):
            for checked in (True, False):
                taken = _all_samples(row, checked)
                if nth:
                    seconds[checked].append(taken)
        ours, bare = (statistics.median(seconds[checked]) for checked in (True, False))
        print(f"| {row.name} | {ours / bare:.3f} | {TARGET} | {ours * 1000:.0f} | {bare * 1000:.0f} |")


def _all_samples(row: Format, checked: bool) -> float:
    """Seconds of processor time in which all samples are exported."""
    preflight.CHECKS, preflight.LAID_OUT = CHECKS if checked else ((), ())
    RENDER.compose = COMPOSE if checked else lambda document: Composition(())
    RENDER.facts.look = LOOK if checked else lambda data, press: ()
    LOADING.unprinted = UNPRINTED if checked else lambda *asked: ()
    start = time.process_time()
    for path in SAMPLES:
        pipeline.export(path, [row])
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
