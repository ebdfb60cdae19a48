"""`python -m benchmarks.night [STORIES] [OTHERS] [LARGEST]`: table and growth, written to `benchmarks/results/`.

500 stories by default, 40 of them by the programs that are started anew for each or are slow, and growth up to 5,000.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import run
from benchmarks.night import growth, table

RESULTS = Path(__file__).parents[1] / "results"


def main(stories: int, others: int, largest: int) -> None:
    """Measure, write, and say where."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        # In a process of its own: a child's peak memory is never counted below its parent's at the fork.
        count = max(stories, largest)
        run([sys.executable, "-m", "benchmarks.night.stories", str(folder), str(count), str(stories)])
        articles = sorted((folder / "articles").glob("*/article.yml"))
        rows = table.measure(folder, stories, others)
        points = growth.measure(articles, largest)
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
    text = f"# A newsroom's night\n\n{cores}. `make bench` writes this page and its picture.\n\n"
    text += f"{table.markdown(rows)}\n\n## Growth\n\n{growth.markdown(points)}\n\n![growth](night.svg)\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "night.md").write_text(text, encoding="utf-8")
    from benchmarks.night import plot  # only now, as above

    plot.draw(rows, points, RESULTS / "night.svg")
    print(text)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [500, 40, 5000][len(given) :]))
