"""The newspaper's page: articles set once, cut into columns on one grid of lines and pasted onto sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exporter.backends import pdf
from exporter.backends.pdf.options import Options
from exporter.errors import UsageError
from exporter.house.layout import Limits
from exporter.model.blocks import Align, Box, Figure, ItemList, PullQuote, Quote, Subhead, Table
from exporter.model.composition import Composition, Part
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.inlines import Direction
from exporter.preflight import inspect
from tests.backends.galleys import brief, everything, latin, number, paragraph, picture, says
from tests.backends.pdf import pages
from tests.backends.pdf.glyphs import stretches
from tests.backends.pdf.papers import MM, PX, STEP, TEXT, columns, printed, story, text_lines


def mixed() -> Galley:
    """Text with all that stands between lines and is no whole number of them high."""
    tall = picture("tall.png", 640, 523)
    galley = story(
        Subhead(says("عنوان فرعي بين الفقرات")),
        Figure(tall.name, "صورة", says("تعليق تحت الصورة يطول حتى يحتاج إلى سطر ثان في العمود الضيق")),
        PullQuote(says("كلام يرفع من النص ليراه القارئ"), says("قائله")),
        Quote((paragraph("اقتباس."),), says("قائله")),
        Box(says("إطار"), (paragraph(TEXT), ItemList(((paragraph("بند"),), (paragraph("بند ثان"),))))),
        ItemList(((paragraph(TEXT),), (paragraph("بند ثان"),)), ordered=True),
        Table(says("جدول"), (says("أ"), says("ب")), ((says("1"), says("2")),) * 3, (Align.START, Align.END)),
        Subhead(says("عنوان ثان"), 3),
        count=18,
    )
    return replace(galley, pictures={tall.name: tall})


@cache
def mixed_page() -> tuple[bytes, Composition]:
    return printed(mixed(), columns="6")


def test_lines_of_text_stand_on_one_grid_over_all_columns() -> None:
    lines = text_lines(mixed_page()[1])
    assert len({line.column for line in lines}) == 6
    offsets = {round((line.top - lines[0].top) / STEP % 1, 3) % 1 for line in lines}
    assert len(lines) > 80 and offsets == {0.0}


def test_the_base_lines_in_the_file_stand_on_that_grid_whatever_typefaces_a_line_has() -> None:
    galley = mixed()
    first = paragraph("قالت ", latin("Reuters"), " إن المشروع ", number("2019-2023"), " بدأ" * 9)
    data, _ = printed(replace(galley, body=(first, *galley.body[:14])))
    found = {id(one): one for one in stretches(pypdfium2.PdfDocument(data)[0]).values()}
    baselines = [one.baseline for one in found.values() if one.size == pytest.approx(11.5 / 0.75, abs=0.01)]
    offsets = [(baseline - baselines[0]) / STEP for baseline in baselines]
    assert len(baselines) > 60
    assert all(abs(offset - round(offset)) < 0.002 for offset in offsets)


def test_no_line_is_alone_no_subhead_at_the_foot_and_nothing_over_an_edge() -> None:
    for galley in (mixed(), story(*(Subhead(says(f"عنوان {nth}")) for nth in range(9)), count=40)):
        _, composition = printed(galley)
        codes = {one.code for one in inspect(composition, Edition((galley,)), Limits())}
        assert codes.isdisjoint({"PREFLIGHT-062", "PREFLIGHT-063", "PREFLIGHT-064", "PREFLIGHT-065"})


@pytest.mark.parametrize("count", [7, 8, 11, 14])
def test_columns_end_within_two_lines_of_each_other(count: int) -> None:
    galley = story(*(paragraph("سطر وحيد.") for _ in range(count % 3)), count=count)
    feet = [lines[-1].bottom for lines in columns(text_lines(printed(galley, columns="5")[1]))]
    assert len(feet) == 5
    assert max(feet) - min(feet) <= 2 * STEP + 0.1


def test_columns_of_a_long_article_are_full_on_all_its_pages_but_the_last() -> None:
    _, composition = printed(story(count=90))
    lines = text_lines(composition)
    last = max(line.page for line in lines)
    assert last > 1
    for page in range(1, last):
        assert all(line.foot - column[-1].bottom < 3 * STEP for column in columns(lines, page) for line in column[-1:])


@pytest.mark.parametrize(
    ("options", "size", "count"),
    [
        ({}, (289, 380), 5),
        ({"paper": "berliner"}, (315, 470), 6),
        ({"paper": "broadsheet", "columns": "8"}, (375, 597), 8),
        ({"paper": "a3", "columns": "3"}, (297, 420), 3),
        ({"paper": "300x410.5"}, (300, 410.5), 5),
        ({"paper": "250 X 350", "columns": "4"}, (250, 350), 4),
    ],
)
def test_the_sheet_is_as_large_and_has_as_many_columns_as_was_asked(
    options: dict[str, str], size: tuple[float, float], count: int
) -> None:
    data, composition = printed(story(count=20), **options)
    with pikepdf.open(BytesIO(data)) as file:
        box = [float(edge) / MM for edge in file.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, *size], abs=0.01)
    edges = [column[0].edges for column in columns(text_lines(composition))]
    assert len(edges) == count
    assert len({round(right - left, 2) for left, right in edges}) == 1
    assert {round(before[0] - after[1], 1) for before, after in pairwise(edges)} == {round(5 * MM, 1)}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"paper": "foolscap"}, "PDF-041"),
        ({"paper": "300x"}, "PDF-041"),
        ({"paper": "-300x400"}, "PDF-041"),
        ({"paper": "60x400"}, "PDF-042"),
        ({"paper": "300x9999"}, "PDF-042"),
        ({"paper": "200x300", "columns": "8"}, "PDF-043"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(options: dict[str, str], code: str) -> None:
    with pytest.raises(UsageError) as error:
        printed(brief(paragraph("نص")), **options)
    assert [one.code for one in error.value.findings] == [code]


@pytest.mark.parametrize("option", ["paper", "columns"])
def test_a_layout_without_columns_takes_no_paper(option: str) -> None:
    with pytest.raises(UsageError) as error:
        pdf.render(Edition((brief(paragraph("نص")),)), pages.context(), Options(**{option: "3"}))  # type: ignore[arg-type]
    assert [(one.code, dict(one.args)["option"]) for one in error.value.findings] == [("PDF-040", f"--{option}")]


def test_as_many_columns_as_are_said_to_be_possible_are() -> None:
    with pytest.raises(UsageError) as error:
        printed(brief(paragraph("نص")), paper="200x300", columns="8")
    most = dict(error.value.findings[0].args)["most"]
    printed(brief(paragraph("نص")), paper="200x300", columns=str(most))


def test_a_lead_picture_stands_over_the_first_columns_with_text_beside_and_below_it() -> None:
    wide = picture("wide.png", 1500, 900)
    lead = Figure(wide.name, "ترام", says("تعليق"))
    data, composition = printed(replace(story(count=16), lead=lead, pictures={wide.name: wide}))
    (shown,) = (one for one in pypdfium2.PdfDocument(data)[0].get_objects() if one.type == 3)
    left, _, right, _ = shown.get_bounds()
    first, *_, last = (column[0] for column in columns(text_lines(composition)))
    assert right == pytest.approx(first.edges[1], abs=0.1)
    assert (right - left) > 2.5 * (first.edges[1] - first.edges[0])
    assert last.top < first.top - 5 * STEP


@pytest.mark.parametrize(
    ("size", "count", "most"),
    [((1500, 900), 16, 3), ((1500, 1490), 30, 2), ((420, 250), 16, 1), ((1500, 900), 5, 2)],
    ids=["as the layout says", "tall", "coarse", "little text"],
)
def test_a_lead_picture_is_as_wide_as_its_height_its_pixels_and_the_text_allow(
    size: tuple[int, int], count: int, most: int
) -> None:
    shown = picture(f"{size[0]}.png", *size)
    galley = replace(story(count=count), lead=Figure(shown.name, "ترام"), pictures={shown.name: shown})
    _, composition = printed(galley)
    (placed,) = composition.pictures
    left, right = columns(text_lines(composition))[0][0].edges
    assert round((placed.width_pt + 5 * MM) / (right - left + 5 * MM), 2) == most


@pytest.mark.parametrize("direction", [Direction.RTL, Direction.LTR])
def test_the_first_column_stands_where_an_article_begins_to_read(direction: Direction) -> None:
    galley = replace(story(count=20), direction=direction)
    edges = [column[0].edges[0] for column in columns(text_lines(printed(galley)[1]))]
    assert edges == sorted(edges, reverse=direction is Direction.RTL)


def test_on_the_smallest_sheet_a_picture_a_box_and_a_headline_all_find_a_page() -> None:
    tall = picture("wide.png", 1500, 900)
    box = Box(says("إطار"), tuple(paragraph("سطر.") for _ in range(40)))
    galley = replace(
        brief(box, paragraph(TEXT)),
        headline=says("خبر طويل العنوان " * 9),
        lead=Figure(tall.name, "ترام", says("تعليق " * 40)),
        pictures={tall.name: tall},
    )
    _, composition = printed(galley, paper="115x150", columns="3")
    assert 1 < len({line.page for line in composition.lines}) < 8


def wide_table(rows: int) -> Table:
    cells = tuple(says(str(nth)) for nth in range(7))
    return Table(says("جدول"), tuple(says(f"عمود {nth}") for nth in range(7)), (cells,) * rows, (Align.START,) * 7)


def test_a_wide_table_stands_over_all_columns_and_text_is_balanced_above_and_below_it() -> None:
    _, composition = printed(story(wide_table(4)))
    cells = [line for line in composition.lines if line.text == "6" or line.text == "0"]
    room = [edge for line in text_lines(composition) for edge in line.edges]
    assert min(line.edges[0] for line in cells) - min(room) < 5 * MM
    assert max(room) - max(line.edges[1] for line in cells) < 5 * MM
    above = [line for line in text_lines(composition) if line.bottom < cells[0].top]
    assert (
        len({line.column for line in above})
        == 5
        == len({line.column for line in text_lines(composition)} - {line.column for line in above})
    )


def test_a_table_longer_than_a_column_goes_on_under_its_head_and_is_read_once() -> None:
    rows = tuple((says(f"صف {nth}"), says(str(nth))) for nth in range(150))
    table = Table(says("جدول"), (says("الاسم"), says("الرقم")), rows, (Align.START, Align.END))
    _, composition = printed(story(table, count=4))
    heads = [line for line in composition.lines if line.text == "الاسم"]
    assert len(heads) > 2
    assert len({(head.page, head.column) for head in heads}) == len(heads)
    for head in heads:
        below = [line for line in composition.lines if line.column == head.column and "صف" in line.text]
        assert below and all(line.top > head.top and line.right == pytest.approx(head.right, abs=1) for line in below)


def test_a_box_that_is_cut_keeps_its_ground_in_each_column_and_its_edge_where_it_begins() -> None:
    box = Box(says("إطار"), tuple(paragraph(TEXT) for _ in range(30)))
    data, composition = printed(story(box, count=6))
    ground = _painted(data, "0.957 0.941 0.91")
    boxed = [line for line in composition.lines if line.page == 1 and line.column and line.text != "إطار"]
    boxed = [line for line in boxed if line.bottom - line.top != pytest.approx(STEP, abs=0.1)]
    assert len({round(left, 1) for left, *_ in ground}) == len({line.column for line in boxed}) > 2
    for line in boxed:
        assert any(
            left <= line.left / PX
            and line.right / PX <= left + width
            and top <= line.top / PX + 2
            and line.bottom / PX <= top + height + 2
            for left, top, width, height in ground
        ), line


def _painted(data: bytes, colour: str) -> list[tuple[float, ...]]:
    """The rectangles that are painted in a colour on the first page: left, top, width, height in CSS pixels."""
    with pikepdf.open(BytesIO(data)) as file:
        found = []
        for page in file.pages[:1]:
            stream = (
                b"".join(one.read_bytes() for one in page.obj.Contents)
                if isinstance(page.obj.Contents, pikepdf.Array)
                else page.obj.Contents.read_bytes()
            )
            for match in re.finditer(rb"([\d. ]+) rg\n([\d.\- ]+) re", stream):
                if [round(float(one), 2) for one in match[1].split()] == [
                    round(float(one), 2) for one in colour.split()
                ]:
                    found.append(tuple(map(float, match[2].split())))
    return found


def paper() -> tuple[Galley, ...]:
    return (
        story(count=30, slug="one"),
        story(count=18, slug="two"),
        story(Subhead(says("عنوان الثاني")), count=30, slug="three"),
        story(count=16, slug="four"),
    )


@cache
def several() -> tuple[bytes, Composition]:
    return printed(*paper())


def test_articles_share_pages_and_none_stands_over_another() -> None:
    _, composition = several()
    heads = [line.page for line in composition.lines if line.part is Part.HEADLINE]
    assert len(heads) == 4 and len(set(heads)) < 4
    lines = composition.lines
    for nth, one in enumerate(lines):
        for other in lines[nth + 1 : nth + 400]:
            if one.page == other.page and one.left < other.right - 1 and other.left < one.right - 1:
                assert one.bottom <= other.top + 4 or other.bottom <= one.top + 4, (one, other)


def test_all_articles_of_a_page_stand_on_one_grid() -> None:
    for page in {line.page for line in several()[1].lines}:
        tops = [line.top for line in text_lines(several()[1]) if line.page == page]
        assert {round((top - tops[0]) / STEP % 1, 3) % 1 for top in tops} == {0.0}


def test_an_article_that_goes_on_is_one_article_in_the_tree_of_tags_with_all_its_paragraphs() -> None:
    with pikepdf.open(BytesIO(several()[0])) as file:
        articles = list(_elements(file.Root.StructTreeRoot, "/Art"))
        counts = [sum(1 for _ in _elements(article, "/P")) for article in articles]
        sheets = [{page.objgen for page in _pages(article)} for article in articles]
    assert counts == [30, 18, 30, 16]
    assert any(len(pages_of) > 1 for pages_of in sheets)


def test_the_lines_that_say_where_an_article_goes_on_are_printed_and_not_read() -> None:
    data, _ = several()
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "التتمة" in text and "تتمة" in text
    assert not any("تتمة" in passage.text for passage in pdf.readback(Rendition({"x.pdf": data})))


def test_the_outline_has_an_articles_subheads_under_it_on_whatever_page() -> None:
    with pikepdf.open(BytesIO(several()[0])) as file, file.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [("خبر one", []), ("خبر two", []), ("خبر three", ["عنوان الثاني"]), ("خبر four", [])]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert printed(*paper())[0] == several()[0]


def test_an_article_with_every_block_is_read_back_in_narrow_columns() -> None:
    printed(everything(), columns="6")


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == kind:
                yield kid
            yield from _elements(kid, kind)


def _pages(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element.Pg
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _pages(kid)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
