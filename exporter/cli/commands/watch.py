"""`export watch IN OUT --pdf ...`: a hot folder."""

from __future__ import annotations

import argparse
import os
import signal
import threading
import time
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.cli.commands import export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exporter.backends.table import Format
    from exporter.batch.run import Batch
    from exporter.batch.task import Outcome
    from exporter.cli.console import Console
    from exporter.desk.hotfolder import HotFolder
    from exporter.desk.status import Watchman
    from exporter.desk.style import Style
    from exporter.pipeline import Wishes

ILL = 1
LAST_WAIT = 20
"""Seconds that a watcher which is told to stop gives to the articles in work."""
TICK = 100
"""Milliseconds between two looks at what is due."""
POLL = 300
"""Milliseconds between two looks at a network folder."""


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("source", metavar="IN", help=texts["in"])
    what.add_argument("output", metavar="OUT", help=texts["out"])
    export.wanted(parser, texts)
    watching = parser.add_argument_group(texts["watching"])
    watching.add_argument("--poll", action="store_true", help=texts["--poll"])
    watching.add_argument("--status", action="store_true", help=texts["--status"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Watch until SIGTERM or SIGINT comes; or say how the watcher fares."""
    from exporter.errors import DependencyError, ExportError, UsageError
    from exporter.findings import finding

    source, out = Path(options.source).absolute(), Path(options.output).absolute()
    if options.status:
        return _status(out, options.output, console)
    formats = export.chosen(options)
    try:
        if not formats:
            raise UsageError(finding("CLI-003"))
        if not source.is_dir():
            raise UsageError(finding("DESK-001", folder=options.source))
        if source.resolve() == out.resolve():
            raise UsageError(finding("DESK-004", folder=options.source))
        try:
            import watchfiles  # noqa: F401 - told before anything else is begun
        except ImportError as fault:
            raise DependencyError(finding("DESK-003")) from fault
        from exporter.batch import forkserver

        forkserver.ready(formats)  # before all else that takes time: its imports take longest
        return _watch(source, out, formats, _style(options, formats), console, poll=options.poll)
    except ExportError as error:
        return console.failure(error)


def _style(options: argparse.Namespace, formats: tuple[Format, ...]) -> Style:
    """The house style and the layout that are asked for."""
    from exporter.cli.wishes import wishes_of
    from exporter.desk.style import Style
    from exporter.house.folders import layout_folder
    from exporter.house.layout import load_layout
    from exporter.resources import houses

    def load() -> Wishes:
        wishes = wishes_of(options, formats)
        if wishes.templates and (folder := layout_folder(wishes.layout, wishes.templates)):
            load_layout(folder, wishes.templates)
        return wishes

    house = Path(options.house) if options.house and options.house not in houses() else None
    return Style(house, Path(options.templates) if options.templates else None, load)


def _take_up(style: Style, hot: HotFolder, console: Console) -> None:
    """Take up a house style or layouts that have changed; of broken ones the last good ones stay."""
    from exporter.errors import ExportError
    from exporter.findings import finding

    if not style.has_changed():
        return
    try:
        style.take()
        console.findings([finding("DESK-009")])
    except ExportError as error:
        console.findings([*error.findings, finding("DESK-010")])
    hot.take_up(style.wishes)


def _watch(source: Path, out: Path, formats: tuple[Format, ...], style: Style, console: Console, *, poll: bool) -> int:
    from exporter.batch.cores import cores
    from exporter.batch.executors import Processes
    from exporter.batch.ledger import NAME
    from exporter.batch.process import Limits
    from exporter.batch.run import Batch
    from exporter.batch.scratch import Scratch
    from exporter.batch.task import Job
    from exporter.cli.many import open_ledger
    from exporter.cli.report import show
    from exporter.desk.hotfolder import HotFolder
    from exporter.desk.notes import Notes
    from exporter.desk.status import Watchman
    from exporter.writing import make_folder

    make_folder(out / NAME)
    watchman = Watchman(out, time.time)
    job = Job(style.wishes, out)
    batch = Batch(
        job,
        formats,
        lambda: Processes(cores(), formats, Limits(), rehearsed=True),
        Scratch(),
        open_ledger(out, console),
    )

    def tell(outcome: Outcome, note: Path | None) -> None:
        show(console, outcome)
        if note:
            console.result(f"{outcome.name}  ✗ {note}")

    hot = HotFolder(source, batch, Notes(source, out, console.lines), tell)
    try:
        for _ in _go(hot, batch, watchman, _changes(source, out, _stopper(), console, poll=poll)):
            console.findings(batch.said)
            batch.said.clear()
            _take_up(style, hot, console)
        hot.finish(LAST_WAIT)
        _sign(watchman, hot, now=True)
    finally:
        batch.close(at_once=True)
        watchman.leave()
    return 0


def _go(hot: HotFolder, batch: Batch, watchman: Watchman, changes: Iterator[set[str]]) -> Iterator[None]:
    first = next(changes, set())
    hot.begin()  # only now: what comes while the folder is searched is told
    batch.begin()
    for paths in chain([first], changes):
        hot.changed(paths)
        hot.step()
        _sign(watchman, hot)
        yield


def _sign(watchman: Watchman, hot: HotFolder, *, now: bool = False) -> None:
    """Give a sign of life; a full disk is no reason to die."""
    from exporter.errors import OutputError

    with suppress(OutputError):
        watchman.tell(hot.made, len(hot.failed), hot.waiting, now=now)


def _stopper() -> threading.Event:
    """What SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _changes(source: Path, out: Path, stop: threading.Event, console: Console, *, poll: bool) -> Iterator[set[str]]:
    """What changes, as it does, and an empty set when nothing has for a moment.

    The system tells of a folder, not of its name: of one that was removed and made again, or whose network came back,
    it is silent for ever. So the folder is asked for each time, watched anew where it is another, and looked through.
    """
    from exporter.findings import finding

    known, whole = _identity(source), set[str]()
    while not stop.is_set():
        with suppress(FileNotFoundError):
            for paths in _told(source, out, stop, poll=poll):
                yield paths | whole
                whole = set()
                if _identity(source) != known:
                    break
        if not stop.is_set() and _identity(source) is None:
            console.findings([finding("DESK-008", folder=str(source))])
        while not stop.is_set() and _identity(source) is None:
            stop.wait(TICK / 1000)
            yield set()
        known, whole = _identity(source), {str(source)}


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _told(source: Path, out: Path, stop: threading.Event, *, poll: bool) -> Iterator[set[str]]:
    """What the system tells of a folder; hidden files and our own left out."""
    from watchfiles import watch

    inside, own = str(source) + os.sep, str(out) + os.sep

    def wanted(_: object, path: str) -> bool:
        is_hidden = f"{os.sep}." in os.sep + path.removeprefix(inside)
        return not is_hidden and not f"{path}{os.sep}".startswith(own)

    for changes in watch(
        source,
        watch_filter=wanted,
        debounce=TICK,
        step=TICK // 2,
        stop_event=stop,
        rust_timeout=TICK,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=poll,
        poll_delay_ms=POLL,
        ignore_permission_denied=True,
    ):
        yield {path for _, path in changes}


def _status(out: Path, named: str, console: Console) -> int:
    """Say in a line how the watcher of a folder fares."""
    from dataclasses import asdict

    from exporter import messages
    from exporter.desk.status import STALLED, health
    from exporter.findings import finding

    said, lives = health(out)
    seconds = int(time.time()) - said.at if said else 0
    if said is None or not lives:
        one = finding("DESK-006", folder=named)
    elif seconds > STALLED:
        one = finding("DESK-007", pid=said.pid, seconds=seconds)
    else:
        one = finding(
            "DESK-005", pid=said.pid, seconds=seconds, made=said.made, failed=said.failed, waiting=said.waiting
        )
    is_well = one.code == "DESK-005"
    if is_well:
        console.result(messages.text(one, console.language))
    else:
        console.findings([one])
    console.dump(
        {"exit": 0 if is_well else ILL, "watcher": asdict(said) if said else None, "findings": [console.as_json(one)]}
    )
    return 0 if is_well else ILL
