"""`export ARTICLE... --pdf ...`: articles to files."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from exporter.backends.table import BUNDLE, FORMATS, PREVIEW, Format
from exporter.cli.amounts import positive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.batch.inputs import Inputs
    from exporter.batch.task import Job, Order, Product
    from exporter.cli.console import Console
    from exporter.cli.place import Place
    from exporter.pipeline import Wishes, Written

PART_FAILED = 5


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("articles", nargs="*", metavar="ARTICLE", help=texts["articles"])
    what.add_argument("--retry", metavar="FILE", help=texts["--retry"])
    wanted(parser, texts)
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="PLACE", default=".", help=texts["-o"])
    output.add_argument("--break-embargo", action="store_true", help=texts["--break-embargo"])
    batch = parser.add_argument_group(texts["many"])
    batch.add_argument("-j", "--jobs", metavar="N", type=positive, help=texts["-j"])
    batch.add_argument("--force", action="store_true", help=texts["--force export"])
    batch.add_argument("--failed", metavar="FILE", help=texts["--failed"])
    batch.add_argument("--time-limit", metavar="SECONDS", type=positive, help=texts["--time-limit"])
    batch.add_argument("--memory-limit", metavar="MEGABYTES", type=positive, help=texts["--memory-limit"])
    batch.add_argument("--cluster", metavar="ADDRESS", help=texts["--cluster"])


def wanted(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser of formats and their looks."""
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


def chosen(options: argparse.Namespace) -> tuple[Format, ...]:
    """The formats that are asked for."""
    formats = tuple(row for row in FORMATS if options.all or getattr(options, row.name))
    formats += (PREVIEW,) if options.preview else ()
    return (*formats, BUNDLE) if options.bundle else formats


def run(options: argparse.Namespace, console: Console) -> int:
    """Export every article; one that fails does not stop the others."""
    from exporter.cli.many import many
    from exporter.cli.place import Place
    from exporter.cli.wishes import wishes_of
    from exporter.errors import ExportError, UsageError
    from exporter.findings import finding
    from exporter.places import local_path

    formats = chosen(options)
    try:
        options.articles = [local_path(place) or place for place in options.articles]
        options.output = local_path(options.output) or options.output
        inputs = inputs_of(options)
        alone = inputs.is_one_file
        place = Place(options.output, formats, alone=alone, json=options.json)
        wishes = wishes_of(options, formats)
        if options.previous and not alone:
            raise UsageError(finding("PACK-009"))
        if alone and not (options.cluster or options.time_limit or options.memory_limit):
            return _one(inputs.words[0], formats, place, wishes, console)
        return many(options, inputs, formats, place, wishes, console)
    except ExportError as error:
        return console.failure(error)


def inputs_of(options: argparse.Namespace) -> Inputs:
    """The articles that the command line names.

    Raises:
        UsageError: it names none (CLI-011), or the list of `--retry` cannot be read (CLI-017).
    """
    from pathlib import Path

    from exporter.batch.inputs import Inputs, listed
    from exporter.errors import UsageError
    from exporter.findings import finding

    if not options.articles and not options.retry:
        raise UsageError(finding("CLI-011", names="ARTICLE"))
    again: tuple[str, ...] = ()
    if options.retry:
        try:
            with Path(options.retry).open("rb") as file:
                again = tuple(listed(file))
        except OSError as fault:
            facts = {"option": "--retry", "file": options.retry, "reason": fault.strerror or ""}
            raise UsageError(finding("CLI-017", **facts)) from fault
    return Inputs(tuple(options.articles), again, sys.stdin.buffer, Path(options.output))


def _one(name: str, formats: tuple[Format, ...], place: Place, wishes: Wishes, console: Console) -> int:
    """Export the one article that was named: here, and whatever was made of it before."""
    from exporter.batch.process import seldom
    from exporter.batch.task import Job, Order, put, work
    from exporter.cli.report import as_json, show

    seldom()
    job = Job(wishes, place.folder, place.file, place.store)
    shown: list[bytes] = []

    def keep(job: Job, order: Order, made: tuple[Written, ...]) -> tuple[Product, ...]:
        shown.extend(file.data for file in made)
        return ()

    def lay(job: Job, order: Order, made: tuple[Written, ...]) -> tuple[Product, ...]:
        _keep_previous(job, made, wishes)
        return put(job, order, made)

    outcome = work(job, Order(0, name, formats), keep if place.stdout else lay)
    for data in shown:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    show(console, outcome)
    console.dump({"exit": outcome.status, "articles": [as_json(console, outcome)]})
    return outcome.status


def _keep_previous(job: Job, made: tuple[Written, ...], wishes: Wishes) -> None:
    """A bag does not take the place of the version before that it names.

    Raises:
        UsageError: it would (PACK-008).
    """
    from pathlib import Path

    from exporter.errors import UsageError
    from exporter.findings import finding
    from exporter.places import join

    previous = str(wishes.options.get(BUNDLE.name, {}).get("previous", ""))
    if job.store:
        is_there = previous in [job.store if job.file else join(job.store, file.name) for file in made]
    else:
        targets = [job.file or job.folder / file.name for file in made] if Path(previous).exists() else []
        is_there = any(target.exists() and target.samefile(previous) for target in targets)
    if previous and is_there:
        raise UsageError(finding("PACK-008", file=previous))
