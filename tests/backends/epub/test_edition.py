"""Several articles in one book: EPUB 3.3, sections 5.5.5 (refines), 5.7 (spine) and 7 (navigation)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from lxml import etree

from exporter.backends import epub
from exporter.model.article import Author, Byline
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Direction
from exporter.model.walk import passages
from exporter.readback import compare
from tests.backends.epub.books import XHTML, made, opened, parsed, titled
from tests.backends.galleys import MOMENT, brief, everything, paragraph, says

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def story(headline: str, section: str, slug: str, language: str = "ar") -> Galley:
    """A short article in a section."""
    galley = titled(brief(paragraph(f"متن {headline}.")), headline)
    byline = Byline("وكالة مدار", (Author(f"كاتب {slug}"),))
    published = MOMENT + timedelta(days=len(slug))
    article = replace(
        galley.article, section=section, slug=slug, language=language, byline=byline, published=published, tags=(slug,)
    )
    return replace(galley, article=article, section=says(section) if section else ())


def issue() -> Edition:
    """An issue of five articles in three sections, one of them in English, and one article in none."""
    english = replace(story("Tram opens", "العالم", "fourth", "en"), direction=Direction.LTR)
    stories = (
        everything(),
        story("خبر محلي", "محليات", "second"),
        story("مباراة", "رياضة", "third"),
        english,
        story("كلمة أخيرة", "", "fifth"),
    )
    return Edition(stories, "جريدة النهر", "1204", date(2026, 3, 5))


@cache
def files() -> Mapping[str, bytes]:
    return opened(made(issue()))


def metadata(edition: Edition) -> etree._Element:
    found = parsed(opened(made(edition))["EPUB/content.opf"]).find("{*}metadata")
    assert found is not None
    return found


def said(edition: Edition, name: str) -> list[str | None]:
    return [element.text for element in metadata(edition).iterfind(f"{{*}}{name}")]


def of_property(edition: Edition, name: str, refines: str | None = None) -> list[str | None]:
    return [
        element.text
        for element in metadata(edition).iterfind("{*}meta")
        if element.get("property") == name and element.get("refines") == refines
    ]


def outline(items: etree._Element) -> list[object]:
    """The contents list as nested lists of titles."""
    out: list[object] = []
    for item in items.iterfind(f"{XHTML}li"):
        out.append(item.findtext(f"{XHTML}a"))
        if (inner := item.find(f"{XHTML}ol")) is not None:
            out.append(outline(inner))
    return out


def test_articles_that_follow_each_other_stand_under_their_section_in_the_contents() -> None:
    toc = parsed(files()["EPUB/nav.xhtml"]).find(f".//{XHTML}nav/{XHTML}ol")
    assert toc is not None
    assert outline(toc) == [
        "محليات",
        [everything().title, ["رحلة أقصر بين الضفتين", ["المحطات"]], "خبر محلي"],
        "رياضة",
        ["مباراة"],
        "العالم",
        ["Tram opens"],
        "كلمة أخيرة",
    ]


def test_a_section_leads_to_its_first_article() -> None:
    links = parsed(files()["EPUB/nav.xhtml"]).iter(f"{XHTML}a")
    assert [link.get("href") for link in links if link.text in ("محليات", "رياضة")] == [
        "text/article-1.xhtml",
        "text/article-3.xhtml",
    ]


def test_a_title_in_another_language_says_so_in_the_contents() -> None:
    (link,) = (link for link in parsed(files()["EPUB/nav.xhtml"]).iter(f"{XHTML}a") if link.text == "Tram opens")
    assert (link.get("lang"), link.get(LANG), link.get("dir")) == ("en", "en", "ltr")


def test_the_ncx_nests_as_the_contents_do_and_numbers_each_place_once() -> None:
    ncx = parsed(files()["EPUB/toc.ncx"])
    toc = next(parsed(files()["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))
    points = list(ncx.iterfind(".//{*}navPoint"))
    assert [point.findtext("{*}navLabel/{*}text") for point in points] == [a.text for a in toc.iter(f"{XHTML}a")]
    orders: dict[str, set[str]] = {}
    for point in points:
        content = point.find("{*}content")
        assert content is not None
        orders.setdefault(content.get("src", ""), set()).add(point.get("playOrder", ""))
    assert [sorted(order) for order in orders.values()] == [[str(n)] for n in range(1, len(orders) + 1)]
    heads = {meta.get("name"): meta.get("content") for meta in ncx.iterfind("{*}head/{*}meta")}
    assert heads["dtb:depth"] == "4"
    assert heads["dtb:uid"] == said(issue(), "identifier")[0]
    assert [author.text for author in ncx.iterfind("{*}docAuthor/{*}text")][:2] == ["سامية الخطيب", "كاتب second"]


def test_the_contents_list_is_a_page_between_cover_and_articles_and_a_landmark() -> None:
    spine = parsed(files()["EPUB/content.opf"]).find("{*}spine")
    assert spine is not None
    assert [item.get("idref") for item in spine] == ["cover", "nav", *(f"article-{n}" for n in range(1, 6))]
    landmarks = list(parsed(files()["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))[1]
    assert [link.get("href") for link in landmarks.iter(f"{XHTML}a")] == [
        "text/cover.xhtml",
        "nav.xhtml#toc",
        "text/article-1.xhtml",
    ]


def test_style_sheet_and_typefaces_are_there_once_for_all() -> None:
    names = list(files())
    assert [name for name in names if name.endswith(".css")] == ["EPUB/style/book.css"]
    fonts = [name for name in names if name.endswith(".woff2")]
    assert len(fonts) == len(set(fonts))


def test_a_picture_that_two_articles_show_is_there_once() -> None:
    one, two = (
        sum(name.startswith("EPUB/images/") for name in opened(made(Edition((everything(),) * n)))) for n in (1, 2)
    )
    assert one == two


def test_the_book_is_an_issue_of_the_paper() -> None:
    assert said(issue(), "title") == ["جريدة النهر – العدد 1204"]
    assert of_property(issue(), "belongs-to-collection") == ["جريدة النهر"]
    assert of_property(issue(), "collection-type", "#series") == ["series"]
    assert of_property(issue(), "group-position", "#series") == ["1204"]
    assert said(issue(), "publisher") == ["جريدة النهر"]
    assert said(issue(), "date") == ["2026-03-05"]
    assert said(issue(), "language") == ["ar", "en"]


def test_an_issue_without_a_number_is_told_by_its_day_in_words() -> None:
    assert said(replace(issue(), number=""), "title") == ["جريدة النهر – 5 مارس 2026"]
    assert said(replace(issue(), number="", date=None), "title") == ["جريدة النهر"]


def test_each_article_has_metadata_of_its_own() -> None:
    assert of_property(issue(), "dcterms:title", "#article-3") == ["مباراة"]
    assert of_property(issue(), "dcterms:creator", "#article-3") == ["كاتب third"]
    assert of_property(issue(), "dcterms:language", "#article-4") == ["en"]
    assert of_property(issue(), "dcterms:subject", "#article-3") == ["رياضة", "third"]
    assert of_property(issue(), "dcterms:date", "#article-3") == [(MOMENT + timedelta(days=5)).isoformat()]
    identifiers = [of_property(issue(), "dcterms:identifier", f"#article-{n}") for n in range(1, 6)]
    assert len({*map(tuple, identifiers)}) == 5


def test_an_article_has_the_same_identifier_alone_and_in_an_edition() -> None:
    alone = Edition((issue().galleys[2],))
    assert said(alone, "identifier")[:1] == of_property(issue(), "dcterms:identifier", "#article-3")


def test_an_issue_keeps_its_identifier_when_a_story_is_dropped_but_is_another_version() -> None:
    shorter = replace(issue(), galleys=issue().galleys[:3])
    (book, first), (same, second) = said(issue(), "identifier"), said(shorter, "identifier")
    assert book == same
    assert first != second
    assert said(replace(issue(), number="1205"), "identifier")[0] != book


@pytest.mark.parametrize(
    ("given", "written", "kind"),
    [
        ("978-3-16-148410-0", "urn:isbn:9783161484100", "15"),
        ("urn:isbn:9783161484100", "urn:isbn:9783161484100", "15"),
        ("doi:10.5555/nahr.1204", "doi:10.5555/nahr.1204", "06"),
        ("urn:issn:2049-3630", "urn:issn:2049-3630", "22"),
        ("النهر-1204", "النهر-1204", "01"),
    ],
)
def test_an_identifier_of_ones_own_is_taken_and_its_kind_told(given: str, written: str, kind: str) -> None:
    edition = replace(issue(), identifier=given)
    assert said(edition, "identifier")[0] == written
    assert of_property(edition, "identifier-type", "#book-id") == [kind]


def test_the_file_bears_the_editions_name_or_else_the_first_articles() -> None:
    assert list(made(replace(issue(), slug="nahr-1204")).files) == ["nahr-1204.epub"]
    assert list(made(issue()).files) == ["tram-line-opens.epub"]


def test_every_article_reads_back_in_order() -> None:
    expected = [passage for galley in issue().galleys for passage in passages(galley)]
    assert compare(expected, epub.readback(made(issue()))).wrong == 0


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert made(issue()) == made(issue())
