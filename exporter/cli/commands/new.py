"""`export new FOLDER`: a starter article that says what each field is for, or a layout of one's own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.cli.console import Console


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("folder", metavar="FOLDER", help=texts["folder"])
    what.add_argument("--layout", metavar="NAME", help=texts["new --layout"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the folder, unless there is one of that name."""
    from pathlib import Path

    from exporter.errors import ExportError

    folder = Path(options.folder)
    try:
        _refuse(folder)
        if options.layout:
            layout = _start_layout(folder, options.layout, console.language)
        else:
            article = _start(folder, console.language)
    except ExportError as error:
        return console.failure(error)
    if options.layout:
        console.result(f"{layout}\n{options.program} ARTICLE --pdf --templates {folder.parent} --layout {folder.name}")
        console.dump({"exit": 0, "layout": str(layout)})
        return 0
    console.result(f"{article}\n{options.program} {article} --pdf")
    console.dump({"exit": 0, "article": str(article)})
    return 0


def _refuse(folder: Path) -> None:
    """Refuse a folder that is there already, or whose name cannot name anything.

    Raises:
        UsageError: for either (CLI-006, CLI-010).
    """
    from exporter.errors import UsageError
    from exporter.findings import Span, finding
    from exporter.text.slug import is_slug

    if folder.exists():
        raise UsageError(finding("CLI-006", Span(str(folder)), folder=str(folder)))
    if not is_slug(folder.name):
        raise UsageError(finding("CLI-010", folder=folder.name))


def _start_layout(folder: Path, base: str, language: str) -> Path:
    """A layout that is based on a shipped one, whose measures stand in it as comments.

    Raises:
        UsageError: there is no such layout (CLI-002).
    """
    from exporter.errors import UsageError
    from exporter.findings import finding
    from exporter.resources import PACKAGE, layouts, templates_dir
    from exporter.writing import write

    if base not in layouts():
        raise UsageError(finding("CLI-002", option="--layout", value=", ".join(layouts())))
    measures = (templates_dir() / base / "layout.toml").read_text(encoding="utf-8").partition("\n\n")[2]
    rows = [row for row in measures.splitlines(keepends=True) if not row.startswith("based_on")]
    commented = "".join(f"# {row}" if row.strip() else row for row in rows)
    files = {}
    for name in ("layout.toml", "page.css"):
        stem, suffix = name.split(".")
        starter = (PACKAGE / "cli" / "starter" / f"{stem}.{language}.{suffix}").read_text(encoding="utf-8")
        text = starter.replace("MEASURES", commented).replace("NAME", folder.name).replace("BASE", base)
        files[folder / name] = text.encode()
    write(files)
    return folder / "layout.toml"


def _start(folder: Path, language: str) -> Path:
    from exporter.resources import PACKAGE, schema_file
    from exporter.writing import write

    starter = (PACKAGE / "cli" / "starter" / f"article.{language}.yml").read_text(encoding="utf-8")
    article = folder / "article.yml"
    text = starter.replace("SLUG", folder.name).encode()
    write({folder / "article.schema.json": schema_file().read_bytes(), article: text})
    return article
