"""P1: what a difference between an article and a file is."""

from __future__ import annotations

import pytest
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


def said(expected: str, found: str) -> list[str]:
    return [finding.code for finding in judge([Passage(expected)], [Passage(found)], "x.pdf")[1]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("كلمة " * 999 + "ب", "كلمة " * 999 + "ت"),
        ("أول ثان ثالث", "أول ثالث"),
        ("أول ثان", "أول ثان ثان"),
        ("كَلمة", "كلمة"),
        ("لكن", "للكن"),
        ("المادة 12 رقم 500", "المادة 21 رقم 500"),
        ("كلمة", ""),
        ("أ ب", "ب أ"),
        ("قال {{ x }} هنا", "قال }} x {{ هنا"),
        ("وNews وصلت", "News و وصلت"),
        ("(أول)", ")أول("),
    ],
)
def test_a_letter_a_place_or_a_space_that_differs_is_an_error(written: str, read: str) -> None:
    assert said(written, read) == ["READ-001"]


def test_equal_words_say_nothing() -> None:
    assert said("كلمة", "كلمة") == []


@given(st.lists(st.sampled_from("أبت")), st.lists(st.sampled_from("أبت")))
def test_only_equal_lists_have_no_difference(one: list[str], other: list[str]) -> None:
    assert (compare_words(one, other).wrong == 0) == (one == other)


def test_few_words_repeated_without_end_are_told_apart_without_trying_every_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exporter.readback.SequenceMatcher", lambda *_, **__: pytest.fail("takes the square"))
    turned = compare_words(["نعم", "لا"] * 5000, ["لا", "نعم"] * 5000)
    assert (turned.wrong, turned.position) == (1, 1)
    assert compare_words(["نعم", "لا"] * 5000, ["نعم"] * 9000).wrong == 5000
