"""Ways to print an article: ours, and what a newsroom would take instead, each with the same words and typeface.

A rival that is not installed is named and left out: in a test that would be a failure, here it is a gap in a table.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.rival import html
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.model.galley import Edition, Galley
from exporter.model.walk import passages
from exporter.resources import fonts_dir

Engine = Callable[[Galley, Context, Path], Path]
"""Prints a galley in a context; the folder is its own, and has the page as HTML."""


def ours(galley: Galley, context: Context, folder: Path) -> Path:
    """Our own backend, in this process."""
    target = folder / "ours.pdf"
    (content,) = pdf.render(Edition((galley,)), context).files.values()
    target.write_bytes(content)
    return target


def weasyprint(_galley: Galley, _context: Context, folder: Path) -> Path:
    """WeasyPrint alone, in a process of its own."""
    target = folder / "weasyprint.pdf"
    program = Path(sys.executable).parent / "weasyprint"
    subprocess.run([program, "--quiet", "--pdf-variant", "pdf/ua-1", folder / "page.html", target], check=True)
    return target


def chromium(_galley: Galley, _context: Context, folder: Path) -> Path:
    """Chromium's own printing."""
    target = folder / "chromium.pdf"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=4000"]
    own = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", (folder / "page.html").as_uri()]
    subprocess.run([_browser() or "", *flags, *own], check=True, capture_output=True, timeout=120)
    return target


def typst(galley: Galley, context: Context, folder: Path) -> Path:
    """Typst: the passages as paragraphs of the body's typeface."""
    import typst as compiler

    source = folder / "page.typ"
    source.write_text(typst_source(galley, context), encoding="utf-8")
    target = folder / "typst.pdf"
    folders = [str(path) for path in fonts_dir().iterdir() if path.is_dir()]
    compiler.compile(str(source), output=str(target), font_paths=folders, ignore_system_fonts=True)
    return target


def typst_source(galley: Galley, context: Context) -> str:
    """A galley's passages as Typst takes them."""
    family = context.roles["text"][0].name
    paragraphs = "\n\n".join(f'#"{_escaped(passage.text)}"' for passage in passages(galley))
    return (
        f'#set text(font: "{family}", lang: "{galley.article.language}", size: 10.5pt)\n'
        f"#set par(justify: true)\n\n{paragraphs}\n"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def present() -> tuple[dict[str, Engine], list[str]]:
    """The engines that are here, and a line for each that is not."""
    engines: dict[str, Engine] = {"ours": ours, "WeasyPrint": weasyprint, "Chromium": chromium, "Typst": typst}
    missing = []
    if not _browser():
        missing.append("Chromium is left out: it is not installed")
        del engines["Chromium"]
    if not find_spec("typst"):
        missing.append("Typst is left out: the package `typst` is not installed (scripts/set-up bench)")
        del engines["Typst"]
    return engines, missing


def prepare(galley: Galley, context: Context, folder: Path) -> None:
    """Write the page as HTML for those that print it."""
    html(galley, context, folder, "page")
