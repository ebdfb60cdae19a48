"""The pages of a PDF on one sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exporter import pipeline
from exporter.backends import pdf, preview
from exporter.backends.table import FORMATS, PREVIEW
from exporter.errors import ReadbackError
from exporter.pipeline import Wishes, export
from tests.backends import invented

PDF = next(row for row in FORMATS if row.name == "pdf")
PAGE = (200, 300)
"""Points."""


def turned(count: int, direction: str, size: tuple[int, int] = PAGE) -> bytes:
    """A PDF whose pages are grey, each darker than the one before."""
    file = pikepdf.new()
    for nth in range(count):
        page = file.add_blank_page(page_size=size)
        page.obj.Contents = file.make_stream(f"{1 - nth / count} g 0 0 {size[0]} {size[1]} re f".encode())
    file.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name(direction))
    out = BytesIO()
    file.save(out, static_id=True)
    return out.getvalue()


def drawn(data: bytes) -> Image.Image:
    return Image.open(BytesIO(preview.draw(data)))


@pytest.mark.parametrize("direction", ["/R2L", "/L2R"])
def test_pages_stand_in_the_order_in_which_they_are_turned(direction: str) -> None:
    sheet = drawn(turned(3, direction)).convert("L")
    row = sheet.crop((0, sheet.height // 2, sheet.width, sheet.height // 2 + 1)).tobytes()
    middles = [row[round(sheet.width * (2 * nth + 1) / 6)] for nth in range(3)]
    assert middles == sorted(middles, reverse=direction == "/L2R")
    assert len(set(middles)) == 3


def test_the_fifth_page_begins_a_row_at_the_side_where_reading_begins() -> None:
    sheet = drawn(turned(5, "/R2L")).convert("L")
    below = sheet.height * 3 // 4
    fifth, empty = sheet.getpixel((sheet.width * 7 // 8, below)), sheet.getpixel((sheet.width // 8, below))
    assert fifth == round(255 * (1 - 4 / 5))
    assert empty == sheet.getpixel((1, 1)), "the desk"


def test_a_page_is_drawn_at_110_dots_an_inch_and_many_are_drawn_smaller() -> None:
    one = drawn(turned(1, "/R2L"))
    assert one.width == pytest.approx((PAGE[0] / 72 + 0.5) * 110, abs=1)
    many = drawn(turned(30, "/R2L", (842, 1191)))
    assert many.width * many.height <= preview.MOST_PIXELS


def test_the_same_pdf_gives_the_same_picture() -> None:
    data = turned(2, "/R2L")
    assert preview.draw(data) == preview.draw(data)


def test_a_preview_bears_the_name_of_its_pdf_and_shows_the_one_made_with_it(tmp_path: Path) -> None:
    article = invented.write(3, tmp_path)
    (page, sheet), _ = export(article, [PDF, PREVIEW])
    assert (page.name, sheet.name) == ("invented.pdf", "invented.png")
    assert sheet.data == preview.draw(page.data)
    (alone,), _ = export(article, [PREVIEW])
    assert alone.data == sheet.data


def test_a_preview_for_the_press_shows_the_marks(tmp_path: Path) -> None:
    article = invented.write(3, tmp_path)
    (plain,), _ = export(article, [PREVIEW])
    (press,), _ = export(article, [PREVIEW], Wishes(options={"pdf": {"pdf_for": "press"}}))
    assert press.name == "invented-press.png"
    assert Image.open(BytesIO(press.data)).height > Image.open(BytesIO(plain.data)).height


def test_pages_that_do_not_say_what_the_article_says_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = invented.write(3, tmp_path)
    original = pdf.readback
    monkeypatch.setattr(pdf, "readback", lambda made: (replace(one, text=one.text + "زائد") for one in original(made)))
    with pytest.raises(ReadbackError):
        pipeline.export(article, [PREVIEW])
