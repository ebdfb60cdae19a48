"""`export check ARTICLE...`: what is wrong with articles, without writing anything."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from exporter.backends.table import FIT, PDF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.cli.console import Console
    from exporter.findings import Finding
    from exporter.pipeline import Wishes

FOUND = 1


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("articles", nargs="+", metavar="ARTICLE", help=texts["articles"])
    what.add_argument("--layout", metavar="NAME", help=texts["--layout"])
    what.add_argument("--templates", metavar="DIR", help=texts["--templates"])
    what.add_argument("--house", metavar="HOUSE", help=texts["--house"])
    for flag in PDF.flags:  # whatever makes the pages other makes other findings
        said = texts["check --fit" if flag is FIT else flag.name]
        if flag.metavar:
            what.add_argument(flag.name, metavar=flag.metavar, choices=flag.choices or None, help=said)
        else:
            what.add_argument(flag.name, action="store_true", default=None, help=said)


def run(options: argparse.Namespace, console: Console) -> int:
    """Check every article; the exit code is 1 when one has errors or warnings."""
    from exporter import messages
    from exporter.cli.wishes import wishes_of
    from exporter.errors import ExportError
    from exporter.findings import Severity

    try:
        wishes = wishes_of(options, (PDF,))
    except ExportError as error:
        return console.failure(error)
    reports, exit_code = [], 0
    for article in console.each(options.articles):
        findings, status = _examined(article, wishes)
        wrong = [one for one in findings if messages.severity(one) is not Severity.NOTICE]
        exit_code = max(exit_code, status, FOUND if wrong else 0)
        console.findings(findings)
        console.result(f"{article}  {'✗' if wrong else '✓'}")
        reports.append({"article": article, "findings": [console.as_json(one) for one in findings]})
    console.dump({"exit": exit_code, "articles": reports})
    return exit_code


def _examined(article: str, wishes: Wishes) -> tuple[tuple[Finding, ...], int]:
    """What there is to say of an article; and what is wrong with us or the system, as an exit code."""
    from exporter.batch.faults import as_error
    from exporter.errors import InputError
    from exporter.fetching import fetched
    from exporter.pipeline import check

    try:
        with fetched(article) as here:
            try:
                return here.named(check(here.path, wishes)), 0
            except InputError as error:
                return here.named(error.findings), 0
    except InputError as error:
        return error.findings, 0
    except Exception as fault:
        failure = as_error(fault)
        return failure.findings, failure.exit_code
