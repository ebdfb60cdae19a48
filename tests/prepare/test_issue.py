"""An edition's own words: day and number in the house's calendars and digits, jump lines, catchwords."""

from __future__ import annotations

from datetime import date

import pytest

from exporter.house.house import NO_HOUSE, Hijri, House
from exporter.model.article import Article
from exporter.model.edition import Flatplan, Placed, Section
from exporter.model.inlines import words_of
from exporter.model.issue import Furniture
from exporter.prepare.issue import catchword, furniture, place
from exporter.prepare.passes import prepare

DAY = date(2026, 3, 5)


def words(language: str = "ar", house: House = NO_HOUSE, *, digits: str = "٣", day: date | None = DAY) -> Furniture:
    plan = Flatplan("الرصيف", "sabah", (Section("", (Placed("a.yml"),)),), language, "412", day)
    galley = prepare(Article(language, "a", words_of(f"عنوان {digits}"), ()), {}, house)
    return furniture(plan, [galley], house)


def test_an_arabic_front_page_bears_both_calendars_and_the_number_in_its_digits() -> None:
    said = words()
    assert said.date == "الخميس ١٦ رمضان ١٤٤٧هـ – ٥ مارس ٢٠٢٦م"
    assert (said.number, said.contents) == ("العدد ٤١٢", "في هذا العدد")
    assert (said.goes_on(3), said.comes_from(1), said.folio(12)) == ("التتمة ص ٣", "تتمة ص ١", "١٢")
    assert words(digits="3").date == "الخميس 16 رمضان 1447هـ – 5 مارس 2026م"


@pytest.mark.parametrize(
    ("house", "line"),
    [
        (House(hijri=Hijri.NONE), "الخميس ١٦ رمضان ١٤٤٧هـ – ٥ مارس ٢٠٢٦م"),
        (House(hijri=Hijri.AFTER), "الخميس ٥ مارس ٢٠٢٦م – ١٦ رمضان ١٤٤٧هـ"),
        (House(hijri=Hijri.ALONE), "الخميس ١٦ رمضان ١٤٤٧هـ"),
        (House(months="ar-LB"), "الخميس ١٦ رمضان ١٤٤٧هـ – ٥ آذار ٢٠٢٦م"),
    ],
)
def test_the_calendars_and_the_months_are_those_of_the_house(house: House, line: str) -> None:
    assert words(house=house).date == line


@pytest.mark.parametrize(
    ("language", "date_line", "number", "onward", "resumed"),
    [
        ("fa", "پنجشنبه ۵ مارس ۲۰۲۶", "شمارهٔ ۴۱۲", "ادامه در صفحهٔ ۳", "ادامه از صفحهٔ ۱"),
        ("ur", "جمعرات، ۵ مارچ ۲۰۲۶", "شمارہ ۴۱۲", "باقی صفحہ ۳ پر", "بقیہ از صفحہ ۱"),
        ("en", "Thursday, 5 March 2026", "No. 412", "Continued on page 3", "From page 1"),
    ],
)
def test_other_languages_have_their_own_words_and_the_gregorian_calendar(
    language: str, date_line: str, number: str, onward: str, resumed: str
) -> None:
    said = words(language, digits="3" if language == "en" else "۳")
    assert (said.date, said.number, said.goes_on(3), said.comes_from(1)) == (date_line, number, onward, resumed)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fa", "پنجشنبه ۱۶ رمضان ۱۴۴۷ – ۵ مارس ۲۰۲۶"),
        ("ur", "جمعرات، ۱۶ رمضان ۱۴۴۷ھ – ۵ مارچ ۲۰۲۶ء"),
        ("en", "Thursday, 16 Ramadan 1447 AH – 5 March 2026"),
    ],
)
def test_a_house_of_another_language_may_ask_for_the_hijra_beside(language: str, line: str) -> None:
    house = House(language=language, hijri=Hijri.BEFORE)
    assert words(language, house, digits="3" if language == "en" else "۳").date == line


def test_what_is_not_said_is_not_printed() -> None:
    assert words(day=None).date == ""
    assert words(day=date(1899, 3, 1)).date == "الأربعاء ١ مارس ١٨٩٩", "the calendar of Umm al-Qura begins in 1924"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("عودة الترام", "عودة الترام"),
        ("الترام يعود إلى كورنيش المدينة بعد انقطاع طويل", "الترام يعود إلى\u00a0كورنيش"),
        ("المحافظ يفتتح الخط الجديد في احتفال كبير", "المحافظ يفتتح الخط الجديد"),
        ("اقتصاد المنطقة يتحسن قليلا، والأسعار ثابتة", "اقتصاد المنطقة يتحسن"),
        ("قسطنطينيةوسمرقندوبخارىوخوارزم أخبار", "قسطنطينيةوسمرقندوبخارىوخوارزم"),
    ],
)
def test_a_catchword_is_the_head_of_a_headline_and_ends_with_no_preposition(headline: str, expected: str) -> None:
    assert catchword(headline, {"إلى", "في"}) == expected


def test_a_place_carries_what_the_desk_wants_and_the_catchword() -> None:
    galley = prepare(Article("ar", "a", words_of("عودة الترام إلى الكورنيش بعد طول انقطاع"), ()), {})
    placed = place(Placed("a.yml", 1, 4, 3), galley)
    assert (placed.page, placed.columns, placed.continued) == (1, 4, 3)
    assert placed.catchword == "عودة الترام إلى\u00a0الكورنيش"
