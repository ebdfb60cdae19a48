"""Every promise of speed in one run: `python -m benchmarks [TIMES]` prints a table of ratios and their targets."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Pair, compare, run

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "samples" / "tram-line-opens" / "article.yml"
TWENTY = 20


def main(times: int) -> None:
    """Measure and print."""
    python, here = sys.executable, str(Path(sys.executable).parent)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        out = ["-o", str(folder / "out")]
        alone = [python, "-m", "benchmarks.rival"]
        # In processes of their own: a child's peak memory is never counted below its parent's at the fork.
        run([*alone, "pages", str(folder / "one"), str(REPORT)])
        (page,) = (folder / "one").glob("*.html")
        raw = [f"{here}/weasyprint", "--pdf-variant", "pdf/ua-1", str(page), str(page.with_suffix(".pdf"))]
        samples = sorted((ROOT / "samples").glob("*/article.yml"))
        twenty = [samples[i % len(samples)] for i in range(TWENTY)]
        run([*alone, "pages", str(folder / "twenty"), *map(str, twenty)])
        copies = _with_their_own_slugs(twenty, folder / "articles")
        ours, report = [f"{here}/exporter"], [f"{here}/exporter", str(REPORT)]
        one = compare([*report, "--pdf", *out], raw, times)
        many = compare(
            [*ours, *map(str, copies), "--pdf", "--docx", "--epub", "-j", "1", "--force", *out],
            [*alone, "print", str(folder / "twenty")],
            max(3, times // 2),
        )
        bare = compare([*ours, "--help"], [python, "-c", "pass"], times * 3)
        rows = [
            ("`export --help` / `python -c pass`", bare, 4.0, None),
            ("one DOCX / `weasyprint` printing the article", compare([*report, "--docx", *out], raw, times), 0.5, None),
            ("one EPUB / `weasyprint` printing the article", compare([*report, "--epub", *out], raw, times), 0.5, None),
            ("one PDF / `weasyprint` on the same HTML", one, 1.3, 1.5),
            ("20 articles to PDF, DOCX, EPUB / 20 raw PDFs", many, 1.5, 1.5),
        ]
    _table(rows, times)
    _of_the_pdf(samples, max(3, times // 2))


def _of_the_pdf(samples: list[Path], times: int) -> None:
    """The tables that need our own code in this process: it must not be there while memory is measured."""
    from benchmarks import rival, survival, warm

    with tempfile.TemporaryDirectory() as scratch:
        warm.table(warm.measure(samples, rival.pages(Path(scratch), samples), times))
    survival.table()


def _with_their_own_slugs(articles: list[Path], folder: Path) -> list[Path]:
    """Copies of articles beside links to their pictures, so that no two write the same file."""
    copies = []
    for number, article in enumerate(articles):
        target = folder / f"{number:02}"
        target.mkdir(parents=True)
        for file in article.parent.iterdir():
            (target / file.name).write_bytes(file.read_bytes())
        text = (target / article.name).read_text(encoding="utf-8")
        slug = next(line for line in text.splitlines() if line.startswith("slug:"))
        (target / article.name).write_text(text.replace(slug, f"{slug}-{number}", 1), encoding="utf-8")
        copies.append(target / article.name)
    return copies


def _table(rows: list[tuple[str, Pair, float, float | None]], times: int) -> None:
    cores = os.cpu_count()
    print(f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}, {cores} cores, {times} pairs\n")
    print("| ours / theirs | time | target | memory | target | ours s | theirs s | ours MB | theirs MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, pair, target, memory in rows:
        ours, theirs = (sorted(runs, key=lambda run: run.seconds)[len(runs) // 2] for runs in (pair.ours, pair.theirs))
        limits = f"{pair.time:.2f} | {target} | {pair.memory:.2f} | {memory or '–'}"
        print(
            f"| {name} | {limits} | {ours.seconds:.3f} | {theirs.seconds:.3f} "
            f"| {ours.megabytes:.0f} | {theirs.megabytes:.0f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
