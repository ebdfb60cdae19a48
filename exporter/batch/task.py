"""One article of many, where the work is done: make its files, read them back, write them; say little about it.

What goes to a worker and what comes back are small values: the files themselves never travel.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from exporter.archive.pack import export
from exporter.backends.table import Format
from exporter.batch.faults import as_error
from exporter.errors import ExportError, InputError
from exporter.fetching import Fetched, fetched
from exporter.findings import Finding, Span, finding
from exporter.pipeline import PartError, Wishes, Written
from exporter.places import Store, join
from exporter.reading import Seen, Stamp, listening, stamp, sum_of
from exporter.writing import write

Make: TypeAlias = Callable[[Path, Iterable[Format], Wishes], tuple[tuple[Written, ...], tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all articles of a run.

    Attributes:
        wishes: the look, the time, the options.
        folder: where the files go.
        file: the one file that is made, when it was given its name.
        store: the URL of the place where the files go, when it is in a store: of that file, or else of a folder.
        cleared: whether leftovers of killed runs were looked for in the folder.
        make: makes the files of an article; nothing is written by it.
    """

    wishes: Wishes
    folder: Path
    file: Path | None = None
    store: str = ""
    cleared: bool = False
    make: Make = export


@dataclass(frozen=True, slots=True)
class Order:
    """One article to be made.

    Attributes:
        number: its place among the articles of the run.
        name: its file as the user named it.
        formats: what is to be made of it.
        slug: the name that its files may bear; empty where no other article can want it.
        settled: when the files that it is made of count as written (`time.monotonic`, one clock for all processes of a
            machine): nothing is written before, nor when one of them has changed by then; None where nobody doubts it.
    """

    number: int
    name: str
    formats: tuple[Format, ...]
    slug: str = ""
    settled: float | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made and written: its format, its words, and what was seen of it."""

    format: str
    words: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article.

    Attributes:
        number: its place among the articles of the run.
        name: its file as the user named it.
        status: 0, or the exit code of what stopped it.
        products: the files that were written.
        sources: the files that were read for it, as far as they are known.
        findings: what there is to say.
        unchanged: whether nothing was to be done.
        slug: the name of its files, where it is known.
    """

    number: int
    name: str
    status: int = 0
    products: tuple[Product, ...] = ()
    sources: tuple[Seen, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False
    slug: str = ""


Put: TypeAlias = Callable[[Job, Order, tuple[Written, ...]], tuple[Product, ...]]


def put(job: Job, order: Order, made: tuple[Written, ...]) -> tuple[Product, ...]:
    """Write the files of an article.

    Raises:
        InputError: the article's slug is not the one that it had a moment ago (BATCH-006).
        OutputError: they cannot be written (WRITE-001 to WRITE-005, PLACE-006 to PLACE-009).
    """
    if order.slug and not all(file.name.startswith(order.slug) for file in made):
        # It was taken out of the file a moment ago, to see that no other article has it.
        raise InputError(finding("BATCH-006", Span(order.name)))
    if job.store:
        return tuple(_stored(job.store if job.file else join(job.store, file.name), file) for file in made)
    targets = [job.file or job.folder / file.name for file in made]
    stamps = write({target: file.data for target, file in zip(targets, made, strict=True)}, cleared=job.cleared)
    return tuple(
        Product(file.format, file.words, Seen(str(target), stamps[target], sum_of(file.data)))
        for target, file in zip(targets, made, strict=True)
    )


def _stored(url: str, file: Written) -> Product:
    Store(url).put(file.data)
    return Product(file.format, file.words, Seen(url, Stamp(len(file.data), "", 0), sum_of(file.data)))


def work(job: Job, order: Order, put: Put = put) -> Outcome:
    """Make, read back and write the files of one article; whatever goes wrong is in the outcome.

    An article of a store is fetched by who makes it, and kept no longer than that takes.
    """
    source = Fetched(Path(order.name))
    made: tuple[Written, ...] = ()
    said: tuple[Finding, ...] = ()
    faults: list[Exception] = []
    products: tuple[Product, ...] = ()
    with listening() as read, ExitStack() as here:
        try:
            source = here.enter_context(fetched(order.name))
            made, said = job.make(source.path, order.formats, job.wishes)
        except PartError as part:
            made, said, faults = part.made, part.said, part.faults
        except Exception as fault:
            faults = [fault]
    try:
        if made and order.settled is not None:
            _hold(order, order.settled, read.values())
        products = put(job, order, made)
    except Exception as fault:
        faults = [*faults, fault]
    errors = [as_error(fault, Span(order.name)) for fault in faults]
    findings = source.named((*said, *(one for error in errors for one in error.findings)))
    status = errors[0].exit_code if errors else 0
    return Outcome(order.number, order.name, status, products, source.seen(read.values()), findings, slug=order.slug)


def _hold(order: Order, settled: float, read: Iterable[Seen]) -> None:
    """Wait until the files that were read count as written.

    Raises:
        InputError: one of them was not, or has gone (BATCH-016).
    """
    if (left := settled - time.monotonic()) > 0:
        time.sleep(left)
    for one in read:
        now = None
        with suppress(OSError):
            now = stamp(os.stat(one.path))  # noqa: PTH116
        if now != one.stamp:
            raise InputError(finding("BATCH-016", Span(order.name), file=one.path))


def without_answer(order: Order, said: Finding) -> Outcome:
    """The outcome of an article that nobody could make, and what there is to say of that."""
    error = ExportError(replace(said, at=Span(order.name)))
    return Outcome(order.number, order.name, error.exit_code, findings=error.findings)
