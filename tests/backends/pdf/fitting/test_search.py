"""The least change that fits, found in few layouts: on invented measures, not on pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.fitting.search import MOST_LAYOUTS, MOST_STEPS, Outcome, Verdict, search

SIDE = st.integers(0, MOST_STEPS)
SLACK = st.sampled_from([0.0, 2.0, 6.0])
LINES = st.integers(-30, 30).map(float)
# Pages change in jumps: mostly not at all, now and then by many lines.
GROWTH = st.lists(st.sampled_from([0.0] * 6 + [0.5, 1.0, 1.0, 3.0, 8.0]), min_size=2 * MOST_STEPS, max_size=130)


class Bench:
    """An invented text: so many lines over with each setting; remembers what was laid out."""

    def __init__(self, over: Callable[[int], float]) -> None:
        self.over, self.laid_out = over, list[int]()

    def __call__(self, position: int) -> float:
        self.laid_out.append(position)
        return self.over(position)


def growing(start: float, growth: Sequence[float], tighter: int) -> Callable[[int], float]:
    """A measure that grows from tighter settings to looser ones, and is `start` at the design."""
    heights = [*accumulate(growth, initial=0.0)]
    return lambda position: start + heights[position + tighter] - heights[tighter]


def fits(over: float, slack: float) -> bool:
    return -slack <= over <= 0


@given(tighter=SIDE, looser=SIDE, slack=SLACK, values=st.lists(LINES, min_size=2 * MOST_STEPS + 1, max_size=150))
def test_any_text_is_set_within_the_limits_in_few_layouts_and_no_worse_than_designed(
    tighter: int, looser: int, slack: float, values: list[float]
) -> None:
    bench = Bench(lambda position: values[position + tighter])
    outcome = search(bench, tighter, looser, slack)
    assert len(bench.laid_out) == len(set(bench.laid_out)) == outcome.layouts <= MOST_LAYOUTS
    assert all(-tighter <= position <= looser for position in bench.laid_out)
    assert outcome.position in bench.laid_out and outcome.limit in bench.laid_out
    start, end = bench.over(0), bench.over(outcome.position)
    assert (outcome.verdict is Verdict.FITS) == fits(start, slack)
    if outcome.verdict is Verdict.FITTED:
        assert end <= 0 and (start > 0 or end >= -slack)
    elif outcome.verdict is Verdict.UNDER:
        assert start <= end < -slack
    else:
        assert outcome.position == 0


@given(start=LINES, growth=GROWTH, tighter=SIDE, looser=SIDE, slack=SLACK)
def test_of_a_text_that_grows_with_its_settings_the_nearest_that_fits_is_found(
    start: float, growth: list[float], tighter: int, looser: int, slack: float
) -> None:
    over = growing(start, growth, tighter)
    outcome = search(Bench(over), tighter, looser, slack)
    if start > 0:
        nearest = next((-steps for steps in range(1, tighter + 1) if over(-steps) <= 0), None)
        assert outcome.verdict is (Verdict.OVER if nearest is None else Verdict.FITTED)
        assert outcome.position == (nearest or 0)
    elif start < -slack:
        nearest = next((steps for steps in range(1, looser + 1) if fits(over(steps), slack)), None)
        if nearest is not None:
            assert (outcome.verdict, outcome.position) == (Verdict.FITTED, nearest)
        else:
            assert outcome.verdict is Verdict.UNDER
            assert over(outcome.position) <= 0


@given(start=LINES, growth=GROWTH, tighter=SIDE, looser=SIDE, slack=SLACK)
def test_the_same_text_is_set_alike_each_time(
    start: float, growth: list[float], tighter: int, looser: int, slack: float
) -> None:
    first, second = (Bench(growing(start, growth, tighter)) for _ in range(2))
    assert search(first, tighter, looser, slack) == search(second, tighter, looser, slack)
    assert first.laid_out == second.laid_out


def test_what_fits_is_laid_out_once_and_left_alone() -> None:
    assert search(Bench(lambda position: -1.0), 32, 32, 2.0) == Outcome(Verdict.FITS, 0, 0, 1)


def test_what_no_setting_helps_is_known_after_two_layouts() -> None:
    assert search(Bench(lambda position: 9.0), 32, 32, 2.0) == Outcome(Verdict.OVER, 0, -32, 2)
    assert search(Bench(lambda position: -9.0), 32, 32, 2.0) == Outcome(Verdict.UNDER, 0, 32, 2)


def test_a_layout_that_allows_nothing_is_laid_out_once() -> None:
    assert search(Bench(lambda position: 9.0), 0, 0, 2.0) == Outcome(Verdict.OVER, 0, 0, 1)
    assert search(Bench(lambda position: -9.0), 0, 0, 2.0) == Outcome(Verdict.UNDER, 0, 0, 1)


def test_a_block_that_jumps_over_the_foot_leaves_the_fullest_setting_before_it() -> None:
    outcome = search(Bench(lambda position: 3.0 if position > 20 else -12.0 + position / 4), 32, 32, 2.0)
    assert outcome.verdict is Verdict.UNDER
    assert outcome.position == 20
