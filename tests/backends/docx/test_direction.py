"""Right to left to the last run, as Word goes by it and as readers do that know only UAX #9."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.backends.docx.direction import MARK, DirectionMark, with_marks
from exporter.model.blocks import Footnote
from exporter.model.inlines import Direction, Inline, Mark, NoteRef, Text
from tests.backends.docx.documents import english, every_part, one, package, xpath
from tests.backends.galleys import brief, emphasis, latin, number, paragraph, says

LTR, RTL = MARK[Direction.LTR], MARK[Direction.RTL]


def marked(*parts: str | Inline, base: Direction = Direction.RTL) -> str:
    pieces = with_marks(says(*parts), base)
    return "".join(MARK[p.direction] if isinstance(p, DirectionMark) else getattr(p, "text", "") for p in pieces)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("قال ", latin("Reuters News"), " إن"), "قال Reuters News إن"),
        (("في ", number("2019-2023"), " بلا"), f"في {LTR}2019-2023 بلا"),
        (("شركة ", latin("Yahoo!"), " قالت"), f"شركة Yahoo!{LTR} قالت"),
        ((latin("CNN"), " / ", latin("AP"), " معا"), f"CNN{RTL} / AP معا"),
        ((latin("AFP"), " 140 راكبا"), f"AFP{RTL} 140 راكبا"),
        ((latin("AFP"), "، قال 140 راكبا"), "AFP، قال 140 راكبا"),
        ((latin("C++"), "."), f"C++{LTR}."),
    ],
)
def test_q12_q14_a_mark_stands_where_uax_9_would_move_an_isolate_and_nowhere_else(
    parts: tuple[str | Inline, ...], expected: str
) -> None:
    assert marked(*parts) == expected


def test_q12_the_mirror_image_in_a_left_to_right_paragraph() -> None:
    arabic = Text("2023 عام!", isolate=Direction.RTL)
    assert marked("In ", arabic, " 5 men", base=Direction.LTR) == f"In {RTL}2023 عام!{RTL}{LTR} 5 men"


def test_q1_every_paragraph_of_every_part_says_its_direction() -> None:
    parts = [name for name in every_part() if name.startswith("word/") and name.endswith(".xml")]
    for name in parts:
        assert not xpath(every_part()[name], "//w:p[not(w:pPr/w:bidi)]"), name


def test_q1_every_run_with_arabic_letters_is_right_to_left() -> None:
    runs = xpath(every_part()["word/document.xml"], "//w:r[w:t]")
    arabic = [run for run in runs if any("\u0600" <= c <= "\u06ff" for c in run.findtext(".//{*}t") or "")]
    assert arabic
    assert all(xpath(run, "w:rPr/w:rtl") for run in arabic)


def test_q14_isolated_stretches_are_runs_without_rtl() -> None:
    document = package(brief(paragraph("في ", number("2019-2023"), " قالت ", latin("Reuters", "en"))))
    runs = xpath(document["word/document.xml"], "//w:r[w:t='2019-2023' or w:t='Reuters']")
    assert [len(xpath(run, "w:rPr/w:rtl")) for run in runs] == [0, 0]


def test_q14_the_mark_of_a_note_inside_a_phrase_does_not_cut_its_isolate() -> None:
    parts = ("قالت ", latin("Yahoo!"), NoteRef(1), latin(" (Inc)"), " غدا")
    assert marked(*parts) == f"قالت Yahoo! (Inc){LTR} غدا"
    galley = replace(brief(paragraph(*parts)), notes=(Footnote(1, (paragraph("هامش"),)),))
    document = package(galley)["word/document.xml"]
    assert len(xpath(document, "//w:r[w:footnoteReference][not(w:rPr/w:rtl)]")) == 1


def test_q30_the_language_of_both_scripts_is_named() -> None:
    language = one(every_part()["word/styles.xml"], "//w:docDefaults//w:lang")
    assert set(language.attrib.values()) == {"en-US", "ar-SA"}
    assert one(every_part()["word/settings.xml"], "//w:themeFontLang").attrib.values()[-1] == "ar-SA"


def test_q2_sections_and_tables_run_from_the_right() -> None:
    document = every_part()["word/document.xml"]
    assert xpath(document, "//w:sectPr/w:bidi") and xpath(document, "//w:sectPr/w:rtlGutter")
    assert not xpath(document, "//w:tbl[not(w:tblPr/w:bidiVisual)]")


def test_an_english_article_is_left_to_right_everywhere() -> None:
    parts = package(english("He left."))
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        assert not xpath(parts[name], "//w:bidi | //w:rtl | //w:bidiVisual | //w:rtlGutter"), name


def test_q24_no_style_slants_arabic_or_spaces_its_letters() -> None:
    styles = every_part()["word/styles.xml"]
    assert not xpath(styles, "//w:iCs[not(@w:val='0')] | //w:rPr/w:spacing")


def test_each_half_of_a_property_has_its_other_half() -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
        for half, other in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            assert not xpath(every_part()[name], f"//w:rPr[w:{half} and not(w:{other})]"), (name, half)
        assert not xpath(every_part()[name], "//w:rFonts[not(@w:cs) or @w:cstheme]")


def test_q19_hyphenation_is_off() -> None:
    assert one(every_part()["word/settings.xml"], "//w:autoHyphenation").attrib.values() == ["0"]


def test_q21_no_paragraph_is_aligned_by_a_side_of_the_paper() -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
        assert not xpath(every_part()[name], "//w:jc[@w:val='left' or @w:val='right' or @w:val='start']"), name


def test_q24_emphasis_slants_latin_and_colours_arabic() -> None:
    body = paragraph(emphasis("مهم"), " و", latin("Times", marks=Mark.EMPHASIS))
    document = package(brief(body))["word/document.xml"]
    assert len(xpath(document, "//w:r[w:t='مهم'][w:rPr/w:rStyle/@w:val='Emphasis']")) == 1
    assert len(xpath(document, "//w:r[w:t='Times'][w:rPr/w:rStyle/@w:val='EmphasisLatin']")) == 1
    assert not xpath(every_part()["word/styles.xml"], "//w:style[@w:styleId='Emphasis']//w:i")
