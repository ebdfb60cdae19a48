"""P1: what a difference between an article and a file is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporter.model.galley import Passage
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


def test_a_format_without_allowance_tolerates_nothing() -> None:
    result = compare_words(["أ"] * 999 + ["ب"], ["أ"] * 999 + ["ت"])
    assert [finding.code for finding in judge(result, "x.docx", 0.0)] == ["READ-001"]


def test_a_loss_within_the_allowance_is_told_and_beyond_it_is_an_error() -> None:
    result = compare_words(list("أبتثجحخدذر"), list("أبتثجحخدذز"))
    assert [finding.code for finding in judge(result, "x.pdf", 0.1)] == ["READ-002"]
    assert [finding.code for finding in judge(result, "x.pdf", 0.09)] == ["READ-001"]


def test_equal_words_say_nothing() -> None:
    assert judge(compare_words(["أ"], ["أ"]), "x.pdf", 0.1) == ()


@given(st.lists(st.sampled_from("أبت")), st.lists(st.sampled_from("أبت")))
def test_only_equal_lists_have_no_difference(one: list[str], other: list[str]) -> None:
    assert (compare_words(one, other).wrong == 0) == (one == other)
