"""An edition comes out as one file of each format, every article whole, in order, in its section."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from exporter.backends.table import FORMATS, Format
from exporter.errors import InputError
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
        assert [str(item.title) for item in pdf.open_outline().root] == ["خبر one", "خبر two", "خبر three"]
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) >= 4
    slugs = [{slug for slug in ("one", "two", "three") if slug in text} for text in texts]
    assert all(len(of_page) == 1 for of_page in slugs), "no page names two articles"
    document.close()


def test_in_a_word_document_each_article_is_a_section_and_notes_are_numbered_through(edition: Path) -> None:
    article = edition.parent / "two" / "article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("أخرى.[^2]", "أخرى.[^2] ثم.[^1]"), encoding="utf-8")
    with ZipFile(BytesIO(made(DOCX, edition).data)) as archive:
        body = archive.read("word/document.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert body.count("<w:sectPr>") == 3
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
