"""`export schema`: the JSON Schema of `article.yml`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.cli.console import Console


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Take no argument."""


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the shipped schema."""
    from exporter.resources import schema_file

    sys.stdout.write(schema_file().read_text(encoding="utf-8"))
    return 0
