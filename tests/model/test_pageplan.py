"""Promises of the page plan: every article in its place, whole or continued, on the grid, with little white left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.pageplan import Filled, Piece, Sheet, plan

LINE = 12.0
TABLOID = Sheet(columns=6, width=760, height=90 * LINE + 5, gutter=12, line=LINE)


@dataclass(frozen=True)
class Story:
    """An article as the plan sees it: the depths of its lines, a picture or a table being one deep line."""

    lines: tuple[float, ...]
    head: float = 4 * LINE
    columns: int | None = None
    page: int | None = None
    jump: int | None = None

    def front(self, columns: int) -> float:
        # A headline over fewer columns takes more lines, a picture over more columns is higher.
        return self.head + 2 * LINE * (columns < 3) + 0.7 * columns * LINE

    def fill(self, start: object | None, depths: Sequence[float]) -> Filled:
        at = start if isinstance(start, int) else 0
        used = []
        for depth in depths:
            taken = 0.0
            while at < len(self.lines) and taken + self.lines[at] <= depth + 0.01:
                taken += self.lines[at]
                at += 1
            used.append(taken)
        return Filled(None if at == len(self.lines) else at, tuple(used))

    def depth_from(self, start: object | None) -> float:
        return sum(self.lines[start if isinstance(start, int) else 0 :])


def story(lines: int) -> Story:
    return Story((LINE,) * lines)


SHEETS = st.builds(
    lambda columns, rows: Sheet(columns, 760, rows * LINE + 3, 12, LINE), st.integers(1, 8), st.integers(40, 110)
)
LINES = st.lists(st.sampled_from([LINE] * 8 + [7.5, 5 * LINE, 14 * LINE]), min_size=1, max_size=60).map(
    lambda some: tuple(some * 4)
)
STORIES = st.lists(
    st.builds(
        Story,
        LINES,
        st.floats(0, 15 * LINE),
        st.none() | st.integers(1, 8),
        st.none() | st.integers(1, 4),
        st.none() | st.integers(2, 6),
    ),
    min_size=1,
    max_size=7,
)


def spans(piece: Piece) -> set[int]:
    return {*range(piece.column, piece.column + piece.columns)}


def by_article(pieces: Sequence[Piece]) -> dict[int, list[Piece]]:
    parts = defaultdict[int, list[Piece]](list)
    for piece in pieces:
        parts[piece.article].append(piece)
    return parts


@settings(max_examples=60, deadline=None)
@given(SHEETS, STORIES, st.floats(0, 12 * LINE))
def test_nothing_is_lost_nothing_overlaps_and_everything_stands_on_the_grid(
    sheet: Sheet, stories: list[Story], head: float
) -> None:
    pieces = plan(sheet, stories, 1, head)
    parts = by_article(pieces)
    assert set(parts) == set(range(len(stories)))
    for article, some in parts.items():
        assert some[0].start is None and some[-1].end is None
        assert some[0].continued_from is None and some[-1].continued_on is None
        for before, after in pairwise(some):
            assert before.end == after.start is not None
            assert before.page < after.page
            assert (before.continued_on, after.continued_from) == (after.page, before.page)
            assert after.front == 0
        for piece in some:
            assert stories[article].fill(piece.start, piece.depths).end == piece.end
            assert all(abs(measure / LINE - round(measure / LINE)) < 1e-6 for measure in (piece.top, piece.front))
            assert len(piece.depths) == piece.columns and all(depth % LINE == 0 for depth in piece.depths)
        assert some[0].front >= stories[article].front(some[0].columns) - 1e-4
    for before, after in pairwise(pieces):
        assert before.page <= after.page
    for one in pieces:
        assert one.column >= 0 and one.column + one.columns <= sheet.columns
        assert one.top >= (head if one.page == 1 else 0) - 1e-4
        assert one.bottom(LINE) <= sheet.height + 1e-6
        for other in pieces:
            if other is not one and other.page == one.page and spans(one) & spans(other):
                upper, lower = sorted((one, other), key=lambda piece: piece.top)
                assert upper.bottom(LINE) + LINE <= lower.top + 1e-6, "a line stays blank between modules"


@settings(max_examples=40, deadline=None)
@given(SHEETS, STORIES)
def test_articles_start_in_their_order_and_never_before_their_page(sheet: Sheet, stories: list[Story]) -> None:
    parts = by_article(plan(sheet, stories))
    starts = [parts[article][0].page for article in range(len(stories))]
    assert starts == sorted(starts)
    for article, one in enumerate(stories):
        assert starts[article] >= (one.page or 1)
        if len(parts[article]) > 1:
            assert parts[article][1].page >= (one.jump or 1)
        if one.columns:
            assert parts[article][0].columns == min(one.columns, sheet.columns)


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_no_part_of_an_article_is_a_scrap(stories: list[Story]) -> None:
    for piece in plan(TABLOID, stories):
        if piece.continued_on:
            assert min(piece.depths) >= 4 * LINE
        if piece.continued_from:
            assert stories[piece.article].depth_from(piece.start) >= 4 * LINE - 1e-6
        if piece.columns > 1 and stories[piece.article].columns is None:
            assert min(piece.depths) >= 4 * LINE


def printed(stories: Sequence[Story], pieces: Sequence[Piece], page: int) -> float:
    """The part of a page that is printed; a blank line over each module counts with it."""
    lines = sum(
        piece.columns * (piece.front / LINE + 1 + (piece.continued_from is not None))
        + sum(stories[piece.article].fill(piece.start, piece.depths).used) / LINE
        for piece in pieces
        if piece.page == page
    )
    return lines / (6 * 90)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(8, 400), min_size=4, max_size=10))
def test_a_page_that_more_follows_is_filled(lengths: list[int]) -> None:
    stories = [story(length) for length in lengths]
    pieces = plan(TABLOID, stories)
    assert all(printed(stories, pieces, page) > 2 / 3 for page in range(1, pieces[-1].page))


def test_over_many_issues_a_twentieth_stays_white_and_every_second_page_goes_on_elsewhere() -> None:
    """Of plain text, on pages that more follows: a desk leaves no more, and sends its readers on no oftener."""
    dice, filled, jumps = Random(412), list[float](), 0
    for _ in range(40):
        stories = [story(dice.choice([dice.randint(8, 60), dice.randint(60, 400)])) for _ in range(dice.randint(4, 10))]
        pieces = plan(TABLOID, stories)
        jumps += sum(piece.continued_on is not None for piece in pieces)
        filled += [printed(stories, pieces, page) for page in range(1, pieces[-1].page)]
    assert sum(filled) / len(filled) > 0.95
    assert jumps / (len(filled) + 40) < 0.6


def test_the_first_article_leads_and_the_next_ones_stand_below_it_side_by_side() -> None:
    lead, *others = plan(TABLOID, [story(150), story(90), story(80), story(70)])
    assert (lead.article, lead.page, lead.column, lead.top) == (0, 1, 0, 0.0)
    assert lead.columns >= 4
    assert {one.page for one in others} == {1}
    below = [one for one in others if one.top > lead.top]
    assert len(below) >= 2
    assert below[0].column == 0 and [one.column for one in below] == sorted(one.column for one in below)


def test_a_brief_does_not_lead_over_all_columns() -> None:
    brief, *_ = plan(TABLOID, [story(14), story(300), story(200)])
    assert brief.article == 0 and brief.columns <= 2


def test_a_masthead_takes_the_head_of_the_first_page_alone() -> None:
    pieces = plan(TABLOID, [story(700), story(600)], head=100)
    assert min(piece.top for piece in pieces if piece.page == 1) == 108
    assert min(piece.top for piece in pieces if piece.page == 2) == 0


@pytest.mark.parametrize("length", [7, 13, 60, 200])
def test_the_columns_of_a_module_are_balanced(length: int) -> None:
    (piece,) = plan(TABLOID, [story(length)])
    assert len({*piece.depths}) == 1
    less = [depth - LINE for depth in piece.depths]
    assert story(length).fill(None, less).end is not None, "a line less would not hold it"


def test_articles_of_one_page_all_start_there_and_the_long_one_goes_on_where_the_desk_says() -> None:
    stories = [
        replace(story(600), page=1, jump=3),
        replace(story(120), page=1),
        replace(story(100), page=1),
        replace(story(300), page=2),
    ]
    parts = by_article(plan(TABLOID, stories))
    assert [parts[article][0].page for article in range(4)] == [1, 1, 1, 2]
    assert parts[0][0].continued_on == 3


def test_an_article_without_room_for_its_front_and_some_lines_starts_on_the_next_page() -> None:
    pieces = plan(TABLOID, [replace(story(6 * 70), columns=6), Story((LINE,) * 100, head=12 * LINE)])
    assert by_article(pieces)[1][0].page == 2


def test_what_is_deeper_than_a_page_and_cannot_be_cut_stands_over_its_foot_alone() -> None:
    pieces = plan(TABLOID, [Story((95 * LINE,)), story(40)])
    assert [(piece.article, piece.page) for piece in pieces] == [(0, 1), (1, 2)]


def test_a_plan_is_the_same_each_time() -> None:
    stories = [story(200), replace(story(90), columns=2), story(310), story(44)]
    assert plan(TABLOID, stories) == plan(TABLOID, stories)


def test_hardly_a_line_of_a_page_is_white_with_something_below_it() -> None:
    sheet, holes, pages = Sheet(5, 760, 60 * LINE, 12, LINE), 0.0, 0
    for seed in range(12):
        chance = Random(seed)
        pieces = plan(sheet, [story(chance.randint(15, 110)) for _ in range(10)])
        pages += pieces[-1].page
        for page in range(1, pieces[-1].page + 1):
            for column in range(sheet.columns):
                here = [piece for piece in pieces if piece.page == page and column in spans(piece)]
                here.sort(key=lambda piece: piece.top)
                ends = [0.0, *(piece.bottom(LINE) + LINE for piece in here)]
                holes += sum(piece.top - end for piece, end in zip(here, ends, strict=False))
    assert holes / LINE / pages < 0.7
