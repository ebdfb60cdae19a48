"""Words as they are sought: what is one word however it is written, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.text.search import BEGINNING, ENDING, EXACT, NOTHING, keys, letters_of, sought, tables

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"


def fit(wanted: str, written: str) -> int:
    """How well a written word fits one that is sought."""
    (word,), (letters,) = sought(wanted), letters_of(written)
    found = keys(letters)
    return max(word.fits(key) for key in (*found.surely, *found.perhaps))


def is_sure(wanted: str, written: str) -> bool:
    (word,), (letters,) = sought(wanted), letters_of(written)
    return any(word.fits(key) for key in keys(letters).surely)


@pytest.mark.parametrize(
    "writings",
    [
        ("محمد", "مُحَمَّد", "محمــد", "\ufee3\ufea4\ufee4\ufeaa", "مح\u200dمد", "\u202bمحمد\u202c"),
        ("أحمد", "احمد", "أَحْمَد", "ٲحمد"),
        ("آثار", "اثار", "أثار"),
        ("على", "علي", "علی"),
        ("مدرسة", "مدرسه", "مَدْرَسَةٌ"),
        ("مسئول", "مسؤول"),
        ("شئون", "شؤون"),
        ("کتاب", "كتاب"),
        ("هٰذا", "هذا"),
        ("٢٠٢٦", "2026", "۲۰۲۶"),
        ("Reuters", "REUTERS", "reuters"),
        ("café", "cafe", "CAFÉ"),
        ("سلامى", "سلامي"),
        ("ٱلكتاب", "الكتاب"),
        ("\ufef7حمد", "لأحمد"),
    ],
)
def test_a_word_is_one_word_however_it_is_written(writings: tuple[str, ...]) -> None:
    for wanted in writings:
        for written in writings:
            assert fit(wanted, written) == EXACT, (wanted, written)


@pytest.mark.parametrize(
    "written", ["المدرسة", "والمدرسة", "بالمدرسة", "كالمدرسة", "فالمدرسة", "وبالمدرسة", "للمدرسة", "وللمدرسة"]
)
@pytest.mark.parametrize("wanted", ["مدرسة", "المدرسة", "والمدرسة", "للمدرسة"])
def test_the_article_and_what_stands_before_it_make_no_difference(wanted: str, written: str) -> None:
    assert fit(wanted, written) == EXACT and is_sure(wanted, written)


@pytest.mark.parametrize("written", ["ومصر", "بمصر", "لمصر", "ولمصر", "وبمصر", "كمصر", "فمصر"])
def test_what_may_be_a_conjunction_or_a_preposition_is_looked_past_as_a_lesser_hit(written: str) -> None:
    assert fit("مصر", written) == EXACT
    assert not is_sure("مصر", written)


def test_a_letter_that_may_be_the_words_own_stays() -> None:
    assert is_sure("وزير", "وزير") and is_sure("وزير", "الوزير") and is_sure("كتاب", "كتاب")
    assert fit("بلد", "لد") == NOTHING and fit("لد", "بلد") == NOTHING


def test_a_word_that_begins_like_the_article_is_found_by_itself() -> None:
    assert is_sure("التزام", "التزام") and is_sure("الله", "الله") and is_sure("الذي", "الذي")
    assert is_sure("ألمانيا", "المانيا") and is_sure("المانيا", "ألمانيا") and is_sure("ألمانيا", "ألمانيا")
    assert fit("ألمان", "مانديلا") == NOTHING, "an alef with hamza is no article"


def test_the_committee_is_found_where_lam_runs_into_its_article() -> None:
    assert fit("لجنة", "للجنة") == EXACT


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        ("حكومة", "حكومات"),
        ("حكومة", "الحكومية"),
        ("حكومة", "لحكومته"),
        ("مدرسة", "مدرستين"),
        ("سيارات", "سيارة"),
        ("مهندسون", "المهندسين"),
        ("مدرستها", "المدرسة"),
        ("فلسطينيين", "الفلسطينيون"),
        ("دولة", "دولي"),
    ],
)
def test_another_ending_is_another_form_of_the_word(wanted: str, written: str) -> None:
    assert fit(wanted, written) == ENDING


@pytest.mark.parametrize(
    ("wanted", "written"), [("دولة", "دولار"), ("لبنان", "لبن"), ("رمضان", "رمضاء"), ("غزة", "غزو")]
)
def test_an_ending_is_not_taken_off_where_another_word_would_be_left(wanted: str, written: str) -> None:
    assert fit(wanted, written) == NOTHING


def test_a_word_is_the_beginning_of_longer_ones() -> None:
    assert fit("مدر", "المدرسة") == BEGINNING and fit("Reut", "Reuters") == BEGINNING and fit("20", "٢٠٢٦") == BEGINNING
    assert fit("م", "مدرسة") == NOTHING, "one letter is the beginning of everything"


def test_all_words_are_meant_each_once() -> None:
    assert len(sought("مجلس المدينة، مجلس!")) == 2
    assert sought(" ،«…»\u200f ") == ()


def test_letters_and_figures_are_words_and_nothing_else_is() -> None:
    assert letters_of("قال «وزير-النقل»: 12,5% @user_name") == ["قال", "وزير", "النقل", "12", "5", "user", "name"]
    assert letters_of("ﷺ") == ["صلي", "الله", "عليه", "وسلم"]
    assert letters_of("می\u200cخواهم") == ["ميخواهم"]


words = st.text(ARABIC, min_size=1, max_size=8)


@given(words, st.lists(st.tuples(st.integers(0, 8), st.sampled_from(SIGNS)), max_size=6))
def test_vowel_signs_and_tatweel_never_change_what_a_word_is(word: str, signs: list[tuple[int, str]]) -> None:
    written = word
    for place, sign in signs:
        place = min(place, len(written))
        written = written[:place] + sign + written[place:]
    assert letters_of(written) == letters_of(word)


@given(words)
def test_every_word_finds_itself_and_itself_with_the_article(word: str) -> None:
    assert is_sure(word, word)
    if len(word) >= 3:
        assert is_sure(word, f"ال{word}")
        assert all(fit(word, f"{letter}{word}") for letter in "وفبكل")


@given(st.text(max_size=40))
def test_what_was_read_is_read_the_same_again(text: str) -> None:
    letters = letters_of(text)
    assert letters_of(" ".join(letters)) == letters
    for word in letters:
        assert all(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Mc" for char in word)


def test_no_letter_is_read_as_two_others() -> None:
    read = [char for many in tables()["letters"].values() for char in many]
    assert len(read) == len(set(read)) and not set(read) & (set(tables()["letters"]) - {"أ"})
