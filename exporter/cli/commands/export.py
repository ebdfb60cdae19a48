"""`export ARTICLE... --pdf ...`: articles to files."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from exporter.backends.table import BUNDLE, FORMATS, PREVIEW, Format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from exporter.cli.console import Console
    from exporter.findings import Finding
    from exporter.pipeline import Wishes, Written

PART_FAILED = 5
SELDOM = (10_000, 10, 10)
"""Thresholds of Python's garbage collector while articles are exported; between two articles it runs in any case."""

M_MMAP_THRESHOLD = -3
LARGE = 1 << 18
"""Bytes: smaller than any picture while it is decoded; glibc's own threshold begins at half of it."""


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("articles", nargs="+", metavar="ARTICLE", help=texts["articles"])
    formats = parser.add_argument_group(texts["formats"])
    for row in FORMATS:
        formats.add_argument(f"--{row.name}", action="store_true", help=texts[f"--{row.name}"])
    formats.add_argument("--preview", action="store_true", help=texts["--preview"])
    formats.add_argument("--bundle", action="store_true", help=texts["--bundle"])
    formats.add_argument("--all", action="store_true", help=texts["--all"])
    look = parser.add_argument_group(texts["look"])
    look.add_argument("--layout", metavar="NAME", help=texts["--layout"])
    look.add_argument("--templates", metavar="DIR", help=texts["--templates"])
    look.add_argument("--house", metavar="HOUSE", help=texts["--house"])
    for flag in (flag for row in (*FORMATS, BUNDLE) for flag in row.flags):
        if flag.metavar:
            look.add_argument(flag.name, metavar=flag.metavar, choices=flag.choices or None, help=texts[flag.name])
        else:
            look.add_argument(flag.name, action="store_true", default=None, help=texts[flag.name])
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="PLACE", default=".", help=texts["-o"])
    output.add_argument("--break-embargo", action="store_true", help=texts["--break-embargo"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Export every article; one that fails does not stop the others."""
    from pathlib import Path

    from exporter.cli.wishes import wishes_of
    from exporter.errors import ExportError, UsageError
    from exporter.findings import finding
    from exporter.places import is_url

    if any(map(is_url, (*options.articles, options.output))):
        from exporter.cli.remote import run as run_remote

        return run_remote(options, console)
    formats = tuple(row for row in FORMATS if options.all or getattr(options, row.name))
    formats += (PREVIEW,) if options.preview else ()
    formats += (BUNDLE,) if options.bundle else ()
    try:
        place = Place(options, formats)
        wishes = wishes_of(options, formats)
        if options.previous and len(options.articles) > 1:
            raise UsageError(finding("PACK-009", count=len(options.articles)))
    except ExportError as error:
        return console.failure(error)
    reports, statuses = [], []
    # A layout is a large graph that lives a moment: looking through it for garbage while it grows finds nothing.
    gc.set_threshold(*SELDOM)
    if len(options.articles) > 1:
        _give_back_large_buffers()
    for article in console.each(options.articles):
        report, status = _one(Path(article), formats, place, wishes, console)
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


def _give_back_large_buffers() -> None:
    """Have glibc return large buffers to the system once they are freed; by itself it learns to keep those of pictures.

    mallopt(3): a threshold that was set no longer grows with what is asked for. Other C libraries have no such call.
    """
    if sys.platform == "linux":
        from ctypes import CDLL

        library = CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(M_MMAP_THRESHOLD, LARGE)


def _one(
    article: Path, formats: tuple[Format, ...], place: Place, wishes: Wishes, console: Console
) -> tuple[dict[str, Any], int]:
    from exporter.archive.pack import export
    from exporter.cli.faults import as_error
    from exporter.pipeline import PartError
    from exporter.writing import write

    report: dict[str, Any] = {"article": str(article), "files": [], "findings": []}
    made: tuple[Written, ...] = ()
    said: tuple[Finding, ...] = ()
    faults: list[Exception] = []
    targets: list[Path] = []
    try:
        made, said = export(article, formats, wishes)
    except PartError as part:
        made, said, faults = part.made, part.said, part.faults
    except Exception as fault:
        faults = [fault]
    try:
        targets = place.targets(article, [file.name for file in made])
        _keep_previous(targets, wishes)
        if not place.stdout:
            write({target: file.data for target, file in zip(targets, made, strict=True)})
    except Exception as fault:
        made, targets, faults = (), [], [*faults, fault]
    if place.stdout and made:
        sys.stdout.buffer.write(made[0].data)
        sys.stdout.buffer.flush()
    errors = [as_error(fault) for fault in faults]
    findings = (*said, *(one for error in errors for one in error.findings))
    console.findings(findings)
    for target, file in zip(targets, made, strict=True):
        if not place.stdout:
            console.result(f"{target}  {len(file.data) / 1000:,.0f} kB  {file.words}/{file.words} ✓")
        entry = {"path": str(target), "format": file.format, "bytes": len(file.data)}
        report["files"].append(entry | {"words": file.words})
    report["findings"] = [console.as_json(one) for one in findings]
    return report, errors[0].exit_code if errors else 0


def _keep_previous(targets: list[Path], wishes: Wishes) -> None:
    """A bag does not take the place of the version before that it names.

    Raises:
        UsageError: it would (PACK-008).
    """
    from pathlib import Path

    from exporter.errors import UsageError
    from exporter.findings import finding

    previous = str(wishes.options.get(BUNDLE.name, {}).get("previous", ""))
    if previous and any(target.exists() and target.samefile(previous) for target in targets if Path(previous).exists()):
        raise UsageError(finding("PACK-008", file=previous))


class Place:
    """Where `-o` says the files go: a folder, one file, or standard output."""

    def __init__(self, options: argparse.Namespace, formats: tuple[Format, ...]) -> None:
        """Understand the options.

        Raises:
            UsageError: no format was chosen (CLI-003), or the place cannot take what was (CLI-004, CLI-013 to CLI-015).
        """
        from pathlib import Path

        from exporter.errors import UsageError
        from exporter.findings import finding

        output, count = options.output, len(options.articles) * len(formats)
        if not formats:
            raise UsageError(finding("CLI-003"))
        self.stdout = output == "-"
        self.folder = Path(output)
        suffixes = [row.suffix for row in (*FORMATS, PREVIEW, BUNDLE) if output.lower().endswith(row.suffix)]
        is_file = not self.folder.is_dir() and not output.endswith(os.sep) and bool(suffixes)
        self.file = self.folder if is_file else None
        self._taken: dict[Path, Path] = {}
        if (self.stdout or self.file) and count > 1:
            raise UsageError(finding("CLI-004", place=output, count=count))
        if self.file and formats[0].suffix not in suffixes:
            raise UsageError(finding("CLI-013", place=output, suffix=formats[0].suffix))
        if self.stdout and options.json:
            raise UsageError(finding("CLI-014"))
        if self.stdout and sys.stdout.isatty():
            raise UsageError(finding("CLI-015"))

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
