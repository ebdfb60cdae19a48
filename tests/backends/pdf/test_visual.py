"""UAX #9 read backwards: what stands on a line, in the order in which it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.visual import logical
from exporter.text.bidi import levels

ARABIC = st.text("ابتثجحدرسمنهويكل", min_size=1, max_size=6)
NUMBERS = st.from_regex(r"\A[0-9]{1,4}([.,:][0-9]{1,3})?\Z") | st.from_regex(r"\A[٠-٩]{1,4}(٫[٠-٩]{1,2})?\Z")
PLAIN = st.sampled_from(["«", "»", "(", ")", "،", ".", "؟", "!", "–"])
LINES = st.lists(st.one_of(ARABIC, ARABIC, NUMBERS, PLAIN), min_size=1, max_size=9).map(" ".join)


def on_the_line(text: str) -> list[str]:
    """The characters from left to right (UAX #9, L2), without mirroring."""
    cells = list(zip(text, levels(text, 1), strict=True))
    for level in range(max(height for _, height in cells), 0, -1):
        start = 0
        while start < len(cells):
            end = start
            while end < len(cells) and cells[end][1] >= level:
                end += 1
            cells[start:end] = cells[start:end][::-1]
            start = max(end, start + 1)
    return [letter for letter, _ in cells]


@given(LINES)
def test_a_line_of_arabic_with_numbers_is_read_as_it_was_written(line: str) -> None:
    assert logical("".join(on_the_line(line)), rtl=True) == line


@pytest.mark.parametrize(
    "line",
    [
        "18% من الركاب",
        "من الركاب 18%",
        "قال CNN أمس",
        "سعره $1.2 فقط",
        "بين 68$ و74$",
        "الفترة ٢٠١٩–٢٠٢٣",
        "3,500 شجرة",
    ],
)
def test_a_line_from_a_newspaper_is_read_as_it_was_written(line: str) -> None:
    assert logical("".join(on_the_line(line)), rtl=True) == line


def test_a_stretch_from_left_to_right_is_left_alone() -> None:
    assert logical("3-2 at 6:10", rtl=False) == "3-2 at 6:10"


def test_marks_come_after_their_letter() -> None:
    assert logical("\u064c\u0628\u0627\u062a\u0650\u0643", rtl=True) == "كِتابٌ"
