"""An edition comes out as one file of each format, every article whole, in order, in its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from exporter.backends.table import FORMATS, Format
from exporter.errors import InputError, UsageError
from exporter.messages import is_error
from exporter.pipeline import Wishes, Written, examine, export
from tests.images.pictures import photo, saved

ARTICLE = """headline: {headline}
slug: {slug}
section: قسم المقال
byline: {{authors: [كاتب {slug}]}}
tags: [عام, {slug}]
published: {published}
lead: {{image: photo.jpg, alt: صورة}}
body: |
  {text}[^1]

  ## عنوان فرعي

  فقرة أخرى.[^2]

  [^1]: هامش أول.
  [^2]: هامش ثان.
"""
EDITION = """masthead: جريدة الرصيف
number: 412
date: 2026-03-05
slug: sabah
sections:
  - title: محليات
    articles: [one/article.yml, two/article.yml]
  - articles: [three/article.yml]
"""
every_format = pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
PDF, DOCX, EPUB, HTML = FORMATS


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    for nth, slug in enumerate(("one", "two", "three"), 1):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "photo.jpg").write_bytes(saved(photo(), "JPEG"))
        words = {"slug": slug, "headline": f"خبر {slug}", "published": f"2026-03-0{nth}T09:00:00Z"}
        text = "كلام كثير في هذا الخبر. " * 150 if slug == "one" else "كلام."
        (tmp_path / slug / "article.yml").write_text(ARTICLE.format(text=text, **words), encoding="utf-8")
    path = tmp_path / "edition.yml"
    path.write_text(EDITION, encoding="utf-8")
    return path


def made(row: Format, path: Path) -> Written:
    (written,), findings = export(path, [row])
    assert not any(map(is_error, findings))
    return written


@every_format
def test_it_comes_back_word_for_word_twice_the_same_and_under_its_own_name(row: Format, edition: Path) -> None:
    written = made(row, edition)
    assert written.name == f"sabah{row.suffix}"
    assert written.words > sum(len(f.read_text(encoding="utf-8").split()) for f in edition.parent.glob("*/*.yml")) / 2
    assert written.data == made(row, edition).data


def test_an_article_runs_under_the_section_in_which_it_is_printed_or_else_under_its_own(edition: Path) -> None:
    made_ready, _, _ = examine(edition)
    assert [galley.article.section for galley in made_ready.galleys] == ["محليات", "محليات", "قسم المقال"]
    assert (made_ready.title, made_ready.number, made_ready.heading) == ("جريدة الرصيف", "412", "جريدة الرصيف – 412")


def test_its_time_is_the_last_change_of_an_article_or_else_its_day(edition: Path) -> None:
    assert examine(edition)[1].moment == datetime(2026, 3, 3, 9, tzinfo=UTC)
    for article in edition.parent.glob("*/article.yml"):
        lines = article.read_text(encoding="utf-8").splitlines(keepends=True)
        article.write_text("".join(line for line in lines if "published" not in line), encoding="utf-8")
    assert examine(edition)[1].moment == datetime(2026, 3, 5, tzinfo=UTC)
    assert examine(edition, Wishes(epoch=0))[1].moment == datetime(1970, 1, 1, tzinfo=UTC)


def test_the_faults_of_every_article_are_told_at_once(edition: Path) -> None:
    for slug in ("one", "three"):
        article = edition.parent / slug / "article.yml"
        article.write_text(article.read_text(encoding="utf-8").replace("headline:", "headlin:"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        export(edition, FORMATS)
    told = [(Path(one.at.file).parent.name, one.code) for one in caught.value.findings]
    assert told == [("one", "LOAD-012"), ("three", "LOAD-012")]


def test_a_letter_that_no_typeface_has_is_told_under_its_article(edition: Path) -> None:
    article = edition.parent / "two" / "article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("كلام.", "كلام \u4e2d."), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        examine(edition)
    errors = filter(is_error, caught.value.findings)
    assert {Path(one.at.file).parent.name for one in errors} == {"two"}


# ------------------------------------------------------------------ what each format makes of it


def test_in_a_pdf_each_article_begins_a_page_and_its_head_stands_on_its_own_pages_only(edition: Path) -> None:
    data = made(PDF, edition).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "جريدة الرصيف – 412"
    _, *texts = read(data)
    assert len(texts) >= 4
    slugs = [{slug for slug in ("one", "two", "three") if slug in text} for text in texts]
    assert all(len(of_page) <= 1 for of_page in slugs), "no page names two articles"


def test_in_a_word_document_each_article_is_a_section_and_notes_are_numbered_through(edition: Path) -> None:
    article = edition.parent / "two" / "article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("أخرى.[^2]", "أخرى.[^2] ثم.[^1]"), encoding="utf-8")
    with ZipFile(BytesIO(made(DOCX, edition).data)) as archive:
        body = archive.read("word/document.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert body.count("<w:sectPr>") == 4, "the front page is one as well"
    assert re.findall(r'footnoteReference w:id="(\d)"', body) == list("123456")
    assert re.findall(r"NOTEREF _Note(\d).*?<w:t[^>]*>(.)</w:t>", body) == [("3", "3")]
    assert "جريدة الرصيف – 412" in core and "كاتب one; كاتب two; كاتب three" in core
    assert "عام, one, two, three" in core and "قسم المقال" not in core


def test_an_epub_has_a_document_for_each_article_and_the_shared_picture_once(edition: Path) -> None:
    with ZipFile(BytesIO(made(EPUB, edition).data)) as archive:
        names = archive.namelist()
        nav = archive.read("EPUB/nav.xhtml").decode()
    assert [name for name in names if "text/article" in name] == [f"EPUB/text/article-{nth}.xhtml" for nth in (1, 2, 3)]
    assert nav.index("خبر one") < nav.index("خبر two") < nav.index("خبر three")
    assert sum(name.startswith("EPUB/images/") and "cover" not in name for name in names) == 1


def test_a_page_of_html_is_named_after_the_edition_and_its_ids_are_unique(edition: Path) -> None:
    page = made(HTML, edition).data.decode()
    assert "<title>جريدة الرصيف – 412</title>" in page and '<meta name="description"' not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert ids and len(ids) == len(set(ids))


# ------------------------------------------------------------------ what an edition prints round its articles


def newspaper(path: Path, **options: str | bool) -> Written:
    """An edition as a newspaper's PDF."""
    (written,), findings = export(path, [PDF], Wishes(layout="newspaper", options={"pdf": options}))
    assert not any(map(is_error, findings))
    return written


def spread(path: Path) -> bytes:
    (written,), _ = export(path, [PDF], Wishes(options={"pdf": {"spreads": True}}))
    return written.data


def outline(data: bytes) -> list[tuple[int, str]]:
    """The entries of a PDF's outline with their depths."""

    def below(items: Iterable[Any], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, str(item.title)
            yield from below(item.children, depth + 1)

    with pikepdf.open(BytesIO(data)) as pdf:
        return list(below(pdf.open_outline().root, 0))


def read(data: bytes) -> list[str]:
    """The text of each page on one line, as a reader without marks of direction has it."""
    return [said(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]


def said(text: str) -> str:
    return " ".join(re.sub("[\u200e\u200f]", "", text).split())


def labels(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [document.get_page_label(nth) for nth in range(len(document))]


def test_the_outline_of_a_pdf_has_the_sections_over_their_articles(edition: Path) -> None:
    sections = [
        (0, "محليات"),
        (1, "خبر one"),
        (2, "عنوان فرعي"),
        (2, "هوامش"),
        (1, "خبر two"),
        (2, "عنوان فرعي"),
        (2, "هوامش"),
        (0, "قسم المقال"),
        (1, "خبر three"),
        (2, "عنوان فرعي"),
        (2, "هوامش"),
    ]
    assert outline(made(PDF, edition).data) == [(0, "في هذا العدد"), *sections]
    assert outline(newspaper(edition).data) == sections


def test_the_front_page_of_a_pdf_lists_the_articles_with_the_pages_that_they_start_on(edition: Path) -> None:
    data = made(PDF, edition).data
    front, *_ = texts = read(data)
    for words in ("جريدة الرصيف", "العدد 412", "الخميس 16 رمضان 1447هـ – 5 مارس 2026م", "في هذا العدد", "محليات"):
        assert words in front
    with pikepdf.open(BytesIO(data)) as pdf:
        places: Any = pikepdf.NameTree(pdf.Root.Names.Dests)
        targets = dict.fromkeys(places[str(annotation.Dest)][0].objgen for annotation in pdf.pages[0].Annots)
        starts = [next(nth for nth, page in enumerate(pdf.pages, 1) if page.objgen == one) for one in targets]
        assert pdf.Root.PageLayout == "/TwoPageRight" and pdf.Root.ViewerPreferences.Direction == "/R2L"
    for slug, start in zip(("one", "two", "three"), starts, strict=True):
        assert re.search(rf"خبر {slug}", texts[start - 1])
        assert re.search(rf"{slug}.*?ص {start}|ص {start}.*?{slug}", front)


def test_pages_are_called_what_their_folios_say(edition: Path) -> None:
    count = len(pypdfium2.PdfDocument(made(PDF, edition).data))
    assert labels(made(PDF, edition).data) == [str(page) for page in range(1, count + 1)]
    for article in edition.parent.glob("*/article.yml"):
        article.write_text(article.read_text(encoding="utf-8").replace("فقرة أخرى", "٣ و٤ و٥"), encoding="utf-8")
    assert labels(made(PDF, edition).data)[:3] == ["١", "٢", "٣"]
    assert labels(spread(edition))[:2] == ["١", "٢–٣"]


def test_spreads_show_facing_pages_with_the_even_one_at_the_right_and_the_first_alone(edition: Path) -> None:
    single, double = pypdfium2.PdfDocument(made(PDF, edition).data), pypdfium2.PdfDocument(spread(edition))
    assert len(double) == len(single) // 2 + 1
    width, height = single[0].get_size()
    assert [double[0].get_size(), double[1].get_size()] == [(width, height), (2 * width, height)]
    right = said(double[1].get_textpage().get_text_bounded(left=width))
    left = said(double[1].get_textpage().get_text_bounded(right=width))
    assert "خبر one" in right and "خبر one" not in left
    assert left.split()[-1] == "3" and right.split()[-1] == "2", "each folio stands on its own page"


def test_spreads_are_not_for_the_press(edition: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export(edition, [PDF], Wishes(options={"pdf": {"spreads": True, "pdf_for": "press"}}))
    assert [one.code for one in caught.value.findings] == ["PDF-050"]


def test_an_article_of_a_newspaper_goes_on_where_its_jump_lines_say(edition: Path) -> None:
    article = edition.parent / "one" / "article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("كلام كثير", "كلام كثير جدا " * 8), encoding="utf-8")
    texts = read(newspaper(edition).data)
    assert "التتمة ص 2" in texts[0] and "تتمة ص 1" in texts[1]
    assert "جريدة الرصيف" in texts[0] and "العدد 412" in texts[0]


def test_an_edition_of_one_article_has_its_nameplate_over_it(edition: Path) -> None:
    edition.write_text("masthead: جريدة الرصيف\nsections: [{articles: [two/article.yml]}]\n", encoding="utf-8")
    (page,) = pypdfium2.PdfDocument(newspaper(edition).data)
    text = page.get_textpage()
    _, bottom, _, _ = text.get_charbox(text.get_text_range().index("جريدة"))
    _, _, _, top = text.get_charbox(text.get_text_range().index("خبر"))
    assert bottom > top, "the headline stands below it"


def test_a_word_document_begins_with_its_contents_which_word_can_update(edition: Path) -> None:
    with ZipFile(BytesIO(made(DOCX, edition).data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    w = {"w": root.nsmap["w"]}
    front = ["".join(text.text or "" for text in p.iterfind(".//w:t", w)) for p in root.iterfind(".//w:sdt//w:p", w)]
    assert front == [
        "جريدة الرصيف",
        "العدد 412الخميس 16 رمضان 1447هـ – 5 مارس 2026م",
        "في هذا العدد",
        "محليات",
        "خبر one",
        "خبر two",
        "قسم المقال",
        "خبر three",
    ]
    fields = [(text.text or "").strip() for text in root.iterfind(".//w:instrText", w)]
    assert fields == ['TOC \\o "1-1" \\h \\z \\b _Section1', 'TOC \\o "1-1" \\h \\z \\b _Section3']
    marks = {one.get(f"{{{w['w']}}}name") for one in root.iterfind(".//w:bookmarkStart", w)}
    anchors = [one.get(f"{{{w['w']}}}anchor") for one in root.iterfind(".//w:sdt//w:hyperlink", w)]
    assert len(anchors) == 3 and {*anchors, "_Section1", "_Section3"} <= marks


def test_a_book_shows_the_paper_the_day_and_the_number_over_its_contents(edition: Path) -> None:
    with ZipFile(BytesIO(made(EPUB, edition).data)) as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", nav[nav.index("<body") :]).split())
    assert words.startswith("جريدة الرصيف العدد 412 الخميس 16 رمضان 1447هـ – 5 مارس 2026م في هذا العدد محليات خبر one")


def test_a_masthead_that_no_typeface_can_print_is_told_at_its_place(edition: Path) -> None:
    edition.write_text(EDITION.replace("جريدة الرصيف", "报"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        examine(edition)
    ((code, at),) = [(one.code, one.at) for one in caught.value.findings if is_error(one)]
    assert (code, Path(at.file).name, at.line, at.column) == ("PREFLIGHT-001", "edition.yml", 1, 11)


def test_a_web_page_begins_with_contents_that_lead_to_the_articles(edition: Path) -> None:
    page = made(HTML, edition).data.decode()
    front = page[page.index('role="banner"') : page.index("<main>")]
    assert "العدد 412" in front and "الخميس 16 رمضان 1447هـ – 5 مارس 2026م" in front
    targets = re.findall(r'href="#([^"]+)"', front)
    assert len(targets) == 3 and all(f'id="{target}"' in page for target in targets)
