"""The repairs of WeasyPrint's line layout."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from exporter.backends.pdf.engine import HTML, boxes
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.joining import breakable, hold_joins
from exporter.model.blocks import Block
from exporter.model.inlines import Inlines, Text, plain
from exporter.typefaces.families import load_families
from tests.backends.galleys import brief, emphasis, latin, paragraph, says, strong
from tests.backends.pdf.glyphs import stretches
from tests.backends.pdf.pages import context, data

FILLER = "ثم مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد"


def _edges(*body: Block) -> list[tuple[float, float]]:
    """Left and right ends of each line, in points."""
    lines: dict[float, tuple[float, float]] = {}
    for page in pypdfium2.PdfDocument(data(brief(*body))):
        for stretch in stretches(page).values():
            if stretch.size > 15:
                left, right = lines.get(stretch.baseline, (stretch.left, stretch.right))
                lines[stretch.baseline] = min(left, stretch.left), max(right, stretch.right)
    return list(lines.values())


@pytest.mark.parametrize("lead", range(0, 40, 3))
def test_no_line_sticks_out_wherever_an_inline_element_falls_on_its_end(lead: int) -> None:
    page = context().layout.page
    left, right = (mm / 25.4 * 72 for mm in (page.end_mm, page.width_mm - page.start_mm))
    text = " ".join(["كلمة"] * 3 + FILLER.split()[: lead % 11] + ["و" * (lead // 11 + 1)])
    body = paragraph(
        text + " ", strong("ثلاث كلمات قوية"), " ثم ", latin("Reuters News "), latin("Agency", "de"), " ", text
    )
    for start, end in _edges(body, paragraph(text + " ", emphasis(FILLER + " "), FILLER)):
        assert left - 1 <= start
        assert end <= right + 1


@pytest.mark.parametrize(
    "chain",
    [
        [part for nth in range(40) for part in (latin(f"AB{nth}"), "،")],
        [part for nth in range(60) for part in (f"ع{nth}", latin("a"))],
        [latin("/".join(f"2026-03-{day}" for day in range(10, 31)), "")],
        [part for nth in range(30) for part in (strong("دار"), "و")],
    ],
    ids=["names", "letters", "dates", "emphasis"],
)
def test_a_chain_of_runs_without_a_space_is_broken_and_stays_on_the_page(chain: list[Any]) -> None:
    left = context().layout.page.end_mm / 25.4 * 72
    assert min(start for start, _ in _edges(paragraph("سلسلة ", *chain, " ثم"))) >= left - 1


@pytest.mark.parametrize(
    "runs", [says("(", latin("a" * 40), ")؛"), says("دار", strong("الكتب"), "/", latin("Reuters"))]
)
def test_no_line_ends_inside_brackets_edges_or_in_a_short_chain(runs: Inlines) -> None:
    assert plain(breakable(runs)) == plain(runs)


def test_letters_join_across_the_edge_of_an_element() -> None:
    joined = hold_joins((Text("ال"), strong("مدرسة")))
    assert [run.text for run in joined if isinstance(run, Text)] == ["ال\u200d", "\u200dمدرسة"]


@pytest.mark.parametrize(
    "runs", [says("دار ", strong("الكتب")), says("دار", strong("الكتب")), says(strong("CNN"), "و")]
)
def test_nothing_is_put_where_letters_do_not_join(runs: Inlines) -> None:
    assert plain(hold_joins(runs)) == plain(runs)


def _laid(markup: str, direction: str, style: str) -> Any:
    page = f"<html dir={direction}><style>@page {{ margin: 10mm }} {style}</style>{markup}"
    return HTML(string=page).render(font_config=bundled_fonts(load_families()))


def _box(document: Any, tag: str) -> Any:
    """The first box of an element."""
    return next(box for box in document.pages[0]._page_box.descendants() if box.element_tag == tag)


def _rules(direction: str) -> list[float]:
    """Where rules between columns stand, in mm from the left of the columns."""
    style = "div { width: 100mm; columns: 3; column-gap: 5mm; column-rule: 0.2mm solid rgb(255 0 0) }"
    document = _laid("<div>" + ("كلمة " if direction == "rtl" else "word ") * 90, direction, style)
    columns = _box(document, "div")
    image = pypdfium2.PdfDocument(document.write_pdf())[0].render(scale=8).to_pil().convert("RGB")
    row = image.crop((0, round(columns.position_y * 6) + 9, image.width, round(columns.position_y * 6) + 10))
    reds = [nth // 3 for nth, value in enumerate(row.tobytes()) if nth % 3 == 1 and value < 100]
    places = [round((x / 6 - columns.position_x) / 96 * 25.4 * 2) / 2 for x in reds]
    return sorted(set(places))


def test_rules_stand_in_the_middle_of_the_gaps_whichever_way_columns_run() -> None:
    assert _rules("rtl") == _rules("ltr") == [32.5, 67.5]


def test_a_paragraph_is_indented_where_it_begins() -> None:
    style = "p { width: 60mm; text-indent: 10mm; text-align: justify; margin: 0 }"
    first, second, *_ = _box(_laid(f"<p>{FILLER} {FILLER}", "rtl", style), "p").children
    texts = [line.children[0] for line in (first, second)]
    edges = [(text.position_x, text.position_x + text.width) for text in texts]
    assert edges[0][0] == pytest.approx(edges[1][0], abs=0.1)
    assert edges[0][1] == pytest.approx(edges[1][1] - 10 / 25.4 * 96, abs=0.1)


def test_a_text_that_just_fits_before_a_number_is_not_cut_after_its_first_word() -> None:
    text = f'{FILLER} <span dir="ltr">120000</span> {FILLER}'
    markup = "".join(f'<p style="width: {width / 4}px">{text}</p>' for width in range(1200, 1260))
    document = _laid(markup, "rtl", "p { margin: 0; font: 15px 'Markazi Text' }")
    inside = (box for page in document.pages for box in page._page_box.descendants())
    paragraphs = [box for box in inside if isinstance(box, boxes.BlockBox) and box.element_tag == "p"]
    for paragraph_ in paragraphs:
        lines = ["".join(getattr(one, "text", "") for one in line.descendants()) for line in paragraph_.children]
        assert all(" " in line for line in lines[:-1]), (paragraph_.width, lines)
