"""`export shell-init SHELL`: a shell function for the literal `export article.yml`, with completion."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from exporter.cli.table import COMMANDS, EXPORT, SHELLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exporter.cli.console import Console


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument_group(texts["what"]).add_argument("shell", choices=SHELLS, help=texts["shell"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the shell's own code, filled in from the tables of formats and commands."""
    from exporter.cli.main import make_parser
    from exporter.resources import PACKAGE, houses, layouts

    script = (PACKAGE / "cli" / "shell" / f"init.{options.shell}").read_text(encoding="utf-8")
    parser = make_parser(EXPORT, console.language)
    words = {
        "@COMMANDS@": [command.name for command in COMMANDS],
        "@FLAGS@": [flag for flag in parser.flags() if flag.startswith("--")],
        "@LAYOUTS@": layouts(),
        "@HOUSES@": houses(),
    }
    script = "".join(_each(line, parser.values()) for line in script.splitlines(keepends=True))
    for slot, filling in words.items():
        script = script.replace(slot, " ".join(filling))
    sys.stdout.write(script)
    return 0


def _each(line: str, values: Mapping[str, Sequence[str]]) -> str:
    """A line as it is; one about a flag and its values for each flag that has any."""
    if "@FLAG@" not in line:
        return line
    return "".join(line.replace("@FLAG@", flag).replace("@VALUES@", " ".join(some)) for flag, some in values.items())
