"""EPUB 3.3, section 5.5, and EPUB Accessibility 1.1, section 2: what the book says about itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from exporter.backends.epub.metadata import file_as, relator
from exporter.model.article import Author, Byline, Source
from exporter.model.blocks import Figure
from exporter.model.galley import Galley
from tests.backends.epub.books import package, titled
from tests.backends.galleys import MOMENT, brief, everything, picture

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
    galley = with_byline(Byline("وكالة", (Author("ليلى بن منصور", "تصوير"), Author("Sophie Moreau", "ترجمة"))))
    assert said(galley, "dc:creator") == ["ليلى بن منصور", "Sophie Moreau"]
    assert said(galley, "role") == ["pht", "trl"]
    assert said(galley, "file-as") == ["بن منصور، ليلى", "Moreau, Sophie"]


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


def test_a_role_that_names_no_trade_is_an_authors() -> None:
    assert relator("مراسل القاهرة") == relator("") == "aut"


def test_the_identifier_follows_from_the_slug_and_outlives_corrections() -> None:
    galley = everything()
    again = titled(galley, "عنوان مصحح")
    other = replace(galley, article=replace(galley.article, slug="other"))
    assert said(galley, "dc:identifier") == said(again, "dc:identifier")
    assert said(galley, "dc:identifier") != said(other, "dc:identifier")
    assert said(galley, "dc:identifier")[0].startswith("urn:uuid:")


def test_the_identifier_tells_papers_without_an_agency_apart_by_source_and_day() -> None:
    bare = with_byline(Byline(""))
    papers = [
        replace(bare, article=replace(bare.article, source=source, published=published))
        for source in (None, Source("جريدة النهر"), Source("جريدة النهر", "https://example.org/n"))
        for published in (None, MOMENT, MOMENT + timedelta(days=1))
    ]
    assert len({said(paper, "dc:identifier")[0] for paper in papers}) == len(papers)
    later = replace(bare, article=replace(bare.article, published=MOMENT + timedelta(minutes=5)))
    assert said(bare, "dc:identifier") == said(later, "dc:identifier")


def test_pictures_that_all_have_a_text_make_text_alone_sufficient() -> None:
    galley = with_alt("مخطط الخط")
    assert said(galley, "schema:accessMode") == ["textual", "visual"]
    assert said(galley, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in said(galley, "schema:accessibilityFeature")
    assert "ولكل صورة نص بديل" in said(galley, "schema:accessibilitySummary")[0]


def test_a_picture_without_a_text_is_not_hidden() -> None:
    galley = with_alt("")
    assert said(galley, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in said(galley, "schema:accessibilityFeature")
    assert "بعض الصور بلا نص بديل" in said(galley, "schema:accessibilitySummary")[0]


def test_an_article_without_pictures_is_text_only() -> None:
    assert said(brief(), "schema:accessMode") == said(brief(), "schema:accessModeSufficient") == ["textual"]
    assert said(brief(), "schema:accessibilityHazard") == ["none"]


def test_the_summary_is_in_the_articles_language() -> None:
    persian = replace(brief(), article=replace(brief().article, language="fa-IR"))
    assert said(persian, "schema:accessibilitySummary")[0].startswith("متن بازچین‌شونده")


def test_a_title_keeps_its_markup_as_words_and_loses_its_line_breaks() -> None:
    assert said(titled(brief(), "<b>عنوان</b> & {{ x }}\nثان"), "dc:title") == ["<b>عنوان</b> & {{ x }} ثان"]
