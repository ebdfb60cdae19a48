"""`export new FOLDER`: a starter article that says what each field is for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.cli.console import Console


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument_group(texts["what"]).add_argument("folder", metavar="FOLDER", help=texts["folder"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the folder, unless there is one of that name."""
    from pathlib import Path

    from exporter.errors import ExportError

    try:
        article = _start(Path(options.folder), console.language)
    except ExportError as error:
        return console.failure(error)
    console.result(f"{article}\n{options.program} {article} --pdf")
    console.dump({"exit": 0, "article": str(article)})
    return 0


def _start(folder: Path, language: str) -> Path:
    from exporter.errors import UsageError
    from exporter.findings import Span, finding
    from exporter.resources import PACKAGE, schema_file
    from exporter.text.slug import is_slug
    from exporter.writing import write

    if folder.exists():
        raise UsageError(finding("CLI-006", Span(str(folder)), folder=str(folder)))
    if not is_slug(folder.name):
        raise UsageError(finding("CLI-010", folder=folder.name))
    starter = (PACKAGE / "cli" / "starter" / f"article.{language}.yml").read_text(encoding="utf-8")
    article = folder / "article.yml"
    text = starter.replace("SLUG", folder.name).encode()
    write({folder / "article.schema.json": schema_file().read_bytes(), article: text})
    return article
