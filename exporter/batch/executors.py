"""Who does the work: this process, processes beside it, or a cluster; each an executor of `concurrent.futures`.

An executor that is ours says besides how many articles it takes at once, and what an exception that is not the task's
own means: that the article's worker was killed, was too slow, made room, or that the executor itself is lost.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from enum import Enum
from typing import Any, ParamSpec, Protocol, TypeVar

from exporter.backends.table import Format
from exporter.batch import forkserver
from exporter.batch.cores import cores
from exporter.batch.process import CEILING, TIRED, Limits, begin, work_here, work_in_turn
from exporter.batch.task import Job, Order, Outcome

P = ParamSpec("P")
T = TypeVar("T")


class Fate(Enum):
    """Why an article has no outcome."""

    KILLED = "its worker died"
    SLOW = "it took longer than it may, and its worker was stopped"
    TIRED = "its worker made room before it began"
    BROKEN = "the executor broke, and a new one can be opened"
    LOST = "the executor is gone for good"


class Workers(Protocol):
    """An executor, and what is particular about it."""

    @property
    def executor(self) -> Executor:
        """Where articles are submitted."""

    @property
    def hands(self) -> int:
        """How many articles it makes at once beside this process, which meanwhile does its own work."""

    @property
    def room(self) -> int:
        """How many articles it holds at once: those in work, and enough that nobody waits for the next."""

    @property
    def task(self) -> Callable[[Job, Order], Outcome]:
        """What is submitted."""

    @property
    def seconds(self) -> float:
        """How long one article may take."""

    def fate(self, fault: BaseException) -> Fate | None:
        """What an exception means; None for one of the task's own."""

    def why(self, fault: BaseException) -> str:
        """The end of a worker in a word, such as the signal that killed it."""

    def close(self, *, at_once: bool) -> None:
        """Let the workers go: after what they have in hand, or at once."""


@contextmanager
def _deaf() -> Iterator[None]:
    """Begin threads that do not hear Ctrl-C, nor do the processes that they begin: a mask is inherited (signal(7)).

    A worker that is spawned imports for a second before it can ignore anything, and would end in a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Here(Executor):
    """This process: an article is done when it was submitted."""

    hands = 0
    room = 1
    seconds = float("inf")
    task = staticmethod(work_here)

    @property
    def executor(self) -> Executor:
        """Itself."""
        return self

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:
            future.set_exception(fault)
        return future

    def fate(self, fault: BaseException) -> Fate | None:
        """Here nobody else can come to harm."""
        return None

    def why(self, fault: BaseException) -> str:
        """Nothing to say."""
        return ""

    def close(self, *, at_once: bool) -> None:
        """Nobody waits here."""


class Processes(Executor):
    """Processes of this machine, each with its limits; they are forked from one that has imported everything already.

    The pool is pebble's: it alone can stop one worker, and lose one, without the others.
    """

    task = staticmethod(work_in_turn)

    def __init__(
        self,
        count: int,
        formats: tuple[Format, ...],
        limits: Limits,
        *,
        ceiling: int = CEILING,
        rehearsed: bool = False,
    ) -> None:
        """Have `count` workers for formats.

        Args:
            count: how many.
            formats: what they will make; what makes it is imported before the first is forked.
            limits: what one article may take.
            ceiling: bytes that a worker may hold between two articles.
            rehearsed: whether they begin now and not with the first article, and make each format once for practice.
        """
        from pebble import ProcessPool

        self.seconds = limits.seconds
        self.hands = count
        self.room = 2 * count + 1
        context = forkserver.ready(formats)
        given = (limits, ceiling, formats if rehearsed else ())
        self._pool: Any = ProcessPool(count, initializer=begin, initargs=given, context=context)
        with _deaf():
            if self._pool.active and rehearsed:  # to ask begins the pool's threads, which begin the workers
                self._pool.schedule(cores)

    @property
    def executor(self) -> Executor:
        """Itself."""
        return self

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give an article to the next worker that is free."""
        given: Future[T] = self._pool.schedule(fn, args, kwargs, timeout=self.seconds)
        return given

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers, after what they have in hand; with `cancel_futures` at once."""
        if cancel_futures:
            self._pool.stop()
        else:
            self._pool.close()
        if wait:
            self._pool.join()

    def close(self, *, at_once: bool) -> None:
        """End the workers."""
        self.shutdown(cancel_futures=at_once)

    def fate(self, fault: BaseException) -> Fate | None:
        """What an exception of the pool means."""
        from pebble import ProcessExpired

        if isinstance(fault, ProcessExpired):
            return Fate.TIRED if fault.exitcode == TIRED else Fate.KILLED
        if isinstance(fault, TimeoutError):
            return Fate.SLOW
        return Fate.BROKEN if isinstance(fault, RuntimeError) else None  # BrokenProcessPool, or a pool that was stopped

    def why(self, fault: BaseException) -> str:
        """The signal or the status with which a worker ended."""
        code = getattr(fault, "exitcode", None)
        if code is None:
            return type(fault).__name__
        return signal.Signals(-code).name if code < 0 else str(code)
