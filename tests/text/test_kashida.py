"""Q23: words are lengthened at the places where typesetters do it, and nowhere else; each rule by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.text.joining import joins
from exporter.text.kashida import TATWEEL, is_elongated, opportunities

PLUS = "+"
"""Where a test shows an elongation."""


def places(text: str) -> list[tuple[int, str]]:
    """Rank and place of each opportunity."""
    return [(found.rank, text[: found.at] + PLUS + text[found.at :]) for found in opportunities(text)]


def best(word: str) -> str:
    """The word with its best place; unchanged without one."""
    found = places(word)
    return found[0][1] if found else word


# ---------------------------------------------------------------- the order of places


@pytest.mark.parametrize(
    ("word", "rank", "shown"),
    [
        ("كتـاب", 1, "كتـ+اب"),
        ("المدرسة", 2, "المدرس+ة"),
        ("القضبان", 2, "القض+بان"),
        ("العلاقة", 3, "العلاق+ة"),
        ("القديمه", 3, "القديم+ه"),
        ("الشهيد", 2, "الش+هيد"),
        ("التجديد", 3, "التجدي+د"),
        ("الاتفاق", 4, "الاتف+اق"),
        ("يتهيأ", 4, "يتهي+أ"),
        ("المحيط", 4, "المحي+ط"),
        ("الخبر", 5, "الخ+بر"),
        ("الكبير", 5, "الكب+ير"),
        ("مرفوع", 6, "مرف+وع"),
        ("التقرير", 7, "التقري+ر"),
    ],
    ids=[
        "the author's own tatweel",
        "after seen",
        "after dad as after sad",
        "before a final teh marbuta",
        "before a final heh",
        "after sheen, and not before the final dal",
        "before a final dal",
        "before a final alef in the middle of a word",
        "before a final alef with hamza",
        "before a final tah",
        "before a beh that reh follows",
        "before a yeh that reh follows",
        "before a final waw in the middle of a word",
        "before any other final letter",
    ],
)
def test_the_best_place_of_a_word_is(word: str, rank: int, shown: str) -> None:
    assert places(word)[0] == (rank, shown)


def test_places_of_a_word_come_best_first_and_of_equals_the_last() -> None:
    assert places("السياسي") == [(2, "السياس+ي"), (2, "الس+ياسي"), (4, "السي+اسي")]


# ---------------------------------------------------------------- never


@pytest.mark.parametrize("word", ["الإقلاع", "فلاحون", "الآلآم", "للأمم", "بِلَادٍ"])
def test_never_inside_lam_alef(word: str) -> None:
    for _, shown in places(word):
        before, after = shown.split(PLUS)
        bare = [letter for letter in before if letter.isalpha()]
        assert not (bare[-1] == "ل" and after[0] in "اأإآ")


@pytest.mark.parametrize("word", ["ورود", "وزارة", "أدوار", "دار رأي", "می‌خواهم"])
def test_never_after_a_letter_that_does_not_join_the_next_nor_at_a_non_joiner(word: str) -> None:
    for _, shown in places(word):
        before, after = shown.split(PLUS)
        assert joins(before, after)
        assert "\u200c" not in (before[-1], after[0])


@pytest.mark.parametrize("word", ["الدولة", "الحكومه", "اللهجة", "الله", "لله", "الكد", "شكا"])
def test_never_after_lam_or_kaf_so_that_the_article_and_the_name_of_god_stay_whole(word: str) -> None:
    assert not [shown for _, shown in places(word) if shown[shown.index(PLUS) - 1] in "لك"]
    assert places("الله") == places("والله") == places("لله") == []


def test_never_before_a_final_yeh_unless_seen_stands_before_it() -> None:
    assert [shown for _, shown in places("الطبي")] == ["الط+بي"]
    assert best("المجلسي") == "المجلس+ي"


@pytest.mark.parametrize("word", ["في", "من", "قال", "بعد", "سنة", "ست", "سَنَة"])
def test_never_in_a_word_of_two_or_three_letters(word: str) -> None:
    assert places(word) == []


def test_a_short_word_that_the_author_has_lengthened_is_one() -> None:
    assert best("قـال") == "قـ+ال"


@pytest.mark.parametrize("word", ["الرحمـٰن", "شـٔي"])
def test_never_beside_a_tatweel_that_carries_a_mark(word: str) -> None:
    assert not [shown for _, shown in places(word) if TATWEEL in shown[shown.index(PLUS) - 2 : shown.index(PLUS) + 2]]


def test_never_before_the_authors_tatweel_nor_among_several() -> None:
    assert best("مدرســة") == "مدرســ+ة"
    assert not [shown for _, shown in places("مدرســة") if PLUS + TATWEEL in shown]
    assert places("ـــ") == []
    assert [shown for _, shown in places("كتابـ")] == ["كت+ابـ"]


@pytest.mark.parametrize(
    "token",
    ["Reuters", "наука", "אבגדה", "covidالمدرسة", "المدرسة2", "٢السيارة", "#المدرسة_الجديدة", "@المدرسة",
     "/المدرسة/السيارة",
     "https://مدرسة.السيارة", "www.المدرسة", "المدرسة=السيارة"],
)  # fmt: skip
def test_never_in_another_script_nor_in_what_is_typed_letter_by_letter(token: str) -> None:
    assert places(token) == []
    assert places(f"{token} المدرسة") == [(rank, f"{token} {shown}") for rank, shown in places("المدرسة")], (
        "its neighbours are as they were"
    )


def test_punctuation_parts_words_and_keeps_none_from_growing() -> None:
    assert [shown for rank, shown in places("«المدرسة»،") if rank == 2] == ["«المدرس+ة»،"]
    assert len({found.word for found in opportunities("(السيارة–المدرسة):")}) == 2


@pytest.mark.parametrize("language", ["ur", "ur-PK", "pnb", "ks"])
def test_never_in_a_language_that_is_printed_in_nastaliq(language: str) -> None:
    assert not is_elongated(language)


@pytest.mark.parametrize("language", ["ar", "ar-EG", "fa", "ckb", ""])
def test_in_the_others_it_may_be(language: str) -> None:
    assert is_elongated(language)


# ---------------------------------------------------------------- marks


@pytest.mark.parametrize(
    ("word", "shown"),
    [("المِصْرِيَّةُ", "المِصْ+رِيَّةُ"), ("المَدْرَسَة", "المَدْرَسَ+ة"), ("العَلاقَةُ", "العَلاقَ+ةُ")],
)
def test_marks_stay_with_the_letter_before(word: str, shown: str) -> None:
    assert best(word) == shown


@given(st.text("ابتسصلكهةدرويى \u064e\u0651\u0670\u0640\u200c\u200d،1aلأ", max_size=25))
def test_every_place_is_a_join_of_two_arabic_letters_with_the_marks_before_it(text: str) -> None:
    for found in opportunities(text):
        before, after = text[: found.at], text[found.at :]
        assert joins(before, after)
        assert after[0].isalpha()
        assert not after[0].isspace()
        assert " " not in text[found.word : found.at]
