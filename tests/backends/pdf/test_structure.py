"""What the structure tree tells readers with other needs (ISO 32000-1, 14.8; ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf

from exporter.model.blocks import Align, CodeBlock, ItemList, Subhead, Table
from exporter.model.galley import Galley
from exporter.model.inlines import Text
from tests.backends.galleys import brief, everything, latin, paragraph, says
from tests.backends.pdf.pages import data

LONG = "مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد لا يشبه ما سبقه من الأيام. " * 40


@contextmanager
def tree(galley: Galley) -> Iterator[list[Any]]:
    """The structure elements of a galley's PDF, in reading order."""
    with pikepdf.open(BytesIO(data(galley))) as file:
        yield list(elements(file.Root.StructTreeRoot.K))


def elements(kid: Any) -> Iterator[Any]:
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            yield from elements(one)
    elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
        yield kid
        yield from elements(kid.get("/K", pikepdf.Array()))


def of_kind(found: list[Any], *kinds: str) -> list[Any]:
    return [element for element in found if str(element.S) in {f"/{kind}" for kind in kinds}]


def test_the_document_says_its_direction_and_each_piece_that_runs_against_it_says_so() -> None:
    with tree(brief(paragraph("قال في 2023 إن ", latin("Reuters"), " نشرت"))) as found:
        modes = [str(element.A.WritingMode) for element in found if "/WritingMode" in element.get("/A", {})]
    assert modes == ["/RlTb", "/LrTb", "/LrTb"]


def test_a_phrase_in_another_language_says_so_and_arabic_does_not_repeat_itself() -> None:
    with tree(brief(paragraph("قالت ", latin("Reuters News"), " إن"))) as found:
        assert [str(element.Lang) for element in found if "/Lang" in element] == ["en"]


def test_the_text_of_each_note_is_a_note_of_its_own_name() -> None:
    with tree(everything()) as found:
        names = [str(note.ID) for note in of_kind(found, "Note")]
    assert len(names) == len(set(names)) == 2


def test_the_head_of_a_table_says_that_it_heads_columns_and_cells_name_it() -> None:
    rows = tuple((says(f"صف رقم {n}"), says(str(n))) for n in range(90))
    table = Table(says("الجدول"), (says("المدينة"), says("العدد")), rows, (Align.START, Align.END))
    with tree(brief(table)) as found:
        heads = of_kind(found, "TH")
        assert [str(head.A.Scope) for head in heads] == ["/Column", "/Column"]
        names = [str(head.ID) for head in heads]
        cells = of_kind(found, "TD")
        assert len(cells) == 180
        assert [[str(name) for name in cell.A.Headers] for cell in cells] == [[name] for name in names] * 90
        assert len(of_kind(found, "Table")) == len(of_kind(found, "THead")) == len(of_kind(found, "TBody")) == 1


def test_a_paragraph_over_three_pages_is_one_paragraph() -> None:
    with tree(brief(paragraph(LONG + LONG))) as found:
        assert len(of_kind(found, "P")) == len(of_kind(found, "Art")) == 1


def test_a_link_is_told_by_its_words_and_leads_where_the_article_says() -> None:
    with pikepdf.open(BytesIO(data(brief(paragraph(Text("موقع الهيئة", link="https://example.org/tram")))))) as file:
        (link,) = file.pages[0].Annots
        assert (str(link.Contents), str(link.A.URI)) == ("موقع الهيئة", "https://example.org/tram")


def test_headings_have_no_gap_though_the_article_has_one() -> None:
    galley = brief(
        Subhead(says("أول"), level=4), paragraph("نص"), Subhead(says("ثان"), level=2), Subhead(says("ثالث"), level=6)
    )
    with tree(galley) as found:
        kinds = [str(element.S) for element in found if str(element.S)[1:2] == "H"]
    assert kinds == ["/H1", "/H2", "/H2", "/H3"]


def test_code_is_a_paragraph_of_code() -> None:
    with tree(brief(CodeBlock("SELECT 1"))) as found:
        (code,) = of_kind(found, "Code")
        assert code.P.S == "/P"


def test_a_picture_says_where_on_the_page_it_stands() -> None:
    with tree(everything()) as found:
        for figure in of_kind(found, "Figure"):
            left, bottom, right, top = map(float, figure.A.BBox)
            assert 0 < left < right < 596 and 0 < bottom < top < 842


def test_an_item_of_a_list_is_a_marker_and_one_body_that_holds_its_paragraphs_and_inner_lists() -> None:
    inner = ItemList(((paragraph("داخلي"),),))
    item = paragraph("أول"), paragraph(LONG), inner, paragraph("بعدها")
    with tree(brief(ItemList((item, (paragraph("ثان"),))))) as found:
        outer, second, third = of_kind(found, "LI")[:3]
        kinds = [[str(kid.S) for kid in one.K] for one in (outer, second, third)]
        assert [str(kid.S) for kid in outer.K[1].K if kid.S != "/Span"] == ["/P", "/L", "/P"]
    assert kinds == [["/Lbl", "/LBody"]] * 3
