"""`export schema [article|edition]`: the JSON Schema of `article.yml` or `edition.yml`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.cli.console import Console

OF = ("article", "edition")


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("of", nargs="?", choices=OF, default="article", metavar="|".join(OF), help=texts["of"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the shipped schema."""
    from exporter.resources import edition_schema_file, schema_file

    file = edition_schema_file() if options.of == "edition" else schema_file()
    sys.stdout.write(file.read_text(encoding="utf-8"))
    return 0
