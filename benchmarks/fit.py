"""What fitting a text costs: `python -m benchmarks.fit [TIMES]` prints layouts and ratios for each sample.

Each sample is fitted to a box of one column, three lines too short for it and five lines too long; processor time of
warm exports in one process, fitted and not, in turn.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf.composition import compose
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fitting import fit
from exporter.backends.pdf.fitting.means import boxed
from exporter.backends.pdf.fitting.search import Outcome, search
from exporter.backends.pdf.laid import layer_out
from exporter.batch.process import SELDOM
from exporter.errors import RenderError
from exporter.model.galley import Edition
from exporter.model.target import MOST_DEPTH_PT, ColumnBox, Target, Unit
from exporter.pipeline import Wishes, examine

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/article.yml"))
LAYOUTS = ("article", "newspaper")
LINES = (-3, 5)
OUTCOMES: list[Outcome] = []
FIT: Any = fit


def main(times: int) -> None:
    """Measure and print."""
    gc.set_threshold(*SELDOM)
    FIT.search = _listening
    print("| layout | sample | lines of room | came out | layouts | fitted / as designed |\n|---|---|---|---|---|---|")
    for layout in LAYOUTS:
        rows = [row for path in SAMPLES for row in _sample(path, layout, times)]
        layouts, ratios = zip(*rows, strict=True)
        share = f"{statistics.median(ratios):.1f} (most {max(ratios):.1f})"
        print(f"| {layout} | median | | | {statistics.median(layouts):g} (most {max(layouts)}) | {share} |")


def _sample(path: Path, layout: str, times: int) -> Iterator[tuple[int, float]]:
    """How often a sample was laid out for each fit, and what that cost beside one export."""
    edition, context, _ = examine(path, Wishes(layout=layout))
    plain = _seconds(partial(pdf.render, edition, context), times)
    for lines in LINES:
        target = _box(edition, context, lines)
        ratio = _seconds(partial(_fitted, edition, context, target), times) / plain
        outcome = OUTCOMES[-1]
        name = outcome.verdict.name.lower()
        print(f"| {layout} | {path.parent.name} | {lines:+} | {name} | {outcome.layouts} | {ratio:.1f} |", flush=True)
        yield outcome.layouts, ratio


def _listening(measure: Callable[[int], float], tighter: int, looser: int, slack: float) -> Outcome:
    OUTCOMES.append(search(measure, tighter, looser, slack))
    return OUTCOMES[-1]


def _box(edition: Edition, context: Context, lines: int) -> Target:
    """A column as deep as the article as designed, and some lines more."""
    lay_out = layer_out(edition, context, EditionFetcher(edition.galleys), for_press=False)
    whole = lay_out(boxed(context.layout, ColumnBox(1, MOST_DEPTH_PT, Unit.PT)))
    depth = max(line.bottom for line in compose(whole.document).lines)
    kind = context.layout.type
    return ColumnBox(1, round(depth + lines * kind.text_pt * kind.leading, 1), Unit.PT)


def _fitted(edition: Edition, context: Context, target: Target) -> None:
    try:
        pdf.render(edition, context, pdf.Options(fit=target))
    except RenderError:
        assert OUTCOMES[-1].layouts == 2, "it is known at once that it is over"


def _seconds(work: Callable[[], object], times: int) -> float:
    """Processor time of a piece of work, the median of some after one that does not count."""
    seconds: list[float] = []
    for _ in range(times + 1):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
        gc.collect()
    return statistics.median(seconds[1:])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
