"""The page of three columns: what is long is broken, and what is narrow stands in a column."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from exporter import readback
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.house.layout import load_layout
from exporter.model.blocks import Box, Figure, Footnote, Verse
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import NoteRef
from exporter.model.walk import passages
from exporter.resources import templates_dir
from tests.backends.galleys import brief, paragraph, picture, says
from tests.backends.pdf import pages
from tests.backends.pdf.glyphs import Stretch, stretches

TEXT = "مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد لا يشبه ما سبقه من الأيام. " * 4
THIRD = 289 / 25.4 * 72 / 3
SIZE = 11.5 / 0.75
"""Of the text, in the pixels that the page is drawn in."""


def newspaper() -> Context:
    plain, layout = pages.context(), load_layout(templates_dir() / "newspaper")
    roles = {role: plain.families.chain(role, names) for role, names in layout.roles.items()}
    return replace(plain, layout=layout, roles=roles)


def printed(galley: Galley) -> bytes:
    """The galley as a file that has read back."""
    made = pdf.render(Edition((galley,)), newspaper())
    assert readback.judge(passages(galley), pdf.readback(made), "x.pdf")[1] == ()
    return next(iter(made.files.values()))


def lines(data: bytes) -> list[Stretch]:
    """What stands on the first page, from top to bottom."""
    found = {id(one): one for one in stretches(pypdfium2.PdfDocument(data)[0]).values()}
    return sorted(found.values(), key=lambda one: -one.baseline)


def test_a_box_longer_than_a_column_is_broken_and_leaves_no_page_white() -> None:
    box = Box(says("إطار"), tuple(paragraph(TEXT) for _ in range(16)))
    first = lines(printed(brief(paragraph(TEXT), box, paragraph(TEXT))))
    assert len(first) > 100


def test_a_short_box_is_kept_together() -> None:
    box = Box(says("إطار"), (paragraph(TEXT),))
    galley = brief(*(paragraph(TEXT) for _ in range(9)), box)
    with pikepdf.open(BytesIO(printed(galley))) as file:
        assert len(file.pages) == 1
    boxed = [line for line in lines(printed(galley)) if line.size == pytest.approx(0.84 * SIZE, abs=0.01)]
    assert len({round(line.right / THIRD) for line in boxed}) == 1


def test_a_lead_picture_taller_than_wide_stands_in_the_first_column_with_text_beside_it() -> None:
    tall = picture("tall.png", 600, 960)
    galley = replace(brief(*(paragraph(TEXT) for _ in range(12))), pictures={tall.name: tall})
    data = printed(replace(galley, lead=Figure(tall.name, "ترام", says("تعليق"))))
    (shown,) = (one for one in pypdfium2.PdfDocument(data)[0].get_objects() if one.type == 3)
    left, bottom, right, top = shown.get_bounds()
    assert left > 2 * THIRD
    assert right - left <= THIRD
    assert any(line.right < left and bottom < line.baseline < top for line in lines(data))


def test_the_second_hemistich_stands_below_the_first_at_the_other_side() -> None:
    verse = Verse(((says("قفا نبك"), says("بسقط اللوى")),), ())
    first, second = (line for line in lines(printed(brief(verse))) if line.size == pytest.approx(SIZE, abs=0.01))
    assert first.baseline > second.baseline
    assert second.right < first.left


def test_notes_stand_in_columns() -> None:
    notes = tuple(Footnote(nth, (paragraph(TEXT),)) for nth in (1, 2, 3))
    galley = brief(paragraph("نص", NoteRef(1), " ثم", NoteRef(2), " ثم", NoteRef(3)))
    found = lines(printed(replace(galley, notes=notes, notes_label=says("الهوامش"))))
    small = [line for line in found if line.size == pytest.approx(0.82 * SIZE, abs=0.01)]
    assert small
    assert all(line.right - line.left < THIRD for line in small)
