"""A hot folder: an article that is laid into it comes out as soon as it is complete.

A file that was written a moment ago may be half of one, and a picture may come after its article. So the files of an
article are written once its folder has been quiet for a moment; a worker that is free begins to make them before, and
throws them away if what they were made of has changed by then. If it fails, something may still be on its way, and the
failure counts only when nothing has come for a while. What was made is in the ledger of the output folder, so a
watcher that starts anew makes only what it missed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from exporter.batch.inputs import Inputs, is_input
from exporter.batch.ledger import LedgerError
from exporter.batch.run import Batch
from exporter.batch.task import Outcome
from exporter.desk.notes import Notes
from exporter.errors import OutputError
from exporter.pipeline import Wishes

QUIET = 0.3
"""Seconds without a change after which a file is held to be written."""
PATIENCE = 3.0
"""Seconds without a change after which what is missing is held not to come."""
AGAIN = 30.0
"""Seconds until an article is tried again that nothing is wrong with: its files found no place, as on a full disk."""
PLACE = "WRITE-"


@dataclass(slots=True)
class _Waiting:
    """An article that is to be made.

    Attributes:
        changed: when something of it changed last (`time.monotonic`).
        due: when it is to be looked at; None while it is in work.
        since: when it was seen first, or tried last: its neighbours put it off no longer than `PATIENCE` from then.
        tried: whether it failed already, so that anything beside it may be what it lacks, another article too.
        is_news: whether it changed since it was tried last: then it may be begun before it is due.
    """

    changed: float
    due: float | None
    since: float
    tried: bool = False
    is_news: bool = True


class HotFolder:
    """The articles of one folder on their way."""

    def __init__(self, folder: Path, batch: Batch, notes: Notes, tell: Callable[[Outcome, Path | None], None]) -> None:
        """Take the folder, what makes its articles, where failures go, and who is told of each outcome."""
        self.folder = folder
        self.made = 0
        self.failed = notes.all()
        self._batch, self._notes, self._tell = batch, notes, tell
        self._waiting: dict[str, _Waiting] = {}
        self._numbers = count()
        self._in_work: dict[int, tuple[str, float]] = {}

    @property
    def waiting(self) -> int:
        """How many articles are on their way."""
        return len(self._waiting)

    def begin(self) -> None:
        """Look at all that lies there already; a note on an article that has gone meanwhile goes too."""
        self._look_through(0.0)
        for name in [name for name in self.failed if not Path(name).exists()]:
            self._drop(name)

    def take_up(self, wishes: Wishes) -> None:
        """Make articles with another house style or layout from now on, and those that lie there once more."""
        self._batch.take_up(wishes)
        self._look_through(time.monotonic())

    def changed(self, paths: Iterable[str]) -> None:
        """Take note of paths that came, changed or went."""
        now, whole = time.monotonic(), tuple(paths)
        itself = {name for path in whole for name in self._itself(path) if self._is_inside(name)}
        for name in itself:
            self._waiting[name] = _Waiting(now, now + QUIET, now)
        pictures = self._beside(path for path in whole if path not in itself)
        for name in self._beside(whole) - itself:
            waiting = self._waiting.get(name)
            if waiting is None or waiting.due is None:
                self._waiting[name] = _Waiting(now, now + QUIET, now, tried=True)
            elif waiting.tried or name in pictures:
                due = min(now + QUIET, waiting.since + PATIENCE)
                self._waiting[name] = _Waiting(now, due, waiting.since, waiting.tried)

    def step(self) -> None:
        """Hand on what is due, and take in what is done."""
        now, in_work = time.monotonic(), {name for name, _ in self._in_work.values()}
        for name, waiting in list(self._waiting.items()):
            if self._batch.is_full:
                break
            if waiting.due is None or name in in_work:
                continue
            if waiting.due <= now or (waiting.is_news and self._batch.has_hand_free):
                self._hand_on(name, waiting, waiting.due)
        for outcome in self._batch.done(0):
            self._take_in(outcome)

    def finish(self, seconds: float) -> None:
        """Wait for what is in work, but no longer than so many seconds."""
        end = time.monotonic() + seconds
        while self._in_work and (left := end - time.monotonic()) > 0:
            for outcome in self._batch.done(left):
                self._take_in(outcome)

    def _look_through(self, changed: float) -> None:
        for name in self._inside(self.folder):
            self._waiting[name] = _Waiting(changed, changed, changed)

    def _hand_on(self, name: str, waiting: _Waiting, settled: float) -> None:
        if not Path(name).exists():
            self._waiting.pop(name)
            self._drop(name)
            return
        number = next(self._numbers)
        waiting.due = None
        self._in_work[number] = (name, waiting.changed)
        if (outcome := self._batch.take(number, name, settled)) is not None:
            self._take_in(outcome)

    def _take_in(self, outcome: Outcome) -> None:
        name, changed = self._in_work.pop(outcome.number)
        waiting = self._waiting.get(name)
        is_last_word = waiting is None or waiting.changed == changed
        now = time.monotonic()
        if outcome.status and waiting and is_last_word and now < changed + PATIENCE:
            waiting.due, waiting.since = changed + PATIENCE, now
            waiting.tried, waiting.is_news = True, False
            return
        if outcome.status:
            if is_last_word:
                self._give_up(name, changed, outcome)
            return
        if is_last_word:
            self._waiting.pop(name, None)
        self._drop(name)
        if not outcome.unchanged:
            self.made += 1
            self._tell(outcome, None)

    def _give_up(self, name: str, changed: float, outcome: Outcome) -> None:
        """Tell of a failure, with a note; where only the place for the files was wanting, for this time."""
        self._waiting.pop(name, None)
        if any(one.code.startswith(PLACE) for one in outcome.findings):
            now = time.monotonic()
            self._waiting[name] = _Waiting(changed, now + AGAIN, now, tried=True, is_news=False)
            self._tell(outcome, None)
            return
        self.failed.add(name)
        note = None
        try:
            note = self._notes.lay(outcome)
        except OutputError as fault:
            outcome = replace(outcome, findings=(*outcome.findings, *fault.findings))
        self._tell(outcome, note)

    def _drop(self, name: str) -> None:
        if name in self.failed:
            self.failed.discard(name)
            self._notes.take_away(name)

    def _itself(self, path: str) -> Iterator[str]:
        """The articles that a path is one of, or is read for."""
        if os.path.isdir(path):  # noqa: PTH112
            yield from self._inside(Path(path))
        elif is_input(path) or path in self.failed:
            yield path
        if self._batch.ledger:
            try:
                yield from self._batch.ledger.readers(path)
            except LedgerError:
                return  # whoever writes into it next says so

    def _beside(self, paths: Iterable[str]) -> set[str]:
        """The articles that are still to come out, and in whose folder a path lies: it may be what they lack."""
        folders = {str(folder) for path in paths for folder in (path, *Path(path).parents)}
        return {name for name in {*self.failed, *self._waiting} if os.path.dirname(name) in folders}  # noqa: PTH120

    def _is_inside(self, name: str) -> bool:
        """Whether an article is of this folder: others may have been exported to the same place by hand."""
        return name.startswith(f"{self.folder}{os.sep}")

    def _inside(self, folder: Path) -> Iterator[str]:
        return Inputs((str(folder),), (), None, self._batch.job.folder).names()
