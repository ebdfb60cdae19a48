"""The programs that a desk could take instead, each as it is run: what makes which format, from what, and how.

A program that is started anew for each article pays its start each time; those that take many articles, or are a
library, are given as many at once as they take.

python -m benchmarks.night.peers weasyprint|typst FILE...    a library printing files in one process
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PYTHON = sys.executable
OURS = "ours"
ALL = sys.maxsize


@dataclass(frozen=True)
class Peer:
    """A program and a format that it makes.

    Attributes:
        name: of the program.
        format: `pdf`, `docx` or `epub`.
        at_once: how many files one process makes.
        command: from the sources, the folder for the files and a number that tells two runs apart.
        takes: what it is given of a story: `yml`, `html` or `typ`.
    """

    name: str
    format: str
    at_once: int
    command: Callable[[Sequence[Path], Path, int], list[str]]
    takes: str = "html"


def _ours(format_: str) -> Peer:
    def command(sources: Sequence[Path], out: Path, _: int) -> list[str]:
        program = str(Path(PYTHON).parent / "exporter")
        return [program, *map(str, sources), f"--{format_}", "-j", "1", "--force", "-o", str(out)]

    return Peer(OURS, format_, ALL, command, "yml")


def _library(name: str, package: str, takes: str) -> Peer:
    def command(sources: Sequence[Path], out: Path, _: int) -> list[str]:
        return [PYTHON, "-m", "benchmarks.night.peers", package, str(out), *map(str, sources)]

    return Peer(name, "pdf", ALL, command, takes)


def _chromium() -> Peer:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")

    def command(sources: Sequence[Path], out: Path, _: int) -> list[str]:
        return ["node", str(Path(__file__).with_name("browser.mjs")), program, str(out), *map(str, sources)]

    return Peer("Chromium", "pdf", ALL, command)


def _office(format_: str) -> Peer:
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""

    def command(sources: Sequence[Path], out: Path, run: int) -> list[str]:
        profile = f"-env:UserInstallation={(out / f'profile-{run}').as_uri()}"
        reader = "--infilter=HTML (StarWriter)"
        words = [profile, "--headless", "--norestore", reader, "--convert-to", format_, "--outdir", str(out)]
        return [program, *words, *map(str, sources)]

    return Peer("LibreOffice", format_, 100, command)  # of 500 it made 245 and said nothing


def _pandoc(format_: str) -> Peer:
    program = pandoc()

    def command(sources: Sequence[Path], out: Path, _: int) -> list[str]:
        (source,) = sources
        target = str(_target(source, out, format_))
        return [program, "--from", "html", "--resource-path", str(source.parent), "--output", target, str(source)]

    return Peer("pandoc", format_, 1, command)


def pandoc() -> str:
    """pandoc's program, of the system or of the package `pypandoc-binary`; empty when there is none."""
    bundled = find_spec("pypandoc")
    beside = Path(bundled.origin).parent / "files" / "pandoc" if bundled and bundled.origin else None
    return shutil.which("pandoc") or (str(beside) if beside and beside.is_file() else "")


def _target(source: Path, out: Path, format_: str) -> Path:
    return out / f"{source.stem}.{format_}"


PEERS = (
    _ours("pdf"),
    _library("WeasyPrint", "weasyprint", "html"),
    _chromium(),
    _library("Typst", "typst", "typ"),
    _office("pdf"),
    _ours("docx"),
    _pandoc("docx"),
    _office("docx"),
    _ours("epub"),
    _pandoc("epub"),
    _office("epub"),
)


def missing() -> dict[str, str]:
    """The programs that are not here, and where they come from."""
    found = {
        "Chromium": bool(_chromium().command([], Path("/"), 0)[2]) and bool(shutil.which("node")),
        "LibreOffice": bool(_office("pdf").command([], Path("/"), 0)[0]),
        "pandoc": bool(pandoc()),
        "Typst": find_spec("typst") is not None,
    }
    sources = {"Typst": "`scripts/set-up bench`", "pandoc": "`scripts/set-up bench`"}
    return {name: sources.get(name, "`scripts/set-up test`") for name, here in found.items() if not here}


def _weasyprint(out: Path, sources: Sequence[Path]) -> None:
    """As WeasyPrint's documentation advises: one font configuration for all."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for source in sources:
        HTML(source).write_pdf(_target(source, out, "pdf"), font_config=fonts, pdf_variant="pdf/ua-1")


def _typst(out: Path, sources: Sequence[Path]) -> None:
    import typst

    from exporter.resources import fonts_dir

    folders = [str(path) for path in fonts_dir().iterdir() if path.is_dir()]
    for source in sources:
        typst.compile(
            str(source), output=str(_target(source, out, "pdf")), font_paths=folders, ignore_system_fonts=True
        )


if __name__ == "__main__":
    library = {"weasyprint": _weasyprint, "typst": _typst}[sys.argv[1]]
    library(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
