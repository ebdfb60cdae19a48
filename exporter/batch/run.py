"""Many articles from their names to their files, each with one outcome.

What the ledger knows to be done is passed over, what has another's name is refused, the rest goes to the workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporter.backends.table import Format
from exporter.batch.crew import Crew
from exporter.batch.executors import Here, Workers
from exporter.batch.ledger import NOTHING, Fresh, Ledger, LedgerError
from exporter.batch.names import absolute
from exporter.batch.scratch import Scratch
from exporter.batch.sums import recipe
from exporter.batch.task import Job, Order, Outcome, Product
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.loading.slug import slug_in
from exporter.pipeline import Wishes
from exporter.writing import clear

FEW = 4
"""Stale articles that are made in this process: to start workers takes as long as making them."""


@dataclass
class Batch:
    """One run over many articles.

    Attributes:
        job: what is the same for all.
        formats: what is asked for.
        hire: opens the executor, when there is work for it.
        scratch: what the run remembers.
        ledger: of the output folder; None when nothing is looked up or written down.
        force: whether everything is made, whatever the ledger says.
        few: up to so many stale articles are made in this process.
        said: findings about the run itself and not about an article.
    """

    job: Job
    formats: tuple[Format, ...]
    hire: Callable[[], Workers]
    scratch: Scratch
    ledger: Ledger | None = None
    force: bool = False
    few: int = FEW
    said: list[Finding] = field(default_factory=list)
    _is_told: bool = False
    _crew: Crew | None = None
    _held: list[Order] = field(default_factory=list)
    _passed_over: dict[int, tuple[Product, ...]] = field(default_factory=dict)
    _made_by: dict[int, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Clear up after killed runs, and take the sums of what decides the bytes, once."""
        if not self.job.file:
            clear(self.job.folder)
            self.job = replace(self.job, cleared=True)
        self._recipes = self._sums()

    def run(self, numbered: Iterable[tuple[int, str]]) -> Iterator[Outcome]:
        """The outcome of each article, as they come.

        Args:
            numbered: the articles' files, each with its place among them.

        Raises:
            ClusterLost: the cluster has gone; the articles that were given to it have no outcome.
        """
        for number, name in numbered:
            if not self.scratch.meet(absolute(name), number, name):
                continue
            if (outcome := self.take(number, name)) is not None:
                yield outcome
            while self.is_full:
                yield from self.done()
        yield from self.rest()

    def take(self, number: int, name: str, settled: float | None = None) -> Outcome | None:
        """Look at an article; its outcome if nothing is to be made of it, None when it is still to come.

        Args:
            number: its place among the articles of the run.
            name: its file.
            settled: when its files count as written, as `Order.settled`.
        """
        fresh = self._known(name)
        missing = tuple(row for row in self.formats if row.name not in fresh.formats)
        slug = ""
        with suppress(InputError):  # what is wrong with it, whoever makes it will say
            slug = slug_in(Path(name)) if missing else fresh.slug
        if slug and (other := self._holder(slug, name)):
            facts = {"article": name, "other": other, "file": f"{slug}{self.formats[0].suffix}"}
            error = InputError(finding("CLI-005", Span(name), **facts))
            return Outcome(number, name, error.exit_code, findings=error.findings)
        if not missing:
            return Outcome(number, name, products=fresh.products, unchanged=True)
        if fresh.products:
            self._passed_over[number] = fresh.products
        self._give(Order(number, name, missing, slug, settled))
        return None

    def take_up(self, wishes: Wishes) -> None:
        """Make what is taken from now on with another house style or layout; what is in work is written down as it was.

        Also for the same wishes, when the files of a layout have changed.
        """
        self.job = replace(self.job, wishes=wishes)
        self._recipes = self._sums()
        if self._crew:
            self._crew.job = self.job

    def begin(self) -> None:
        """Open the executor before there is work for it, so that the first article does not wait."""
        self._crew = Crew(self.job, self.hire)

    @property
    def is_full(self) -> bool:
        """Whether an outcome has to be waited for before the next article can be looked at."""
        return bool(self._crew and self._crew.is_full)

    @property
    def has_hand_free(self) -> bool:
        """Whether a worker has nothing to do."""
        return bool(self._crew and self._crew.has_hand_free)

    def done(self, timeout: float | None = None) -> Iterator[Outcome]:
        """Outcomes that have come, or the first that comes."""
        if self._crew:
            yield from map(self._entered, self._crew.take(timeout))

    def rest(self) -> Iterator[Outcome]:
        """All outcomes that are still to come."""
        if self._held and not self._crew:
            self._crew = Crew(self.job, Here)
            for order in self._held:
                self._crew.give(order)
                yield from self.done()
            self._held.clear()
        if self._crew:
            yield from map(self._entered, self._crew.rest())

    @property
    def is_busy(self) -> bool:
        """Whether an article has no outcome yet."""
        return bool(self._held) or bool(self._crew and self._crew.is_busy)

    def close(self, *, at_once: bool = False) -> None:
        """Let the workers go and close what was open."""
        if self._crew:
            self._crew.dismiss(at_once=at_once)
        if self.ledger:
            self.ledger.close()
        self.scratch.close()

    def _sums(self) -> dict[str, str]:
        return {row.name: recipe(row, self.job.wishes) for row in self.formats} if self.ledger else {}

    def _give(self, order: Order) -> None:
        self._made_by[order.number] = self._recipes
        if self._crew:
            self._crew.give(order)
            return
        self._held.append(order)
        if len(self._held) > self.few:
            self._crew = Crew(self.job, self.hire)
            for held in self._held:
                self._crew.give(held)
            self._held.clear()

    def _holder(self, slug: str, name: str) -> str:
        """Another article whose files bear this name, if there is one still."""
        other = self.scratch.claim(slug, name)
        with suppress(InputError):
            if not other or slug_in(Path(other)) == slug:
                return other
        self.scratch.pass_on(slug, name)
        return ""

    def _known(self, name: str) -> Fresh:
        if self.ledger is None or self.force:
            return NOTHING
        try:
            return self.ledger.fresh(name, self._recipes)
        except LedgerError as fault:
            self._without_ledger(fault)
            return NOTHING

    def _entered(self, outcome: Outcome) -> Outcome:
        """Write an outcome down; the files that needed not be made belong to it too."""
        recipes = self._made_by.pop(outcome.number, self._recipes)
        if self.ledger and outcome.products:
            try:
                self.ledger.enter(outcome, recipes)
            except LedgerError as fault:
                self._without_ledger(fault)
        if passed_over := self._passed_over.pop(outcome.number, ()):
            return replace(outcome, products=(*passed_over, *outcome.products))
        return outcome

    def _without_ledger(self, fault: LedgerError) -> None:
        """Go on without the ledger: the files matter more, and the next run finds out by itself what it lacks."""
        assert self.ledger
        if fault.passes and self._is_told:
            return
        self._is_told = True
        self.said.append(finding("BATCH-005", Span(str(self.ledger.path)), reason=str(fault)))
        if fault.passes:
            return
        self.ledger.close()
        self.ledger = None
