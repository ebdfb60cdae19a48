"""What a catalogue takes from a bag's metadata, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.archive.catalog.record import UnusableError, records
from tests.archive.catalog.invented import model

TEXT = "محليات\n\nنقل عام\n\nعنوان الخبر\n\nملخصه\n\nسلمى\n\nمتن الخبر\n"


def test_an_article_is_one_record() -> None:
    about = model(
        "khabar", "عنوان الخبر", section="محليات", deck="ملخصه", authors=["سلمى", {"name": "ياسين"}], tags=["نقل"]
    )
    (record,) = records(about, {"khabar": TEXT})
    assert (record.slug, record.headline, record.section, record.deck) == ("khabar", "عنوان الخبر", "محليات", "ملخصه")
    assert (record.authors, record.tags, record.day) == (("سلمى", "ياسين"), ("نقل",), "2026-03-01")
    assert (record.direction, record.words) == ("rtl", 3)


def test_the_text_begins_after_what_has_a_field_of_its_own_and_the_kicker_is_taken_from_it() -> None:
    (record,) = records(model("khabar", "عنوان الخبر", section="محليات", deck="ملخصه"), {"khabar": TEXT})
    assert record.text == "سلمى\n\nمتن الخبر" and record.kicker == "نقل عام"


def test_a_text_that_does_not_begin_with_the_headline_stays_whole() -> None:
    (record,) = records(model("khabar", "عنوان آخر"), {"khabar": TEXT})
    assert record.text == TEXT.strip() and record.kicker == ""


def test_the_agency_signs_where_nobody_is_named() -> None:
    (record,) = records(model("khabar", "خبر", agency="وكالة مدار"), {})
    assert record.authors == ("وكالة مدار",)


def test_an_edition_is_a_record_and_so_is_each_article_in_it() -> None:
    parts = [model("awwal", "الأول", authors=["سلمى"]), model("thani", "الثاني")]
    about = model(
        "adad", "جريدة الرصيف – 412", kind="edition", authors=["سلمى"], articles=parts, published="2026-03-05"
    )
    whole, first, second = records(about, {"awwal": "متن أول", "thani": "متن ثان"})
    assert (whole.kind, whole.text, whole.authors, whole.day) == ("edition", "", (), "2026-03-05")
    assert [one.edition for one in (whole, first, second)] == ["", "جريدة الرصيف – 412", "جريدة الرصيف – 412"]
    assert (first.text, first.authors, second.text) == ("متن أول", ("سلمى",), "متن ثان")


def test_moments_are_compared_across_offsets() -> None:
    (early,) = records(model("a", "أ", published="2026-03-01T01:00:00+03:00"), {})
    (late,) = records(model("b", "ب", published="2026-02-28T23:00:00+00:00"), {})
    (never,) = records(model("c", "ج", published=""), {})
    assert never.moment < early.moment < late.moment and early.day == "2026-03-01"


@pytest.mark.parametrize("written", ["20260301T090000Z", "2026-W09-7", "2026-03-01", "2026-03-01T23:59:59-11:00"])
def test_a_day_is_a_day_in_whatever_form_of_the_standard(written: str) -> None:
    assert next(records(model("a", "أ", published=written), {})).day == "2026-03-01"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", ""),
        ("kind", "podcast"),
        ("headline", ["قائمة"]),
        ("headline", "ع" * 10_001),
        ("authors", "سلمى"),
        ("authors", [7]),
        ("published", "أمس"),
        ("published", "2026-02-30"),
        ("text_words", "ثلاث"),
        ("articles", None),
    ],
)
def test_metadata_of_another_kind_are_refused_by_the_fields_name(field: str, value: Any) -> None:
    about = model("khabar", "خبر", **({"kind": "edition"} if field == "articles" else {})) | {field: value}
    with pytest.raises(UnusableError, match=field):
        list(records(about, {}))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(sorted(model("", ""))), values))
def test_metadata_of_any_kind_are_taken_or_refused_and_never_fall_through(fields: dict[str, Any]) -> None:
    try:
        (record,) = records(model("khabar", "خبر") | fields, {})
    except UnusableError as fault:
        assert str(fault) in fields
    else:
        assert record.slug and record.headline and record.moment
