"""Printing with everything warm: each sample by us and by WeasyPrint alone on the same HTML, in turn.

Two processes live at once, one a side, so that neither pays for what the other has loaded; each prints when it is told
to and answers with the seconds of processor time and the size of the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Warm:
    """What printing one article costs, ours and theirs: seconds, each the median of its turns, and bytes."""

    name: str
    ours: float
    theirs: float
    our_bytes: int
    their_bytes: int


def measure(articles: list[Path], pages: list[Path], times: int) -> list[Warm]:
    """Print each article as often as asked, in turn, after once to warm up."""
    sides = [Side("ours"), Side("theirs")]
    try:
        out = []
        for article, page in zip(articles, pages, strict=True):
            asked = (article, page)
            for side, path in zip(sides, asked, strict=True):
                side.print(path)
            turns = [[side.print(path) for side, path in zip(sides, asked, strict=True)] for _ in range(times)]
            ours, theirs = (median(seconds for seconds, _ in column) for column in zip(*turns, strict=True))
            out.append(Warm(article.parent.name, ours, theirs, turns[0][0][1], turns[0][1][1]))
        return out
    finally:
        for side in sides:
            side.close()


class Side:
    """A process that lives on and prints what it is told to."""

    def __init__(self, name: str, layout: str = "article") -> None:
        """Start it: `ours` or `theirs`, and the layout that ours prints in."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.warm", name, layout],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def print(self, path: Path) -> tuple[float, int]:
        """Print a file: seconds of processor time, and the size of what came out."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        seconds, size = json.loads(self._process.stdout.readline())
        return float(seconds), int(size)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _ours(layout: str) -> Callable[[str], bytes]:
    from functools import cache

    from exporter.backends import pdf
    from exporter.pipeline import Wishes, examine

    examined = cache(lambda path: examine(Path(path), Wishes(layout=layout)))

    def show(path: str) -> bytes:
        edition, context, _ = examined(path)
        (content,) = pdf.render(edition, context).files.values()
        return content

    return show


def _theirs() -> Callable[[str], bytes]:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return lambda path: bytes(HTML(path).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1"))


def _serve(show: Callable[[str], bytes]) -> None:
    for line in sys.stdin:
        start = time.process_time()
        size = len(show(line.strip()))
        print(json.dumps([time.process_time() - start, size]), flush=True)


def table(rows: list[Warm]) -> None:
    """Print the ratios, article by article and over all."""
    print("\n| printing, warm | ours / theirs | ours s | theirs s | size, ours / theirs |")
    print("|---|---|---|---|---|")
    for row in rows:
        size = row.our_bytes / row.their_bytes
        print(f"| {row.name} | {row.ours / row.theirs:.2f} | {row.ours:.3f} | {row.theirs:.3f} | {size:.2f} |")
    time_ratio = median(row.ours / row.theirs for row in rows)
    size_ratio = sum(row.our_bytes for row in rows) / sum(row.their_bytes for row in rows)
    print(f"| median; size of all | **{time_ratio:.2f}** (target 1.15) | | | **{size_ratio:.2f}** (target 1.1) |")


if __name__ == "__main__":
    _serve(_ours(sys.argv[2]) if sys.argv[1] == "ours" else _theirs())
