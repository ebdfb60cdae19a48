"""`export` with several articles: the workers, the ledger, the bar, the list of what failed."""

from __future__ import annotations

import argparse
import json
import os
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from exporter import messages
from exporter.backends.table import Format
from exporter.batch.cores import cores
from exporter.batch.crew import ClusterLost
from exporter.batch.executors import Here, Processes, Workers
from exporter.batch.inputs import Inputs
from exporter.batch.ledger import NAME, Ledger, LedgerError
from exporter.batch.names import absolute
from exporter.batch.process import Limits, give_back_large_buffers, seldom
from exporter.batch.run import FEW, Batch
from exporter.batch.scratch import Scratch
from exporter.batch.task import Job, Outcome
from exporter.cli.amounts import bearable
from exporter.cli.console import Console
from exporter.cli.place import Place
from exporter.cli.progress import bar
from exporter.cli.report import as_json, show
from exporter.errors import OutputError
from exporter.findings import Finding, finding
from exporter.pipeline import Wishes
from exporter.writing import make_folder, write

PART_FAILED = 5


def many(
    options: argparse.Namespace,
    inputs: Inputs,
    formats: tuple[Format, ...],
    place: Place,
    wishes: Wishes,
    console: Console,
) -> int:
    """Export every article, each once; the exit code is 5 when one failed.

    Raises:
        ExportError: the articles cannot be found (BATCH-007, BATCH-008, PLACE-006 to PLACE-010), no cluster
            answers (BATCH-009, BATCH-010), or the folder for the files cannot be made (WRITE-001, WRITE-005).
    """
    inputs.check()
    options.jobs = bearable(options.jobs, console)
    if not place.store:
        make_folder(place.file or place.folder / NAME)
    seldom()
    give_back_large_buffers()
    scratch = Scratch()
    job = Job(wishes, place.folder, place.file, place.store)
    alone = inputs.is_one_file
    ledger = None if alone or place.store else open_ledger(place.folder, console)
    at_once = options.jobs or options.time_limit or options.memory_limit or options.cluster or inputs.is_stream
    few = 0 if at_once else FEW
    batch = Batch(job, formats, lambda: hire(options, formats), scratch, ledger, options.force, few, inputs.stores)
    run = _Run(batch, console)
    try:
        with bar(inputs.total, hidden=console.json) as step:
            run.go(inputs.names(), step)
        return run.conclude(options, alone=alone)
    except KeyboardInterrupt:
        run.break_off(options, inputs)
        raise
    finally:
        batch.close(at_once=batch.is_busy)


def hire(options: argparse.Namespace, formats: tuple[Format, ...]) -> Workers:
    """Open the executor that the options ask for.

    Raises:
        DependencyError: Dask is not installed (BATCH-010).
        UsageError: no scheduler answers (BATCH-009).
    """
    limits = limits_of(options)
    if options.cluster:
        from exporter.batch.cluster import Cluster

        return Cluster(options.cluster, limits)
    limited = options.time_limit or options.memory_limit
    return Here() if options.jobs == 1 and not limited else Processes(options.jobs or cores(), formats, limits)


def limits_of(options: argparse.Namespace) -> Limits:
    """What one article may take."""
    usual = Limits()
    return Limits(options.time_limit or usual.seconds, options.memory_limit or usual.megabytes)


def open_ledger(folder: Path, console: Console) -> Ledger | None:
    """The ledger of a folder; None, and a word about it, when it cannot be used."""
    try:
        return Ledger(folder)
    except LedgerError as fault:
        console.findings([fault.said(folder / NAME)])
        return None


class _Run:
    """What is told of a run while it goes, and at its end."""

    def __init__(self, batch: Batch, console: Console) -> None:
        self.made = self.unchanged = self.failed = 0
        self.status = 0
        self.is_lost = False
        self._batch, self._console = batch, console

    def go(self, names: Iterator[str], step: Callable[[], None]) -> None:
        """Make everything, and tell of each article when it is done."""
        numbered = enumerate(names)
        try:
            for outcome in self._batch.run(numbered):
                self._tell(outcome)
                step()
        except ClusterLost as lost:
            self.is_lost = True
            for number, name in chain(((order.number, order.name) for order in lost.orders), numbered):
                self._batch.scratch.fail(number, name)
                self.failed += 1

    def _tell(self, outcome: Outcome) -> None:
        if outcome.unchanged:
            self.unchanged += 1
        elif outcome.status:
            self.failed += 1
            self.status = outcome.status
            self._batch.scratch.fail(outcome.number, outcome.name)
        else:
            self.made += 1
        self._batch.scratch.done(absolute(outcome.name))
        show(self._console, outcome)
        if self._console.json:
            text = json.dumps(as_json(self._console, outcome), ensure_ascii=False, indent=2)
            self._batch.scratch.report(outcome.number, text)

    def conclude(self, options: argparse.Namespace, *, alone: bool) -> int:
        """Say how it ended, write the list of what failed, and give the exit code."""
        said = [*self._batch.said]
        if self.is_lost:
            said.append(finding("BATCH-013", address=options.cluster, count=self.failed))
        if options.failed:
            try:
                said += list_failed(options.failed, self._batch.scratch)
            except OutputError as fault:
                said += fault.findings
                self.status = self.status or fault.exit_code
        self._console.findings(said)
        counts = finding("BATCH-001", made=self.made, unchanged=self.unchanged, failed=self.failed)
        self._console.result(messages.text(counts, self._console.language))
        status = PART_FAILED if self.failed and not (self.status and alone) else self.status
        if self._console.json:
            self._dump(status, said)
        return status

    def break_off(self, options: argparse.Namespace, inputs: Inputs) -> None:
        """Say how far it came, and list what failed and what is left, so that a list that is tried again ends the run.

        Names that another program would still have given are not waited for: after Ctrl-C it may never end.
        """
        said = []
        if self._batch.ledger:
            said.append(finding("BATCH-015", made=self.made + self.unchanged, failed=self.failed))
        if options.failed:
            scratch = self._batch.scratch
            left = scratch.not_done()
            left += [
                (number, name)
                for number, name in enumerate(replace(inputs, standard_input=None).names())
                if scratch.meet(absolute(name))
            ]
            for number, name in left:
                scratch.fail(number, name)
            try:
                if list_failed(options.failed, scratch):
                    retry = f"--retry {shlex.quote(options.failed)}"
                    said.append(finding("BATCH-017", retry=retry, failed=self.failed, left=len(left)))
            except OutputError as fault:
                said += fault.findings
        self._console.findings(said)

    def _dump(self, status: int, said: list[Finding]) -> None:
        """The same document as `Console.dump` would print, an article at a time."""
        print(f'{{\n  "exit": {status},\n  "articles": [', end="")
        mark = "\n"
        for text in self._batch.scratch.reports():
            print(mark, "    ", text.replace("\n", "\n    "), sep="", end="")
            mark = ",\n"
        print("\n  ]" if mark != "\n" else "]", end="")
        if said:
            findings = json.dumps([self._console.as_json(one) for one in said], ensure_ascii=False, indent=2)
            print(',\n  "findings":', findings.replace("\n", "\n  "), end="")
        print("\n}", flush=True)


def list_failed(file: str, scratch: Scratch) -> list[Finding]:
    """Write the names of what failed, one a line; each ended by a NUL where a name has a line's end in it.

    Returns:
        How they are tried again (BATCH-014), if there are any.

    Raises:
        OutputError: it cannot be written (WRITE-001 to WRITE-005).
    """
    end = "\0" if any("\n" in name for name in scratch.failed()) else "\n"
    names = b"".join(os.fsencode(name + end) for name in scratch.failed())
    write({Path(file): names})
    return [finding("BATCH-014", retry=f"--retry {shlex.quote(file)}")] if names else []
