"""The catalogue's page as a reader meets it: Chromium, a folder, no network; and its scripts against ours."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exporter.archive.catalog import store
from exporter.archive.catalog.make import DATABASE, make
from exporter.text.search import keys, letters_of, sought
from tests.archive.catalog.invented import article, model, put
from tests.real.tools.browser import DESK, PHONE
from tests.real.tools.catalogue import Visit, seek, visit

pytestmark = pytest.mark.real

COUNT = 130
"""Invented articles beside the written ones: seven pages of results, several leaves and texts."""
TRAM = "أُجِّل افتتاح الترام. وقالت الوزارة إن المدرسة القريبة ستفتح أبوابها، وإن الحكومة ستدفع."


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue in its archive; the folder's name has what a link must not stumble over."""
    folder = tmp_path_factory.mktemp("catalogue") / "أرشيف 100% #1"
    for number in range(COUNT):
        put(folder / "news", *article(number, words=120))
    about = model(
        "tram", "القاهرة تفتتح خط الترام الجديد", section="نقل", authors=["سلمى الدرديري"], dateline="القاهرة"
    )
    put(
        folder / "2027",
        about | {"published": "2027-03-01T09:00:00+02:00", "deck": "في <b>34</b> دقيقة"},
        TRAM,
        unpacked=True,
    )
    indic = model(
        "maraya", "مرايا الصحراء", section="نقل", authors=["سلمى الشامي"], published="2027-02-10T09:00:00+02:00"
    )
    put(folder / "2027", indic, "شهد عام ٢٠٢٦ افتتاح ٣ محطات للطاقة")
    english = model("tram-en", "Cairo opens its tram", language="en", direction="ltr", published="2027-01-05T09:00:00Z")
    put(folder / "2027", english, "The tram runs to Giza.")
    return make([str(folder)], folder / "catalog", "", lambda _: None).page


@pytest.fixture(scope="module")
def visited(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """One visit in which all is done that the tests ask about."""
    pictures = tmp_path_factory.mktemp("pictures")
    return visit(
        page,
        ("look", DESK, 1000, "light", str(pictures / "desk.png")),
        ("see",),  # 0: all
        ("type", "q", "تُرَامٌ"),
        ("see",),  # 1: a word with vowel signs
        ("type", "q", "والترام الحكومه"),
        ("see",),  # 2: article, conjunction, another spelling; one of the two stands in the text
        ("type", "q", "طاقه 2026"),
        ("see",),  # 3: figures of another set
        ("press", "ArrowDown"),
        ("press", "Enter"),
        ("see",),  # 4: a packed article is read on the page
        ("type", "q", "حروفلاوجودلها"),
        ("see",),  # 5: nothing
        ("click", "[type=reset]"),
        ("select", "section", "نقل"),
        ("see",),  # 6: a section
        ("type", "author", "الشامى"),
        ("see",),  # 7: and an author
        ("click", "[type=reset]"),
        ("fill", "from", "2027-01-01"),
        ("fill", "to", "2027-02-28"),
        ("see",),  # 8: days
        ("look", PHONE, 844, "dark"),
        ("reload",),
        ("look", PHONE, 844, "dark", str(pictures / "phone.png")),
        ("see",),  # 9: a telephone at night
        ("look", DESK, 1000, "print"),
        ("see",),  # 10: paper
        ("look", DESK, 1000, "light"),
        ("reload",),
        ("click", "[type=reset]"),
        ("click", "#later"),
        ("see",),  # 11: the second page
        ("back",),
        ("see",),  # 12: back again
    )


def headlines(seen: dict[str, object]) -> list[str]:
    return [result["headline"] for result in seen["results"]]  # type: ignore[attr-defined]


def test_the_page_asks_for_its_own_files_and_for_nothing_else(page: Path, visited: Visit) -> None:
    assert visited.faults == []
    asked = {urlsplit(address) for address in visited.asked}
    assert {address.scheme for address in asked} == {"file"}
    paths = {Path(unquote(address.path)) for address in asked}
    assert page in paths and all(page.parent in path.parents for path in paths)
    assert len(paths) < len(list(page.parent.rglob("*.js"))), "only what is needed is loaded"


def test_it_opens_from_right_to_left_with_everything_the_last_first(visited: Visit) -> None:
    seen = visited.seen[0]
    assert seen["direction"] == "rtl" and seen["status"] == f"{COUNT + 3} مادة"
    assert headlines(seen)[:3] == ["القاهرة تفتتح خط الترام الجديد", "مرايا الصحراء", "Cairo opens its tram"]
    assert len(seen["results"]) == 20 and seen["place"] == "صفحة 1 من 7"
    assert {"Vazirmatn", "Noto Naskh Arabic"} <= set(seen["fonts"])
    assert [(one["direction"], one["language"]) for one in seen["results"][1:3]] == [("rtl", "ar"), ("ltr", "en")]


def test_what_an_article_writes_is_text_and_no_markup(visited: Visit) -> None:
    assert visited.seen[0]["results"][0]["deck"] == "في <b>34</b> دقيقة"


def test_days_are_worded_in_the_language_and_the_digits_of_the_article(visited: Visit) -> None:
    when = [result["when"] for result in visited.seen[0]["results"][:3]]
    assert when == ["1 مارس 2027", "١٠ فبراير ٢٠٢٧", "5 January 2027"]


def test_a_word_is_found_with_vowel_signs_and_marked_as_it_was_written(visited: Visit) -> None:
    (tram,) = visited.seen[1]["results"]
    assert visited.seen[1]["status"] == "نتيجة واحدة" and tram["marks"] == ["الترام"]
    assert tram["headline"] == "القاهرة تفتتح خط الترام الجديد"


def test_words_are_found_with_prefixes_and_other_spellings_and_shown_where_they_stand(visited: Visit) -> None:
    (tram,) = visited.seen[2]["results"]
    assert "الحكومة" in tram["marks"] and "وإن الحكومة ستدفع" in tram["passage"]


def test_figures_are_found_in_either_set(visited: Visit) -> None:
    (mirrors,) = visited.seen[3]["results"]
    assert mirrors["headline"] == "مرايا الصحراء" and {"٢٠٢٦", "للطاقة"} <= set(mirrors["marks"])


def test_the_keyboard_leads_to_the_first_result_and_opens_its_text(visited: Visit) -> None:
    seen = visited.seen[4]
    assert seen["focus"] == "مرايا الصحراء"
    assert seen["results"][0]["read"] == ["شهد عام ٢٠٢٦ افتتاح ٣ محطات للطاقة"]


def test_a_search_in_vain_is_told(visited: Visit) -> None:
    assert visited.seen[5]["results"] == [] and visited.seen[5]["status"].startswith("لا توجد مواد")


def test_results_are_narrowed_by_section_author_and_days(visited: Visit) -> None:
    section, author, days = visited.seen[6:9]
    assert (headlines(section), section["status"]) == (["القاهرة تفتتح خط الترام الجديد", "مرايا الصحراء"], "نتيجتان")
    assert headlines(author) == ["مرايا الصحراء"]
    assert headlines(days) == ["مرايا الصحراء", "Cairo opens its tram"]


def test_letters_stand_out_by_day_by_night_and_on_paper_and_nothing_runs_off_the_screen(visited: Visit) -> None:
    for seen in visited.seen:
        assert seen["faint"] == [] and not seen["sideways"]


def test_pages_are_turned_and_going_back_goes_back(visited: Visit) -> None:
    first, second, back = visited.seen[0], visited.seen[11], visited.seen[12]
    assert second["place"] == "صفحة 2 من 7" and not set(headlines(first)) & set(headlines(second))
    assert back["place"] == "صفحة 1 من 7" and headlines(back) == headlines(first)


def test_results_lead_to_the_renditions_or_to_the_bag(page: Path, visited: Visit) -> None:
    tram, mirrors, *_ = visited.seen[0]["results"]
    assert [name for name, _ in tram["links"]] == ["HTML", "PDF"] and tram["href"] == tram["links"][0][1]
    assert [name for name, _ in mirrors["links"]] == ["حقيبة الأرشيف"]
    for _, address in (*tram["links"], *mirrors["links"]):
        assert Path(unquote(urlsplit(address).path)).is_file(), address


def test_the_page_and_the_database_find_the_same(page: Path) -> None:
    wanted = ("مدرسة", "والكتاب", "سل", "في مدينة", "السكان من القاهرة", "رسم", "حداد", "2027", "أشياء", "بمصر")
    answers = visit(page, *(("find", words) for words in wanted)).seen
    with store.opened(page.parent / DATABASE) as base:
        ours = [sorted(one.id for one in store.search(base, words)) for words in wanted]
    assert dict(zip(wanted, answers, strict=True)) == dict(zip(wanted, ours, strict=True))
    assert sum(map(bool, ours)) > len(wanted) / 2, "most of the words are found somewhere"


# ------------------------------------------------------------ the scripts against ours


def test_the_page_reads_every_character_as_we_do(tmp_path: Path) -> None:
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    known.remove("\U0001171e")  # a vowel sign of Ahom that Unicode 15.1 counts among the marks without width
    answered = seek(known, [], [], tmp_path)["characters"]
    assert {char: read for char, read in zip(known, answered, strict=True) if read != letters_of(char)} == {}


ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ\u064b\u0651\u0654\u0640"
arabic = st.text(st.sampled_from(ARABIC + "الوبلكفهاتينون" * 3 + "٣7 ."), max_size=14)
texts = st.lists(
    st.one_of(arabic, st.text(st.characters(exclude_categories=["Cn", "Cs", "Co"]), max_size=12)),
    min_size=60,
    max_size=120,
)


# Each example asks node once, and holds a hundred texts: a failing one is small enough to read as it comes.
@settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(texts)
def test_the_page_reads_cuts_and_seeks_words_as_we_do(tmp_path: Path, many: list[str]) -> None:
    pairs = [
        (wanted, written) for wanted, written in zip(many, many[1:] + [f"وال{word}ها" for word in many], strict=False)
    ]
    answer = seek([], many, pairs, tmp_path)
    for text, theirs in zip(many, answer["texts"], strict=True):
        letters = letters_of(text)
        assert theirs["letters"] == letters, text
        assert theirs["keys"] == [{"surely": [*one.surely], "perhaps": [*one.perhaps]} for one in map(keys, letters)]
        assert theirs["sought"] == [
            {"forms": [[*form] for form in word.forms], "roots": [*word.roots]} for word in sought(text)
        ]
        assert all(word in letters_of(place) for word, place in zip(letters, theirs["places"], strict=True)), text
    for (wanted, written), theirs in zip(pairs, answer["pairs"], strict=True):
        found = [key for one in map(keys, letters_of(written)) for key in (*one.surely, *one.perhaps)]
        assert theirs == [word.fits(key) for word in sought(wanted) for key in found], (wanted, written)


# ------------------------------------------------------------ the visitor catches what is planted


def test_the_visitor_catches_a_request_a_fault_faint_letters_and_a_page_that_runs_off(page: Path) -> None:
    planted = """<style>#status { color: #aaa } footer { width: 3000px }</style><img src="http://127.0.0.1:9/pixel.png">
    <script>setTimeout(() => { throw new Error('planted') })</script></body>"""
    spoilt = page.parent / "spoilt.html"
    spoilt.write_text(
        page.read_text(encoding="utf-8").replace("img-src data:;", "").replace("</body>", planted), encoding="utf-8"
    )
    visited = visit(spoilt, ("see",))
    spoilt.unlink()
    assert any("planted" in fault for fault in visited.faults)
    assert any("pixel.png" in fault for fault in visited.faults), "the page's own rules forbid it, or it fails"
    assert visited.seen[0]["sideways"] and len(visited.seen[0]["faint"]) == 1
