"""The settings of a layout on a line: within its limits, each a little more than the one before, in its order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.fitting.means import STEPS, boxed, changes, looser, set_at, tighter
from exporter.backends.pdf.fitting.search import MOST_STEPS
from exporter.errors import InputError
from exporter.house.document import Document
from exporter.house.fit import FitLimits, Means, fit_limits
from exporter.house.layout import load_layout
from exporter.model.target import ColumnBox, Unit
from exporter.resources import templates_dir

FILE = Document("layout.toml", "", {})
SHIPPED = [load_layout(templates_dir() / name) for name in ("article", "newspaper")]
NEWSPAPER = SHIPPED[1]
OWN = NEWSPAPER.measures()
FIT = {"order": ["leading", "size"], "leading": [1.45, 1.55], "text_pt": [11.0, 12.0]}


@given(layout=st.sampled_from(SHIPPED), position=st.integers(-2 * MOST_STEPS, 2 * MOST_STEPS))
def test_no_setting_leaves_the_limits(layout: Any, position: int) -> None:
    own = layout.measures()
    for name, value in set_at(layout, position).measures().items():
        least, most = getattr(layout.fit, name) or (own[name], own[name])
        assert least <= value <= most


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
def test_each_setting_is_a_little_looser_than_the_one_before_and_the_first_and_last_are_the_limits(layout: Any) -> None:
    settings = [set_at(layout, position).measures() for position in range(-tighter(layout), looser(layout) + 1)]
    for one, next_one in pairwise(settings):
        assert all(one[name] <= next_one[name] for name in one)
        assert one != next_one
    for name in (one for one in settings[0] if getattr(layout.fit, one)):
        assert (settings[0][name], settings[-1][name]) == getattr(layout.fit, name)
    assert max(tighter(layout), looser(layout)) <= MOST_STEPS


def test_the_layout_itself_stands_in_the_middle() -> None:
    assert set_at(NEWSPAPER, 0) == NEWSPAPER
    assert changes(NEWSPAPER, set_at(NEWSPAPER, 0)) == ()


def test_a_means_is_used_up_before_the_next_begins() -> None:
    names = [{one.name for one in changes(NEWSPAPER, set_at(NEWSPAPER, -steps))} for steps in (1, STEPS + 1)]
    spacing = {"word_space_em", "latin_tracking_em", "kashida_line_em"}
    assert names == [spacing, spacing | {"leading"}]
    swapped = replace(NEWSPAPER, fit=fit_limits(FIT | {"order": ["size", "leading"]}, OWN, FILE))
    assert [one.name for one in changes(swapped, set_at(swapped, STEPS))] == ["text_pt"]


def test_elongation_follows_into_the_filling_of_lines() -> None:
    loosest = set_at(NEWSPAPER, looser(NEWSPAPER))
    assert loosest.justification and NEWSPAPER.fit and NEWSPAPER.fit.kashida_line_em
    assert loosest.justification.kashida_line_em == NEWSPAPER.fit.kashida_line_em[1]


def test_a_means_without_room_on_one_side_takes_no_settings_there() -> None:
    limits = fit_limits(FIT | {"leading": [1.5, 1.6]}, OWN, FILE)
    layout = replace(NEWSPAPER, fit=limits)
    assert (tighter(layout), looser(layout)) == (STEPS, 2 * STEPS)
    assert tighter(replace(NEWSPAPER, fit=FitLimits())) == 0


def test_a_box_has_as_many_columns_as_asked_each_as_wide_as_the_layouts() -> None:
    across = NEWSPAPER.page.width_mm - NEWSPAPER.page.start_mm - NEWSPAPER.page.end_mm
    whole = boxed(NEWSPAPER, ColumnBox(NEWSPAPER.columns.count, 120.0, Unit.MM))
    assert (whole.page.width_mm, whole.page.height_mm) == (across, 120.0)
    one, two = (boxed(NEWSPAPER, ColumnBox(count, 60.0, Unit.LINES)) for count in (1, 2))
    assert two.page.width_mm == pytest.approx(2 * one.page.width_mm + NEWSPAPER.columns.gap_mm, abs=0.01)
    assert (one.columns.count, two.columns.count) == (1, 2)
    assert one.page.height_mm == pytest.approx(60 * 11.5 * 1.5 * 25.4 / 72, abs=0.01)
    assert {one.page.top_mm, one.page.bottom_mm, one.page.start_mm, one.page.end_mm} == {0.0}


# ---------------------------------------------------------------- the table [fit]


def refused(**change: Any) -> list[tuple[str, str]]:
    table = {key: value for key, value in (FIT | change).items() if value is not None}
    with pytest.raises(InputError) as caught:
        fit_limits(table, OWN, FILE)
    assert all(found.at.file == "layout.toml" for found in caught.value.findings)
    return sorted((found.code, found.field) for found in caught.value.findings)


def test_limits_are_taken_as_they_are_written() -> None:
    limits = fit_limits(FIT | {"slack_lines": 1}, OWN, FILE)
    assert limits == FitLimits((Means.LEADING, Means.SIZE), 1.0, leading=(1.45, 1.55), text_pt=(11.0, 12.0))


@pytest.mark.parametrize(
    "range_",
    [
        [1.45],
        [1.45, 1.55, 1.6],
        [1.55, 1.45],
        [1.51, 1.6],
        [1.4, 1.49],
        [0.1, 1.6],
        [1.4, 9],
        "1.4-1.6",
        [True, 2],
        None,
    ],
)
def test_a_range_goes_from_the_least_to_the_most_with_the_design_between(range_: Any) -> None:
    wrong = refused(leading=range_ or ["1.4", "1.6"])
    assert ("FIT-021", "fit.leading") in wrong


def test_an_unknown_key_and_a_measure_that_the_layout_has_not_are_refused_together() -> None:
    assert refused(colour=[1, 2], slack_lines=-1) == [("FIT-020", "fit.colour"), ("FIT-021", "fit.slack_lines")]
    article = SHIPPED[0].measures()
    with pytest.raises(InputError) as caught:
        fit_limits({"order": ["spacing"], "kashida_line_em": [1.0, 2.0]}, article, FILE)
    assert caught.value.findings[0].code == "FIT-020", "it fills no lines with kashida"


@pytest.mark.parametrize(
    "order", [None, "size", ["size"], ["size", "leading", "pictures"], ["size", "size"], ["volume", "size"]]
)
def test_the_order_names_each_means_that_has_a_range_once(order: Any) -> None:
    assert refused(order=order) == [("FIT-021", "fit.order")]
