"""The words of a text, as read-back compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.text.words import words


def test_words_are_parted_at_every_white_space() -> None:
    assert words(" قال\u00a0الوزير\nإن\tالعام 2026\u2009م ") == ["قال", "الوزير", "إن", "العام", "2026", "م"]


@pytest.mark.parametrize(
    "code", ["00AD", "061C", "200B", "200D", "200E", "200F", "202A", "202C", "2060", "2066", "2069"]
)
def test_what_readers_drop_is_no_part_of_a_word(code: str) -> None:
    char = chr(int(code, 16))
    assert words(f"{char}كت{char}اب {char} قلم{char}") == ["كتاب", "قلم"]


def test_the_non_joiner_is_spelling_inside_a_word_and_nothing_at_its_edge() -> None:
    assert words("می\u200cخواهم \u200cکتاب\u200c \u200c") == ["می\u200cخواهم", "کتاب"]


def test_words_are_compared_composed() -> None:
    assert words("ا\u0653خر cafe\u0301") == ["آخر", "café"]


@given(st.text(max_size=30))
def test_the_words_of_words_are_the_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
