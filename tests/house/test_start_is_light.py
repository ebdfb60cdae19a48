"""`export --help` and the formats that need no page layout load nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    "weasyprint",
    "pydantic",
    "docx",
    "ebooklib",
    "jinja2",
    "fontTools",
    "PIL",
    "babel",
    "rich",
    "uharfbuzz",
    "lxml",
)

PROBE = """
import sys
from exporter.cli.main import main
try:
    status = main(sys.argv[2:])
except SystemExit as end:
    status = end.code
print("loaded:", *sorted(set(sys.argv[1].split(",")) & set(sys.modules)))
sys.exit(status)
"""


def loaded(names: tuple[str, ...], *arguments: str | Path, folder: Path) -> list[str]:
    """Which of these modules a fresh process has loaded after a command."""
    words = [sys.executable, "-c", PROBE, ",".join(names), *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()[1:]


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    assert loaded(HEAVY, "--help", folder=tmp_path) == []


def test_a_docx_export_loads_no_page_layout_and_no_epub_packager(root: Path, tmp_path: Path) -> None:
    article = sorted(root.glob("samples/*/article.yml"))[0]
    assert loaded(("weasyprint", "ebooklib"), article, "--docx", "-o", tmp_path, folder=tmp_path) == []


def test_an_epub_export_loads_no_page_layout_and_no_word_library(root: Path, tmp_path: Path) -> None:
    article = sorted(root.glob("samples/*/article.yml"))[0]
    assert loaded(("weasyprint", "docx"), article, "--epub", "-o", tmp_path, folder=tmp_path) == []
