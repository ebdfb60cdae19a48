"""Q23: who grows, and by how much: few words, each within its limit, none under another's stroke."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.shares import Grown, Limits, Place, shares

LIMITS = Limits(least=1.0, most=6.0, line=18.0, clearance=5.0, step=0.25)
FAR = [Place(word, 3, 100.0 * word, 0.0) for word in range(6)]


def share_out(need: float, places: list[Place], taken: list[tuple[float, float]] | None = None) -> tuple[Grown, ...]:
    return shares(need, places, LIMITS, taken or [], spaces=10)


def words(need: float, places: list[Place], taken: list[tuple[float, float]] | None = None) -> list[int]:
    return [grown.place.word for grown in share_out(need, places, taken)]


def test_too_little_is_left_to_the_spaces() -> None:
    assert words(0.9, FAR) == []


def test_as_few_words_as_can_take_it_grow_and_all_alike() -> None:
    assert [one.growth for one in share_out(11.0, FAR)] == [5.5, 5.5]


def test_no_more_than_the_lines_limit_is_taken() -> None:
    assert sum(one.growth for one in share_out(50.0, FAR)) == 18.0


def test_no_word_grows_beyond_its_limit_where_few_can_grow() -> None:
    assert [one.growth for one in share_out(18.0, FAR[:1])] == [6.0]


def test_the_better_place_is_taken() -> None:
    assert words(5.0, [Place(0, 4, 0, 0), Place(2, 2, 200, 0), Place(4, 3, 400, 0)]) == [2]


def test_of_a_word_one_place_is_taken() -> None:
    places = [Place(0, 2, 0, 0), Place(0, 3, 50, 0), Place(0, 4, 90, 0)]
    assert [one.place.rank for one in share_out(18.0, places)] == [2]


def test_two_words_in_a_row_grow_only_for_want_of_others() -> None:
    assert words(11.0, FAR) != [0, 1]
    assert words(11.0, [FAR[0], FAR[1], Place(5, 4, 500, 0)]) == [0, 5]
    assert words(11.0, FAR[:2]) == [0, 1]


def test_a_place_that_would_grow_more_than_its_share_is_passed_over() -> None:
    assert words(5.0, [Place(0, 1, 0, 5.5), Place(2, 7, 200, 2.0)]) == [2]


def test_no_stroke_stands_under_another_and_a_second_place_of_the_word_is_tried() -> None:
    above = [(95.0, 100.0)]
    assert words(5.0, [Place(0, 1, 102.0, 0)], above) == []
    assert [one.place.x for one in share_out(5.0, [Place(0, 1, 102.0, 0), Place(0, 2, 80.0, 0)], above)] == [80.0]


def test_growths_come_in_steps() -> None:
    assert [one.growth for one in share_out(5.1, FAR[:1])] == [5.0]


@given(
    st.floats(0, 60),
    st.lists(st.builds(Place, st.integers(0, 9), st.integers(1, 7), st.floats(0, 400), st.floats(-2, 8)), max_size=20),
    st.lists(st.floats(0, 400).map(lambda x: (x, x + 5)), max_size=3),
)
def test_the_limits_hold_whatever_the_line(need: float, places: list[Place], taken: list[tuple[float, float]]) -> None:
    grown = share_out(need, places, taken)
    assert sum(one.growth for one in grown) <= min(need, LIMITS.line) + 1e-9
    assert len({one.place.word for one in grown}) == len(grown)
    for place, growth, (start, end) in grown:
        assert max(place.least, LIMITS.least) - LIMITS.step <= growth <= LIMITS.most
        assert end - start == pytest.approx(growth)
        assert all(start >= right or end <= left for left, right in taken)


def test_strokes_are_told_where_they_will_stand() -> None:
    first, second = share_out(11.0, [FAR[1], FAR[4]])
    # Ten spaces shrink by 1.1 each: one is before the first stroke, four and the first stroke before the other.
    assert first.stroke == pytest.approx((100 + 1.1 - 5.5, 100 + 1.1))
    assert second.stroke == pytest.approx((400 + 4.4 - 11, 400 + 4.4 - 5.5))
