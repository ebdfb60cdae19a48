"""`export lint ARTICLE... --house NAME`: where articles depart from house style; `--fix` mends their files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.cli.console import Console
    from exporter.findings import Finding
    from exporter.house.house import House

FOUND = 1


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("articles", nargs="+", metavar="ARTICLE", help=texts["articles"])
    what.add_argument("--house", metavar="HOUSE", required=True, help=texts["--house"])
    what.add_argument("--fix", action="store_true", help=texts["--fix"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Judge every article, or mend it; the exit code is 1 when departures are left."""
    from pathlib import Path

    from exporter.cli.wishes import house_of
    from exporter.errors import ExportError

    try:
        house = house_of(options.house)
    except ExportError as error:
        return console.failure(error)
    reports, exit_code = [], 0
    for article in console.each(options.articles):
        report, status = _one(Path(article), house, options.fix, console)
        exit_code = max(exit_code, status)
        reports.append(report)
    console.dump({"exit": exit_code, "articles": reports})
    return exit_code


def _one(article: Path, house: House, fix: bool, console: Console) -> tuple[dict[str, Any], int]:
    from exporter.cli.faults import as_error

    report: dict[str, Any] = {"article": str(article), "fixed": []}
    try:
        done, left = _mended(article, house) if fix else ((), _judged(article, house))
    except Exception as fault:
        error = as_error(fault)
        console.findings(error.findings)
        return report | {"findings": [console.as_json(one) for one in error.findings]}, error.exit_code
    console.findings(left)
    console.result(f"{article}  {'✗' if left else '✓'}{f'  +{len(done)}' if done else ''}")
    report["fixed"] = [console.as_json(one) for one in done]
    return report | {"findings": [console.as_json(one) for one in left]}, FOUND if left else 0


def _judged(article: Path, house: House) -> tuple[Finding, ...]:
    from exporter.lint import lint

    return lint(article, house)


def _mended(article: Path, house: House) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    from exporter.lint import mend
    from exporter.writing import write

    mended = mend(article, house)
    if mended.done:
        mark = b"\xef\xbb\xbf" if article.read_bytes()[:3] == b"\xef\xbb\xbf" else b""
        write({article.resolve(): mark + mended.text.encode("utf-8")})
    return mended.done, mended.left
