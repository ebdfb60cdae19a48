"""`--fit`: a story fills its pages or its box within the layout's limits, says what was done, or is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exporter import messages
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.laid import layer_out
from exporter.errors import ExportError, RenderError, UsageError
from exporter.findings import Finding
from exporter.house.fit import Setting
from exporter.model.blocks import Figure
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.inlines import Direction, Text
from exporter.model.target import Pages
from exporter.model.walk import passages
from exporter.readback import judge
from tests.backends.galleys import brief, everything, latin, paragraph, says
from tests.backends.pdf.fitting.stories import context, fitted, galley, story

OVER, SHORT, FULL, FAR_TOO_LONG = 345, 255, 300, 520
NARROW = 290
"""Words of stories a little over a page of the layout `article`, a little short of it, just right, far too long."""


def said(found: tuple[Finding, ...]) -> dict[str, dict[str, Any]]:
    return {one.code: dict(one.args) for one in found if one.code.startswith("FIT")}


def refusal(words: int, target: str, of: Context | None = None) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ExportError) as caught:
        fitted(galley(words), target, of)
    ((code, facts),) = said(caught.value.findings).items()
    return code, facts


def data(made: Rendition) -> bytes:
    (content,) = made.files.values()
    return content


@cache
def page_of(words: int) -> Rendition:
    """A story on one page of the layout `article`."""
    return fitted(galley(words), "1p")


def free_lines(content: bytes) -> float:
    """How many lines of the layout's are free between the last line and the foot of the last page."""
    document = pypdfium2.PdfDocument(content)
    text = document[len(document) - 1].get_textpage()
    rows = [text.get_rect(nth)[1] for nth in range(text.count_rects())]
    foot = 26 / 25.4 * 72
    return float(min(row for row in rows if row > foot - 1) - foot) / 22.1


# ---------------------------------------------------------------- it fits


def test_a_story_that_is_a_little_over_is_made_to_fit_and_what_was_changed_is_said() -> None:
    made, layout = page_of(OVER), context().layout
    assert len(pypdfium2.PdfDocument(data(made))) == 1
    facts = said(made.findings)
    assert facts["FIT-003"]["lines"] > 0 and facts["FIT-003"]["words"] > 10
    assert facts["FIT-003"]["left"] <= 3
    changed = {code: (one["was"], one["now"]) for code, one in facts.items() if code >= "FIT-010"}
    assert changed["FIT-011"][0] == layout.type.leading
    assert all(now < was for was, now in changed.values())
    assert layout.fit and layout.fit.leading and layout.fit.text_pt
    assert changed["FIT-011"][1] >= layout.fit.leading[0]
    assert changed.get("FIT-010", (13, 13))[1] >= layout.fit.text_pt[0]
    assert "FIT-015" not in facts, "it has no picture"
    assert "FIT-013" not in facts, "the layout fills no lines with kashida"


def test_a_story_that_is_a_little_short_fills_its_page_to_the_foot() -> None:
    made = page_of(SHORT)
    facts = said(made.findings)
    assert facts["FIT-004"]["lines"] > facts["FIT-004"]["left"]
    assert free_lines(data(made)) < free_lines(data(fitted(galley(SHORT), "2p"))) - 2
    assert free_lines(data(made)) < 4


def test_what_fits_is_the_same_file_as_without_the_wish() -> None:
    made = page_of(FULL)
    assert set(said(made.findings)) == {"FIT-002"}
    assert data(made) == data(pdf.render(Edition((galley(FULL),)), context()))


@pytest.mark.parametrize("words", [OVER, SHORT])
def test_a_fitted_file_says_every_word_and_comes_out_the_same_twice(words: int) -> None:
    made = page_of(words)
    comparison, verdict = judge(tuple(passages(galley(words))), tuple(pdf.readback(made)), "a.pdf")
    assert verdict == () and comparison.total > words
    assert data(made) == data(fitted(galley(words), "1p"))


def test_a_story_that_cannot_fill_its_pages_is_left_as_designed_with_a_warning() -> None:
    made = fitted(galley(FULL), "2p")
    ((code, facts),) = said(made.findings).items()
    assert code == "FIT-006"
    assert facts["lines"] >= facts["left_lines"] > 20
    assert data(made) == data(page_of(FULL))


# ---------------------------------------------------------------- it cannot fit


def test_a_story_that_is_over_at_the_limits_is_refused_and_whoever_cuts_what_is_said_gets_his_page() -> None:
    code, facts = refusal(FAR_TOO_LONG, "1p")
    assert code == "FIT-008"
    assert facts["lines"] > facts["left_lines"] > 0
    cut = galley(FAR_TOO_LONG - facts["left_words"])
    assert "FIT-003" in said(fitted(cut, "1p").findings), "and not a word more than that"
    with pytest.raises(RenderError):
        fitted(galley(FAR_TOO_LONG - facts["left_words"] // 2), "1p")


def test_a_layout_that_allows_nothing_only_says_by_how_much() -> None:
    plain = replace(context(), layout=replace(context().layout, fit=None))
    code, facts = refusal(OVER, "1p", plain)
    assert (code, facts["layout"]) == ("FIT-007", "article")
    assert facts["lines"] == said(page_of(OVER).findings)["FIT-003"]["lines"]
    assert set(said(fitted(galley(SHORT), "1p", plain).findings)) == {"FIT-005"}


def test_a_proof_the_archives_page_and_several_articles_are_refused() -> None:
    assert [refusal(FULL, "1p", context(name))[0] for name in ("proof", "archive")] == ["FIT-016"] * 2
    with pytest.raises(UsageError) as caught:
        pdf.render(Edition((galley(10), galley(20))), context(), pdf.Options(fit=Pages(1)))
    assert [one.code for one in caught.value.findings] == ["FIT-009"]


def test_every_sentence_can_be_said_in_both_languages() -> None:
    for one in (*page_of(OVER).findings, *page_of(SHORT).findings):
        assert re.search("[\u0621-\u064a]", messages.text(one, "ar"))
        assert "{" not in messages.text(one, "en") + messages.mend(one, "ar")


# ---------------------------------------------------------------- boxes


def test_a_box_is_a_page_of_its_own_size_with_its_columns_and_nothing_but_the_story() -> None:
    newspaper = context("newspaper")
    made = fitted(galley(NARROW), "2x180mm", newspaper)
    with pikepdf.open(BytesIO(data(made))) as file:
        (sheet,) = file.pages
        width, height = (float(edge) / 72 * 25.4 for edge in sheet.mediabox[2:])
    gap, column = newspaper.layout.columns.gap_mm, (289 - 16 - 16 - 4 * newspaper.layout.columns.gap_mm) / 5
    assert [width, height] == pytest.approx([2 * column + gap, 180], abs=0.1)
    text = pypdfium2.PdfDocument(data(made))[0].get_textpage().get_text_bounded()
    assert "صفحة" not in text
    assert judge(tuple(passages(galley(NARROW))), tuple(pdf.readback(made)), "a.pdf")[1] == ()
    assert {"FIT-003", "FIT-012", "FIT-013"} <= said(made.findings).keys()


def test_a_box_for_the_press_has_its_bleed_and_marks_around_it() -> None:
    made = fitted(galley(240), "2x180mm", context("newspaper"), pdf_for="press")
    with pikepdf.open(BytesIO(data(made))) as file:
        left, bottom, _, top = map(float, file.pages[0].TrimBox)
        assert (top - bottom) / 72 * 25.4 == pytest.approx(180, abs=0.1)
        assert float(file.pages[0].MediaBox[0]) < left


def test_a_depth_in_lines_is_that_of_the_layout_as_designed() -> None:
    of = replace(context(), layout=replace(context().layout, fit=None))
    with pikepdf.open(BytesIO(data(fitted(galley(FULL), "1x40lines", of)))) as file:
        assert float(file.pages[0].mediabox[3]) == pytest.approx(40 * 13 * 1.7, abs=0.1)


# ---------------------------------------------------------------- the means


def set_as(galley: Galley, setting: Setting, name: str = "article") -> Any:
    """A document with a setting, between layout and drawing."""
    of = context(name)
    lay_out = layer_out(Edition((galley,)), of, EditionFetcher((galley,)), for_press=False)
    return lay_out(replace(of.layout, setting=setting)).document


def tracked(document: Any) -> set[str]:
    """The words whose letters are spaced."""
    found: set[str] = set()
    for sheet in document.pages:
        for box in sheet._page_box.descendants():
            if isinstance(box, boxes.TextBox) and box.style["letter_spacing"] != "normal":
                found.update(box.text.split())
    return found


MIXED = brief(
    paragraph("قالت شركة ", latin("Metro Link"), " إن الرمز ", Text("ID-7", isolate=Direction.LTR), " وعددها ٣ باق."),
    paragraph("اسمها ", latin("Metro \u2067خط المترو\u2069 Link"), " في السجل."),
    *everything().body,
)
"""Latin words, a code of letters and digits, and Arabic inside a Latin name."""


@pytest.mark.parametrize("name", ["article", "newspaper"])
def test_latin_words_are_tracked_and_no_stretch_with_arabic_in_it_is(name: str) -> None:
    words = tracked(set_as(MIXED, Setting(latin_tracking_em=0.02), name))
    assert {"Metro", "Link", "ID-7"} <= words
    assert not any(re.search("[\u0600-\u06ff]", word) for word in words)
    assert tracked(set_as(MIXED, Setting(), name)) == set()


def test_pictures_become_lower_and_keep_their_shape() -> None:
    lead = replace(everything(), body=story(40))
    heights = {}
    for share in (1.0, 0.9):
        (sheet, *_) = set_as(lead, Setting(picture_share=share)).pages
        (image,) = (box for box in sheet._page_box.descendants() if isinstance(box, boxes.ReplacedBox))
        heights[share] = image.height
        assert image.width / image.height == pytest.approx(960 / 600, abs=0.01)
    assert heights[0.9] < heights[1.0]
    assert heights[0.9] == pytest.approx(0.9 * 101 / 25.4 * 96, abs=0.5)


def test_words_of_the_text_stand_closer_and_those_of_headings_stay() -> None:
    closer, plain = (set_as(galley(60), Setting(word_space_em=em)) for em in (-0.03, 0.0))
    assert spaces(closer) == {("h1", 0.01), ("p", -0.39)}
    assert {space for _, space in spaces(plain)} == {0.01}


def test_a_headline_keeps_its_size_when_the_text_becomes_smaller() -> None:
    smaller, plain = (sizes(set_as(galley(60), Setting(text_pt=pt))) for pt in (12.5, 0.0))
    assert smaller["h1"] == plain["h1"]
    assert (smaller["p"], plain["p"]) == (12.5, 13.0)


def sizes(document: Any) -> dict[str, float]:
    """The size of each kind of block, in points."""
    body = document.pages[0]._page_box.descendants()
    return {box.element_tag: round(box.style["font_size"] * 0.75, 6) for box in body if isinstance(box, boxes.BlockBox)}


def spaces(document: Any) -> set[tuple[str, float]]:
    """What is added to the word spaces of headings and paragraphs, in points."""
    body = document.pages[0]._page_box.descendants()
    found = ((box.element_tag, box.style["word_spacing"] * 0.75) for box in body if isinstance(box, boxes.BlockBox))
    return {(tag, round(space, 6)) for tag, space in found if tag in ("h1", "p")}


def test_a_picture_that_moves_to_a_further_page_is_over() -> None:
    tall = replace(
        everything(), lead=None, body=(*story(250), Figure("inner.png", "ترام", says("ترام في المحطة"))), end=()
    )
    with pytest.raises(RenderError) as caught:
        fitted(replace(tall, notes=(), notes_label=()), "1p")
    assert "FIT-008" in said(caught.value.findings)
