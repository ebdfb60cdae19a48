"""Every role prints every character a newsroom writes; what none has is found, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typefaces.coverage import missing, needs_glyph, share
from exporter.typefaces.families import load_families

FAMILIES = load_families()
TEXT = FAMILIES.by_role("text")


def span(first: int, last: int) -> str:
    return "".join(chr(code_point) for code_point in range(first, last + 1))


NEWSROOM = {
    "Arabic letters": span(0x0621, 0x063A) + span(0x0641, 0x064A) + "ـٱ",
    "harakat": span(0x064B, 0x0652) + "ٰٓٔ",
    "Persian letters": "پچژگکیهٔۀ",
    "Urdu letters": "ٹڈڑںھہۂۃےۓگچپژکی",
    "Western digits": "0123456789",
    "Arabic-Indic digits": span(0x0660, 0x0669),
    "Persian digits": span(0x06F0, 0x06F9),
    "Arabic punctuation": "،؛؟٪٫٬٭۔﴾﴿",
    "quotation marks": "«»“”‘’‹›\"'",
    "dashes and points": "-–—…•·",
    "brackets and signs": "()[]{}/\\|&@#%*+=<>_~^`!?.,:;§©®°±×÷€£$",
    "Latin letters": span(0x41, 0x5A) + span(0x61, 0x7A),
    "Latin letters with accents": "".join(c for c in span(0xC0, 0x17F) if c != "ŉ"),
    "transliteration": "ḤḥṢṣḌḍṬṭẒẓĀāĪīŪūḪḫĠġʾʿ",
}


@pytest.mark.parametrize("role", list(FAMILIES.chains))
@pytest.mark.parametrize("repertoire", list(NEWSROOM))
def test_every_role_has_what_a_newsroom_writes(role: str, repertoire: str) -> None:
    lacking = missing(NEWSROOM[repertoire], FAMILIES.by_role(role))
    assert [NEWSROOM[repertoire][offset] for offset in lacking] == []


@pytest.mark.parametrize("family", ["Amiri", "Noto Naskh Arabic", "Markazi Text", "Vazirmatn", "Noto Kufi Arabic"])
def test_an_arabic_family_sets_arabic_and_persian_words_without_help(family: str) -> None:
    words = NEWSROOM["Arabic letters"] + NEWSROOM["harakat"][:8] + "پچژگکی" + NEWSROOM["Arabic-Indic digits"]
    assert missing(words + "،؛؟«»", [FAMILIES.by_name(family)]) == ()


def test_a_character_that_no_family_has_is_told_by_its_places() -> None:
    assert missing("خبر 漢 وخبر 漢", TEXT) == (4, 11)


@pytest.mark.parametrize(
    "text", ["مي\u200cخواهد", "الـ\u200d", "\u200fabc\u200e", "1\u00a0000\u202f000", "a\u00adb", "\ufeff", "\n\t"]
)
def test_joiners_spaces_and_controls_need_no_glyph(text: str) -> None:
    assert missing(text, [FAMILIES.by_name("Almarai")]) == ()


@given(st.text(max_size=60))
def test_what_is_missing_is_what_is_seen_and_no_family_covers(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    lacking = set(missing(text, TEXT))
    for offset, character in enumerate(text):
        had = any(family.covers(ord(character)) for family in TEXT)
        assert (offset in lacking) == (needs_glyph(character) and not had)


def test_a_chain_shares_the_work_by_first_choice_and_leaves_the_idle_out() -> None:
    shared = share("خبرٌ من CNN № Ж", FAMILIES.by_role("headline"))
    assert [family.name for family in shared] == ["Vazirmatn", "Noto Sans"]
    vazirmatn, noto = shared.values()
    assert {ord(c) for c in "خبرمنCN"} <= vazirmatn
    assert ord("Ж") in noto and ord("خ") not in noto


@given(st.text(alphabet="ابتثجحخ \u064b\u064c\u064d\u064e\u0651\u200cABCéШ漢", max_size=40))
def test_every_character_is_shared_out_or_missing(text: str) -> None:
    families = FAMILIES.by_role("text")
    shared = share(text, families)
    given_out = {code_point for code_points in shared.values() for code_point in code_points}
    lacking = {ord(text[offset]) for offset in missing(text, families)}
    seen = {ord(character) for character in text if needs_glyph(character)}
    assert seen - given_out == lacking - given_out
    assert not (seen - lacking) - given_out
