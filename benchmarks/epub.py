"""EPUB alone, every figure in one run: `python -m benchmarks.epub [TIMES]`.

Warm speed against raw WeasyPrint, the command against pandoc's, and memory over a thousand articles. pandoc is used
where it is on the PATH or comes with the PyPI package pypandoc-binary; else its line says that it is missing.

python -m benchmarks.epub memory ARTICLES    one process that makes so many books, and says its peak memory on the way
python -m benchmarks.epub markdown FILE      the report's text as a source for pandoc
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from subprocess import run

from benchmarks import rival
from benchmarks.measure import compare
from exporter.backends.table import FORMATS, Format

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "samples" / "tram-line-opens" / "article.yml"
THOUSAND = 1000
WARM_TARGET = 0.4
MARKS = 10


def main(times: int) -> None:
    """Measure and print; what is heavy comes last, for a child's peak memory is never counted below its parent's."""
    here = [sys.executable, "-m", "benchmarks.epub"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        print("| what | ratio or figure | target |\n|---|---|---|")
        run([*here, "markdown", str(folder / "report.md")], check=True)
        print(f"| the command making an EPUB / `pandoc` | {beside_pandoc(folder, times)} | – |")
        peaks = run([*here, "memory", str(THOUSAND)], check=True, capture_output=True, text=True).stdout.strip()
        print(f"| peak memory after each tenth of {THOUSAND} articles | {peaks} | flat |")
        ratio, ours, theirs = warm(folder, times)
        said = f"{ratio:.2f} ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms of processor time)"
        print(f"| one warm EPUB / warm `weasyprint` printing the article | {said} | {WARM_TARGET} |")


def warm(folder: Path, times: int) -> tuple[float, float, float]:
    """Median of the ratios, and of both times in seconds: from file to read-back book, and from page to PDF."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    (page,) = rival.pages(folder / "page", [REPORT])
    fonts = FontConfiguration()

    def print_page() -> None:
        HTML(page).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")

    pairs = [(_seconds(_book), _seconds(print_page)) for _ in range(times + 2)][2:]
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def _book() -> None:
    """The report from its file to the read-back book, its fonts cut anew."""
    from exporter.pipeline import export

    export(REPORT, _epub())


def _epub() -> list[Format]:
    return [row for row in FORMATS if row.name == "epub"]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def beside_pandoc(folder: Path, times: int) -> str:
    """Both commands in turn on the report's text and picture; pandoc reads no text back and embeds no fonts."""
    pandoc = _pandoc()
    if not pandoc:
        return "pandoc is missing"
    theirs = [
        pandoc,
        str(folder / "report.md"),
        "--resource-path",
        str(REPORT.parent),
        "-M",
        "lang=ar",
        "-M",
        "dir=rtl",
    ]
    picture = next(REPORT.parent.glob("*.jpg"))
    pair = compare(
        [str(Path(sys.executable).parent / "exporter"), str(REPORT), "--epub", "-o", str(folder)],
        [*theirs, "--epub-cover-image", str(picture), "-o", str(folder / "pandoc.epub")],
        times,
    )
    return f"{pair.time:.2f}, memory {pair.memory:.2f}"


def _pandoc() -> str:
    if found := shutil.which("pandoc"):
        return found
    spec = find_spec("pypandoc")
    inside = Path(spec.origin).parent / "files" / "pandoc" if spec and spec.origin else None
    return str(inside) if inside and inside.exists() else ""


def _markdown() -> str:
    from exporter.model.walk import passages
    from exporter.pipeline import examine

    edition, *_ = examine(REPORT)
    (galley,) = edition.galleys
    picture = next(REPORT.parent.glob("*.jpg")).name
    body = "\n\n".join(passage.text for passage in passages(galley))
    return f"# {galley.title}\n\n![{galley.lead.alt if galley.lead else ''}]({picture})\n\n{body}\n"


def memory(articles: int) -> str:
    """Peak memory in MB after each tenth of so many articles: the samples in turn, each with a text of its own."""
    from exporter.pipeline import export
    from tests.backends import invented

    samples = sorted((ROOT / "samples").glob("*/article.yml"))
    peaks = []
    with tempfile.TemporaryDirectory() as scratch:
        for nth in range(articles):
            path = samples[nth // 2 % len(samples)] if nth % 2 else invented.write(nth, Path(scratch))
            export(path, _epub())
            if (nth + 1) % (articles // MARKS) == 0:
                peaks.append(_megabytes())
    return " ".join(f"{peak:.0f}" for peak in peaks) + " MB"


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["memory", articles]:
            print(memory(int(articles)))
        case ["markdown", file]:
            Path(file).write_text(_markdown(), encoding="utf-8")
        case [times]:
            main(int(times))
        case _:
            main(9)
