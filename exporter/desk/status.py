"""Whether a hot folder is looked after: a lock that lives as long as its watcher, and a line on how it fares."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from exporter.errors import UsageError
from exporter.findings import finding
from exporter.writing import write

try:
    import fcntl
except ImportError:  # Windows: two watchers of one folder are then the user's affair
    fcntl = None  # type: ignore[assignment]

LOCK = ".exporter.watch.lock"
STATUS = ".exporter.watch.json"
BEAT = 5
"""Seconds between two signs of life."""
STALLED = 30
"""Seconds without a sign of life after which a watcher is held to hang."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a watcher fares.

    Attributes:
        pid: its process.
        since: when it began, in seconds since 1970.
        at: when it said this.
        made: articles that came out.
        failed: articles that lie in the folder of failures.
        waiting: articles that are in work, or that something is still missing of.
    """

    pid: int
    since: int
    at: int
    made: int = 0
    failed: int = 0
    waiting: int = 0


class Watchman:
    """The one watcher of a folder, while it lives."""

    def __init__(self, out: Path, clock: Callable[[], float]) -> None:
        """Take the lock.

        Raises:
            UsageError: another watcher has it (DESK-002).
        """
        out.mkdir(parents=True, exist_ok=True)
        self._out, self._clock, self._since = out, clock, int(clock())
        self._lock = os.open(out / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        if not _locked(self._lock):
            os.close(self._lock)
            raise UsageError(finding("DESK-002", folder=str(out)))
        self._last = 0

    def tell(self, made: int, failed: int, waiting: int, *, now: bool = False) -> None:
        """Give a sign of life, if the last one is a while ago."""
        at = int(self._clock())
        if now or at - self._last >= BEAT:
            self._last = at
            health = Health(os.getpid(), self._since, at, made, failed, waiting)
            write({self._out / STATUS: json.dumps(asdict(health)).encode()})

    def leave(self) -> None:
        """Give up the lock; the last words stay."""
        os.close(self._lock)


def health(out: Path) -> tuple[Health | None, bool]:
    """What a watcher said last of a folder, and whether it lives."""
    try:
        said = Health(**json.loads((out / STATUS).read_bytes()))
        lock = os.open(out / LOCK, os.O_RDWR)
    except (OSError, ValueError, TypeError):
        return None, False
    try:
        return said, not _locked(lock)
    finally:
        os.close(lock)


def _locked(descriptor: int) -> bool:
    """Take a lock, if nobody has it."""
    if not fcntl:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
