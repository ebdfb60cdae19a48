"""A file becomes the article its author wrote: every field, every typed block, the places of all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image

from exporter.findings import Span
from exporter.loading.load import load
from exporter.model.article import Article, Author, Byline, Correction, Related, Source
from exporter.model.blocks import (
    Align,
    Box,
    EditorNote,
    Figure,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    Verse,
)
from exporter.model.inlines import Mark, Text, words_of
from tests.loading.articles import HEAD, codes, loaded, written

FULL = """\
$schema: article.schema.json
language: ar-EG
slug: tram-line-2
section: محليات
kicker: نقل
headline: وصول *الترام*
deck: بعد طول انتظار
byline:
  agency: مدار
  authors:
    - سلمى
    - {name: نزار, role: مراسل, email: n@example.org}
dateline: القاهرة
published: 2026-03-01T09:00:00+02:00
updated: 2026-03-01T08:00Z
lead: {image: a.png, alt: ترام, caption: يصل *أمس*, credit: هند, archival: true}
body:
  - نص
  - figure: {image: a.png, alt: ""}
  - pullquote: قول
  - pullquote: {text: قول, attribution: سلمى}
  - quote: {text: "أ\\n\\nب", attribution: هند}
  - box: {title: أرقام, body: نص}
  - table: {caption: أسعار, header: [أ, ب], rows: [["1", 2.5], [ج, ""]], align: [start, end]}
  - table: {rows: [[أ]]}
  - verse: [[صدر, عجز], [شطر]]
  - verse: {lines: [[صدر, عجز]], attribution: الشاعر}
  - note: تنويه
tags: [ترام, نقل]
related:
  - title: أول
  - {title: ثان, url: "https://example.org/2"}
corrections:
  - {date: 2026-03-02, text: صوابه **كذا**}
source: {name: مدار, url: https://example.org}
rights: حقوق {{ محفوظة }}
"""


@pytest.fixture
def full(tmp_path: Path) -> Article:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    result = loaded(tmp_path, FULL)
    assert result.findings == ()
    assert result.pictures["a.png"].width == 4
    return result.article


def test_every_field_of_the_contract_arrives(full: Article) -> None:
    emphasised = (Text("وصول "), Text("الترام", Mark.EMPHASIS))
    assert (full.language, full.slug, full.section, full.dateline) == ("ar-EG", "tram-line-2", "محليات", "القاهرة")
    assert (full.kicker, full.headline, full.deck) == (words_of("نقل"), emphasised, words_of("بعد طول انتظار"))
    assert full.byline == Byline("مدار", (Author("سلمى"), Author("نزار", "مراسل", "n@example.org")))
    assert full.published == datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=2)))
    assert full.updated == datetime(2026, 3, 1, 8, tzinfo=UTC)
    caption = (Text("يصل "), Text("أمس", Mark.EMPHASIS))
    assert full.lead == Figure("a.png", "ترام", caption, words_of("هند"), archival=True)
    assert full.tags == ("ترام", "نقل")
    assert full.related == (Related("أول"), Related("ثان", "https://example.org/2"))
    assert full.corrections == (Correction(date(2026, 3, 2), (Text("صوابه "), Text("كذا", Mark.STRONG))),)
    assert full.source == Source("مدار", "https://example.org")
    assert full.rights == "حقوق {{ محفوظة }}"


def test_every_typed_block_arrives(full: Article) -> None:
    def line(text: str) -> Paragraph:
        return Paragraph(words_of(text))

    cells = (words_of("1"), words_of("2.5")), (words_of("ج"), ())
    assert full.body == (
        line("نص"),
        Figure("a.png", ""),
        PullQuote(words_of("قول")),
        PullQuote(words_of("قول"), words_of("سلمى")),
        Quote((line("أ"), line("ب")), words_of("هند")),
        Box(words_of("أرقام"), (line("نص"),)),
        Table(words_of("أسعار"), (words_of("أ"), words_of("ب")), cells, (Align.START, Align.END)),
        Table((), (), ((words_of("أ"),),), (Align.START,)),
        Verse(((words_of("صدر"), words_of("عجز")), (words_of("شطر"), ()))),
        Verse(((words_of("صدر"), words_of("عجز")),), words_of("الشاعر")),
        EditorNote((line("تنويه"),)),
    )


def test_fields_and_blocks_know_their_place(full: Article) -> None:
    assert full.span("headline") == Span("article.yml", 6, 11)
    assert full.span("byline.authors.1.role") == Span("article.yml", 12, 26)
    assert full.span("byline.authors.0").line == 11
    assert full.span("corrections.0").line == 34
    assert full.span("nothing") == Span()
    assert [block.at.line for block in full.body] == list(range(18, 29))


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("byline: {agency: واس}", Byline("واس")),
        ("byline: {authors: [سلمى]}", Byline("", (Author("سلمى"),))),
        ("byline: {agency: واس, authors: [أ, ب, ج]}", Byline("واس", (Author("أ"), Author("ب"), Author("ج")))),
        ("byline:", Byline()),
        ("kicker: نقل", Byline()),
    ],
)
def test_bylines_of_every_make(tmp_path: Path, byline: str, expected: Byline) -> None:
    assert loaded(tmp_path, f"{HEAD}{byline}\nbody: نص\n").article.byline == expected


@pytest.mark.parametrize(
    ("folder", "file", "expected"),
    [
        ("Tram Line", "article.yml", "tram-line"),
        ("x", "خط الترام_٢.yml", "خط-الترام-٢"),
        ("x", "...yml", "article"),
        ("x", "مُشَكَّل.json", "مشكل"),
        ("x", "a" * 100 + ".yml", "a" * 80),
        ("x", "ترام-" * 20 + ".yml", ("ترام-" * 16)[:80].rstrip("-")),
        ("x", "ᄀ" * 70 + ".yml", "ᄀ" * 66),
    ],
)
def test_an_article_without_a_slug_is_called_after_its_file(
    tmp_path: Path, folder: str, file: str, expected: str
) -> None:
    (tmp_path / folder).mkdir()
    path = written(tmp_path / folder, '{"headline": "خط", "body": "نص"}', file)
    assert load(path).article.slug == expected


def test_a_slug_leaves_room_for_what_a_file_s_name_still_gets(tmp_path: Path) -> None:
    assert loaded(tmp_path, f"{HEAD}slug: {'ᄀ' * 66}\nbody: نص\n").article.slug == "ᄀ" * 66
    assert codes(tmp_path, f"{HEAD}slug: {'ᄀ' * 67}\nbody: نص\n") == ["LOAD-047"]
    assert codes(tmp_path, f"{HEAD}slug: {'a' * 81}\nbody: نص\n") == ["LOAD-047"]


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+05:00",
        "0999-12-31T23:00:00Z",
        "1000-01-01T00:00:00+05:00",
        "9999-12-31T23:00:00-05:00",
    ],
)
def test_a_moment_outside_the_years_of_four_digits_is_refused(tmp_path: Path, moment: str) -> None:
    assert codes(tmp_path, f"{HEAD}published: {moment}\nbody: نص\n") == ["LOAD-044"]


def test_the_first_and_the_last_moment_and_day_are_taken(tmp_path: Path) -> None:
    days = (
        "published: 1000-01-01T00:00:00Z\nupdated: 9999-12-31T23:59:59Z\ncorrections: [{date: 1000-01-01, text: أ}]\n"
    )
    assert loaded(tmp_path, f"{HEAD}{days}body: نص\n").findings == ()
    assert codes(tmp_path, f"{HEAD}corrections: [{{date: 0999-12-31, text: أ}}]\nbody: نص\n") == ["LOAD-045"]


def test_presentation_forms_become_letters_and_each_run_of_them_is_told_once(tmp_path: Path) -> None:
    result = loaded(tmp_path, f"{HEAD}body: |\n  قال \ufe8d\ufedf\ufeee\ufeaf\ufef3\ufeae أمس\n")
    assert result.article.body == (Paragraph(words_of("قال الوزير أمس")),)
    (repair,) = result.findings
    assert (repair.at.line, repair.at.column, repair.at.length) == (3, 7, 6)
    assert repair.field == "body"


def test_numbers_words_of_truth_and_times_stay_as_written(tmp_path: Path) -> None:
    article = loaded(tmp_path, "headline: NO\nsection: 2:30\ndateline: 0123\nrights: 1_000\nbody: yes\n").article
    assert (article.headline, article.section, article.dateline) == (words_of("NO"), "2:30", "0123")
    assert (article.rights, article.body) == ("1_000", (Paragraph(words_of("yes")),))


def test_a_wrong_picture_is_told_once_however_often_it_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path, f"{HEAD}body: |\n  ![أ](no.png)\n\n  ![ب](no.png)\n") == ["IMAGE-001"]


def test_every_sample_loads_without_an_error_or_a_warning(root: Path) -> None:
    samples = sorted(root.glob("samples/*/article.yml"))
    assert samples
    for sample in samples:
        assert [f.code for f in load(sample).findings if not f.code.startswith("IMAGE-01")] == []
