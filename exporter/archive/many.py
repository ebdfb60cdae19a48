"""Any number of bags verified at once, in worker processes: the first comes first, and few are ever in memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Final

from exporter.archive.ledger import Ledger, stamp_of
from exporter.archive.verify import Verdict, verify
from exporter.backends.table import FORMATS
from exporter.errors import ExportError
from exporter.findings import Span, finding

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

AHEAD: Final = 4
"""Bags that wait for each worker."""
CEILING: Final = 6_000_000_000
"""Bytes of addresses that a worker may have: a bag that was made to exhaust the machine ends its worker and no more."""

SECONDS: Final = 600
"""Seconds of processor that one bag may take: a newspaper's takes a tenth of one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bag.

    Attributes:
        verdict: what there is to say.
        stamp: of the bag before it was read.
        was_known: whether it was found good before, by the ledger, and not read again.
        fault: of this program, not of the bag; None when there was none.
    """

    verdict: Verdict
    stamp: str = ""
    was_known: bool = False
    fault: Exception | None = None


def verify_all(places: Iterable[str], workers: int, ledger: Ledger | None = None) -> Iterator[Outcome]:
    """Verify bags, and give what became of them in their order.

    A bag whose worker is ended by the system is tried once more, alone; ended again, that is told of it (BAG-043).

    Raises:
        InputError: the ledger cannot be written (BAG-045), or `places` raises it.
    """
    jobs = ((place, ledger.stamp(place) if ledger else "") for place in places)
    waiting: deque[tuple[str, str, Future[Outcome]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            for place, known in islice(jobs, workers * AHEAD - len(waiting)):
                waiting.append((place, known, pool.submit(_job, place, known, ledger is not None)))
            if not waiting:
                return
            place, known, future = waiting.popleft()
            try:
                outcome = _settled(place, future)
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                outcome = _alone(place, known, ledger is not None)
                pool = _pool(workers)
                again = [(one, stamp) for one, stamp, _ in waiting]
                waiting = deque((one, s, pool.submit(_job, one, s, ledger is not None)) for one, s in again)
            if ledger and outcome.verdict.is_good and outcome.stamp and not outcome.was_known:
                ledger.note(place, outcome.stamp)
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _settled(place: str, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except (BrokenProcessPool, KeyboardInterrupt):
        raise
    except Exception as fault:
        return Outcome(Verdict(place), fault=fault)


def _alone(place: str, known: str, keeps: bool) -> Outcome:
    """The bag in a worker of its own."""
    with _pool(1) as pool:
        try:
            return _settled(place, pool.submit(_job, place, known, keeps))
        except BrokenProcessPool:
            reason = f"the process was ended (> {CEILING // 1_000_000_000} GB, > {SECONDS} s)"
            return Outcome(Verdict(place, (finding("BAG-043", Span(place), reason=reason),)))


def _pool(workers: int) -> Executor:
    """Workers that are copies of one that has imported everything; no thread of a store's driver is copied."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__, *(f"{row.module}.readback" for row in FORMATS)])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(CEILING, SECONDS))


class _Limits:
    """What a worker was told when it began."""

    seconds = SECONDS


def _begin(ceiling: int, seconds: int) -> None:
    """Leave Ctrl-C to the process that gives the work, and take no more memory than a worker may."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Limits.seconds = seconds
    if resource:
        _limit(resource.RLIMIT_AS, ceiling)


def _begin_bag() -> None:
    """Have the system end this process when a bag takes too long: its readers are not ours to interrupt."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + _Limits.seconds)


def _limit(what: int, most: int) -> None:
    """Set a limit of this process, within what the system allows; some know one and do not let it be set."""
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _job(place: str, known: str, keeps: bool) -> Outcome:
    _begin_bag()
    try:
        stamp = stamp_of(place) if keeps else ""
        if stamp and stamp == known:
            return Outcome(Verdict(place), stamp, was_known=True)
        return Outcome(verify(place), stamp)
    except ExportError as fault:
        return Outcome(Verdict(place, fault.findings))
    except (OSError, MemoryError) as fault:
        reason = getattr(fault, "strerror", None) or type(fault).__name__
        return Outcome(Verdict(place, (finding("BAG-043", Span(place), reason=reason),)))
