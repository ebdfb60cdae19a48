"""Columns filled with units: nothing is lost, no depth is exceeded, every line of text stands on the grid."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.pasteup.flow import BEGINNING, Flow, Part, Place, Setting
from exporter.backends.pdf.pasteup.level import level, spread
from exporter.backends.pdf.pasteup.units import Grid, Strip, Unit

STEP = 20.0
GRID = Grid(STEP, 14.0, 12.0)
TALLEST = 20 * STEP
LINE = boxes.LineBox.__new__(boxes.LineBox)
BLOCK = SimpleNamespace()


def strip(kinds: list[tuple[str, float, float, bool]]) -> Strip:
    """Units below each other: `line` of the grid or other `block`, its height, the room over it, whether it is cut."""
    units, y = list[Unit](), 0.0
    for nth, (kind, height, room, breaks) in enumerate(kinds):
        top = y + (room if nth else 0.0)
        on_grid = kind == "line"
        height = STEP if on_grid else height
        box: Any = LINE if on_grid else BLOCK
        units.append(Unit(box, (), top, top + height, breaks, 0.0 if on_grid else None, 1 if on_grid else 0))
        y = top + height
    return Strip(units, {})


def lines(count: int, keeps: int = 0) -> list[tuple[str, float, float, bool]]:
    """Plain lines of text; none is cut off before `keeps` of them."""
    return [("line", STEP, 0.0, nth >= keeps) for nth in range(count)]


def flow(*kinds: list[tuple[str, float, float, bool]], wide: tuple[int, ...] = ()) -> Flow:
    """Parts of a text, some over all columns."""
    return Flow([Part(strip(one), nth in wide) for nth, one in enumerate(kinds)], GRID, TALLEST)


def depths_of(setting: Setting) -> list[int]:
    return [round(used / STEP) for used in setting.used]


KINDS = st.lists(
    st.tuples(
        st.sampled_from(["line", "line", "line", "block"]),
        st.floats(1, 9 * STEP),
        st.sampled_from([0.0, 0.0, 7.0, 26.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)
COLUMNS = st.lists(st.integers(0, 20).map(lambda rows: rows * STEP), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(KINDS, COLUMNS)
def test_every_unit_is_set_once_and_in_order_however_deep_the_columns_are(kinds: Any, depths: list[float]) -> None:
    text, place, seen = flow(kinds), BEGINNING, list[int]()
    while True:
        setting = text.set(place, [*depths, TALLEST], [0.0] * (len(depths) + 1))
        for stack in setting.stacks:
            seen += range(stack.first, stack.last)
        if setting.end is None:
            break
        assert setting.end > place
        place = setting.end
    assert seen == list(range(len(kinds)))


@settings(max_examples=150, deadline=None)
@given(KINDS, COLUMNS)
def test_lines_of_text_stand_on_the_grid_and_nothing_over_another_or_below_its_column(
    kinds: Any, depths: list[float]
) -> None:
    text = flow(kinds)
    units = text.parts[0].strip.units
    setting = text.set(BEGINNING, depths, [0.0] * len(depths))
    for stack in setting.stacks:
        assert stack.column is not None
        foot = 0.0
        for nth, height in zip(range(stack.first, stack.last), text.heights(stack), strict=True):
            if units[nth].rise is not None:
                assert abs(height / STEP - round(height / STEP)) < 1e-6
            assert height >= foot - 1e-6
            foot = height + units[nth].bottom - units[nth].top
        if depths[stack.column] < TALLEST:
            assert foot <= depths[stack.column] + 0.1


@settings(max_examples=100, deadline=None)
@given(KINDS, COLUMNS)
def test_a_column_ends_only_where_it_may(kinds: Any, depths: list[float]) -> None:
    text = flow(kinds)
    units = text.parts[0].strip.units
    for stack in text.set(BEGINNING, depths, [0.0] * len(depths)).stacks:
        if stack.column is not None and stack.last < len(units) and depths[stack.column] < TALLEST:
            assert units[stack.last].breaks


@settings(max_examples=60, deadline=None)
@given(KINDS)
def test_one_column_as_deep_as_the_text_holds_all_of_it(kinds: Any) -> None:
    text = flow(kinds)
    assert text.set(BEGINNING, [text.depth(BEGINNING, 1)], [0.0]).end is None


def test_a_column_begins_without_the_room_that_parts_it_from_what_is_over_it() -> None:
    text = flow([*lines(3), ("block", 50.0, 30.0, True), *lines(3)])
    setting = text.set(BEGINNING, [3 * STEP, 9 * STEP], [0.0, 0.0])
    assert text.heights(setting.stacks[1])[0] == 0.0


def test_what_stands_between_lines_has_the_room_that_is_left_over_on_both_sides() -> None:
    text = flow([*lines(2), ("block", 33.0, 0.0, True), *lines(2)])
    (stack,) = text.set(BEGINNING, [TALLEST], [0.0]).stacks
    assert text.heights(stack) == [0.0, STEP, 2 * STEP + 3.5, 4 * STEP, 5 * STEP]


def test_a_subhead_has_that_room_above_it() -> None:
    text = flow([*lines(2), ("block", 33.0, 0.0, True), *lines(2, keeps=1)])
    text.parts[0].strip.units[2].keeps_close = True
    (stack,) = text.set(BEGINNING, [TALLEST], [0.0]).stacks
    assert text.heights(stack) == [0.0, STEP, 2 * STEP + 7.0, 4 * STEP, 5 * STEP]


def test_a_picture_at_the_foot_of_a_column_ends_where_the_last_line_would() -> None:
    text = flow([*lines(2), ("block", 33.0, 0.0, True), *lines(2)])
    stack = text.set(BEGINNING, [4 * STEP, TALLEST], [0.0, 0.0]).stacks[0]
    assert text.heights(stack)[-1] + 33.0 == 4 * STEP


def test_what_should_keep_together_is_cut_where_it_is_taller_than_a_whole_column() -> None:
    text = flow(lines(50, keeps=50))
    setting = text.set(BEGINNING, [TALLEST] * 3, [0.0] * 3)
    assert setting.end is None
    assert depths_of(setting) == [20, 20, 10]


def test_what_stands_over_all_columns_parts_the_text_above_it_from_that_below() -> None:
    text = flow(lines(12), [("block", 3 * STEP, 0.0, True)], lines(9), wide=(1,))
    setting = text.set(BEGINNING, [11 * STEP] * 3, [0.0] * 3)
    assert setting.end is None
    tops = {(stack.part, stack.column): round(stack.top / STEP) for stack in setting.stacks}
    assert tops == {(0, 0): 0, (0, 1): 0, (0, 2): 0, (1, None): 5, (2, 0): 8, (2, 1): 8, (2, 2): 8}


def test_what_does_not_fit_over_all_columns_waits_for_the_next_page() -> None:
    text = flow(lines(12), [("block", 3 * STEP, 0.0, True)], lines(9), wide=(1,))
    setting = text.set(BEGINNING, [6 * STEP] * 3, [0.0] * 3)
    assert setting.end == Place(1, 0)
    assert depths_of(setting) == [4, 4, 4]


def test_columns_below_a_picture_and_beside_it_end_together() -> None:
    text = flow(lines(30))
    setting = text.set(BEGINNING, [14 * STEP] * 3, [6 * STEP, 6 * STEP, 0.0])
    assert setting.end is None
    assert depths_of(setting) == [14, 14, 14]


def test_a_column_some_lines_short_is_filled_round_what_stands_between_its_lines() -> None:
    kept = [("line", STEP, 0.0, nth == 0) for nth in range(3)]
    text = flow([*lines(3), ("block", STEP, 0.0, True), *lines(3), *kept, *lines(9)])
    depths = [9 * STEP, 9 * STEP, 9 * STEP]
    setting = text.set(BEGINNING, depths, [0.0] * 3)
    before = [round(text.bottom(stack) / STEP) for stack in setting.stacks]
    after = [round(text.bottom(stack) / STEP) for stack in spread(text, setting, depths).stacks]
    assert before[0] == 7
    assert after == [9, *before[1:]]
    # Below a column that is one line less deep, a line says where the article goes on.
    (first, *_) = spread(text, setting, [8 * STEP, 9 * STEP, 9 * STEP]).stacks
    assert round(text.bottom(first) / STEP) == 8


@settings(max_examples=100, deadline=None)
@given(KINDS, COLUMNS)
def test_levelled_columns_hold_the_same_text_and_are_no_deeper(kinds: Any, depths: list[float]) -> None:
    text, heads = flow(kinds), [0.0] * len(depths)
    setting = text.set(BEGINNING, depths, heads)
    levelled = level(text, setting, depths, heads)
    assert [nth for one in levelled.stacks for nth in range(one.first, one.last)] == [
        nth for one in setting.stacks for nth in range(one.first, one.last)
    ]
    for stack in levelled.stacks:
        assert stack.column is not None
        assert text.bottom(stack) <= max(depths[stack.column], TALLEST if depths[stack.column] >= TALLEST else 0) + 0.1


def test_columns_of_a_part_that_is_cut_early_end_together() -> None:
    text = flow([*lines(20), ("block", 19 * STEP, 0.0, True)])
    depths = [12 * STEP] * 3
    setting = text.set(BEGINNING, depths, [0.0] * 3)
    assert depths_of(setting) == [12, 8, 0]
    feet = [round(text.bottom(stack) / STEP) for stack in level(text, setting, depths, [0.0] * 3).stacks]
    assert feet == [7, 7, 6]
