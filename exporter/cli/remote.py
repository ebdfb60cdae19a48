"""`export` where an article or `-o` is a URL: articles out of stores, files into them.

An article of a store is fetched with what it names, exported as any other, and its files go to their place when all of
them were made and have read back. Articles go one after another, and nothing of what was made before is looked up:
options that say otherwise are refused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from exporter import messages
from exporter.archive.pack import export
from exporter.backends.table import BUNDLE, FORMATS, PREVIEW, Format
from exporter.batch.faults import as_error
from exporter.batch.inputs import Inputs
from exporter.batch.scratch import Scratch
from exporter.cli.console import Console
from exporter.cli.many import list_failed
from exporter.cli.wishes import wishes_of
from exporter.errors import ExportError, InputError, UsageError
from exporter.fetching import articles_in, fetched
from exporter.findings import Finding, finding
from exporter.pipeline import PartError, Wishes, Written
from exporter.places import Store, is_url, join, local_path
from exporter.writing import write

PART_FAILED: Final = 5
STDOUT: Final = "-"
ELSEWHERE: Final = {
    "jobs": "--jobs",
    "time_limit": "--time-limit",
    "memory_limit": "--memory-limit",
    "cluster": "--cluster",
}
"""What processes beside this one are told, by the name of the option's value."""


def run(options: argparse.Namespace, formats: tuple[Format, ...], inputs: Inputs, console: Console) -> int:
    """Export every article; one that fails does not stop the others."""
    with closing(Scratch()) as scratch:
        return _run(options, formats, inputs, console, scratch)


def _run(
    options: argparse.Namespace, formats: tuple[Format, ...], inputs: Inputs, console: Console, scratch: Scratch
) -> int:
    reports, statuses = [], []
    try:
        if not formats:
            raise UsageError(finding("CLI-003"))
        for name, option in ELSEWHERE.items():
            if getattr(options, name) and (name, getattr(options, name)) != ("jobs", 1):
                raise UsageError(finding("CLI-019", option=option))
        wishes = wishes_of(options, formats)
        target = _Target(options.output, formats, json=options.json)
        target.take(len(options.articles))
        target.look()
        places = list(dict.fromkeys(_articles(inputs)))
        target.take(len(places))
        if options.previous and len(places) > 1:
            raise UsageError(finding("PACK-009"))
        for number, place in enumerate(console.each(places)):
            report, status = _one(place, formats, target, wishes, console)
            reports.append(report)
            statuses.append(status)
            if status:
                scratch.fail(number, place)
        said = list_failed(options.failed, scratch) if options.failed else []
    except ExportError as error:
        return console.failure(error)
    failed = [status for status in statuses if status]
    exit_code = (failed[0] if len(statuses) == 1 else PART_FAILED) if failed else 0
    console.findings(said)
    if len(places) != 1:
        counts = finding("BATCH-001", made=len(places) - len(failed), unchanged=0, failed=len(failed))
        console.result(messages.text(counts, console.language))
    report = {"exit": exit_code, "articles": reports}
    console.dump(report | ({"findings": [console.as_json(one) for one in said]} if said else {}))
    return exit_code


def _articles(inputs: Inputs) -> Iterator[str]:
    """Every article that is named: of stores, and of folders, patterns and lists of this machine.

    Raises:
        UsageError: a pattern fits nothing, a folder holds no article (BATCH-007, BATCH-008).
        InputError: nothing of the kind lies in a store (PLACE-010), or it does not answer.
    """
    for word in inputs.words:
        if is_url(word):
            yield from articles_in(word)
        else:
            here = replace(inputs, words=(word,), again=())
            here.check()
            for name in here.names():
                yield from articles_in(name)
    yield from inputs.again


def _one(
    place: str, formats: tuple[Format, ...], target: _Target, wishes: Wishes, console: Console
) -> tuple[dict[str, Any], int]:
    made: tuple[Written, ...] = ()
    said: tuple[Finding, ...] = ()
    errors: list[ExportError] = []
    written: list[str] = []
    try:
        with fetched(place) as source:
            try:
                made, said = export(source.path, formats, wishes)
            except PartError as part:
                made, said, errors = part.made, part.said, [as_error(fault) for fault in part.faults]
            except Exception as fault:
                errors = [as_error(fault)]
            said = source.named((*said, *(one for error in errors for one in error.findings)))
        previous = str(wishes.options.get(BUNDLE.name, {}).get("previous", ""))
        written += target.put(place, made, previous)
    except Exception as fault:
        errors.append(as_error(fault))
        said = (*said, *errors[-1].findings)
    console.findings(said)
    files = []
    for path, file in zip(written, made, strict=False):
        if path != STDOUT:
            console.result(f"{path}  {len(file.data) / 1000:,.0f} kB  {file.words}/{file.words} ✓")
        files.append({"path": path, "format": file.format, "bytes": len(file.data), "words": file.words})
    report = {"article": place, "files": files, "findings": [console.as_json(one) for one in said]}
    return report, errors[0].exit_code if errors else 0


class _Target:
    """Where `-o` says the files go: a folder or one file, here or in a store, or standard output."""

    def __init__(self, output: str, formats: tuple[Format, ...], *, json: bool) -> None:
        """Understand the place.

        Raises:
            UsageError: the place cannot take what was chosen (CLI-013 to CLI-015).
        """
        self._output, self._formats, self._taken = output, formats, dict[str, str]()
        suffixes = [row.suffix for row in (*FORMATS, PREVIEW, BUNDLE) if output.lower().endswith(row.suffix)]
        self._is_file = bool(suffixes) and not Path(output).is_dir()
        if self._is_file and formats[0].suffix not in suffixes:
            raise UsageError(finding("CLI-013", place=output, suffix=formats[0].suffix))
        if output == STDOUT and json:
            raise UsageError(finding("CLI-014"))
        if output == STDOUT and sys.stdout.isatty():
            raise UsageError(finding("CLI-015"))

    def take(self, articles: int) -> None:
        """See whether there is room for so many articles.

        Raises:
            UsageError: for one file alone (CLI-004).
        """
        count = articles * len(self._formats)
        if (self._is_file or self._output == STDOUT) and count > 1:
            raise UsageError(finding("CLI-004", place=self._output, count=count))

    def look(self) -> None:
        """Ask for the store's driver before anything is made.

        Raises:
            InputError: the place is not opened (PLACE-001, PLACE-002).
            DependencyError: the driver is not installed (PLACE-003).
        """
        if local_path(self._output) is None:
            Store(self._output)

    def put(self, article: str, made: tuple[Written, ...], previous: str) -> Iterator[str]:
        """Give the files of an article their places; the name of each as it is there.

        Raises:
            InputError: another article of this run has one of them (CLI-005).
            UsageError: it is the bag of the version before, which the new one names (PACK-008).
            OutputError: one cannot be written there.
        """
        if self._output == STDOUT:
            for file in made:
                sys.stdout.buffer.write(file.data)
            sys.stdout.buffer.flush()
            yield from [STDOUT] * len(made)
            return
        targets = [self._output if self._is_file else join(self._output, file.name) for file in made]
        for target in targets:
            other = self._taken.setdefault(target, article)
            if other != article:
                raise InputError(finding("CLI-005", article=article, other=other, file=target))
        if previous in targets:
            raise UsageError(finding("PACK-008", file=previous))
        local = [local_path(target) for target in targets]
        write({Path(path): file.data for path, file in zip(local, made, strict=True) if path is not None})
        for target, path, file in zip(targets, local, made, strict=True):
            if path is None:
                Store(target).put(file.data)
            yield target if is_url(target) else str(Path(target))
