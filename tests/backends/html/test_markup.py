"""The blocks' markup, which HTML, PDF and EPUB share."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.html import markup
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill, stretches
from exporter.model.blocks import CodeBlock, Figure, ItemList, SectionBreak, Subhead
from exporter.model.digits import Digits
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import (
    Direction,
    Inline,
    Inlines,
    LineBreak,
    Mark,
    NoteRef,
    Text,
    by_isolate,
    canonical,
    plain,
    wholly_strong,
)
from exporter.resources import templates_dir
from tests.backends.galleys import brief, everything, latin, number, paragraph, says, strong

TEMPLATE = "html/page.html.jinja"
RUNS = st.builds(
    Text,
    st.text("اب س<>&\"'a1", min_size=1, max_size=5),
    st.sampled_from([Mark.NONE, Mark.STRONG, Mark.EMPHASIS | Mark.STRONG, Mark.CODE]),
    st.sampled_from(["", "https://example.org/?a=1&b=2"]),
    st.sampled_from(["", "en"]),
    st.sampled_from([None, Direction.LTR]),
)
INLINES = st.lists(RUNS | st.just(LineBreak()), min_size=1, max_size=6).map(canonical)


def page(galley: Galley) -> str:
    press = Press(galley, lambda picture: picture.name)
    values: dict[str, object] = {
        "galleys": (galley,),
        "edition": Edition((galley,)),
        "furniture": None,
        "presses": [press],
        "about": about(Edition((galley,))),
        "faces": [],
        "roles": {},
        "colour": "",
        "style": "",
    }
    return fill(TEMPLATE, values)


def body(*inlines: Inline) -> str:
    match = re.search(
        r'<div class="body">\s*<p(?: class="question")?>(.*)</p>', page(brief(paragraph(*inlines))), re.DOTALL
    )
    assert match
    return match[1]


def test_an_isolate_stands_outside_the_markup_in_it() -> None:
    runs = (latin("Reuters "), latin("News", marks=Mark.STRONG, link="https://example.org"), latin(" Agency"))
    assert body(*runs) == (
        '<span dir="ltr" lang="en" xml:lang="en">Reuters <a href="https://example.org"><strong>News</strong></a>'
        " Agency</span>"
    )


def test_a_note_inside_a_phrase_does_not_cut_its_isolate() -> None:
    text = body(latin("Reuters"), NoteRef(1), latin(" News Agency"), NoteRef(2), Text("!"))
    assert re.sub(r"<sup.*?</sup>", "*", text) == (
        '<span dir="ltr" lang="en" xml:lang="en">Reuters* News Agency</span>*!'
    )


def test_a_line_break_ends_an_isolate() -> None:
    parts = [isolate for isolate, _ in by_isolate((latin("AFP"), NoteRef(1), LineBreak(), latin("AP")))]
    assert parts == [Direction.LTR, None, Direction.LTR]


def test_a_question_with_a_note_is_a_question_and_an_empty_paragraph_is_none() -> None:
    assert '<p class="question">' in page(brief(paragraph(strong("لماذا؟"), NoteRef(1))))
    assert not wholly_strong(()) and not wholly_strong((NoteRef(1),))
    assert not wholly_strong((strong("نعم"), Text(" لا")))


def test_a_kind_of_block_that_no_macro_prints_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "kind", lambda block: "chart")
    with pytest.raises(TypeError, match="chart"):
        page(brief(SectionBreak()))


def test_an_isolate_of_two_languages_marks_each() -> None:
    assert body(latin("News "), latin("Agentur", "de")) == (
        '<span dir="ltr"><span lang="en" xml:lang="en">News </span><span lang="de" xml:lang="de">Agentur</span></span>'
    )


def test_figures_are_marked_to_keep_together() -> None:
    assert body(number("3-2")) == '<span class="figures" dir="ltr">3-2</span>'


def test_a_link_goes_round_its_looks_once() -> None:
    link = "https://example.org"
    assert body(Text("خبر ", link=link), Text("عاجل", Mark.STRONG, link)) == (
        f'<a href="{link}">خبر <strong>عاجل</strong></a>'
    )


def test_what_an_author_writes_is_never_markup() -> None:
    assert body(Text("<b>{{ x }}</b> & \"'")) == "&lt;b&gt;{{ x }}&lt;/b&gt; &amp; &#34;&#39;"


@given(INLINES)
def test_any_inlines_come_out_well_formed_and_with_their_text(inlines: Inlines) -> None:
    tree = ElementTree.fromstring(f"<p>{body(*inlines)}</p>")
    for line_break in tree.iter("br"):
        line_break.text = "\n"
    assert "".join(tree.itertext()) == plain(inlines)


@given(INLINES)
def test_nesting_keeps_the_text_in_order(inlines: Inlines) -> None:
    pieces = [piece for stretch in stretches(inlines) for anchor in stretch.anchors for piece in anchor.pieces]
    assert "".join("\n" if piece.kind == "break" else piece.text for piece in pieces) == plain(inlines)


def test_the_whole_page_is_well_formed_xml() -> None:
    ElementTree.fromstring(page(everything()).replace("<!DOCTYPE html>", ""))


def test_no_heading_level_is_skipped() -> None:
    deep = brief(Subhead(says("أول"), 2), Subhead(says("ثان"), 5), Subhead(says("ثالث"), 2), paragraph("متن"))
    assert re.findall(r"<h(\d)", page(deep)) == ["1", "2", "3", "2"]


def test_ids_are_unique_and_marks_and_notes_lead_to_each_other() -> None:
    galley = everything()
    again = replace(galley, body=(*galley.body, paragraph("مرة أخرى", NoteRef(1))))
    text = page(again)
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids)) == 7
    assert set(re.findall(r'href="#([^"]*)"', text)) <= set(ids)


def test_a_list_goes_on_from_its_first_number() -> None:
    text = page(brief(ItemList(((paragraph("ثالث"),),), ordered=True, start=3)))
    assert '<ol start="3" style="counter-reset: list-item 2">' in text


def test_code_runs_from_left_to_right() -> None:
    assert '<pre class="code" dir="ltr"><code>a &lt; b\nc</code></pre>' in page(brief(CodeBlock("a < b\nc")))


def test_a_figure_without_words_has_no_caption() -> None:
    assert "figcaption" not in page(brief(Figure("plain.png", "وصف")))


def test_a_picture_that_is_mere_decoration_is_passed_over() -> None:
    assert 'alt="" role="presentation"' in page(brief(Figure("plain.png", "")))
    assert "role=" not in page(brief(Figure("plain.png", "وصف")))


@pytest.mark.parametrize("file", sorted(templates_dir().rglob("*.css")), ids=lambda path: path.parent.name)
def test_no_style_sheet_says_a_direction_or_spaces_letters(file: Path) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    # What is of the class holds no letter that joins (`markup.Stretch.latin`).
    sheet = re.sub(r"^[^{}\n]*\.latin \{ letter-spacing: var\(--latin-tracking\); \}$", "", sheet, flags=re.MULTILINE)
    assert not re.search(r"(?<![\w-])(direction|unicode-bidi|letter-spacing|hyphens:\s*auto)\b", sheet)
    assert "::first-letter" not in sheet


@pytest.mark.parametrize(("digits", "shown"), [(Digits.WESTERN, "12"), (Digits.ARABIC, "١٢"), (Digits.PERSIAN, "۱۲")])
def test_counters_take_the_digits_of_the_galley(digits: Digits, shown: str) -> None:
    assert Press(replace(brief(), digits=digits), lambda picture: picture.name).numeral(12) == shown


def test_strong_words_are_strong() -> None:
    assert body(strong("نعم")) == "<strong>نعم</strong>"
