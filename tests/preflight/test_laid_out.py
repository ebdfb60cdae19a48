"""What a proof-reader sees on laid-out pages is found, on pages made by hand and on printed ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exporter.backends.table import FORMATS
from exporter.findings import Span
from exporter.house.layout import Limits
from exporter.model.article import Article
from exporter.model.blocks import Figure, Paragraph, Subhead
from exporter.model.composition import Composition, Line, Part, PlacedPicture, Sources
from exporter.model.galley import Edition, Picture
from exporter.model.inlines import words_of
from exporter.pipeline import Wishes, export
from exporter.preflight import inspect
from exporter.prepare.passes import prepare
from tests.preflight.desk import NOW, article, written

AT = Span("article.yml", 7, 3)
TEXT = "بدأ الخط الجديد عمله صباح اليوم بعد سنوات من الانتظار الطويل"
WORDS = TEXT.split()
HEADLINE = "افتتاح خط الترام الجديد"


def edition(text: str = TEXT) -> Edition:
    made = Article(
        "ar",
        "khabar",
        words_of(HEADLINE),
        (Subhead(words_of("أول مرة"), at=AT), Paragraph(words_of(text), at=AT)),
        lead=Figure("tram.png", "ترام", at=AT),
        at=(("headline", AT),),
    )
    return Edition((prepare(made, {"tram.png": Picture("abc.png", "image/png", b"", 600, 400)}),))


def line(text: str, nth: int = 0, **changes: Any) -> Line:
    """A line of a paragraph where a line should be: the nth of its column."""
    top = 100.0 + 20 * nth
    return replace(Line(1, 0, 0, Part.PARAGRAPH, text, 100.0, 400.0, top, top + 20, (100.0, 400.0), 800.0), **changes)


def paragraph(*counts: int, text: str = TEXT) -> list[Line]:
    """The paragraph, so many words to a line."""
    words, lines = text.split(), list[Line]()
    for nth, count in enumerate(counts):
        lines.append(line(" ".join(words[:count]), nth))
        words = words[count:]
    assert not words
    return lines


def seen(lines: list[Line], *pictures: PlacedPicture, text: str = TEXT) -> list[str]:
    said = inspect(Composition(tuple(lines), pictures), edition(text), Limits(headline_lines=2))
    assert all(one.at == AT for one in said)
    return [one.code for one in said]


def test_a_paragraph_in_its_place_is_left_alone() -> None:
    assert seen(paragraph(4, 4, 3)) == []


def test_a_last_line_alone_on_the_next_page_is_a_widow() -> None:
    first, second, last = paragraph(4, 4, 3)
    assert seen([first, second, replace(last, page=2)]) == ["PREFLIGHT-063"]


def test_a_last_line_alone_in_the_next_column_is_a_widow() -> None:
    first, second, last = paragraph(4, 4, 3)
    assert seen([replace(one, column=1) for one in (first, second)] + [replace(last, column=2)]) == ["PREFLIGHT-063"]


def test_a_first_line_alone_at_the_foot_is_an_orphan() -> None:
    first, *rest = paragraph(4, 4, 3)
    assert seen([first, *(replace(one, page=2) for one in rest)]) == ["PREFLIGHT-064"]


def test_a_subhead_away_from_its_text_is_told() -> None:
    head = line("أول مرة", part=Part.SUBHEAD, block=1)
    assert seen([head, *(replace(one, page=2) for one in paragraph(4, 4, 3))]) == ["PREFLIGHT-065"]
    assert seen([head, *paragraph(4, 4, 3)]) == []


def test_a_line_beyond_its_edge_is_overset() -> None:
    first, *rest = paragraph(4, 4, 3)
    assert seen([replace(first, left=90.0), *rest]) == ["PREFLIGHT-062"]
    assert seen([first, *rest[:-1], replace(rest[-1], bottom=805.0)]) == ["PREFLIGHT-062"]
    assert seen([replace(first, left=99.0), *rest]) == [], "a swash may reach over it"


def test_of_many_lines_of_one_place_beyond_their_edges_the_first_of_each_page_is_told() -> None:
    """As the cells of a table are."""
    cells = [line(TEXT, nth, block=nth, left=90.0, page=1 + nth // 4) for nth in range(8)]
    assert seen(cells) == ["PREFLIGHT-062"] * 2


def test_a_short_word_alone_at_the_end_is_told_and_a_long_one_not() -> None:
    assert seen(paragraph(5, 5, 1)) == []
    short = TEXT + " أمس."
    assert seen(paragraph(5, 6, 1, text=short), text=short) == ["PREFLIGHT-066"]


def test_a_headline_of_three_lines_is_too_tall_for_two() -> None:
    words = HEADLINE.split()
    lines = [line(word, nth, part=Part.HEADLINE) for nth, word in enumerate([words[0], words[1], " ".join(words[2:])])]
    assert seen(lines) == ["PREFLIGHT-067"]


def test_a_headlines_last_word_alone_is_told() -> None:
    *most, last = HEADLINE.split()
    assert seen([line(" ".join(most), part=Part.HEADLINE), line(last, 1, part=Part.HEADLINE)]) == ["PREFLIGHT-068"]


@pytest.mark.parametrize(("place", "code"), [("{0} {1}", "PREFLIGHT-069"), ("{1} {0}", "PREFLIGHT-070")])
def test_three_lines_that_begin_or_end_alike_make_a_stack(place: str, code: str) -> None:
    lines = [place.format("قال", f"أحمد{n} {word}") for n, word in enumerate(WORDS[:4])] + ["ثم مضى عنا"]
    text = " ".join(lines)
    assert seen([line(one, nth) for nth, one in enumerate(lines)], text=text) == [code]
    fewer = [*lines[:2], "كلمات غيرها هنا", *lines[2:]]
    assert seen([line(one, nth) for nth, one in enumerate(fewer)], text=" ".join(fewer)) == []


@pytest.mark.parametrize(("width_pt", "code"), [(200.0, []), (300.0, ["PREFLIGHT-060"]), (600.0, ["PREFLIGHT-061"])])
def test_a_picture_has_pixels_for_its_printed_size(width_pt: float, code: list[str]) -> None:
    assert seen([], PlacedPicture(1, "abc.png", 90.0, width_pt, 600)) == code


def test_a_picture_stands_on_its_page_whole() -> None:
    assert seen([], PlacedPicture(1, "abc.png", 90.0, 200.0, 600, over_pt=1.0)) == []
    assert seen([], PlacedPicture(1, "abc.png", 90.0, 200.0, 600, over_pt=30.0)) == ["PREFLIGHT-078"]


def test_three_lines_that_end_with_a_hyphen_make_a_ladder_and_two_do_not() -> None:
    rows = ["in\u00adter-", "na\u00adtio-", "nali\u00adsa-", "tionally"]
    fewer = ["inter", *rows[1:]]
    assert seen([line(one, nth) for nth, one in enumerate(rows)], text=" ".join(rows)) == ["PREFLIGHT-079"]
    assert seen([line(one, nth) for nth, one in enumerate(fewer)], text=" ".join(fewer)) == []


def printed(folder: Path, content: dict[str, Any], layout: str = "article", width: int = 2000) -> dict[str, int]:
    """The findings of a printed article that are about its pages, with their lines."""
    pdf = [row for row in FORMATS if row.name == "pdf"]
    _, said = export(written(folder, content, width), pdf, Wishes(layout=layout, now=NOW))
    return {one.code: one.at.line for one in said}


def test_a_clean_article_is_clean_on_paper(tmp_path: Path) -> None:
    assert printed(tmp_path, article()) == {}
    assert printed(tmp_path, article(), "newspaper") == {}


def test_a_coarse_picture_is_found_on_paper_and_not_in_word(tmp_path: Path) -> None:
    said = printed(tmp_path, article(), width=700)
    assert said == {"PREFLIGHT-060": 13}
    docx = [row for row in FORMATS if row.name == "docx"]
    assert export(written(tmp_path, article(), 700), docx, Wishes(now=NOW))[1] == ()


def test_a_tall_headline_is_found_on_paper(tmp_path: Path) -> None:
    headline = " ".join(f"الخط{n}" for n in range(40))
    assert printed(tmp_path, article(headline=headline)) == {"PREFLIGHT-067": 4}


def test_a_paragraph_that_is_written_twice_is_known_by_its_turn() -> None:
    again = Span("article.yml", 20, 3)
    made = Article("ar", "khabar", words_of(HEADLINE), tuple(Paragraph(words_of(TEXT), at=at) for at in (AT, again)))
    lines = tuple(line(TEXT, nth, block=nth) for nth in range(3))
    sources = Sources(Edition((prepare(made, {}),)), Composition(lines))
    assert [sources.of((one,)) for one in lines] == [AT, again, again]
