"""P1 in PDF allows nothing: whatever an author mixes comes back word for word, in order, with its spaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter import readback
from exporter.backends import pdf
from exporter.findings import Finding
from exporter.model.blocks import Align, Block, CodeBlock, Footnote, ItemList, Quote, Table, Verse
from exporter.model.galley import Galley
from exporter.model.inlines import Direction, LineBreak, NoteRef
from exporter.model.walk import passages
from tests.backends import mixed
from tests.backends.galleys import brief, emphasis, latin, paragraph, says, strong
from tests.backends.pdf import pages

ADDRESS = "https://example.org/lines/east/stations/square?line=3&lang=ar&from=home&to=work&at=early-morning&"


def verdict(galley: Galley) -> tuple[Finding, ...]:
    return readback.judge(passages(galley), pdf.readback(pages.rendition(galley)), "x.pdf")[1]


def in_language(language: str, *blocks: Block) -> Galley:
    galley = brief(*blocks)
    direction = Direction.LTR if language == "en" else Direction.RTL
    return replace(galley, article=replace(galley.article, language=language), direction=direction)


@pytest.mark.parametrize("language", ["ar", "fa", "ur", "en"])
@pytest.mark.parametrize("seed", range(6))
def test_paragraphs_that_mix_everything_come_back(seed: int, language: str) -> None:
    assert verdict(in_language(language, *mixed.paragraphs(seed, 12, language))) == ()


@pytest.mark.parametrize(
    "block",
    [
        paragraph("وصلت و", emphasis("News"), " أمس"),
        paragraph("و", latin("News"), " و", strong("iPhone"), "15"),
        paragraph("{{ }}"),
        paragraph("( ) … « » ؟! → ™"),
        paragraph("}} ١٬٢٠٠ …"),
        paragraph("والاستقلالية" * 400),
        paragraph(latin("abcdefgh" * 600)),
        paragraph("انظر ", latin(ADDRESS * 40, ""), " هنا"),
        paragraph("كلمة—أخرى " * 100, latin("word—other/and " * 100)),
        paragraph(latin("super\u00adcali\u00adfragi " * 60, "la")),
        paragraph("أول", LineBreak(), latin("x"), LineBreak(), "y", LineBreak(), "٣"),
        paragraph("٥\u00a0كم و" + "كلمة\u00a0" * 50 + "x"),
        paragraph("1234567890" * 7 + " ", strong("!ت!)م۵c")),
        Verse(((says("قفا نبك من ذكرى حبيب ومنزل" * 3), says("(بسقط)")), (says("..."), says("!"))), says("«x»")),
        Table((), (), ((says("ab" * 40), says(ADDRESS), says("(«")),) * 3, (Align.START,) * 3),
    ],
    ids=range(15),
)
def test_a_hard_case_comes_back(block: Block) -> None:
    assert verdict(brief(block)) == ()


def test_two_pieces_of_code_that_follow_each_other_stay_apart() -> None:
    assert verdict(brief(CodeBlock("a b\n  c"), CodeBlock("d"))) == ()


def test_the_head_of_a_table_is_read_once_however_many_pages_repeat_it() -> None:
    rows = tuple((says(f"صف رقم {n} " + "كلام كثير " * 9), says(str(n))) for n in range(60))
    table = Table(says("الجدول"), (says("المدينة"), says("العدد")), rows, (Align.START, Align.END))
    assert verdict(brief(table)) == ()


def test_marks_of_a_note_beside_latin_and_brackets_leave_no_trace() -> None:
    body = paragraph(
        latin("Reuters"), NoteRef(1), " قال", NoteRef(1), "، ثم 5", NoteRef(1), " و(", latin("x"), NoteRef(1), ")"
    )
    notes = (Footnote(1, (paragraph("شرح ", latin("Vol. 2"), "."),)),)
    assert verdict(replace(brief(body), notes=notes, notes_label=says("الهوامش"))) == ()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_space_after_the_mark_of_a_note_outlives_the_end_of_a_line(language: str) -> None:
    marked = [part for nth in range(60) for part in (f"كلمة{nth}", NoteRef(1), " ")]
    notes = (Footnote(1, (paragraph("شرح"),)),)
    body = paragraph(*marked[:-1])
    assert verdict(replace(in_language(language, body), notes=notes, notes_label=says("الهوامش"))) == ()


def test_what_follows_a_list_inside_an_item_is_read_after_it() -> None:
    inner = ItemList(((paragraph("نقطة داخلية"),), (paragraph("أخرى"),)))
    quoted = (Quote((paragraph("اقتباس في أول البند"),)), paragraph("ثم نص"))
    items = tuple((paragraph(f"بند {nth}"), inner, paragraph("بعدها " * 60)) for nth in range(12))
    assert verdict(brief(ItemList((*items, quoted)), paragraph("خاتمة"))) == ()
