"""Articles handed to workers, a bounded number at a time, and what is done about the workers that do not come back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

from exporter.batch.executors import Fate, Workers
from exporter.batch.task import Job, Order, Outcome, without_answer
from exporter.findings import finding

TRIES = 2
"""How often an article is given out before its workers' deaths are held against it."""


class ClusterLost(Exception):
    """The workers are gone for good; the orders are those that were given out and have no outcome."""

    def __init__(self, orders: list[Order]) -> None:
        self.orders = orders
        super().__init__(len(orders))


class Crew:
    """Workers with a foreman.

    An article whose worker died is made once more when nothing else is in hand, so that the memory of the machine is
    its own and no other article can be hit; if that worker dies too, the article is reported.
    """

    def __init__(self, job: Job, hire: Callable[[], Workers]) -> None:
        """Take what is the same for all articles, and what opens an executor."""
        self.job, self._hire = job, hire
        self._workers = hire()
        self._given: dict[Future[Outcome], Order] = {}
        self._again: deque[Order] = deque()
        self._deaths: dict[int, int] = {}

    @property
    def is_full(self) -> bool:
        """Whether an outcome has to be waited for before the next article can be given."""
        return len(self._given) >= self._workers.room

    @property
    def has_hand_free(self) -> bool:
        """Whether a worker has nothing to do."""
        return not self._again and len(self._given) < self._workers.hands

    @property
    def is_busy(self) -> bool:
        """Whether any article has no outcome yet."""
        return bool(self._given or self._again)

    def give(self, order: Order) -> None:
        """Hand an article to a worker."""
        try:
            future = self._workers.executor.submit(self._workers.task, self.job, order)
        except Exception as fault:
            future = Future()
            future.set_exception(fault)
        self._given[future] = order

    def take(self, timeout: float | None = None) -> Iterator[Outcome]:
        """The outcomes that are there, or come first within a time in seconds.

        Raises:
            ClusterLost: no outcome will come any more.
        """
        if not self._given and self._again:
            self.give(self._again.popleft())
        if not self._given:
            return
        done = wait(self._given, timeout, FIRST_COMPLETED).done
        for future in sorted(done, key=_is_bad):  # what was made is told before an end of all workers is
            order = self._given.pop(future, None)
            outcome = self._outcome(future, order) if order else None
            if order and outcome:
                self._deaths.pop(order.number, None)
                yield outcome

    def rest(self) -> Iterator[Outcome]:
        """All outcomes that are still to come."""
        while self.is_busy:
            yield from self.take()

    def dismiss(self, *, at_once: bool = False) -> None:
        """Let the workers go."""
        self._workers.close(at_once=at_once)

    def _outcome(self, future: Future[Outcome], order: Order) -> Outcome | None:
        """What became of an article; None when it is to be made again."""
        if not future.cancelled() and (fault := future.exception()) is None:
            return future.result()
        fault = None if future.cancelled() else future.exception()
        fate = Fate.LOST if fault is None else self._workers.fate(fault)
        if fault is None or fate is Fate.LOST:
            raise ClusterLost([order, *self._given.values(), *self._again])
        if fate is None:
            raise fault
        if fate is Fate.SLOW:
            return without_answer(order, finding("BATCH-003", seconds=self._workers.seconds))
        if fate is Fate.TIRED:
            self.give(order)
            return None
        deaths = self._deaths[order.number] = self._deaths.get(order.number, 0) + 1
        if fate is Fate.BROKEN:
            self._rehire(order)
        if deaths >= TRIES:
            self._deaths.pop(order.number)
            return without_answer(order, finding("BATCH-002", reason=self._workers.why(fault)))
        self._again.append(order)
        return None

    def _rehire(self, order: Order) -> None:
        """Open a new executor: all that the broken one had in hand ends with it, and is given again."""
        self._again.extend(self._given.values())
        self._given.clear()
        self._workers.close(at_once=True)
        self._workers = self._hire()


def _is_bad(future: Future[Outcome]) -> bool:
    return future.cancelled() or future.exception() is not None
