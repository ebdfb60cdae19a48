"""Article to DOCX to article: the same, and what the desk changes comes back as exactly that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exporter.backends.docx.intake.read import Intake
from exporter.house.house import NO_HOUSE, House
from exporter.loading.load import Loaded, load
from exporter.model.article import Article, Author, Byline, Correction
from exporter.model.blocks import Block, Figure, ItemList, Paragraph, PullQuote, Quote, Subhead
from exporter.model.digits import Digits
from exporter.model.galley import Picture
from exporter.model.inlines import LineBreak, Mark, NoteRef, Text, plain
from exporter.model.style import Quotes, Style
from exporter.prepare.passes import prepare
from tests.backends import invented
from tests.backends.docx.documents import package, rendered
from tests.backends.docx.handmade import codes, packed, paragraph, taken, told
from tests.backends.galleys import picture
from tests.loading import models

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*/article.yml"))
MAIN = "word/document.xml"


def named(one: Picture) -> Picture:
    """A picture whose name follows from its content, as the loader makes it."""
    return replace(one, name=f"{hashlib.sha256(one.data).hexdigest()[:12]}.png")


PICTURES = {name: named(picture(name, 80 + n, 60)) for n, name in enumerate(models.PICTURES)}


@cache
def sample(name: str) -> Loaded:
    return load(SAMPLES[0].parents[1] / name / "article.yml")


HOUSE = House(
    style=Style(digits=Digits.ARABIC, percent=True, quotes=Quotes("“", "”", "«", "»"), waw=True),
    rendered=frozenset({"digits", "percent", "quotes", "waw"}),
    wording={"credit": "تصوير: {credit} (خاص)", "archival": "من الأرشيف"},
)
"""A house that prints much otherwise than it is written."""


def document(loaded: Loaded, house: House = NO_HOUSE) -> bytes:
    ((_, data),) = rendered(prepare(loaded.article, loaded.pictures, house)).files.items()
    return data


def edited(name: str, change: Callable[[str], str]) -> Intake:
    """A sample's document with its main part changed, read back."""
    loaded = sample(name)
    parts = dict(package(prepare(loaded.article, loaded.pictures)))
    before = parts[MAIN].decode()
    after = change(before)
    assert after != before, "the edit found nothing to change"
    parts[MAIN] = after.encode()
    return taken(packed(dict(parts)))


def differing(one: Article, other: Article) -> set[str]:
    return {name for name in Article.__slots__ if name != "at" and getattr(one, name) != getattr(other, name)}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_comes_back_as_it_was_without_a_word_to_say(path: Path) -> None:
    loaded = load(path)
    intake = taken(document(loaded))
    assert differing(intake.article, loaded.article) == set()
    assert intake.findings == ()
    assert intake.pictures == {key: one.data for key, one in loaded.pictures.items()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_that_a_house_printed_otherwise_comes_back_as_it_was_written(path: Path) -> None:
    loaded = load(path)
    intake = taken(document(loaded, HOUSE))
    assert differing(intake.article, loaded.article) == set()
    assert intake.findings == ()


def test_two_spellings_that_a_house_prints_alike_come_back_each_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    rows = "| العام | العدد |\n  |---|---|\n  | 12 | ١٢ |\n  | ١٢ | 12 |"
    path.write_text(f"headline: عنوان\nbody: |\n  {rows}\n", encoding="utf-8")
    loaded = load(path)
    assert taken(document(loaded, HOUSE)).article.body == loaded.article.body


def test_a_text_that_a_house_printed_otherwise_and_the_desk_changed_comes_back_as_printed_and_is_told() -> None:
    loaded = sample("tram-line-opens")
    parts = dict(package(prepare(loaded.article, loaded.pictures, HOUSE)))
    parts[MAIN] = re.sub("صفقوا حين تحركت", "هتفوا حين تحركت", parts[MAIN].decode(), count=1).encode()
    intake = taken(packed(dict(parts)))
    (was, now), *others = [(a, b) for a, b in zip(loaded.article.body, intake.article.body, strict=True) if a != b]
    assert others == [] and isinstance(was, Paragraph) and isinstance(now, Paragraph)
    assert "هتفوا" in plain(now.inlines) and "١٨٠" in plain(now.inlines)
    assert told(intake, "INTAKE-057") == {"count": 1}


@pytest.mark.parametrize("archival", [False, True])
def test_a_changed_credit_comes_back_without_what_the_house_says_around_each(archival: bool) -> None:
    loaded = sample("tram-line-opens")
    lead = loaded.article.lead
    assert lead
    article = replace(loaded.article, lead=replace(lead, credit=(Text("كريم"),), archival=archival))
    parts = dict(package(prepare(article, loaded.pictures, HOUSE)))
    parts[MAIN] = parts[MAIN].decode().replace("تصوير: كريم (خاص)", "تصوير: سامي (خاص)").encode()
    back = taken(packed(dict(parts))).article.lead
    assert back and (back.credit, back.archival) == ((Text("سامي"),), archival)


@pytest.mark.parametrize("name", ["tram-line-opens", "date-palm-feature"])
def test_empty_paragraphs_that_the_desk_left_everywhere_change_nothing(name: str) -> None:
    gap = '</w:p><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p><w:p>'
    intake = edited(name, lambda xml: xml.replace("</w:p><w:p>", gap))
    assert differing(intake.article, sample(name).article) == set()


def test_an_edition_is_read_as_one_article_and_told() -> None:
    galleys = [prepare(one.article, one.pictures) for one in map(sample, ("flood-brief", "cup-final-sports"))]
    ((_, data),) = rendered(*galleys).files.items()
    assert told(taken(data), "INTAKE-058") == {"count": 2}


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(models.articles())
def test_every_article_comes_back_as_it_was(article: Article) -> None:
    ((_, data),) = rendered(prepare(article, PICTURES)).files.items()
    assert differing(taken(data).article, article) == set()


@pytest.mark.parametrize("seed", range(8))
def test_invented_articles_come_back_as_they_were(seed: int, tmp_path: Path) -> None:
    loaded = load(invented.write(seed, tmp_path))
    assert differing(taken(document(loaded)).article, loaded.article) == set()


@pytest.mark.parametrize(
    "body",
    [
        ["- أ\n- ب\n\n* ج"],
        ["1. أ\n\n1) ب"],
        ["> أ\n\n> ب"],
        [{"note": "أ"}, {"note": "ب"}],
        [{"note": "أ\n\n- ب"}, "- ج"],
        [{"pullquote": "أ"}, {"pullquote": "ب"}],
        ["- أ\n\n  ```\n  x\n  ```\n\n  > ب\n\n  ج\n- د"],
        ["- أ\n  - ب\n\n  ج\n- د"],
        ["1. أ\n   - ب\n     1. ج\n2. د"],
        ["> أ\n>\n> > ب\n>\n> ج"],
        ["> | أ | ب |\n> |---|--:|\n> | 1 | 2 |\n>\n> ج"],
        ["> - أ\n>\n> ب\n\n- ج"],
        ["```\n\tx\n  y\n```\n\n```\nz\n```"],
        ["7. أ\n8. ب\n\nج\n\n9. د"],
        [{"verse": [["أ", "ب"], ["ج"]]}, {"verse": {"lines": [["د", "ه"]], "attribution": "و"}}],
        [{"box": {"title": "أ", "body": "- ب\n\n> ج"}}, {"box": {"title": "د", "body": "هـ"}}],
        [{"table": {"rows": [["أ", ""], ["", "ب"]]}}, {"table": {"header": ["ج"], "rows": [["د"]], "align": ["end"]}}],
        ["أ\n\n---\n\nب"],
        ["ب  ج\\\nد"],
    ],
    ids=str,
)
def test_blocks_in_a_row_and_inside_each_other_are_told_apart(body: list[object], tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    path.write_text(json.dumps({"headline": "عنوان", "body": ["نص", *body]}), encoding="utf-8")
    loaded = load(path)
    assert taken(document(loaded)).article.body == loaded.article.body


# ---------------------------------------------------------------- the desk's edits


def test_a_changed_word_comes_back_and_nothing_else_does() -> None:
    intake = edited("tram-line-opens", lambda xml: xml.replace("صفقوا", "هتفوا"))
    before, after = sample("tram-line-opens").article, intake.article
    assert differing(before, after) == {"body"}
    changed = [(a, b) for a, b in zip(before.body, after.body, strict=True) if a != b]
    assert len(changed) == 1
    assert isinstance(first := changed[0][1], Paragraph) and "هتفوا" in plain(first.inlines)


def test_half_a_word_that_was_emphasised_keeps_its_half_until_the_desk_changes_the_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    path.write_text("headline: عنوان\nbody: |\n  قالت الـ**مدرسة** نعم\n\n  وقالت الـ**مدينة** لا\n", encoding="utf-8")
    loaded = load(path)
    parts = dict(package(prepare(loaded.article, loaded.pictures)))
    parts[MAIN] = parts[MAIN].decode().replace("لا<", "كلا<").encode()
    one, other = taken(packed(dict(parts))).article.body
    assert one == loaded.article.body[0]
    assert isinstance(other, Paragraph)
    assert Text("الـمدينة", Mark.STRONG) in other.inlines


def test_a_changed_place_keeps_the_hour_and_a_changed_day_too() -> None:
    published = sample("tram-line-opens").article.published
    moved = edited("tram-line-opens", lambda xml: xml.replace(">القاهرة، الأحد", ">الإسكندرية، الأحد"))
    assert (moved.article.dateline, moved.article.published) == ("الإسكندرية", published)
    later = edited("tram-line-opens", lambda xml: xml.replace("الأحد 1 مارس 2026", "الاثنين 2 مارس 2026", 1))
    assert (later.article.dateline, later.article.published) == ("القاهرة", published and published + timedelta(1))
    assert told(later, "INTAKE-043") == {"place": "القاهرة", "day": "2026-03-02"}


def test_a_changed_time_of_the_update_is_understood_or_told() -> None:
    read = edited("tram-line-opens", lambda xml: xml.replace("16:25", "18:05"))
    assert read.article.updated == datetime(2026, 3, 1, 18, 5, tzinfo=timezone(timedelta(hours=2)))
    assert "INTAKE-044" in codes(read)
    lost = edited("tram-line-opens", lambda xml: re.sub("آخر تحديث: [^<]*", "آخر تحديث: أمس", xml))
    assert "INTAKE-054" in codes(lost)


def test_a_changed_byline_is_understood_and_told() -> None:
    intake = edited(
        "tram-line-opens",
        lambda xml: xml.replace("ياسين عبد الرحيم</w:t>", "كريم الصاوي</w:t>").replace(
            "، ياسين عبد الرحيم", "، كريم الصاوي"
        ),
    )
    assert intake.article.byline == Byline(
        "وكالة مدار",
        (
            Author("سلمى الدرديري", "مراسلة شؤون المدن", "salma@madar.example.org"),
            Author("كريم الصاوي", "تصوير وبيانات"),
        ),
    )
    assert "INTAKE-042" in codes(intake)


def test_tags_and_corrections_that_the_desk_adds_take_their_places() -> None:
    def change(xml: str) -> str:
        xml = xml.replace("التخطيط العمراني<", "التخطيط العمراني، الأسعار<")
        line = re.search(r"<w:p>(?:(?!</w:p>).)*عدد محطات الخط(?:(?!</w:p>).)*</w:p>", xml)
        assert line
        dated = paragraph("3 مارس 2026: صُحح السعر.", "EndMatter")
        return xml.replace(line[0], line[0] + dated + paragraph("صُحح الاسم.", "EndMatter"))

    intake = edited("tram-line-opens", change)
    before = sample("tram-line-opens").article
    assert intake.article.tags == (*before.tags, "الأسعار")
    assert intake.article.corrections == (
        *before.corrections,
        Correction(date(2026, 3, 3), (Text("صُحح السعر."),)),
        Correction(date(2026, 3, 1), (Text("صُحح الاسم."),)),
    )
    assert told(intake, "INTAKE-046")["day"] == "2026-03-01"


def test_a_paragraph_typed_inside_a_quotation_joins_it_and_body_text_leaves_it() -> None:
    def insert(style: str) -> Callable[[str], str]:
        added = paragraph("سطر أضيف.", style)
        return lambda xml: re.sub(r"(<w:p>(?:(?!</w:p>).)*الماء لا يورث(?:(?!</w:p>).)*</w:p>)", rf"\1{added}", xml)

    inside = quotes(edited("date-palm-feature", insert("Quote")).article.body)
    assert [len(one.blocks) for one in inside] == [2, 3]
    outside = edited("date-palm-feature", insert("BodyText")).article.body
    assert [len(one.blocks) for one in quotes(outside)] == [2, 1, 1]


def quotes(body: tuple[Block, ...]) -> list[Quote]:
    return [block for block in body if isinstance(block, Quote)]


def test_an_item_that_is_added_and_a_list_whose_bookmark_is_gone_stay_one_list() -> None:
    def change(xml: str) -> str:
        line = re.search(r"<w:p>(?:(?!</w:p>).)*قياس منسوب الماء(?:(?!</w:p>).)*</w:p>", xml)
        assert line
        return xml.replace(line[0], line[0] + line[0])

    before, after = sample("date-palm-feature").article.body, edited("date-palm-feature", change).article.body
    (was,), (now,) = ([b for b in body if isinstance(b, ItemList) and b.ordered] for body in (before, after))
    assert len(now.items) == len(was.items) + 1


def test_a_picture_that_is_taken_out_takes_its_caption_into_the_text_by_name() -> None:
    intake = edited(
        "flood-brief", lambda xml: xml.replace("</w:body>", paragraph("تعليق يتيم", "Caption") + "</w:body>")
    )
    assert told(intake, "INTAKE-051") == {"style": "Caption", "text": "تعليق يتيم"}


def test_pull_quotes_of_two_paragraphs_are_one() -> None:
    intake = edited(
        "flood-brief",
        lambda xml: xml.replace(
            "<w:sectPr", paragraph("قيل", "PullQuote") + paragraph("وقيل", "PullQuote") + "<w:sectPr", 1
        ),
    )
    assert PullQuote((Text("قيل"), LineBreak(), Text("وقيل"))) in intake.article.body


def test_a_footnote_without_its_mark_is_left_out_by_name() -> None:
    intake = edited("date-palm-feature", lambda xml: re.sub(r"<w:footnoteReference [^>]*/>", "", xml, count=1))
    assert [note.number for note in intake.article.notes] == [1]
    assert "1187" in str(told(intake, "INTAKE-034")["text"])


def test_a_note_that_only_a_note_mentions_comes_back_without_a_mark_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    path.write_text("headline: عنوان\nbody: |\n  نص[^a].\n\n  [^a]: انظر[^b]\n  [^b]: داخلي\n", encoding="utf-8")
    loaded = load(path)
    article = taken(document(loaded)).article
    assert differing(article, loaded.article) == set()
    assert article.body == (Paragraph((Text("نص"), NoteRef(1), Text("."))),)


def test_a_drawing_comes_back_as_the_picture_that_was_made_of_it(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    path.write_text("headline: عنوان\nbody:\n  - نص\n  - figure: {image: a.svg, alt: رسم}\n", encoding="utf-8")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="20" height="20"/></svg>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    intake = taken(document(load(path)))
    assert list(intake.pictures) == ["a.png"]
    assert intake.originals == {"a.png": "a.svg"}


def test_a_headline_that_was_cut_in_two_is_one_and_a_second_is_a_subhead() -> None:
    def change(xml: str) -> str:
        xml = xml.replace("<w:sectPr", f"{paragraph('عنوان آخر في المتن', 'Headline')}<w:sectPr", 1)
        headline = r'(<w:pStyle w:val="Headline"/>(?:(?!</w:p>).)*</w:p>)'
        return re.sub(headline, rf"\1{paragraph('وتتمته', 'Headline')}", xml, count=1)

    intake = edited("flood-brief", change)
    assert plain(intake.article.headline) == f"{plain(sample('flood-brief').article.headline)} وتتمته"
    assert Subhead((Text("عنوان آخر في المتن"),), 2) in intake.article.body


def test_a_changed_alternative_text_comes_back_on_the_lead_figure() -> None:
    article = sample("tram-line-opens").article
    assert isinstance(article.lead, Figure)
    swapped = edited("tram-line-opens", lambda xml: xml.replace('descr="عربة ترام', 'descr="قطار'))
    assert swapped.article.lead == replace(article.lead, alt=article.lead.alt.replace("عربة ترام", "قطار"))
