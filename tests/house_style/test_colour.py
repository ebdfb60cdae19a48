"""A house's colour is made to read: WCAG 2.2, 1.4.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.house.colour import READABLE, contrast, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # famous for just failing


@pytest.mark.parametrize(
    ("colour", "grounds", "shade"),
    [
        ("#0f5c4d", ("#ffffff",), "#0f5c4d"),
        ("#ffcc00", ("#ffffff",), "#8f7300"),
        ("#0f5c4d", ("#171615",), "#51897e"),
    ],
)
def test_a_colour_that_reads_stays_and_another_is_darkened_or_lightened(
    colour: str, grounds: tuple[str, ...], shade: str
) -> None:
    assert readable(colour, *grounds) == shade


@given(COLOURS)
def test_every_colour_has_a_shade_that_reads_on_white_and_on_black(colour: str) -> None:
    shade = readable(colour, "#ffffff", "#000000")
    assert min(contrast(shade, "#ffffff"), contrast(shade, "#000000")) >= READABLE
