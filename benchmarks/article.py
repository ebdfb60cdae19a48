"""An article warm, from its file to three files that have read back, beside WeasyPrint's PDF of the same page alone.

`python -m benchmarks.article [TIMES]`: each sample in turn, in two processes that live on; processor time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks import rival
from benchmarks.measure import ENVIRONMENT

SAMPLES = Path(__file__).parent.parent / "samples"
TARGET = 1.3


def main(times: int) -> None:
    """Measure and print."""
    articles = sorted(SAMPLES.glob("*/article.yml"))
    with tempfile.TemporaryDirectory() as scratch:
        pages = rival.pages(Path(scratch), articles)
        ours, theirs = _side("benchmarks.article", "serve"), _side("benchmarks.warm", "theirs")
        turns = [
            [(_seconds(ours, article), _seconds(theirs, page)) for article, page in zip(articles, pages, strict=True)]
            for _ in range(times + 1)
        ][1:]
        for side in (ours, theirs):
            side.communicate()
    print("\n| PDF, DOCX and EPUB of an article, warm / WeasyPrint's PDF | ours / theirs | ours s | theirs s |")
    print("|---|---|---|---|")
    for article, pairs in zip(articles, zip(*turns, strict=True), strict=True):
        mine, his = (median(column) for column in zip(*pairs, strict=True))
        print(f"| {article.parent.name} | {mine / his:.2f} | {mine:.3f} | {his:.3f} |")
    whole = median(sum(a for a, _ in turn) / sum(b for _, b in turn) for turn in turns)
    print(f"| all samples | **{whole:.2f}** (target {TARGET}) | | |")


def _side(module: str, word: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, word]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)


def _seconds(side: subprocess.Popen[str], path: Path) -> float:
    assert side.stdin and side.stdout
    side.stdin.write(f"{path}\n")
    side.stdin.flush()
    return float(json.loads(side.stdout.readline())[0])


def _serve() -> None:
    """Export what is named, as the command does with many: garbage is collected between two articles."""
    from exporter.backends.table import FORMATS
    from exporter.batch.process import between, seldom
    from exporter.pipeline import export

    rows = [row for row in FORMATS if row.name != "html"]
    seldom()
    for nth, line in enumerate(sys.stdin):
        start = time.process_time()
        made, _ = export(Path(line.strip()), rows)
        between(nth == 0)
        print(json.dumps([time.process_time() - start, sum(len(file.data) for file in made)]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        _serve()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
