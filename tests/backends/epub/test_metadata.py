"""EPUB 3.3, section 5.5, and EPUB Accessibility 1.1, section 2: what the book says about itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from exporter.backends.epub.people import file_as, relator
from exporter.model.article import Author, Byline, Source
from exporter.model.blocks import Align, Figure, Table
from exporter.model.galley import Galley
from tests.backends.epub.books import package, titled
from tests.backends.galleys import MOMENT, brief, everything, latin, paragraph, picture, says

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def said(galley: Galley, name: str) -> list[str]:
    """The values of a Dublin Core element, or of a property."""
    metadata = package(galley).find("{*}metadata")
    assert metadata is not None
    if name.startswith("dc:"):
        return [e.text or "" for e in metadata.iterfind(f"{{*}}{name[3:]}")]
    return [e.text or "" for e in metadata.iterfind("{*}meta") if e.get("property") == name]


def with_byline(byline: Byline) -> Galley:
    galley = everything()
    return replace(galley, article=replace(galley.article, byline=byline))


def with_alt(alt: str) -> Galley:
    return replace(brief(Figure("p.png", alt)), pictures={"p.png": picture("p.png")})


def test_the_package_has_language_and_direction() -> None:
    assert package(everything()).get(LANG) == "ar"
    assert package(everything()).get("dir") == "rtl"


def test_title_publisher_date_rights_source_subjects_and_description_are_the_articles() -> None:
    galley = everything()
    assert said(galley, "dc:title") == [galley.title]
    assert said(galley, "dc:language") == ["ar"]
    assert said(galley, "dc:publisher") == ["وكالة الأنباء"]
    assert said(galley, "dc:date") == ["2026-03-01T09:00:00+00:00"]
    assert said(galley, "dc:rights") == ["© 2026 الصحيفة"]
    assert said(galley, "dc:source") == ["https://example.org"]
    assert said(galley, "dc:subject") == ["محليات", "النقل", "المدن"]
    assert said(galley, "dc:description")[0].startswith("18 كيلومترا")


def test_the_time_of_change_is_the_contexts_in_utc() -> None:
    assert said(everything(), "dcterms:modified") == ["2026-03-01T09:00:00Z"]


def test_authors_have_a_role_and_a_filing_name() -> None:
    galley = with_byline(Byline("وكالة", (Author("ليلى بن منصور", "مراسلة"), Author("Sophie Moreau", "ترجمة"))))
    assert said(galley, "dc:creator") == ["ليلى بن منصور"]
    assert said(galley, "dc:contributor") == ["Sophie Moreau"]
    assert said(galley, "role") == ["rpt", "trl"]
    assert said(galley, "file-as") == ["بن منصور، ليلى", "Moreau, Sophie"]
    assert said(galley, "display-seq") == ["1", "2"]


def test_a_photographer_alone_is_the_creator() -> None:
    galley = with_byline(Byline("وكالة", (Author("ليلى بن منصور", "تصوير"),)))
    assert said(galley, "dc:creator") == ["ليلى بن منصور"]
    assert said(galley, "dc:contributor") == []


def test_an_agency_alone_is_the_creator_and_is_filed_as_it_is() -> None:
    galley = with_byline(Byline("وكالة الأنباء"))
    assert said(galley, "dc:creator") == said(galley, "file-as") == ["وكالة الأنباء"]


def test_an_article_without_a_byline_names_nobody() -> None:
    assert said(with_byline(Byline()), "dc:creator") == []
    assert said(with_byline(Byline()), "dc:publisher") == []


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("سامية الخطيب", "الخطيب، سامية"),
        ("سامي عبد الرحيم", "عبد الرحيم، سامي"),
        ("محمد نور الدين", "نور الدين، محمد"),
        ("هدى", "هدى"),
        ("أبو بكر", "أبو بكر"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
    ],
)
def test_names_are_filed_by_the_family_name_with_its_particles(name: str, filed: str) -> None:
    assert file_as(name) == filed


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("مراسلة شؤون المدن", "rpt"),
        ("محرر الشؤون الاقتصادية", "rpt"),
        ("گزارشگر", "rpt"),
        ("نامہ نگار", "rpt"),
        ("مصوّر", "pht"),
        ("والتصوير", "pht"),
        ("عکاس", "pht"),
        ("رسوم وبيانات", "ill"),
        ("حاورها", "ivr"),
        ("تحرير", "edt"),
        ("Translator", "trl"),
        ("كاتبة في شؤون التراث", "aut"),
        ("", "aut"),
    ],
)
def test_a_role_is_told_by_its_marc_code_and_is_an_authors_where_it_names_no_trade(role: str, code: str) -> None:
    assert relator(role) == code


def test_the_identifier_follows_from_the_slug_and_outlives_corrections() -> None:
    galley = everything()
    again = titled(galley, "عنوان مصحح")
    other = replace(galley, article=replace(galley.article, slug="other"))
    assert said(galley, "dc:identifier")[0] == said(again, "dc:identifier")[0]
    assert said(galley, "dc:identifier")[0] != said(other, "dc:identifier")[0]
    assert said(galley, "dc:identifier")[0].startswith("urn:uuid:")


def test_a_version_has_an_identifier_of_its_own_which_each_dated_change_moves() -> None:
    galley = everything()
    updated = replace(galley, article=replace(galley.article, updated=MOMENT + timedelta(hours=3)))
    (book, first), (same, second) = said(galley, "dc:identifier"), said(updated, "dc:identifier")
    assert book == same
    assert len({book, first, second}) == 3
    assert said(galley, "dc:identifier") == [book, first]


def test_an_undated_article_has_no_version_to_tell() -> None:
    assert len(said(brief(), "dc:identifier")) == 1


def test_identifiers_and_title_say_of_what_kind_they_are_for_the_trade() -> None:
    assert said(everything(), "identifier-type") == ["22", "22"]
    assert said(everything(), "title-type") == ["main"]


def test_the_identifier_tells_papers_without_an_agency_apart_by_source_and_day() -> None:
    bare = with_byline(Byline(""))
    papers = [
        replace(bare, article=replace(bare.article, source=source, published=published))
        for source in (None, Source("جريدة النهر"), Source("جريدة النهر", "https://example.org/n"))
        for published in (None, MOMENT, MOMENT + timedelta(days=1))
    ]
    assert len({said(paper, "dc:identifier")[0] for paper in papers}) == len(papers)
    later = replace(bare, article=replace(bare.article, published=MOMENT + timedelta(minutes=5)))
    assert said(bare, "dc:identifier")[0] == said(later, "dc:identifier")[0]


def test_pictures_with_a_text_make_text_alone_sufficient() -> None:
    galley = with_alt("مخطط الخط")
    assert said(galley, "schema:accessMode") == ["textual", "visual"]
    assert said(galley, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in said(galley, "schema:accessibilityFeature")
    assert "ولكل صورة نص بديل" in said(galley, "schema:accessibilitySummary")[0]


def test_mere_decoration_is_no_picture_that_one_must_see_and_is_not_hidden_from_the_summary() -> None:
    galley = with_alt("")
    assert said(galley, "schema:accessMode") == said(galley, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in said(galley, "schema:accessibilityFeature")
    assert "الصور الزخرفية مخفية" in said(galley, "schema:accessibilitySummary")[0]


def test_an_article_without_pictures_is_text_only() -> None:
    assert said(brief(), "schema:accessMode") == said(brief(), "schema:accessModeSufficient") == ["textual"]
    assert said(brief(), "schema:accessibilityHazard") == ["none"]
    assert "وليس فيه صور" in said(brief(), "schema:accessibilitySummary")[0]


@pytest.mark.parametrize(
    ("galley", "said_of_it"),
    [
        (brief(), ()),
        (brief(paragraph("قالت ", latin("Reuters"), " أمس")), ("بلغات أخرى",)),
        (brief(Table((), (says("رأس"),), ((says("خلية"),),), (Align.START,))), ("للجداول صفوف عناوين",)),
        (brief(Table((), (), ((says("خلية"),),), (Align.START,))), ()),
        (everything(), ("بلغات أخرى", "للجداول صفوف عناوين", "للهوامش روابط")),
    ],
    ids=["plain", "another language", "table", "table without a header", "everything"],
)
def test_the_summary_tells_what_there_is_and_nothing_else(galley: Galley, said_of_it: tuple[str, ...]) -> None:
    (summary,) = said(galley, "schema:accessibilitySummary")
    for part in ("بلغات أخرى", "للجداول صفوف عناوين", "للهوامش روابط"):
        assert (part in summary) is (part in said_of_it)


def test_the_summary_is_in_the_articles_language() -> None:
    persian = replace(brief(), article=replace(brief().article, language="fa-IR"))
    assert said(persian, "schema:accessibilitySummary")[0].startswith("متن بازچین‌شونده")


def test_a_title_keeps_its_markup_as_words_and_loses_its_line_breaks() -> None:
    assert said(titled(brief(), "<b>عنوان</b> & {{ x }}\nثان"), "dc:title") == ["<b>عنوان</b> & {{ x }} ثان"]
