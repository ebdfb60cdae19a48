"""`export check ARTICLE...`: what is wrong with articles, without writing anything."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.cli.console import Console

FOUND = 1


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument_group(texts["what"]).add_argument(
        "articles", nargs="+", metavar="ARTICLE", help=texts["articles"]
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Check every article; the exit code is 1 when one has errors or warnings."""
    from pathlib import Path

    from exporter import messages
    from exporter.cli.commands.export import program_fault, source_date_epoch
    from exporter.errors import ExportError, InputError
    from exporter.findings import Severity
    from exporter.pipeline import examine

    reports, exit_code = [], 0
    for article in console.each(options.articles):
        try:
            findings = examine(Path(article), source_date_epoch())[2]
        except InputError as error:
            findings = error.findings
        except Exception as fault:
            return console.failure(fault if isinstance(fault, ExportError) else program_fault(fault))
        wrong = [one for one in findings if messages.entry(one.code).severity is not Severity.NOTICE]
        exit_code = FOUND if wrong else exit_code
        console.findings(findings)
        console.result(f"{article}  {'✗' if wrong else '✓'}")
        reports.append({"article": article, "findings": [console.as_json(one) for one in findings]})
    console.dump({"exit": exit_code, "articles": reports})
    return exit_code
