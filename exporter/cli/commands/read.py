"""`export read DOCX`: a Word document back into an article, its pictures beside it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.cli.console import Console
    from exporter.model.article import Article
    from exporter.pipeline import TakenIn

ARTICLES = (".yml", ".yaml")
SCHEMA = "article.schema.json"


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("document", metavar="DOCX", help=texts["document"])
    what.add_argument("--changes", choices=("accept", "reject"), default="accept", help=texts["--changes"])
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="PLACE", default="", help=texts["read -o"])
    output.add_argument("-f", "--force", action="store_true", help=texts["--force"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Read the document, and write the article with its pictures, all or nothing."""
    from pathlib import Path

    from exporter.batch.faults import as_error
    from exporter.errors import UsageError
    from exporter.findings import Span, finding
    from exporter.pipeline import take_in
    from exporter.places import local_path

    try:
        for name in ("document", "output"):
            place = local_path(getattr(options, name))
            if place is None:
                raise UsageError(finding("INTAKE-062", Span(getattr(options, name))))
            setattr(options, name, place)
        if options.output == "-" and options.json:
            raise UsageError(finding("CLI-014"))
        if options.output == "-":
            return _print(take_in(Path(options.document), options.changes), console)
        taken = take_in(Path(options.document), options.changes, lambda made: _place(options.output, made).parent)
        article = _place(options.output, taken.article)
        written = _write(article, taken, force=options.force)
    except Exception as fault:
        return console.failure(as_error(fault))
    console.findings(taken.findings)
    for path in written:
        console.result(str(path))
    console.dump(
        {
            "exit": 0,
            "article": str(article),
            "pictures": [str(article.parent / name) for name in taken.pictures],
            "findings": [console.as_json(one) for one in taken.findings],
        }
    )
    return 0


def _print(taken: TakenIn, console: Console) -> int:
    from exporter.findings import finding

    sys.stdout.write(taken.text)
    sys.stdout.flush()
    lost = (finding("INTAKE-061", files=", ".join(taken.pictures)),) if taken.pictures else ()
    console.findings((*taken.findings, *lost))
    return 0


def _place(output: str, taken: Article) -> Path:
    """The article's file: the one named, `article.yml` in the folder named, or in one named after the article."""
    from pathlib import Path

    place = Path(output or taken.slug)
    if place.suffix.lower() in ARTICLES and not output.endswith(os.sep) and not place.is_dir():
        return place
    return place / "article.yml"


def _write(article: Path, taken: TakenIn, *, force: bool) -> list[Path]:
    """Write the article and its pictures, all or nothing.

    Raises:
        UsageError: something is there already (INTAKE-060).
    """
    from exporter.errors import UsageError
    from exporter.findings import Span, finding
    from exporter.resources import schema_file
    from exporter.writing import write

    files = {article.parent / name: data for name, data in taken.pictures.items()}
    files[article] = taken.text.encode()
    there = sorted(str(path) for path in files if path.exists())
    if there and not force:
        raise UsageError(finding("INTAKE-060", Span(str(article)), files=", ".join(there)))
    written = sorted(files)
    schema = article.parent / SCHEMA
    if not schema.exists():
        files[schema] = schema_file().read_bytes()
    write(files)
    return written
