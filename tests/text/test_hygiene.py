"""Invisible junk goes, the words stay, and every change is told with its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exporter.messages import codes
from exporter.text.hygiene import CODES, Repair, clean, spelled
from exporter.text.words import words

JUNK = (
    "\x00\x0b\x1a\x1f\x85\r\n\t \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2028\u2029\u202a\u202b\u202c\u202d"
    "\u202e\u2066\u2067\u2068\u2069\ufeff\ufe70\ufe71\ufeeb\ufefb\ufdf2\ufdfa\ufc60\ufcf2\u0640\u064b\u0651\u064e"
    "\u0653\u0654\u0301\u2126\u2329\u1100\u1161\u11a8"
)
MESSY = st.text(JUNK + "ابهءآأ لمabce12.،", max_size=16) | st.text(max_size=12)


def letters(text: str) -> str:
    """What of a text is seen, in whatever form: letters, digits, punctuation and signs."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LNPS" and char != "\u0640")


@given(MESSY)
@settings(max_examples=1000, deadline=None)
@example("ا\u202a\u0653")
@example("a \u200d\u200c b")
def test_cleaning_loses_nothing_that_is_seen_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert letters(cleaned.text) == letters(text)
    assert clean(cleaned.text).text == cleaned.text
    assert clean(cleaned.text).repairs == ()
    assert unicodedata.is_normalized("NFC", cleaned.text)


@given(MESSY)
@settings(max_examples=500, deadline=None)
def test_a_change_is_always_told_and_nothing_is_told_without_one(text: str) -> None:
    cleaned = clean(text)
    assert (cleaned.text == text) == (not cleaned.repairs)
    assert all(r.offset >= 0 and r.offset + r.length <= len(text) and r.was != r.now for r in cleaned.repairs)
    growth = sum(len(r.now) - len(r.was) for r in cleaned.repairs)
    assert len(cleaned.text) == len(text) + growth


@given(st.lists(st.sampled_from(["كتاب", "مدرسة،", "ABC", "می\u200cخواهم", "١٢"]), min_size=1), st.data())
def test_junk_inside_and_between_words_leaves_the_words(parts: list[str], data: st.DataObject) -> None:
    junk = st.sampled_from(["\u200b", "\ufeff", "\x00", "\u202a", "\u202c", "\u2069", "\u206e"])
    text = " ".join(data.draw(junk) + part[:1] + data.draw(junk) + part[1:] for part in parts)
    assert words(clean(text).text) == parts


@pytest.mark.parametrize(
    ("given_text", "expected", "kinds"),
    [
        ("ﻣﺪﺭﺳﺔ", "مدرسة", ["presentation-form"] * 5),
        ("ﻻ", "لا", ["presentation-form"]),
        ("ﷲ", "الله", ["presentation-form"]),
        ("ﷺ ﷻ ﷼ ﷽ ﴿ ﴾", "ﷺ ﷻ ﷼ ﷽ ﴿ ﴾", []),
        ("كت\ufe77ب", "كت\u064eب", ["presentation-form"]),
        ("كتاب\ufe70", "كتاب\u064b", ["presentation-form"]),
        ("عام 1445 \ufeeb", "عام 1445 ه\u200d", ["presentation-form"]),
        ("\ufeebذا", "هذا", ["presentation-form"]),
        ("ا\u0653خر", "آخر", ["composition"]),
        ("شد\u0651\u064e", "شد\u064e\u0651", ["mark-order"]),
        ("ا\u0653\u200bخر", "آخر", ["composition", "zero-width"]),
        ("ا\u200c\u0653", "ا\u200c\u0653", []),
        ("a\x00b\x9fc", "abc", ["control", "control"]),
        ("كلمة\x1fأخرى", "كلمة أخرى", ["control"]),
        ("2009\x1a2010", "20092010", ["lost-character"]),
        ("الم\u200bدرسة\ufeff", "المدرسة", ["zero-width", "zero-width"]),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\n\ne", ["line-end"] * 4),
        ("قال \u202aABC", "قال ABC", ["embedding"]),
        ("قال\u202c نعم", "قال نعم", ["embedding"]),
        ("قال \u202aABC\u202c نعم", "قال ABC نعم", ["embedding", "embedding"]),
        ("من \u202a2019-2023\u202c عام", "من \u20662019-2023\u2069 عام", ["embedding-to-isolate"] * 2),
        ("نص \u202eabc\u202c", "نص \u2067abc\u2069", ["embedding-to-isolate"] * 2),
        ("نص \u2066abc", "نص abc", ["isolate"]),
        ("نص abc\u2069", "نص abc", ["isolate"]),
        ("نص \u2066abc\u2069 و\u200e \u200f \u061c", "نص \u2066abc\u2069 و\u200e \u200f \u061c", []),
        ("\u2066a\n\nb\u2069", "a\n\nb", ["isolate", "isolate"]),
        ("\u2066a\nb\u2069", "\u2066a\nb\u2069", []),
        ("مد\u00adرسة", "مدرسة", ["soft-hyphen"]),
        ("news\u00adpaper", "news\u00adpaper", []),
        ("می\u200cخواهم ه\u200d", "می\u200cخواهم ه\u200d", []),
        ("می\u200c\u200cخواهم", "می\u200cخواهم", ["joiner"]),
        ("کتاب\u200c را", "کتاب را", ["joiner"]),
        ("می\u200c", "می\u200c", []),
        ("كـتاب كتابی ک ي\u00a0ى\tا\n", "كـتاب كتابی ک ي\u00a0ى\tا\n", []),
    ],
)
def test_each_kind_of_junk_has_its_mend(given_text: str, expected: str, kinds: list[str]) -> None:
    cleaned = clean(given_text)
    assert cleaned.text == expected
    assert [repair.kind for repair in cleaned.repairs] == kinds


def test_a_repair_knows_its_place_in_the_text_as_given() -> None:
    assert clean("الم\u200bدرسة ﻻ").repairs == (
        Repair(3, 1, "zero-width", "\u200b", ""),
        Repair(9, 1, "presentation-form", "ﻻ", "لا"),
    )


def test_every_kind_has_a_message_and_every_message_a_kind() -> None:
    assert sorted(CODES.values()) == sorted(code for code in codes() if code.startswith("TEXT-"))


def test_what_cannot_be_seen_is_spelled_by_number() -> None:
    assert spelled("لا") == "لا"
    assert spelled("\u200b") == "U+200B"
    assert spelled("ه\u200d") == "ه U+200D"
    assert spelled("") == ""
