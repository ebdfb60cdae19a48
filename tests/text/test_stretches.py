"""Stretches against their paragraph: found over the whole of it, and nothing else moves when they are isolated."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from exporter.text.bidi import levels, visual_order
from exporter.text.stretches import Stretch, ltr_stretches, number_stretches, rtl_stretches

PROBES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "probes.toml").read_text(encoding="utf-8"))[
    "probe"
]
UNSEEN = frozenset("\u200c\u200e\u200f\u061c\u2066\u2067\u2069")
AS_UAX9 = ("latin", "arabic", "number")

# What a newsroom types, and the bits at which UAX #9 bends.
WORDS = "عربي و شَ שלום ABC Reuters é 12 3 ٤٥ ۷ 2-1 2026-03-01 https://a.b/c?d=1 x@y.zz"
SIGNS = "()[]«»،.,-–/:!%٪$+°@#٫   \u200f\u200e\u061c\u200c"
PARAGRAPHS = st.lists(st.sampled_from([*WORDS.split(), *SIGNS]), max_size=14).map("".join)


def orders(text: str, base: int, stretches: tuple[Stretch, ...]) -> tuple[list[int], list[int]]:
    """What is seen from left to right before and after isolating; a stretch carried by force counts as one thing."""
    opening = "\u2066" if base else "\u2067"
    one_thing = {i: -1 - s.start for s in stretches if s.kind not in AS_UAX9 for i in range(s.start, s.end)}
    isolated, origin = "", list[int]()
    at = 0
    for stretch in stretches:
        parts = (text[at : stretch.start], opening, text[stretch.start : stretch.end], "\u2069")
        isolated += "".join(parts)
        origin += [*range(at, stretch.start), -1, *range(stretch.start, stretch.end), -1]
        at = stretch.end
    isolated, origin = isolated + text[at:], [*origin, *range(at, len(text))]

    def seen(line: str, places: list[int]) -> list[int]:
        found = [places[i] for i in visual_order(levels(line, base)) if line[i] not in UNSEEN]
        things = [one_thing.get(place, place) for place in found]
        return [thing for n, thing in enumerate(things) if not n or things[n - 1] != thing]

    return seen(text, list(range(len(text)))), seen(isolated, origin)


@pytest.mark.parametrize("probe", PROBES, ids=[probe["paragraph"][:30] for probe in PROBES])
def test_a_probe_from_newsroom_practice_carries_just_these_stretches(probe: dict[str, Any]) -> None:
    text = probe["paragraph"]
    assert [text[s.start : s.end] for s in ltr_stretches(text)] == probe["ltr"]


def test_there_are_forty_probes_or_more() -> None:
    assert len(PROBES) >= 40


@given(PARAGRAPHS)
@settings(max_examples=400, deadline=None)
@example("عربي ABC ٤٥،12")
@example("عربي (ABC) 6%")
def test_isolating_the_ltr_stretches_moves_nothing_but_what_is_carried_by_force(text: str) -> None:
    assume(all(stretch.kind != "phrase" for stretch in ltr_stretches(text)))
    before, after = orders(text, 1, ltr_stretches(text))
    assert before == after


@given(PARAGRAPHS)
@settings(max_examples=400, deadline=None)
def test_isolating_numbers_too_moves_nothing(text: str) -> None:
    assume(all(stretch.kind != "phrase" for stretch in ltr_stretches(text)))
    both = sorted([*ltr_stretches(text), *number_stretches(text)], key=lambda stretch: stretch.start)
    before, after = orders(text, 1, tuple(both))
    assert before == after


@given(PARAGRAPHS.map(lambda text: "".join(char for char in text if not char.isdigit())))
@settings(max_examples=400, deadline=None)
def test_isolating_the_rtl_stretches_of_a_left_to_right_paragraph_moves_nothing(text: str) -> None:
    before, after = orders(text, 0, rtl_stretches(text))
    assert before == after


@given(PARAGRAPHS, st.sampled_from([ltr_stretches, rtl_stretches, number_stretches]))
@settings(max_examples=400, deadline=None)
def test_stretches_stand_in_order_and_apart_with_no_space_at_their_edges(
    text: str, find: Callable[[str], tuple[Stretch, ...]]
) -> None:
    end = -1
    for stretch in find(text):
        assert end < stretch.start < stretch.end
        assert text[stretch.start : stretch.end].strip() == text[stretch.start : stretch.end]
        end = stretch.end


@given(PARAGRAPHS)
@settings(max_examples=400, deadline=None)
@example("٤٥°٤٥")
def test_a_forced_stretch_reads_left_to_right_when_isolated(text: str) -> None:
    for stretch in ltr_stretches(text):
        part = text[stretch.start : stretch.end]
        if stretch.kind in ("figures", "phone", "date", "signed", "money", "degree"):
            assert visual_order(levels(part, 0)) == list(range(len(part)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("انظر https://example.com/أخبار الآن", "url"),
        ("إلى desk@example.com الآن", "email"),
        ("حساب @desk_ar الآن", "handle"),
        ("رقم +20 2 2345 6789 الآن", "phone"),
        ("يوم 2026-03-01 الآن", "date"),
        ("نتيجة 2-1 الآن", "figures"),
        ("سعر $50 الآن", "money"),
        ("حرارة 38° الآن", "degree"),
        ("طراز 747-8I الآن", "code"),
        ("نسبة -5% الآن", "signed"),
        ("في U.S. الآن", "abbreviation"),
        ("وكالة Reuters 24-7 الآن", "latin"),
        ("50% من الناس", "number"),
    ],
)
def test_a_stretch_says_what_it_is(text: str, kind: str) -> None:
    assert [stretch.kind for stretch in ltr_stretches(text)] == [kind]


def test_an_author_s_own_isolates_are_looked_into() -> None:
    text = "قال \u2067شركة ABC هنا\u2069 و\u2066DEF 12\u2069 هناك"
    assert [text[s.start : s.end] for s in ltr_stretches(text)] == ["ABC", "DEF 12"]


def test_arabic_in_an_english_paragraph_is_one_stretch_with_its_own_numbers_and_spaces() -> None:
    text = "The daily الشرق الأوسط (London) said «نعم 2026 فعلا» on 2026-03-01."
    assert [text[s.start : s.end] for s in rtl_stretches(text)] == ["الشرق الأوسط", "نعم 2026 فعلا"]


def test_plain_numbers_are_told_apart_for_engines_that_see_each_box_alone() -> None:
    text = "نحو 50% من 1,200 عام 2019-2023 و٢٥٪"
    assert [text[s.start : s.end] for s in number_stretches(text)] == ["50", "1,200", "٢٥"]


def test_a_mark_on_the_last_character_is_carried_with_it() -> None:
    text = "رمز 2-1\u20e3 هنا"
    assert [text[s.start : s.end] for s in ltr_stretches(text)] == ["2-1\u20e3"]


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("انضم إلى Real Madrid، 45 لاعبا", ["Real Madrid"]),
        ("انضم إلى Real Madrid. 45 لاعبا حضروا", ["Real Madrid"]),
        ("في Champions League: 4 أهداف", ["Champions League"]),
        ("هاتف iPhone 15، 3 ألوان", ["iPhone 15"]),
        ("قال Real Madrid، ۴۵ نفر", ["Real Madrid"]),
        ("شركات Apple، Google؛ Meta الكبرى", ["Apple", "Google", "Meta"]),
        ("نقلت CNN، 2026-03-01، الخبر", ["CNN", "2026-03-01"]),
        ("في كتاب Vol. 2 الجديد", ["Vol. 2"]),
        ("عيادة Dr. Smith الجديدة", ["Dr. Smith"]),
        ("نسخة (Apple، Google) هنا", ["Apple", "Google"]),
        ("نسخة Apple (US، UK) هنا", ["Apple (US، UK)"]),
        ("طراز Citalis 400 جديد", ["Citalis 400"]),
    ],
)
def test_the_arabic_sentence_goes_on_after_a_latin_name(text: str, carried: list[str]) -> None:
    assert [text[s.start : s.end] for s in ltr_stretches(text)] == carried
