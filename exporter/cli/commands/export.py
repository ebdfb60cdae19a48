"""`export ARTICLE... --pdf ...`: articles to files."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from exporter.backends.table import FORMATS, Format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from exporter.cli.console import Console
    from exporter.errors import ExportError

PART_FAILED = 5
SELDOM = (50_000, 20, 50)
"""Thresholds of Python's garbage collector while articles are exported; between two articles it runs in any case."""


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("articles", nargs="+", metavar="ARTICLE", help=texts["articles"])
    formats = parser.add_argument_group(texts["formats"])
    for row in FORMATS:
        formats.add_argument(f"--{row.name}", action="store_true", help=texts[f"--{row.name}"])
    formats.add_argument("--all", action="store_true", help=texts["--all"])
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="PLACE", default=".", help=texts["-o"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Export every article; one that fails does not stop the others."""
    from pathlib import Path

    from exporter.errors import ExportError

    formats = tuple(row for row in FORMATS if options.all or getattr(options, row.name))
    try:
        epoch = source_date_epoch()
        place = Place(options.output, len(options.articles) * len(formats), formats)
    except ExportError as error:
        return console.failure(error)
    reports, statuses = [], []
    # A layout is a large graph that lives a moment: looking through it for garbage while it grows finds nothing.
    gc.set_threshold(*SELDOM)
    for article in console.each(options.articles):
        report, status = _one(Path(article), formats, place, epoch, console)
        reports.append(report)
        statuses.append(status)
        if len(options.articles) > 1:
            gc.collect()
        if len(reports) == 1:
            gc.freeze()  # modules, templates and typefaces stay: they need not be looked through again
    failed = [status for status in statuses if status]
    exit_code = (failed[0] if len(statuses) == 1 else PART_FAILED) if failed else 0
    console.dump({"exit": exit_code, "articles": reports})
    return exit_code


def _one(
    article: Path, formats: tuple[Format, ...], place: Place, epoch: int | None, console: Console
) -> tuple[dict[str, Any], int]:
    from exporter.errors import ExportError
    from exporter.pipeline import export, write_all

    report: dict[str, Any] = {"article": str(article), "files": [], "findings": []}
    try:
        made, findings = export(article, formats, epoch)
        targets = place.targets(article, [file.name for file in made])
        if place.stdout:
            sys.stdout.buffer.write(made[0].data)
        else:
            write_all({target: file.data for target, file in zip(targets, made, strict=True)})
    except Exception as fault:
        error = fault if isinstance(fault, ExportError) else program_fault(fault)
        console.findings(error.findings)
        return report | {"findings": [console.as_json(one) for one in error.findings]}, error.exit_code
    console.findings(findings)
    for target, file in zip(targets, made, strict=True):
        if not place.stdout:
            read = f"{file.words - file.misspelt}/{file.words}{'' if file.misspelt else ' ✓'}"
            console.result(f"{target}  {len(file.data) / 1000:,.0f} kB  {read}")
        entry = {"path": str(target), "format": file.format, "bytes": len(file.data)}
        report["files"].append(entry | {"words": file.words, "misspelt": file.misspelt})
    return report | {"findings": [console.as_json(one) for one in findings]}, 0


class Place:
    """Where `-o` says the files go: a folder, one file, or standard output."""

    def __init__(self, output: str, count: int, formats: tuple[Format, ...]) -> None:
        """Understand `output` for `count` files.

        Raises:
            UsageError: no format was chosen (CLI-003), or one name for many files (CLI-004).
        """
        from pathlib import Path

        from exporter.errors import UsageError
        from exporter.findings import finding

        if not formats:
            raise UsageError(finding("CLI-003"))
        self.stdout = output == "-"
        path = Path(output)
        suffixes = {row.suffix for row in FORMATS}
        self.file = path if not path.is_dir() and path.suffix in suffixes and not output.endswith(os.sep) else None
        self.folder = path
        self._taken: dict[Path, Path] = {}
        if (self.stdout or self.file) and count > 1:
            raise UsageError(finding("CLI-004", place=output, count=count))

    def targets(self, article: Path, names: list[str]) -> list[Path]:
        """The target of each file of an article.

        Raises:
            InputError: another article of this run has the same (CLI-005).
        """
        from exporter.errors import InputError
        from exporter.findings import finding

        targets = [self.file or self.folder / name for name in names]
        for target in targets:
            other = self._taken.setdefault(target, article)
            if other is not article:
                raise InputError(finding("CLI-005", article=str(article), other=str(other), file=str(target)))
        return targets


def source_date_epoch() -> int | None:
    """The time that builds of distributions ask for, in seconds since 1970.

    Raises:
        UsageError: the variable is no number of seconds (CLI-007).
    """
    from exporter.errors import UsageError
    from exporter.findings import finding

    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or int(value) > 253402300799:
        raise UsageError(finding("CLI-007", value=value))
    return int(value)


def program_fault(fault: Exception) -> ExportError:
    """A bug of ours as a finding: its traceback goes into a file to report, not onto the terminal."""
    import tempfile
    import traceback

    from exporter.errors import ExportError
    from exporter.findings import finding

    with tempfile.NamedTemporaryFile(
        "w", prefix="export-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join(traceback.format_exception(fault)))
    return ExportError(finding("CLI-008", fault=f"{type(fault).__name__}: {fault}"[:200], report=file.name))
