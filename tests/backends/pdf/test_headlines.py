"""Headings in lines of like length."""

from __future__ import annotations

from typing import Any

import pytest

import exporter.backends.pdf  # noqa: F401 - puts the balance in place
from exporter.backends.pdf.engine import HTML, boxes
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.typefaces.families import load_families

ARABIC = "إضراب عمال الموانئ يدخل أسبوعه الثاني"
ENGLISH = "Dockers go into the second week of their strike"


def _lines(text: str, direction: str, width: int, tag: str = "h1", align: str = "start") -> list[Any]:
    style = f"@page {{ size: 200mm }} {tag} {{ font: 700 20px 'Noto Kufi Arabic'; width: {width}px; margin: 0 }}"
    page = f"<html dir={direction}><style>{style} {tag} {{ text-align: {align}; overflow-wrap: anywhere }}</style>"
    document = HTML(string=f"{page}<{tag}>{text}</{tag}>").render(font_config=bundled_fonts(load_families()))
    inside = document.pages[0]._page_box.descendants()
    (block,) = (box for box in inside if isinstance(box, boxes.BlockBox) and box.element_tag == tag)
    return [line for line in block.children if isinstance(line, boxes.LineBox)]


@pytest.mark.parametrize(("text", "direction"), [(ARABIC, "rtl"), (ENGLISH, "ltr")])
def test_no_heading_of_two_lines_ends_with_a_lone_word_at_any_width(text: str, direction: str) -> None:
    for width in range(260, 420, 20):
        lines = _lines(text, direction, width)
        plain = _lines(text, direction, width, "p")
        assert len(lines) == len(plain)
        if len(lines) == 2:
            first, last = (line.width for line in lines)
            assert last >= 0.6 * first
        edges = [line.position_x + (line.width if direction == "rtl" else 0) for line in (*lines, plain[0])]
        assert edges == pytest.approx([edges[-1]] * len(edges), abs=0.1), "they begin where lines begin"


def test_a_word_is_not_broken_for_the_balance() -> None:
    lines = _lines("استراتيجياتهم الاقتصادية و", "rtl", 250)
    words = " ".join("".join(getattr(one, "text", "") for one in line.descendants()) for line in lines).split()
    assert words == ["استراتيجياتهم", "الاقتصادية", "و"]


def test_a_heading_in_the_middle_stays_there() -> None:
    assert [line.width for line in _lines(ARABIC, "rtl", 330, align="center")] == [
        line.width for line in _lines(ARABIC, "rtl", 330, "p", "center")
    ]
