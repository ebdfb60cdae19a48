"""The repairs of WeasyPrint's line layout."""

from __future__ import annotations

import pypdfium2
import pytest

from exporter.backends.pdf.joining import hold_joins
from exporter.model.blocks import Block
from exporter.model.inlines import Inlines, Text, plain
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


def test_letters_join_across_the_edge_of_an_element() -> None:
    joined = hold_joins((Text("ال"), strong("مدرسة")))
    assert [run.text for run in joined if isinstance(run, Text)] == ["ال\u200d", "\u200dمدرسة"]


@pytest.mark.parametrize(
    "runs", [says("دار ", strong("الكتب")), says("دار", strong("الكتب")), says(strong("CNN"), "و")]
)
def test_nothing_is_put_where_letters_do_not_join(runs: Inlines) -> None:
    assert plain(hold_joins(runs)) == plain(runs)
