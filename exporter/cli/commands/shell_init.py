"""`export shell-init SHELL`: a shell function for the literal `export article.yml`, with completion."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from exporter.cli.table import COMMANDS, EXPORT, SHELLS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.cli.console import Console


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument_group(texts["what"]).add_argument("shell", choices=SHELLS, help=texts["shell"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the shell's own code, filled in from the tables of formats and commands."""
    from exporter.cli.main import make_parser
    from exporter.resources import PACKAGE

    script = (PACKAGE / "cli" / "shell" / f"init.{options.shell}").read_text(encoding="utf-8")
    flags = [flag for flag in make_parser(EXPORT, console.language).flags() if flag.startswith("--")]
    script = script.replace("@COMMANDS@", " ".join(command.name for command in COMMANDS))
    sys.stdout.write(script.replace("@FLAGS@", " ".join(flags)))
    return 0
