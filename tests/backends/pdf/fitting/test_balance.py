"""Lines and words over or under, weighed on pages made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.fitting.balance import USUAL_WORDS, Room, balance
from exporter.model.composition import Composition, Line, Part, PlacedPicture

LINE = 10.0
"""Points: the depth of a line."""
WORDS = "سطر من خمس كلمات تامة"
COLUMNS = ((0.0, 100.0), (110.0, 210.0), (220.0, 320.0))
ONE_PAGE = Room(1, 20.0, 120.0, LINE, COLUMNS)
"""Three columns of ten lines."""


def column(page: int, nth: int, lines: int, words: str = WORDS) -> Iterable[Line]:
    """A column of running text from the head of its page."""
    left, right = COLUMNS[nth]
    for at in range(lines):
        top = 20.0 + at * LINE
        yield Line(
            page, page * 3 + nth, page, Part.PARAGRAPH, words, left, right, top, top + LINE, (left, right), 120.0
        )


def across(page: int, top: float, depth: float) -> Line:
    """A line over all columns, as a headline is."""
    return Line(page, 0, 99, Part.HEADLINE, "عنوان", 0.0, 320.0, top, top + depth, (0.0, 320.0), 120.0)


def pages(*columns: tuple[int, ...]) -> Composition:
    """Pages of columns with so many lines each."""
    return Composition(
        tuple(
            line
            for page, lines in enumerate(columns, start=1)
            for nth, count in enumerate(lines)
            for line in column(page, nth, count)
        )
    )


@pytest.mark.parametrize(
    ("columns", "lines"),
    [((10, 10, 10), 0), ((10, 10, 8), 2), ((5, 5, 4), 16), ((0, 0, 0), 30)],
)
def test_what_is_missing_is_counted_column_by_column(columns: tuple[int, ...], lines: int) -> None:
    found = balance(pages(columns), 1, ONE_PAGE)
    assert found.depth == -lines
    assert found.lines == lines


def test_pages_that_are_not_reached_are_missing_as_a_whole() -> None:
    room = Room(3, 20.0, 120.0, LINE, COLUMNS)
    assert balance(pages((10, 10, 10), (10, 10, 9)), 2, room).depth == -31


def test_all_that_stands_on_further_pages_is_over() -> None:
    found = balance(pages((10, 10, 10), (2, 2, 1)), 2, ONE_PAGE)
    assert (found.depth, found.lines, found.words) == (5.0, 5, 25)


def test_what_a_block_left_empty_before_it_moved_to_the_next_page_need_not_be_cut() -> None:
    assert balance(pages((10, 10, 6), (6, 0, 0)), 2, ONE_PAGE).depth == 2.0


def test_text_on_a_further_page_is_over_by_a_line_at_least() -> None:
    assert balance(pages((10, 10, 2), (3, 0, 0)), 2, ONE_PAGE).lines == 1


def test_a_page_without_any_text_is_over_too() -> None:
    assert balance(pages((10, 10, 10)), 2, ONE_PAGE).lines == 1, "a ground or a rule stands there"


def test_what_stands_over_all_columns_counts_in_each() -> None:
    composition = Composition((*pages((2, 2, 2)).lines, across(1, 40.0, 50.0)))
    assert balance(composition, 1, ONE_PAGE).depth == -9


def test_a_picture_fills_its_column() -> None:
    picture = PlacedPicture(1, "tram.png", 40.0, 100.0, 960, left=220.0, height_pt=60.0)
    composition = Composition(pages((10, 10, 2)).lines, (picture,))
    assert balance(composition, 1, ONE_PAGE).depth == -2


def test_room_for_less_than_a_line_is_no_room() -> None:
    room = Room(1, 20.0, 129.0, LINE, COLUMNS)
    assert balance(pages((10, 10, 10)), 1, room).depth == 0


def test_words_are_those_that_fill_the_depth_of_a_line_with_short_last_lines_and_gaps() -> None:
    lines = (*column(1, 0, 3), *column(1, 1, 1, "واحدة"))
    assert balance(Composition(lines), 1, ONE_PAGE).words_a_line == 16 / 4
    lower = replace(lines[-1], top=70.0, bottom=80.0, column=lines[0].column)
    assert balance(Composition((*lines[:3], lower)), 1, ONE_PAGE).words_a_line == 16 / 5, (
        "a gap of two lines is a block"
    )
    assert balance(Composition((across(1, 20.0, 30.0),)), 1, ONE_PAGE).words_a_line == USUAL_WORDS


@given(counts=st.lists(st.integers(1, 10), min_size=3, max_size=3), more=st.integers(0, 29))
def test_each_line_more_is_one_line_less_to_write(counts: list[int], more: int) -> None:
    free = sum(10 - count for count in counts)
    filled = list(counts)
    for _ in range(min(more, free)):
        filled[filled.index(min(filled))] += 1
    before, after = (balance(pages(tuple(one)), 1, ONE_PAGE).depth for one in (counts, filled))
    assert after - before == min(more, free)
