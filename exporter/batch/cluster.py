"""The same work on the machines of a Dask cluster, which all see the articles and the output folder at the same paths.

A worker of the cluster makes one article at a time, whatever number of threads it was given: fontconfig's and pango's
state belongs to one thread. Its memory is watched by Dask (`--memory-limit`); an article that takes too long ends its
worker, which Dask starts again.
"""

from __future__ import annotations

import faulthandler
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporter.batch.executors import Fate
from exporter.batch.process import Limits, between, give_back_large_buffers, seldom
from exporter.batch.sums import software
from exporter.batch.task import Job, Order, Outcome, without_answer, work
from exporter.errors import DependencyError, UsageError
from exporter.findings import finding

ANSWERS = 10
"""Seconds in which a scheduler answers, or is not there."""


@dataclass(frozen=True, slots=True)
class Afar:
    """What a worker elsewhere has to know besides the article.

    Attributes:
        folder: the current folder here, in which relative names are looked up there.
        software: the sum of the program here; another program there would make other bytes (P3).
        seconds: that one article may take.
    """

    folder: str
    software: str
    seconds: float

    def __call__(self, job: Job, order: Order) -> Outcome:
        """Make one article on the machine of a worker."""
        with _One.lock:
            if software() != self.software:
                return without_answer(order, finding("BATCH-011", host=os.uname().nodename))
            try:
                os.chdir(self.folder)
            except OSError:
                return without_answer(order, finding("BATCH-012", host=os.uname().nodename, folder=self.folder))
            is_first = not _One.articles
            if is_first:
                seldom()
                give_back_large_buffers()
            with _watched(self.seconds):
                outcome = work(job, order)
            between(is_first)
            _One.articles += 1
            return outcome


class _One:
    """The one article that this process makes at a time."""

    lock = threading.Lock()
    articles = 0


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End this process if it is not through in time: a thread of C does it, also while others hold Python's lock."""
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


class Cluster:
    """Workers behind a Dask scheduler, as the executor that Dask itself offers."""

    def __init__(self, address: str, limits: Limits) -> None:
        """Join a cluster.

        Raises:
            DependencyError: Dask is not installed (BATCH-010).
            UsageError: no scheduler answers at the address (BATCH-009).
        """
        try:
            import dask
            from distributed import Client
        except ImportError as fault:
            raise DependencyError(finding("BATCH-010")) from fault
        dask.config.set({"distributed.comm.timeouts.connect": f"{ANSWERS}s", "distributed.comm.retry.count": 0})
        _quiet()
        try:
            self._client: Any = Client(address, timeout=f"{ANSWERS}s", set_as_default=False)
        except (OSError, TimeoutError, ValueError, TypeError) as fault:
            raise UsageError(finding("BATCH-009", address=address, reason=str(fault).partition("\n")[0])) from fault
        self.seconds = limits.seconds
        self.executor: Executor = self._client.get_executor(pure=False)
        self.task: Callable[[Job, Order], Outcome] = Afar(str(Path.cwd()), software(), limits.seconds)

    @property
    def hands(self) -> int:
        """As many as it has workers now; each makes one article at a time."""
        workers: dict[str, Any] = self._client.scheduler_info(n_workers=-1).get("workers", {})
        return len(workers)

    @property
    def room(self) -> int:
        """Twice what its workers make at once."""
        return 2 * max(1, self.hands) + 1

    def fate(self, fault: BaseException) -> Fate | None:
        """What an exception of Dask means."""
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        if isinstance(fault, KilledWorker):
            return Fate.KILLED
        return Fate.LOST if isinstance(fault, FutureCancelledError | CommClosedError | OSError | RuntimeError) else None

    def why(self, fault: BaseException) -> str:
        """The worker that died last."""
        return str(getattr(fault, "last_worker", ""))

    def close(self, *, at_once: bool) -> None:
        """Leave the cluster; what it was given and has not made is taken back."""
        self.executor.shutdown(wait=False)
        self._client.close(timeout=ANSWERS)


def _quiet() -> None:
    """Dask's own log says at length what a finding says in a line."""
    import logging

    for name in ("distributed", "distributed.client", "distributed.core", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
