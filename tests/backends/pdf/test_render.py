"""The file itself: P3, PDF/UA-1, nothing from outside, and every complaint a finding."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pypdfium2
import pytest

from exporter.backends.api import Context
from exporter.errors import ExportError, RenderError
from exporter.messages import entry
from exporter.model.blocks import Align, Figure, Table
from exporter.model.galley import Galley
from tests.backends.galleys import brief, everything, paragraph, picture, says
from tests.backends.pdf import pages
from tests.backends.pdf.glyphs import stretches
from tests.backends.pdf.pages import changed, context, data

PRINT_SUM = """
import hashlib
from tests.backends.galleys import everything
from tests.backends.pdf.pages import data
print(hashlib.sha256(data(everything())).hexdigest())
"""

LONG = paragraph("مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد لا يشبه ما سبقه من الأيام. " * 6)


def opened(galley: Galley, of: Context | None = None) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data(galley, of=of)))


def codes(error: pytest.ExceptionInfo[ExportError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


# ---------------------------------------------------------------- P3


@pytest.mark.parametrize(
    "world",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"FONTCONFIG_FILE": "/dev/null", "HOME": "/nonexistent", "PYTHONHASHSEED": "3"},
    ],
    ids=["Tokyo", "Los Angeles", "a machine without fonts"],
)
def test_the_same_galley_gives_the_same_bytes_in_another_process(world: dict[str, str], root: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PRINT_SUM],
        cwd=root,
        env={**os.environ, **world, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(data(everything())).hexdigest()


def test_what_was_rendered_before_in_the_process_changes_nothing() -> None:
    alone = data(brief())
    data(everything())
    assert data(brief()) == alone


def test_the_only_time_in_the_file_is_the_one_that_was_given() -> None:
    moment = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    with opened(brief(), of=context(moment)) as file:
        assert str(file.docinfo["/CreationDate"]) == str(file.docinfo["/ModDate"]) == "D:20310506070809Z"


# ---------------------------------------------------------------- PDF/UA-1 and the viewer


def test_the_file_is_tagged_titled_in_its_language_and_turns_from_the_right() -> None:
    with opened(everything()) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "ar"
        assert str(file.docinfo["/Title"]) == everything().title
        assert str(file.Root.ViewerPreferences.Direction) == "/R2L"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid:part" in file.Root.Metadata.read_bytes()
        assert len(file.trailer.ID) == 2


def test_every_picture_has_its_alternative_text() -> None:
    with opened(everything()) as file:
        alts = [
            str(item.Alt)
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item
        ]
    assert alts == ["ترام أحمر يعبر الجسر عند الصباح", "عربات الترام أمام الورشة", "مخطط الخط"]


def test_every_font_is_bundled_and_embedded() -> None:
    names = {family.name.replace(" ", "-") for family in context().families.families}
    with opened(everything()) as file:
        fonts = [i for i in file.objects if isinstance(i, pikepdf.Dictionary) and i.get("/Type") == "/FontDescriptor"]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font
            assert any(name in str(font.FontName).replace("#20", "-") for name in names), str(font.FontName)


# ---------------------------------------------------------------- the page


def baselines(content: bytes, words: str) -> list[int]:
    """Numbers of the pages on which some words stand."""
    return [
        number
        for number, page in enumerate(pypdfium2.PdfDocument(content))
        if words in page.get_textpage().get_text_bounded()
    ]


@pytest.mark.parametrize("paragraphs", range(1, 9))
def test_a_caption_and_a_credit_never_part_from_their_picture(paragraphs: int) -> None:
    figure = Figure("lead.png", "وصف", says("تعليق تحتها"), says("تصوير فلان"), True, says("أرشيفية"))
    content = data(brief(*[LONG] * paragraphs, figure, LONG))
    drawn = [
        number
        for number, page in enumerate(pypdfium2.PdfDocument(content))
        if any(item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for item in page.get_objects())
    ]
    assert drawn == baselines(content, "تعليق") == baselines(content, "تصوير") == baselines(content, "أرشيفية")


def test_the_header_of_a_long_table_stands_on_each_of_its_pages() -> None:
    rows = tuple((says(f"صف رقم {n}"), says(str(n))) for n in range(60))
    table = Table(says("عنوان الجدول"), (says("المدينة"), says("العدد")), rows, (Align.START, Align.END))
    content = data(brief(table))
    assert baselines(content, "المدينة") == list(range(len(pypdfium2.PdfDocument(content)))) != [0]
    assert baselines(content, "الجدول") == [0]


def test_the_running_head_begins_on_the_second_page() -> None:
    galley = replace(brief(*[LONG] * 9), section=says("محليات"))
    first, second, *_ = pypdfium2.PdfDocument(data(galley))
    top = 297 / 25.4 * 72 - context().layout.page.top_mm / 25.4 * 72
    assert not any(stretch.baseline > top for stretch in stretches(first).values())
    assert any(stretch.baseline > top for stretch in stretches(second).values())


# ---------------------------------------------------------------- findings


def test_a_character_that_no_typeface_has_is_an_error_that_names_it() -> None:
    with pytest.raises(RenderError) as error:
        data(brief(paragraph("حرف \U00013000 غريب")))
    assert codes(error) == ["PDF-001"]
    assert dict(error.value.findings[0].args) == {"character": "U+13000"}


def test_a_picture_that_cannot_be_drawn_is_an_error_that_names_it() -> None:
    galley = brief(Figure("broken.png", "وصف"))
    broken = replace(picture("broken.png"), data=b"\x89PNG\r\n\x1a\n broken")
    with pytest.raises(RenderError) as error:
        data(replace(galley, pictures=MappingProxyType({"broken.png": broken})))
    assert codes(error) == ["PDF-002"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda css: css + "body { background: url(https://example.org/x.png) }", "PDF-003"),
        (lambda css: css + "body { background: url(file:///etc/passwd) }", "PDF-003"),
        (lambda css: css + "@import 'https://example.org/x.css';", "LAYOUT-020"),
        (lambda css: "@import 'https://example.org/x.css';" + css, "LAYOUT-021"),
        (lambda css: css + "body { text-glow: 3px }", "LAYOUT-020"),
    ],
    ids=["network", "file", "late import", "foreign import", "unknown property"],
)
def test_a_layout_that_reaches_out_or_is_not_understood_is_an_error(
    tmp_path: Path, change: Callable[[str], str], code: str
) -> None:
    with pytest.raises(ExportError) as error:
        data(brief(), of=changed(tmp_path, "page.css", change))
    assert code in codes(error)


def test_the_shipped_layout_is_understood_whole() -> None:
    assert pages.rendition(everything()).findings == ()


@pytest.mark.parametrize("code", ["PDF-001", "PDF-002", "PDF-003", "PDF-004", "PDF-005"])
def test_every_finding_is_in_the_catalogue(code: str) -> None:
    assert entry(code).text["ar"]
