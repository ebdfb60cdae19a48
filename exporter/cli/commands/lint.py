"""`export lint ARTICLE... --house NAME`: where articles depart from house style; `--fix` mends their files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
        for report, status in _each(Path(article), house, options.fix, console):
            exit_code = max(exit_code, status)
            reports.append(report)
    console.dump({"exit": exit_code, "articles": reports})
    return exit_code


def _each(path: Path, house: House, fix: bool, console: Console) -> Iterator[tuple[dict[str, Any], int]]:
    """The article of a file, or each that an edition lists."""
    from exporter.batch.faults import as_error
    from exporter.loading.edition import articles_of

    try:
        articles = articles_of(path)
    except Exception as fault:
        error = as_error(fault)
        console.findings(error.findings)
        yield _report(path, (), error.findings, console), error.exit_code
        return
    yield from (_one(article, house, fix, console) for article in articles)


def _one(article: Path, house: House, fix: bool, console: Console) -> tuple[dict[str, Any], int]:
    from exporter.batch.faults import as_error

    try:
        done, left = _mended(article, house) if fix else ((), _judged(article, house))
    except Exception as fault:
        error = as_error(fault)
        console.findings(error.findings)
        return _report(article, (), error.findings, console), error.exit_code
    console.findings(left)
    console.result(f"{article}  {'✗' if left else '✓'}{f'  +{len(done)}' if done else ''}")
    return _report(article, done, left, console), FOUND if left else 0


def _report(article: Path, done: Iterable[Finding], left: Iterable[Finding], console: Console) -> dict[str, Any]:
    """What was mended in an article and what there is to say of it, for programs."""
    fixed, findings = ([console.as_json(one) for one in some] for some in (done, left))
    return {"article": str(article), "fixed": fixed, "findings": findings}


def _judged(article: Path, house: House) -> tuple[Finding, ...]:
    from exporter.lint import lint

    return lint(article, house)


def _mended(article: Path, house: House) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    from exporter.lint import mend
    from exporter.writing import write

    mended = mend(article, house)
    if mended.done:
        _refuse_locked(article)
        mark = b"\xef\xbb\xbf" if article.read_bytes()[:3] == b"\xef\xbb\xbf" else b""
        write({article.resolve(): mark + mended.text.encode("utf-8")})
    return mended.done, mended.left


def _refuse_locked(article: Path) -> None:
    """A file that may only be read is somebody's decision; a new one in its place would pass over it.

    Raises:
        OutputError: nobody may write to it (WRITE-006).
    """
    import os

    from exporter.errors import OutputError
    from exporter.findings import Span, finding

    # To the administrator every file is open; the lock was meant all the same.
    if not article.stat().st_mode & 0o222 or not os.access(article, os.W_OK):
        raise OutputError(finding("WRITE-006", Span(str(article))))
