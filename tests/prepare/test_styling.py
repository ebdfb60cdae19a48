"""What an export changes in house style, and the house's own words and calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exporter.house.house import Hijri, House
from exporter.model.article import Article
from exporter.model.blocks import Box, CodeBlock, Figure, Paragraph, Quote, Verse
from exporter.model.digits import Digits
from exporter.model.inlines import Mark, NoteRef, Text, plain, words_of
from exporter.model.style import AS_WRITTEN, Quotes
from exporter.prepare.passes import prepare
from exporter.prepare.styling import in_style

STYLE = replace(AS_WRITTEN, digits=Digits.ARABIC, quotes=Quotes("«", "»", "“", "”"), marks=True, spaces=True)
ARTICLE = Article("ar", "tram", words_of('قال "نعم"'), (Paragraph(words_of("بلغ 12")),))
PUBLISHED = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_text_is_styled_across_runs_and_each_run_keeps_its_marks() -> None:
    inlines = (Text('قال "'), Text('نعم"', Mark.STRONG), NoteRef(1), Text(" , ثم 12", link="https://a.example"))
    (block,) = in_style(replace(ARTICLE, body=(Paragraph(inlines),)), STYLE).body
    assert isinstance(block, Paragraph)
    assert block.inlines == (
        Text("قال «"),
        Text("نعم»", Mark.STRONG),
        NoteRef(1),
        Text("، ثم ١٢", link="https://a.example"),
    )


def test_verse_code_and_exact_words_stay_also_inside_other_blocks() -> None:
    verse = Verse(((words_of('قال "12"'), ()),))
    exact = Quote((Paragraph(words_of('"12"')),), words_of('"12"'), exact=True)
    free = Quote((Paragraph(words_of('"12"')),))
    body = (Box(words_of('"12"'), (verse, exact, free, CodeBlock('"12"'))),)
    (box,) = in_style(replace(ARTICLE, body=body), STYLE).body
    assert isinstance(box, Box)
    styled = words_of("«١٢»")
    assert box.title == styled
    assert box.blocks == (verse, replace(exact, attribution=styled), Quote((Paragraph(styled),)), CodeBlock('"12"'))


def test_code_in_a_line_stays() -> None:
    body = (Paragraph((Text("12 "), Text("12", Mark.CODE))),)
    (block,) = in_style(replace(ARTICLE, body=body), STYLE).body
    assert block == Paragraph((Text("١٢ "), Text("12", Mark.CODE)))


def test_without_a_house_an_article_is_set_as_it_was_written() -> None:
    assert in_style(ARTICLE, AS_WRITTEN) is ARTICLE
    assert plain(prepare(ARTICLE, {}).headline) == 'قال "نعم"'


def test_the_digits_of_the_house_are_those_of_dates_and_counters() -> None:
    house = House(style=STYLE, rendered=frozenset({"digits"}))
    galley = prepare(replace(ARTICLE, published=PUBLISHED), {}, house)
    assert galley.digits is Digits.ARABIC
    assert plain(galley.dateline) == "الأحد ١ مارس ٢٠٢٦"
    assert plain(galley.headline) == 'قال "نعم"', "quotes are not among the rules that this house applies"


@pytest.mark.parametrize(
    ("hijri", "line"),
    [
        (Hijri.NONE, "القاهرة، الأحد 1 مارس 2026"),
        (Hijri.BEFORE, "القاهرة، الأحد 12 رمضان 1447هـ – 1 مارس 2026م"),
        (Hijri.AFTER, "القاهرة، الأحد 1 مارس 2026م – 12 رمضان 1447هـ"),
        (Hijri.ALONE, "القاهرة، الأحد 12 رمضان 1447هـ"),
    ],
)
def test_a_dateline_has_the_calendars_of_the_house(hijri: Hijri, line: str) -> None:
    article = replace(ARTICLE, dateline="القاهرة", published=PUBLISHED)
    assert plain(prepare(article, {}, House(hijri=hijri)).dateline) == line


def test_a_day_that_the_hijri_calendar_does_not_reach_has_the_gregorian_date_alone() -> None:
    article = replace(ARTICLE, published=datetime(1899, 3, 1, tzinfo=UTC))
    assert plain(prepare(article, {}, House(hijri=Hijri.BEFORE)).dateline) == "الأربعاء 1 مارس 1899"


def test_months_are_called_as_the_house_calls_them() -> None:
    article = replace(ARTICLE, published=PUBLISHED)
    assert plain(prepare(article, {}, House(months="ar-LB")).dateline) == "الأحد 1 آذار 2026"


def test_the_house_words_the_archival_mark_and_the_credit() -> None:
    house = House(wording={"archival": "من الأرشيف", "credit": "تصوير: {credit}"})
    figure = Figure("a.jpg", "وصف", credit=words_of("سارة"), archival=True)
    bare = Figure("b.jpg", "وصف")
    galley = prepare(replace(ARTICLE, lead=figure, body=(bare,)), {}, house)
    assert galley.lead
    assert (plain(galley.lead.mark), plain(galley.lead.credit)) == ("(من الأرشيف)", "تصوير: سارة")
    assert galley.body == (bare,)


def test_a_house_says_nothing_to_articles_in_another_language() -> None:
    house = House(style=STYLE, rendered=frozenset({"digits"}), hijri=Hijri.ALONE, wording={"source": "مصدر:"})
    article = replace(ARTICLE, language="fa", published=PUBLISHED)
    assert prepare(article, {}, house) == prepare(article, {})
