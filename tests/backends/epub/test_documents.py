"""EPUB 3.3, sections 6 and 7: content documents and navigation; ALREQ statements Q1, Q14, Q19, Q24, Q27, Q30."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from exporter.model.blocks import Align, Footnote, PullQuote, Subhead, Table
from exporter.model.inlines import Direction, Inline, NoteRef, Text
from tests.backends.epub.books import CHAPTER, OPS, XHTML, files_of, parsed, titled
from tests.backends.galleys import brief, everything, latin, paragraph, says

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCUMENTS = (CHAPTER, "EPUB/text/cover.xhtml", "EPUB/nav.xhtml")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_q1_every_document_says_direction_and_language_on_html_and_body(name: str) -> None:
    root = parsed(files_of(everything())[name])
    body = root.find(f"{XHTML}body")
    assert body is not None
    for element in (root, body):
        assert (element.get("dir"), element.get("lang"), element.get(LANG)) == ("rtl", "ar", "ar")


def test_q1_the_contents_list_says_direction_and_language_itself() -> None:
    for nav in parsed(files_of(everything())["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"):
        assert (nav.get("dir"), nav.get("lang"), nav.get(LANG)) == ("rtl", "ar", "ar")


def test_a_left_to_right_language_turns_the_book_round() -> None:
    english = replace(brief(), direction=Direction.LTR, article=replace(brief().article, language="en"))
    files = files_of(english)
    assert parsed(files[CHAPTER]).get("dir") == "ltr"
    assert b'page-progression-direction="ltr"' in files["EPUB/content.opf"]


def test_q14_q30_a_latin_stretch_stands_in_an_isolate_with_its_language() -> None:
    body = files_of(brief(paragraph("قالت ", latin("Reuters"), " أمس")))[CHAPTER].decode()
    assert '<span dir="ltr" lang="en" xml:lang="en">Reuters</span>' in body


def test_the_style_sheet_leaves_direction_sizes_and_colours_to_the_reader() -> None:
    sheet = files_of(everything())["EPUB/style/book.css"].decode()
    rules = re.sub(r"/\*.*?\*/|figure img \{.*?\}", "", sheet, flags=re.DOTALL)  # a picture may have a ground
    assert not re.search(r"\b(direction|unicode-bidi|letter-spacing)\s*:", rules)
    assert not re.search(r"\b\d+(\.\d+)?(pt|mm|cm)\b", rules)
    assert not re.search(r"(?<![-\w])(color|background)\s*:\s*(#000|#fff|black|white)", rules)


def test_q19_q24_nothing_hyphenates_and_nothing_slants() -> None:
    sheet = files_of(everything())["EPUB/style/book.css"].decode()
    assert "hyphens: none" in sheet
    assert "em { font-style: normal; }" in sheet
    assert "italic" not in sheet


def test_a_picture_is_never_parted_from_its_caption() -> None:
    chapter = parsed(files_of(everything())[CHAPTER])
    figure = next(chapter.iter(f"{XHTML}figure"))
    assert [element.tag for element in figure] == [f"{XHTML}img", f"{XHTML}figcaption"]
    assert re.search(r"figure \{ break-inside: avoid;", files_of(everything())["EPUB/style/book.css"].decode())


def test_every_link_inside_the_book_leads_somewhere() -> None:
    files = files_of(everything(), everything())
    ids = {name: {e.get("id") for e in parsed(data).iter()} for name, data in files.items() if name.endswith(".xhtml")}
    for name in ids:
        folder = name.rpartition("/")[0]
        for link in parsed(files[name]).iter(f"{XHTML}a"):
            href = link.get("href", "")
            if "://" in href:
                continue
            path, _, fragment = href.partition("#")
            target = f"{folder}/{path}" if path else name
            assert target in ids, href
            assert not fragment or fragment in ids[target], href


def test_ids_are_unique_in_each_document() -> None:
    for name in DOCUMENTS:
        ids = [e.get("id") for e in parsed(files_of(everything())[name]).iter() if e.get("id")]
        assert len(ids) == len(set(ids))


def test_no_heading_level_is_skipped() -> None:
    chapter = parsed(files_of(everything())[CHAPTER])
    found = [int(e.tag[-1]) for e in chapter.iter() if isinstance(e.tag, str) and re.fullmatch(r".*}h[1-6]", e.tag)]
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_a_subhead_in_a_note_skips_no_level_and_is_no_place_to_go_to() -> None:
    notes = (Footnote(1, (paragraph("أول"), Subhead(says("عنوان في هامش"), 5))),)
    body = (Subhead(says("أول"), 2), Subhead(says("ثان"), 3), paragraph("متن", NoteRef(1)))
    files = files_of(replace(brief(*body), notes=notes, notes_label=says("الهوامش")))
    assert re.findall(r"<h(\d)", files[CHAPTER].decode()) == ["1", "2", "3", "2", "3"]
    toc = next(parsed(files["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))
    assert [link.text for link in toc.iter(f"{XHTML}a")] == ["خبر قصير", "أول", "ثان"]


def test_the_contents_list_holds_headline_and_subheads_in_reading_order() -> None:
    nav = parsed(files_of(everything())["EPUB/nav.xhtml"])
    assert [heading.text for heading in nav.iter(f"{XHTML}h1")] == ["المحتويات"]
    toc = next(nav.iter(f"{XHTML}nav"))
    assert [link.text for link in toc.iter(f"{XHTML}a")] == [
        "الخط الثالث للترام يبدأ العمل بعد أربع سنوات من البناء",
        "رحلة أقصر بين الضفتين",
        "المحطات",
    ]


def test_old_readers_find_the_same_contents_in_the_ncx() -> None:
    files = files_of(everything(), brief())
    points = [text.text for text in parsed(files["EPUB/toc.ncx"]).iterfind(".//{*}navPoint/{*}navLabel/{*}text")]
    toc = next(parsed(files["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))
    assert points == [link.text for link in toc.iter(f"{XHTML}a")]


def test_landmarks_name_the_cover_and_the_start_of_the_text() -> None:
    nav = parsed(files_of(everything())["EPUB/nav.xhtml"])
    assert [link.get(f"{OPS}type") for link in nav.iter(f"{XHTML}a")][-2:] == ["cover", "bodymatter"]


def test_q27_notes_pop_up_and_lead_back_and_both_marks_have_roles() -> None:
    chapter = parsed(files_of(everything())[CHAPTER])
    roles = {
        "noteref": "doc-noteref",
        "footnote": "doc-footnote",
        "backlink": "doc-backlink",
        "footnotes": "doc-endnotes",
    }
    found = [(e.get(f"{OPS}type", ""), e.get("role")) for e in chapter.iter() if e.get(f"{OPS}type")]
    assert {kind for kind, _ in found} == set(roles)
    assert all(roles[kind] == role for kind, role in found)


def test_a_note_is_no_aside_for_readers_hide_those_under_their_heading() -> None:
    chapter = parsed(files_of(everything())[CHAPTER])
    notes = [element for element in chapter.iter() if element.get("role") == "doc-footnote"]
    assert [note.tag for note in notes] == [f"{XHTML}div"] * 2


def pulled(text: str, *quoted: str | Inline) -> str | None:
    """What the pull quote says to speech, in an article of one paragraph."""
    chapter = parsed(files_of(brief(paragraph(text), PullQuote(says(*quoted), says("هدى"))))[CHAPTER])
    (quote,) = (element for element in chapter.iter() if element.get("role") == "doc-pullquote")
    return quote.get("aria-hidden")


@pytest.mark.parametrize(
    "quoted",
    ["صرت أقرأ في الطريق", "«صرتُ أقرأ، في الطريق!»", "صـرت أقرأ في الطريق"],
    ids=["the same words", "other marks and punctuation", "elongated"],
)
def test_a_pull_quote_that_repeats_the_text_is_not_spoken_twice(quoted: str) -> None:
    assert pulled("قالت هدى: «صرت أقرأ في الطريق كل يوم».", quoted) == "true"


@pytest.mark.parametrize(
    "quoted",
    [
        ("صرت أكتب في الطريق",),
        ("صرت أقرأ في الطري",),
        ("صرت أقرأ في الطريق", NoteRef(1)),
        (Text("صرت أقرأ في الطريق", link="https://example.org"),),
        ("الطريق في أقرأ",),
        ("!",),
    ],
    ids=["another word", "half a word", "a note", "a link", "another order", "no word"],
)
def test_a_pull_quote_that_says_something_of_its_own_is_spoken(quoted: tuple[str | Inline, ...]) -> None:
    assert pulled("قالت هدى: «صرت أقرأ في الطريق كل يوم».", *quoted) is None


def test_a_cell_knows_the_heading_of_its_column_for_pages_too_narrow_for_a_table() -> None:
    columns = tuple(f"عمود {latin('A').text}{n}" for n in range(8))
    table = Table((), tuple(map(says, columns)), (tuple(says(f"قيمة {n}") for n in range(8)),), (Align.START,) * 8)
    files = files_of(brief(table))
    cells = list(parsed(files[CHAPTER]).iter(f"{XHTML}td"))
    assert [cell.get("data-label") for cell in cells] == list(columns)
    (box,) = (element for element in parsed(files[CHAPTER]).iter() if "table" in element.get("class", "").split())
    assert "columns-8" in box.get("class", "")
    assert ".columns-8 td[data-label]::before { content: attr(data-label)" in files["EPUB/style/book.css"].decode()


def test_every_article_says_in_its_head_whose_it_is_and_from_when() -> None:
    head = parsed(files_of(everything())[CHAPTER]).find(f"{XHTML}head")
    assert head is not None
    said = {meta.get("name") or meta.get("property"): meta.get("content") for meta in head.iter(f"{XHTML}meta")}
    assert said["author"] == "سامية الخطيب"
    assert said["keywords"] == "النقل,المدن"
    assert said["schema:headline"] == everything().title
    assert said["schema:articleSection"] == "محليات"
    assert said["schema:datePublished"] == "2026-03-01T09:00:00+00:00"
    assert "schema:dateModified" not in said


def test_a_readers_own_typeface_wins_for_the_text() -> None:
    """Family stands on the body alone for running text, and no rule is important: a reader's rule for all wins."""
    sheet = files_of(everything())["EPUB/style/book.css"].decode()
    assert "!important" not in sheet
    text = [rule for rule in re.findall(r"^(.+) \{ font-family: (.+?);", sheet, re.MULTILINE) if '"Amiri"' in rule[1]]
    assert [selector for selector, _ in text] == ["body"]
    assert not any(
        "style" in element.attrib and "font" in element.get("style", "")
        for element in parsed(files_of(everything())[CHAPTER]).iter()
    )


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "&amp; & \"'", "{{ 7 * 7 }}", "2026", "٢٠٢٦", "عنوان " * 900]
)
def test_any_title_stays_the_words_it_is(title: str) -> None:
    files = files_of(titled(brief(), title))
    headline = next(parsed(files[CHAPTER]).iter(f"{XHTML}h1"))
    assert "".join(map(str, headline.itertext())) == title
    for name, place in ((CHAPTER, f".//{XHTML}title"), ("EPUB/toc.ncx", ".//{*}docTitle/{*}text")):
        assert parsed(files[name]).findtext(place) == " ".join(title.split())


def test_a_title_of_two_lines_is_one_line_wherever_it_is_a_name() -> None:
    files = files_of(titled(brief(), "سطر أول\nسطر ثان"))
    for name in (CHAPTER, "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/content.opf"):
        assert "سطر أول سطر ثان" in files[name].decode()
