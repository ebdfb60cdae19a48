"""From an article to a galley: words for dates and labels, whole-word emphasis, isolates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.model.article import Article, Author, Byline, Correction, Related, Source
from exporter.model.blocks import Box, Figure, Paragraph
from exporter.model.digits import Digits
from exporter.model.galley import EndRole
from exporter.model.inlines import Direction, Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain, words_of
from exporter.prepare.directions import isolated, setting
from exporter.prepare.marks import whole_words
from exporter.prepare.passes import prepare

CAIRO = timezone(timedelta(hours=2))
ARTICLE = Article("ar", "tram", words_of("افتتاح الخط"), (Paragraph(words_of("نص الخبر.")),))


ARABIC = setting("ar")


def ltr(inlines: Inlines) -> list[str]:
    """The isolates of a text."""
    return [run.text for run in inlines if isinstance(run, Text) and run.isolate is Direction.LTR]


@pytest.mark.parametrize(
    ("byline", "line"),
    [
        (Byline(), ""),
        (Byline("وكالة النيل"), "وكالة النيل"),
        (Byline("", (Author("سارة محمود"),)), "سارة محمود"),
        (Byline("", (Author("سارة محمود", "مراسلة"), Author("علي حسن"))), "سارة محمود (مراسلة)، علي حسن"),
        (Byline("وكالة النيل", (Author("سارة محمود"),)), "وكالة النيل – سارة محمود"),
        (
            Byline("وكالة النيل", (Author("سارة محمود", "مراسلة"), Author("علي حسن", "تصوير"))),
            "وكالة النيل – سارة محمود (مراسلة)، علي حسن (تصوير)",
        ),
    ],
)
def test_a_byline_names_the_agency_then_the_authors_with_their_roles(byline: Byline, line: str) -> None:
    assert plain(prepare(replace(ARTICLE, byline=byline), {}).byline) == line


def test_an_authors_address_is_a_link_on_the_name() -> None:
    byline = Byline("", (Author("سارة محمود", "مراسلة", "sara@example.org"),))
    assert prepare(replace(ARTICLE, byline=byline), {}).byline == (
        Text("سارة محمود", link="mailto:sara@example.org"),
        Text(" (مراسلة)"),
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "القاهرة، الأحد 1 مارس 2026"),
        ("ar-EG", "القاهرة، الأحد ١ مارس ٢٠٢٦"),
        ("ar-LB", "القاهرة، الأحد ١ آذار ٢٠٢٦"),
        ("ar-EG-x-desk", "القاهرة، الأحد ١ مارس ٢٠٢٦"),
        ("fa", "القاهرة، یکشنبه ۱ مارس ۲۰۲۶"),
        ("ur", "القاهرة، اتوار، 1 مارچ 2026"),
        ("en", "القاهرة, Sunday, 1 March 2026"),
    ],
)
def test_place_and_date_are_worded_for_the_language_and_its_region(language: str, line: str) -> None:
    article = replace(ARTICLE, language=language, dateline="القاهرة", published=datetime(2026, 3, 1, 9, tzinfo=CAIRO))
    assert plain(prepare(article, {}).dateline) == line


def test_dates_take_the_digits_that_the_author_writes() -> None:
    article = replace(
        ARTICLE, published=datetime(2026, 3, 1, 9, tzinfo=CAIRO), body=(Paragraph(words_of("حضر ١٢ شخصًا.")),)
    )
    assert plain(prepare(article, {}).dateline) == "الأحد ١ مارس ٢٠٢٦"


@pytest.mark.parametrize(
    ("language", "text", "digits"),
    [
        ("ar", "١٢ راكبا و3 عربات", Digits.ARABIC),
        ("ar", "12 راكبا و٣ عربات", Digits.WESTERN),
        ("ar", "بلا أرقام", Digits.WESTERN),
        ("ar-EG", "بلا أرقام", Digits.ARABIC),
        ("fa", "۱۲ نفر", Digits.PERSIAN),
        ("fa", "بدون رقم", Digits.PERSIAN),
        ("ur", "بغیر ہندسے", Digits.WESTERN),
    ],
)
def test_counters_take_the_authors_digits_else_those_of_the_language(language: str, text: str, digits: Digits) -> None:
    article = replace(ARTICLE, language=language, body=(Paragraph(words_of(text)),))
    assert prepare(article, {}).digits is digits


def test_the_time_of_a_change_is_on_the_articles_own_clock() -> None:
    article = replace(ARTICLE, updated=datetime(2026, 3, 1, 23, 30, tzinfo=CAIRO))
    assert plain(prepare(article, {}).updated) == "آخر تحديث: 1 مارس 2026، 23:30"
    article = replace(ARTICLE, updated=datetime(2026, 3, 1, 21, 30, tzinfo=UTC))
    assert plain(prepare(article, {}).updated) == "آخر تحديث: 1 مارس 2026، 21:30"


def test_the_end_matter_holds_what_there_is_in_print_order() -> None:
    article = replace(
        ARTICLE,
        corrections=(Correction(date(2026, 3, 2), words_of("صُحّح الرقم.")),),
        related=(Related("خط آخر", "https://example.org/a"),),
        tags=("نقل", "مدن"),
        source=Source("وكالة النيل", "https://example.org"),
        rights="جميع الحقوق محفوظة",
    )
    end = prepare(article, {}).end
    assert [part.role for part in end] == list(EndRole)
    assert [plain(item) for part in end for item in part.items] == [
        "2 مارس 2026: صُحّح الرقم.",
        "خط آخر",
        "نقل، مدن",
        "وكالة النيل",
        "جميع الحقوق محفوظة",
    ]
    assert prepare(ARTICLE, {}).end == ()


def test_the_archival_mark_is_set_by_the_model_also_inside_a_box() -> None:
    old, new = Figure("a.jpg", "", archival=True), Figure("b.jpg", "")
    galley = prepare(replace(ARTICLE, lead=old, body=(Box((), (old, new)),)), {})
    assert galley.lead is not None
    assert plain(galley.lead.mark) == "(أرشيفية)"
    box = galley.body[0]
    assert isinstance(box, Box)
    assert [plain(figure.mark) for figure in box.blocks if isinstance(figure, Figure)] == ["(أرشيفية)", ""]


def test_emphasis_inside_a_word_takes_the_whole_word_where_letters_join() -> None:
    runs = (Text("قرأ ال"), Text("مدرس", Mark.STRONG), Text("ة كتابًا"))
    assert whole_words(runs) == (Text("قرأ "), Text("المدرسة", Mark.STRONG), Text(" كتابًا"))


def test_emphasis_at_a_word_edge_or_after_a_letter_that_does_not_join_stays() -> None:
    runs = (Text("قرأ "), Text("زار", Mark.STRONG), Text("ها"))
    assert whole_words(runs) == runs


def test_a_latin_phrase_cut_by_emphasis_is_one_isolate() -> None:
    runs = (Text("قالت Reuters "), Text("News", Mark.STRONG), Text(" Agency إن"))
    assert ltr(isolated(runs, ARABIC)) == ["Reuters ", "News", " Agency"]


def test_an_isolate_keeps_off_the_punctuation_around_it() -> None:
    assert ltr(isolated(words_of("شركة (Siemens)، وشركة «Alstom»."), ARABIC)) == ["Siemens", "Alstom"]


def test_an_iso_date_and_a_score_are_isolates() -> None:
    assert ltr(isolated(words_of("في 2026-03-01 انتهت 2-1."), ARABIC)) == ["2026-03-01", "2-1"]


def test_a_plain_number_is_an_isolate_only_where_emphasis_touches_it() -> None:
    assert ltr(isolated(words_of("زاد 50% في عام"), ARABIC)) == []
    assert ltr(isolated((Text("زاد "), Text("50%", Mark.STRONG), Text(" في 12 عامًا")), ARABIC)) == ["50"]


@pytest.mark.parametrize(("language", "foreign"), [("ar", "en"), ("ar-EG", "en"), ("ar-MA", "fr"), ("fa", "en")])
def test_a_latin_phrase_is_not_tagged_with_the_language_of_the_article(language: str, foreign: str) -> None:
    assert isolated(words_of("وكالة Reuters في 2026-03-01"), setting(language)) == (
        Text("وكالة "),
        Text("Reuters", lang=foreign, isolate=Direction.LTR),
        Text(" في "),
        Text("2026-03-01", isolate=Direction.LTR),
    )


def test_an_arabic_phrase_in_an_english_article_is_arabic() -> None:
    assert isolated(words_of("The word ترام is"), setting("en"))[1] == Text("ترام", lang="ar", isolate=Direction.RTL)


def test_code_is_left_to_right_throughout() -> None:
    assert isolated((Text("س = 1", Mark.CODE),), ARABIC) == (Text("س = 1", Mark.CODE, isolate=Direction.LTR),)


runs = st.builds(
    Text,
    st.text(st.sampled_from("ابتسم وة12-/:. ()Reutersَّ"), min_size=1),
    st.sampled_from([Mark.NONE, Mark.STRONG, Mark.EMPHASIS]),
    st.sampled_from(["", "https://example.org"]),
)


@given(st.lists(runs | st.just(LineBreak()) | st.builds(NoteRef, st.integers(1, 3))))
def test_preparing_changes_no_letter(inlines: list[Text | LineBreak | NoteRef]) -> None:
    before = canonical(inlines)
    after = isolated(whole_words(before), ARABIC)
    assert plain(after) == plain(before)
    assert canonical(after) == after
