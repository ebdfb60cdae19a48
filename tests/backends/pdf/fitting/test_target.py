"""Pages and boxes as desks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.model.digits import Digits
from exporter.model.target import MOST_COLUMNS, MOST_PAGES, PT_PER_MM, ColumnBox, Pages, Target, Unit, target_of


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("2p", Pages(2)),
        ("2P", Pages(2)),
        (" 12 p ", Pages(12)),
        ("٢p", Pages(2)),
        ("۲ص", Pages(2)),
        ("3x120mm", ColumnBox(3, 120.0, Unit.MM)),
        ("3×120mm", ColumnBox(3, 120.0, Unit.MM)),
        ("3X120.5MM", ColumnBox(3, 120.5, Unit.MM)),
        ("2x400pt", ColumnBox(2, 400.0, Unit.PT)),
        ("1x60lines", ColumnBox(1, 60.0, Unit.LINES)),
        ("٣×١٢٠٫٥مم", ColumnBox(3, 120.5, Unit.MM)),
        ("١x٦٠سطر", ColumnBox(1, 60.0, Unit.LINES)),
    ],
)
def test_pages_and_boxes_are_understood_in_the_digits_of_the_house(text: str, target: Target) -> None:
    assert target_of(text) == target


NONE = (
    *("", "p", "2", "0p", "201p", "-1p", "2.5p", "2p3", "1e3p", "²p", "٢پ", "99999999999999999999p"),
    *("3x120", "x120mm", "0x120mm", "13x120mm", "3x9mm", "3x3000mm", "3x1lines", "3x120cm", "3xmm", "3x120mm 2p"),
)


@pytest.mark.parametrize("text", NONE)
def test_what_is_neither_is_none(text: str) -> None:
    assert target_of(text) is None


@given(count=st.integers(1, MOST_PAGES), digits=st.sampled_from(Digits))
def test_pages_say_what_they_were_read_from(count: int, digits: Digits) -> None:
    assert str(target_of(digits.spell(f"{count}p"))) == f"{count}p"


@given(columns=st.integers(1, MOST_COLUMNS), depth=st.integers(120, 2000).map(lambda tenths: tenths / 10))
def test_boxes_say_what_they_were_read_from(columns: int, depth: float) -> None:
    box = target_of(f"{columns}x{depth}mm")
    assert isinstance(box, ColumnBox)
    assert target_of(str(box)) == box
    assert box.depth_pt(17.0) == pytest.approx(depth * PT_PER_MM)


@given(st.text(max_size=12))
def test_any_text_is_a_target_or_none(text: str) -> None:
    target = target_of(text)
    assert target is None or target_of(str(target)) == target
