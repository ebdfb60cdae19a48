"""P1 in PDF: what is read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter import pipeline, readback
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.findings import Finding
from exporter.model.blocks import Align, Figure, Footnote, ItemList, Table
from exporter.model.galley import Galley
from exporter.model.inlines import NoteRef
from exporter.model.walk import passages
from exporter.text.words import words
from tests.backends.galleys import brief, emphasis, everything, latin, number, paragraph, says, strong
from tests.backends.pdf import pages
from tests.backends.pdf.pages import text

SAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[3] / "samples").glob("*/article.yml"))


def verdict(galley: Galley, of: Context | None = None) -> tuple[Finding, ...]:
    found = pdf.readback(pages.rendition(galley, of=of))
    return readback.judge(passages(galley), found, "x.pdf")[1]


def wanted(galley: Galley) -> list[str]:
    return [passage.text for passage in passages(galley)]


@pytest.mark.parametrize(
    "galley",
    [
        brief(paragraph("افتتحت الهيئة خط الترام الأول، وقالت إن «العمل» انتهى (أخيرا) بلا تأخير؛ فهل ينجح؟")),
        brief(paragraph("وقالت وكالة ", latin("Reuters News Agency"), " إن 1.2 مليار جنيه صرفت، أي 18% من الكلفة.")),
        brief(paragraph("18% من الركاب، و12.5 كيلومترا، و3,500 شجرة في الساعة 6:10.")),
        brief(
            paragraph("اتصل بالرقم ", number("+20 2 2555 0199"), " أو ", number("3-2"), " في ", number("2024-09-15"))
        ),
        brief(paragraph("قال ", strong("المهندس"), " إن ", emphasis("الخط"), " بدأ.")),
        brief(paragraph("الأولى"), ItemList(((paragraph("الماء"),), (paragraph("الخبز"),)), ordered=True, start=9)),
        brief(paragraph("رقم ١٢٣٫٥ و٪١٠ و۱۲۳ مع ١٬٢٠٠ راكب")),
    ],
)
def test_an_unvowelled_text_reads_back_word_for_word(galley: Galley) -> None:
    assert text(galley) == wanted(galley)


def test_an_address_broken_over_lines_reads_back_whole() -> None:
    address = "https://example.org/lines/east/stations/square?line=3&lang=ar&from=home&to=work&at=early-morning"
    galley = brief(paragraph("وكل ما يخص المواعيد منشور في موقع الهيئة وهو ", latin(address, ""), " لمن أراد."))
    assert [word for line in text(galley) for word in words(line)][-3:] == [address, "لمن", "أراد."]


def test_page_furniture_markers_and_note_numbers_are_not_read() -> None:
    galley = everything()
    found = [word for line in text(galley) for word in words(line)]
    assert "1." not in found
    assert found.count("•") == 0
    assert sum(line == "محليات" for line in text(galley)) == 1


def test_the_order_of_the_galley_is_the_order_of_the_structure_tree() -> None:
    first, last = text(everything())[0], text(everything())[-1]
    assert (first, last) == ("محليات", "© 2026 الصحيفة")


def test_every_word_of_a_galley_with_every_block_comes_back() -> None:
    assert verdict(everything()) == ()


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_word_of_a_sample_comes_back(sample: str, root: Path) -> None:
    edition, context, _ = pipeline.examine(root / "samples" / sample / "article.yml")
    (galley,) = edition.galleys
    assert verdict(galley, context) == ()


def test_a_figure_without_caption_and_an_empty_cell_leave_no_trace() -> None:
    table = Table((), (), ((says("أول"), ()),), (Align.START, Align.END))
    galley = brief(paragraph("متن"), Figure("plain.png", "وصف"), table)
    assert text(galley) == ["خبر قصير", "متن", "أول"]


def test_two_marks_of_one_note_are_left_out_both() -> None:
    body = brief(paragraph("أولا", NoteRef(1), " ثم ثانيا", NoteRef(1), "."))
    noted = replace(body, notes=(Footnote(1, (paragraph("شرح."),)),), notes_label=says("الهوامش"))
    assert text(noted) == ["خبر قصير", "أولا ثم ثانيا.", "الهوامش", "شرح."]
