"""An article written as `article.yml` is the article that is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exporter.loading.dump import differs, dump
from exporter.loading.dump_inlines import paragraph
from exporter.loading.load import load
from exporter.model.article import Article
from exporter.model.blocks import Align, Footnote, Paragraph, Quote, Table
from exporter.model.inlines import Mark, NoteRef, Text
from tests.loading import models

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/article.yml"))


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(models.articles())
def test_what_is_written_reads_back_as_the_same_article(article: Article) -> None:
    text = dump(article)
    assert differs(article, text) == "", text


def test_a_note_after_a_quoted_note_is_a_note_of_its_own() -> None:
    notes = tuple(Footnote(n, (Quote((Paragraph((Text("نص"),)),)),)) for n in (1, 2))
    body = (Paragraph((Text("انظر"), NoteRef(1), Text(" وانظر"), NoteRef(2))),)
    article = Article("ar", "khabar", (Text("خبر"),), body, notes=notes)
    assert differs(article, dump(article)) == ""


@pytest.mark.parametrize("text", ["a|b", r"a\|b", "|", r"a\\|"])
@pytest.mark.parametrize("mark", [Mark.NONE, Mark.CODE])
def test_a_pipe_in_a_cell_comes_back_whatever_stands_before_it(text: str, mark: Mark) -> None:
    row = ((Text(text, mark),), (Text("ب"),))
    table = Table((), row, (row,), (Align.START, Align.START))
    article = Article("ar", "khabar", (Text("خبر"),), (Paragraph((Text("نص"),)), table))
    assert differs(article, dump(article)) == ""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_reads_back(path: Path) -> None:
    article = load(path).article
    assert differs(article, dump(article)) == ""


def test_it_is_written_as_an_editor_would_write_it() -> None:
    text = dump(load(SAMPLES[0].parents[1] / "tram-line-opens" / "article.yml").article)
    for line in (
        "headline: القاهرة تفتتح خط الترام الجديد بعد أربع سنوات من الانتظار",
        "  agency: وكالة مدار",
        "  archival: true",
        "  - date: 2026-03-01",
        "    ## كلفة أعلى وموعد أبعد",
        '  - title: "مدن الظل: كيف يمشي الناس في الحر؟"',
        "tags: [القاهرة, النقل العام, الترام, التخطيط العمراني]",
    ):
        assert f"\n{line}\n" in text
    assert "\\" not in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("شركة C++ و C#", "شركة C++ و C#"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("5*3*2", r"5\*3\*2"),
        ("1. أولا", r"1\. أولا"),
        ("# وسم", r"\# وسم"),
        ("انظر [^1] هنا", r"انظر \[\^1\] هنا"),
    ],
)
def test_only_what_would_be_read_otherwise_is_escaped(text: str, written: str) -> None:
    assert paragraph((Text(text),)) == written
