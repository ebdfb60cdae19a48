"""P1: what a difference between an article and a file is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporter.model.galley import NOTHING_LOST, Allowance, Passage
from exporter.readback import compare, compare_words, judge

ARTICLE = (
    Passage("افتتح الوزير الخط"),
    Passage("هوامش", note=True, label=True),
    Passage("هامش أول", note=True),
    Passage("المصدر"),
)


def test_the_same_words_are_equal_however_they_are_cut_into_lines_and_passages() -> None:
    read = [Passage("افتتح\nالوزير"), Passage("  الخط "), Passage("هوامش هامش"), Passage("أول المصدر")]
    assert compare(ARTICLE, read).wrong == 0


def test_a_reader_that_keeps_notes_apart_is_asked_for_them_last_and_for_no_label() -> None:
    read = [Passage("افتتح الوزير الخط"), Passage("المصدر"), Passage("هامش أول", note=True)]
    assert compare(ARTICLE, read).wrong == 0


def test_a_missing_word_is_named_with_its_place() -> None:
    result = compare(ARTICLE, [Passage("افتتح الخط هوامش هامش أول المصدر")])
    assert (result.wrong, result.total, result.position) == (1, 7, 2)
    assert (result.expected, result.found) == ("الوزير", "الخط")


def test_words_in_another_order_are_wrong() -> None:
    assert compare_words(["أ", "ب", "ج"], ["ب", "أ", "ج"]).wrong == 1


def test_a_word_too_many_at_the_end_is_wrong() -> None:
    result = compare_words(["أ"], ["أ", "ب"])
    assert (result.wrong, result.position, result.expected, result.found) == (1, 2, "", "ب")


def said(expected: str, found: str, allowance: Allowance) -> list[str]:
    return [finding.code for finding in judge([Passage(expected)], [Passage(found)], "x.pdf", allowance)[1]]


def test_a_format_that_loses_nothing_is_allowed_nothing() -> None:
    assert said("كلمة " * 999 + "ب", "كلمة " * 999 + "ت", NOTHING_LOST) == ["READ-001"]
    assert said("كَلمة", "كلمة", NOTHING_LOST) == ["READ-001"]


def test_a_loss_within_the_allowance_is_told_and_beyond_it_is_an_error() -> None:
    assert said("أ ب ت ث ج ح خ د ذ ر", "أ ب ت ث ج ح خ د ذ ز", Allowance(0.1)) == ["READ-002"]
    assert said("أ ب ت ث ج ح خ د ذ ر", "أ ب ت ث ج ح خ د ذ ز", Allowance(0.09)) == ["READ-001"]


def test_a_short_text_may_lose_some_words() -> None:
    assert said("لكن", "للكن", Allowance(0.03, words=1)) == ["READ-002"]
    assert said("لكن لكن", "للكن للكن", Allowance(0.03, words=1)) == ["READ-001"]


def test_the_characters_that_a_format_cannot_read_are_told_but_never_an_error() -> None:
    assert said("مي\u200cشود كَلمة", "ميشود كلمة", Allowance(0.03, unread="\u200c\u064e")) == ["READ-002"]


def test_equal_words_say_nothing() -> None:
    assert said("كلمة", "كلمة", Allowance(0.1)) == []


@given(st.lists(st.sampled_from("أبت")), st.lists(st.sampled_from("أبت")))
def test_only_equal_lists_have_no_difference(one: list[str], other: list[str]) -> None:
    assert (compare_words(one, other).wrong == 0) == (one == other)
