"""Tracked changes, comments, and what an article cannot hold: decided, listed, or lost by name."""

from __future__ import annotations

import pytest

from exporter.model.blocks import Paragraph, Table
from exporter.model.inlines import Mark, Text
from tests.backends.docx.handmade import (
    BOLD,
    HEAD,
    SPACES,
    TEXT,
    TITLE,
    codes,
    document,
    line,
    paragraph,
    relation,
    run,
    taken,
    told,
    words,
)

# ---------------------------------------------------------------- tracked changes and comments

AUTHOR = 'w:author="هدى" w:date="2026-03-01T10:00:00Z"'
INSERTED, DELETED = f'<w:ins w:id="1" {AUTHOR}>', f'<w:del w:id="2" {AUTHOR}>'


def tracked() -> bytes:
    """A word replaced, a paragraph inserted and one deleted, one made bold, a row inserted."""
    gone = line(
        f"{DELETED}<w:r><w:delText>محذوفة</w:delText></w:r></w:del>", properties=f"<w:rPr>{DELETED}</w:del></w:rPr>"
    )
    added = line(f"{INSERTED}{run('مضافة')}</w:ins>", properties=f"<w:rPr>{INSERTED}</w:ins></w:rPr>")
    word = line(
        run("قبل "), f"{DELETED}<w:r><w:delText>قديم</w:delText></w:r></w:del>", f"{INSERTED}{run('جديد')}</w:ins>"
    )
    bold = line(run("كلمة", f'{BOLD}<w:rPrChange w:id="3" {AUTHOR}><w:rPr/></w:rPrChange>'))
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    old = row.format("", paragraph("أ"), paragraph("ب"))
    new = row.format(f"<w:trPr>{INSERTED}</w:ins></w:trPr>", paragraph("ج"), paragraph("د"))
    return document(TITLE, word, gone, added, bold, f"<w:tbl>{old}{new}</w:tbl>")


def test_tracked_changes_are_accepted() -> None:
    intake = taken(tracked())
    *text, table = intake.article.body
    assert text == [
        Paragraph(words("قبل جديد")),
        Paragraph(words("مضافة")),
        Paragraph((Text("كلمة", Mark.STRONG),)),
    ]
    assert isinstance(table, Table) and len(table.rows) == 2
    assert told(intake, "INTAKE-020")["count"] == 6


def test_tracked_changes_are_rejected() -> None:
    intake = taken(tracked(), "reject")
    *text, table = intake.article.body
    assert text == [Paragraph(words("قبل قديم")), Paragraph(words("محذوفة")), Paragraph(words("كلمة"))]
    assert isinstance(table, Table) and len(table.rows) == 1
    assert "INTAKE-021" in codes(intake)


def test_a_comment_is_listed_with_its_author_and_the_words_it_is_about() -> None:
    comment = f'<w:comment w:id="7" w:author="هدى">{paragraph("من قال هذا؟")}</w:comment>'
    comments = f"{HEAD}<w:comments {SPACES}>{comment}</w:comments>"
    body = line(
        run("قال "), '<w:commentRangeStart w:id="7"/>', run("مصدر"), '<w:commentRangeEnd w:id="7"/>', run(" أمس")
    )
    more: dict[str, str | bytes] = {"word/comments.xml": comments}
    intake = taken(document(TITLE, body, more=more, relate=(relation("c", "comments", "comments.xml"),)))
    assert told(intake, "INTAKE-022") == {"author": "هدى", "text": "من قال هذا؟", "near": "مصدر"}


# ---------------------------------------------------------------- what an article cannot hold


def test_the_text_of_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('في المربع')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    intake = taken(document(TITLE, line(run("نص"), both)))
    assert intake.article.body == (Paragraph(words("نص")), Paragraph(words("في المربع")))
    assert told(intake, "INTAKE-023") == {"text": "في المربع"}


def test_an_equation_is_taken_as_text_and_told() -> None:
    intake = taken(document(TITLE, line(run("حيث "), "<m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath>")))
    assert intake.article.body == (Paragraph(words("حيث E=mc2")),)
    assert told(intake, "INTAKE-024") == {"text": "E=mc2"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<w:object/>", "OLE"),
        ('<w:drawing><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></w:drawing>', "chart"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "Wingdings F0E0"),
    ],
)
def test_objects_charts_and_symbols_are_left_out_by_name(content: str, what: str) -> None:
    intake = taken(document(TITLE, line(run("نص"), f"<w:r>{content}</w:r>")))
    assert told(intake, "INTAKE-027") == {"what": what, "near": "نص"}


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('فهرس')}</w:sdtContent></w:sdt>"
    )
    intake = taken(document(TITLE, contents, TEXT))
    assert len(intake.article.body) == 1
    assert "INTAKE-031" in codes(intake)


def test_end_matter_is_known_by_its_words_where_the_memo_is_gone() -> None:
    end = (paragraph("المصدر: وكالة مدار", "EndMatter"), paragraph("كلمات مفتاحية: نقل، مدن", "EndMatter"))
    article = taken(document(TITLE, TEXT, *end)).article
    assert article.source is not None and article.source.name == "وكالة مدار"
    assert article.tags == ("نقل", "مدن")


def test_the_mark_of_a_footnote_that_is_missing_is_left_out_by_name() -> None:
    lost = line(run("نص"), '<w:r><w:footnoteReference w:id="9"/></w:r>')
    intake = taken(document(TITLE, lost, line('<w:r><w:footnoteReference w:id="8"/></w:r>')))
    assert intake.article.body == (Paragraph(words("نص")),)
    assert codes(intake).count("INTAKE-037") == 2
