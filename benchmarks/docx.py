"""A Word document's time beside what a desk would use instead: `python -m benchmarks.docx [TIMES]`, all in one run.

Warm: one process that has exported the article before, fonts read, against WeasyPrint printing the same page with its
own fonts ready. Whole processes: our program against LibreOffice and pandoc turning the same page into a document. A
program that is not here is left out, and the table says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.measure import compare, run

REPORT = Path(__file__).parent.parent / "samples" / "tram-line-opens" / "article.yml"
"""824 words, one picture."""
WARM = "`weasyprint` printing it, warm"
OFFICE = "LibreOffice on the same HTML"
PANDOC = "pandoc on the same HTML"
TARGETS = {WARM: 0.4, OFFICE: 0.1, PANDOC: None}


def main(times: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        here = [sys.executable, "-m"]
        run([*here, "benchmarks.rival", "pages", str(folder), str(REPORT)])
        (page,) = folder.glob("*.html")
        asked = [*here, "benchmarks.docx", "--warm", str(page), str(times)]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        ours, theirs = json.loads(done.stdout)
        print("| one DOCX / | time | target | ours s | theirs s |\n|---|---|---|---|---|")
        _row(WARM, ours, theirs)
        _processes(OFFICE, _office(page, folder), folder, times, warm=ours)
        _processes(PANDOC, _pandoc(page, folder), folder, times)


def _processes(name: str, theirs: list[str], folder: Path, times: int, warm: Sequence[float] = ()) -> None:
    """Whole processes in turn; `warm` are seconds of ours in a process that runs on, as a desk's does."""
    if not theirs:
        print(f"| {name} | left out: it is not installed | | | |")
        return
    program = str(Path(sys.executable).parent / "exporter")
    pair = compare([program, str(REPORT), "--docx", "-o", str(folder / "out")], theirs, max(3, times // 3))
    seconds = [one.seconds for one in pair.theirs]
    if warm:
        _row(f"{name}, ours warm", [median(warm)] * len(seconds), seconds, TARGETS[name])
    _row(f"{name}, both started anew", [one.seconds for one in pair.ours], seconds)


def _row(name: str, ours: Sequence[float], theirs: Sequence[float], target: float | None = None) -> None:
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    limit = target or TARGETS.get(name) or "–"
    print(f"| {name} | {ratio:.3f} | {limit} | {median(ours):.3f} | {median(theirs):.3f} |")


def _office(page: Path, folder: Path) -> list[str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    reader = "--infilter=HTML (StarWriter)"
    words = [profile, "--headless", "--norestore", reader, "--convert-to", "docx", "--outdir", str(folder / "office")]
    return [program, *words, str(page)] if program else []


def _pandoc(page: Path, folder: Path) -> list[str]:
    bundled = find_spec("pypandoc")
    beside = Path(bundled.origin).parent / "files" / "pandoc" if bundled and bundled.origin else None
    program = shutil.which("pandoc") or (str(beside) if beside and beside.is_file() else None)
    if program is None:
        return []
    resources = ["--resource-path", str(page.parent)]
    return [program, "--from", "html", *resources, "--output", str(folder / "pandoc.docx"), str(page)]


def warm(page: Path, times: int) -> tuple[list[float], list[float]]:
    """Seconds of our export, and of WeasyPrint, in turn, each after a first time that does not count."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from exporter.backends.table import FORMATS
    from exporter.pipeline import export

    rows = [row for row in FORMATS if row.name == "docx"]
    fonts = FontConfiguration()
    calls: tuple[Callable[[], object], ...] = (
        lambda: export(REPORT, rows),
        lambda: HTML(page).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1"),
    )
    pairs = [tuple(map(_seconds, calls)) for _ in range(times + 1)][1:]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--warm"]:
        print(json.dumps(warm(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
