"""House style: each rule by what newsrooms write and what they want; and what holds for all of them together."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.digits import Digits
from exporter.model.style import AS_WRITTEN, Quotes, Separators, Side, Style, Tanwin
from exporter.text.style.rules import RULES, styled

GULF = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
LEVANT = (("آذار", 3), ("نيسان", 4), ("كانون الثاني", 1), ("كانون الأول", 12), ("مارس", 3))
ANGLES = Quotes("«", "»", "“", "”")
FULL = Style(
    digits=Digits.ARABIC,
    separators=Separators(),
    percent=True,
    currency=Side.BEFORE,
    quotes=ANGLES,
    marks=True,
    spaces=True,
    ellipsis="…",
    dash="–",
    repeated=True,
    tatweel=True,
    tanwin=Tanwin.BEFORE_ALEF,
    waw=True,
    spelling=True,
    months=GULF,
    other_months=LEVANT,
    names=(("سي ان ان", "سي. إن. إن"),),
)

CASES: tuple[tuple[str, Any, str, str], ...] = (
    ("digits", Digits.ARABIC, "قُتل 12 شخصًا", "قُتل ١٢ شخصًا"),
    ("digits", Digits.WESTERN, "عام ٢٠٢٦ و۱۲", "عام 2026 و12"),
    ("digits", Digits.ARABIC, "في الربع (Q3 2026) وطراز A4", "في الربع (Q3 2026) وطراز A4"),
    ("digits", Digits.ARABIC, "على https://a.example/2026 منذ 2020", "على https://a.example/2026 منذ ٢٠٢٠"),
    ("digits", Digits.ARABIC, "نحو 7.5 % و1.000.000 ومادة 90/2026", "نحو ٧.٥ % و١.٠٠٠.٠٠٠ ومادة ٩٠/٢٠٢٦"),
    ("digits", Digits.ARABIC, "نحو $1.5bn و$1.5", "نحو $1.5bn و$١.٥"),
    ("digits", Digits.ARABIC, "رقم 12-3A/6 وطراز 747-8I", "رقم 12-3A/6 وطراز 747-8I"),
    ("separators", Separators(), "بلغ ١٬٢٥٠.٥ و١٢،٥ و3٫5", "بلغ ١٬٢٥٠٫٥ و١٢٫٥ و3.5"),
    ("separators", Separators(",", " "), "بلغ 1,250.5", "بلغ 1 250,5"),
    ("separators", Separators(), "يوم 1.3.2026 ورقم 1,2,3", "يوم 1.3.2026 ورقم 1,2,3"),
    ("separators", Separators(), "نحو 1.000.000 من 192.168.100.200", "نحو 1,000,000 من 192.168.100.200"),
    ("separators", Separators(",", " "), "نحو 7.5 و1.000.000", "نحو 7,5 و1 000 000"),
    ("percent", True, "زاد 50 % ثم %12 ثم ٪٣", "زاد 50% ثم 12% ثم ٣٪"),
    ("percent", True, "نسبة ٥٠%", "نسبة ٥٠٪"),
    ("percent", True, "نحو 7.5 % و%10-%15", "نحو 7.5% و10%-15%"),
    ("currency", Side.BEFORE, "بسعر 50$ و20 €", "بسعر $50 و€20"),
    ("currency", Side.AFTER, "بسعر $1,250.5", "بسعر 1,250.5$"),
    ("currency", Side.AFTER, "بسعر $1\u00a0250,5", "بسعر 1\u00a0250,5$"),
    ("percent", True, "نحو %1\u00a0250", "نحو 1\u00a0250%"),
    ("currency", Side.BEFORE, "بسعر $ 900 أو US$ 5", "بسعر $900 أو US$ 5"),
    ("currency", Side.AFTER, "بسعر 50 € أو $ 20 أو US$5", "بسعر 50€ أو 20$ أو US$5"),
    ("marks", True, "قال, ثم سأل: من? ثم سكت;", "قال، ثم سأل: من؟ ثم سكت؛"),
    ("marks", True, "شركة Apple, وقالت إن 1,250", "شركة Apple، وقالت إن 1,250"),
    ("marks", True, "بيان Smith, Jones and Co. اليوم", "بيان Smith, Jones and Co. اليوم"),
    ("marks", True, "سأل: What is this?", "سأل: What is this?"),
    ("marks", True, "هل سمعت بـ Google?", "هل سمعت بـ Google؟"),
    ("repeated", True, "ماذا؟؟ نعم!! لا؟!", "ماذا؟ نعم! لا؟!"),
    ("ellipsis", "…", "ثم... سكت.... ثم.. قال", "ثم… سكت… ثم.. قال"),
    ("ellipsis", "...", "ثم… سكت", "ثم... سكت"),
    ("dash", "–", "قال - وهو يضحك -- نعم", "قال – وهو يضحك – نعم"),
    ("dash", "–", "الأعوام 2019 - 2023", "الأعوام 2019 - 2023"),
    ("quotes", ANGLES, 'قال "نعم" ثم “لا”', "قال «نعم» ثم «لا»"),
    ("quotes", ANGLES, 'قال "سمعت «نعم» منه"', "قال «سمعت “نعم” منه»"),
    ("quotes", ANGLES, "قال ”نعم“ فقط", "قال «نعم» فقط"),
    ("quotes", ANGLES, 'قال "نعم ثم سكت', 'قال "نعم ثم سكت'),
    ("quotes", ANGLES, 'شاشة 15" وقال "نعم"', 'شاشة 15" وقال «نعم»'),
    ("quotes", ANGLES, 'قال "نعم" عن شاشة 15".', 'قال «نعم» عن شاشة 15".'),
    ("quotes", ANGLES, 'قال "في عام 2026".', "قال «في عام 2026»."),
    ("spaces", True, "قال ، ثم  سكت .وقال", "قال، ثم سكت. وقال"),
    ("spaces", True, "( نعم ) و« لا »،ثم", "(نعم) و«لا»، ثم"),
    ("spaces", True, "بسعر 999$ ، ثم 37° .", "بسعر 999$، ثم 37°."),
    ("spaces", True, "عند 6:10 و3.5 وأ.ف.ب", "عند 6:10 و3.5 وأ.ف.ب"),
    ("spaces", True, "فاز 2 : 1 وقال : نعم، و7 : 30", "فاز 2 : 1 وقال: نعم، و7 : 30"),
    ("tatweel", True, "الـســلام لـ«مدار» عام 1447هـ", "السلام لـ«مدار» عام 1447هـ"),
    ("tanwin", Tanwin.BEFORE_ALEF, "كتاباً جديداً", "كتابًا جديدًا"),
    ("tanwin", Tanwin.ON_ALEF, "كتابًا جديدًا", "كتاباً جديداً"),
    ("waw", True, "قال و أضاف «و هو» و١٢", "قال وأضاف «وهو» و١٢"),
    ("waw", True, "نحو 5 و ٦ و $7 و «مدار» و (8)", "نحو 5 و٦ و$7 و«مدار» و(8)"),
    ("waw", True, "الفريقان أ و ب، وحرف و: لا", "الفريقان أ و ب، وحرف و: لا"),
    ("spelling", True, "ذهب الى علىهم والى مدرسةالبنات", "ذهب إلى عليهم وإلى مدرسة البنات"),
    ("spelling", True, "مستوى عالٍ ومدرسة، على الأرض", "مستوى عالٍ ومدرسة، على الأرض"),
    ("spelling", True, "موسىٰ وعلىٰ هدىً", "موسىٰ وعلىٰ هدىً"),
    ("names", (("سي ان ان", "سي. إن. إن"),), "شبكة سي ان ان وسي ان انا", "شبكة سي. إن. إن وسي ان انا"),
)


def only(name: str, value: Any) -> Style:
    return replace(AS_WRITTEN, **{name: value})


@pytest.mark.parametrize(("name", "value", "text", "wanted"), CASES)
def test_a_rule_writes_what_the_house_wants_and_nothing_else(name: str, value: Any, text: str, wanted: str) -> None:
    style = only(name, value)
    found = styled(text, style)
    assert found.text == wanted
    assert styled(wanted, style).departures == ()
    assert {departure.rule for departure in found.departures} <= {name}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("يوم 5 آذار الماضي", "يوم 5 مارس الماضي"),
        ("في ٥ من نيسان ٢٠٢٦", "في ٥ من أبريل ٢٠٢٦"),
        ("كانون الثاني 2026", "يناير 2026"),
        ("خلال شهر كانون الأول", "خلال شهر ديسمبر"),
        ("5 كانون الثاني/يناير", "5 كانون الثاني/يناير"),
        ("رائحة آذار، وقد مارس الرياضة", "رائحة آذار، وقد مارس الرياضة"),
    ],
)
def test_a_month_takes_the_house_s_name_where_a_date_shows_that_it_is_one(text: str, wanted: str) -> None:
    style = replace(AS_WRITTEN, months=GULF, other_months=LEVANT)
    assert styled(text, style).text == wanted


@pytest.mark.parametrize(
    "text", ["يوم 12/3/2026", "يوم 2026-03-01", "فاز 3-1 ثم (2 - 0)", "م 12/ص 45", "الساعة 10:30", "مج 3/215"]
)
def test_house_style_keeps_the_marks_of_dates_scores_and_references(text: str) -> None:
    found = styled(text, FULL)
    assert {departure.rule for departure in found.departures} == {"digits"}
    assert [(was, now) for was, now in zip(text, found.cells, strict=True) if was != now and not was.isdigit()] == []


def test_every_decision_of_a_house_has_a_rule() -> None:
    decided = {field.name for field in fields(Style)} - {"other_months"}
    assert {name for name, _ in RULES} == decided


def test_a_departure_says_where_it_stands_in_what_was_written() -> None:
    text = "ثم... قال 12, ثم"
    (dots, comma, number) = styled(text, replace(FULL, spaces=False)).departures
    assert [text[d.start : d.end] for d in (dots, comma, number)] == ["...", ",", "12"]
    assert (dots.rule, dots.now) == ("ellipsis", "…")


def test_shielded_places_stay_as_they_are() -> None:
    text = 'قال "12" ثم "12"'
    found = styled(text, FULL, shielded=range(4, 8))
    assert found.text == 'قال "12" ثم «١٢»'


SCRAPS = """قال الى و كتاباً مدرسةال ســ 12 ١٢ 3.5 1,250 % $ " « » “ ” , ? ؟؟ ... . : ( ) Apple A4 آذار ؛ - --
https://a.example/1,2 2026-03-01 ـ"""
PIECES = st.lists(
    st.sampled_from([*SCRAPS.split(), " ", " ", "  ", "سي ان ان", "5 آذار", "\u00a0", "\u200c", "\u064e", "\u200f"]),
    max_size=14,
).map("".join)


@given(PIECES)
@settings(max_examples=600, deadline=None)
def test_what_is_in_house_style_stays_so(text: str) -> None:
    once = styled(text, FULL).text
    assert styled(once, FULL).text == once


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_each_character_of_the_original_knows_what_became_of_it(text: str) -> None:
    found = styled(text, FULL)
    assert len(found.cells) == len(text)
    changed = {at for at, (was, now) in enumerate(zip(text, found.cells, strict=True)) if was != now}
    assert changed <= {at for departure in found.departures for at in range(departure.start, departure.end)}


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_a_house_without_decisions_changes_nothing(text: str) -> None:
    found = styled(text, AS_WRITTEN)
    assert (found.text, found.departures) == (text, ())
