"""`python -m benchmarks.night [STORIES] [LARGEST]`: tables and growth, written to `benchmarks/results/`.

The samples and 500 invented stories by every program that is here, then ours over more and more stories, up to 5,000.
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


def main(stories: int, largest: int) -> None:
    """Measure, write, and say where."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        # In processes of their own: a child's peak memory is never counted below its parent's at the fork.
        write = [sys.executable, "-m", "benchmarks.night.stories"]
        run([*write, f"{folder}/samples", "samples"])
        run([*write, f"{folder}/night", str(max(stories, largest)), str(stories)])
        samples = table.measure(folder / "samples")
        night = table.measure(folder / "night")
        points = growth.measure(sorted((folder / "night" / "articles").glob("*/article.yml")), largest)
    RESULTS.mkdir(exist_ok=True)
    text = _page(samples, night, points)
    (RESULTS / "night.md").write_text(text, encoding="utf-8")
    from benchmarks.night import plot  # only now, as above

    plot.draw(night, points, RESULTS / "night.svg")
    print(text)


def _page(samples: table.Rows, night: table.Rows, points: list[growth.Point]) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
    return f"""# A newsroom's night

{machine}. `make bench` writes this page and its picture.

## {night[0].stories} invented stories

{table.markdown(night)}

## The samples, each three times: {samples[0].stories} articles

{table.markdown(samples)}

*Cold start*: a process for one article. *Each further*: what one more article takes in the same process; pandoc has to
be started anew for each, LibreOffice for each hundred. *Arabic words kept*: in a PDF those that poppler finds, else
those that stand in the file. All but Typst are given the page of our PDF with its style sheet, pictures and typefaces;
Typst gets the bare text as paragraphs. Ours reads every file back, embeds and cuts the typefaces in all three formats
and draws a cover for the EPUB. LibreOffice's DOCX and EPUB carry neither picture nor typeface.{table.absent()}

## Growth

{growth.markdown(points)}

![growth](night.svg)
"""


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [500, 5000][len(given) :]))
