"""What a Word document says is what the galley says (P1), and the same galley gives the same bytes (P3)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.backends import docx
from exporter.errors import RenderError
from exporter.loading.load import load
from exporter.model.blocks import (
    Align,
    Block,
    CodeBlock,
    EditorNote,
    Footnote,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    Table,
)
from exporter.model.galley import Galley, Rendition
from exporter.model.inlines import Direction, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.model.walk import block_inlines, passages
from exporter.prepare.passes import prepare
from exporter.readback import compare
from tests.backends.docx.documents import attribute, english, one, package, rendered, xpath
from tests.backends.galleys import brief, everything, latin, paragraph, says


def lost(galley: Galley, rendition: Rendition) -> int:
    return compare(passages(galley), docx.readback(rendition)).wrong


def test_every_word_of_every_block_comes_back_in_order() -> None:
    galley = everything()
    assert lost(galley, rendered(galley)) == 0


def test_an_edition_holds_its_articles_in_order_each_in_a_section_of_its_own() -> None:
    rendition = rendered(everything(), brief())
    found = list(docx.readback(rendition))
    expected = [p for galley in (everything(), brief()) for p in passages(galley)]
    assert compare(expected, found).wrong == 0
    assert list(rendition.files) == ["tram-line-opens.docx"]
    assert len(xpath(package(everything(), brief())["word/document.xml"], "//w:sectPr")) == 2


def test_the_same_galley_gives_the_same_bytes() -> None:
    assert rendered(everything()).files == rendered(everything()).files


def test_footnotes_are_flagged_and_numbers_of_lists_and_notes_are_no_text() -> None:
    galley = everything()
    read = list(docx.readback(rendered(galley)))
    assert [p.text for p in read if p.note][-1] == "وحضرها ألف متفرج."
    assert not any(p.text[:1].isdigit() for p in read if p.note)


def test_a_second_mention_of_a_note_refers_to_the_first() -> None:
    body = (paragraph("أولا", NoteRef(1), " ثم", NoteRef(1)),)
    galley = replace(brief(*body), notes=(Footnote(1, (paragraph("هامش"),)),))
    document = package(galley)["word/document.xml"]
    assert len(xpath(document, "//w:footnoteReference")) == 1
    assert len(xpath(document, "//w:fldSimple[contains(@w:instr, 'NOTEREF _Note1')]")) == 1
    assert lost(galley, rendered(galley)) == 0


def test_a_note_mentioned_only_in_a_note_is_kept_and_the_user_is_told() -> None:
    notes = (Footnote(1, (paragraph("انظر", NoteRef(2)),)), Footnote(2, (paragraph("داخلي"),)))
    galley = replace(brief(paragraph("نص", NoteRef(1))), notes=notes)
    rendition = rendered(galley)
    assert [finding.code for finding in rendition.findings] == ["DOCX-002"]
    assert lost(galley, rendition) == 0


NOTED = "أولا[^a] ثم[^b].\n\n[^a]: انظر أيضا[^c].\n[^b]: الثاني.\n[^c]: الثالث."


def test_a_note_mentioned_only_in_a_note_is_called_after_the_texts_own(tmp_path: Path) -> None:
    source = tmp_path / "article.yml"
    body = "".join(f"  {line}\n" for line in NOTED.split("\n"))
    source.write_text(f"headline: خبر\nbody: |\n{body}", encoding="utf-8")
    loaded = load(source)
    galley = prepare(loaded.article, loaded.pictures)
    rendition = rendered(galley)
    assert [plain(next(block_inlines(note.blocks[0]))) for note in galley.notes] == ["انظر أيضا.", "الثاني.", "الثالث."]
    assert lost(galley, rendition) == 0
    assert [finding.args for finding in rendition.findings] == [(("inside", 1), ("number", 3))]
    notes = package(galley)["word/footnotes.xml"]
    field = one(notes, "//w:fldSimple[contains(@w:instr, 'NOTEREF _NoteInside3')]")
    assert "".join(map(str, field.itertext())) == "3"


def test_a_list_deeper_than_word_knows_is_kept_and_the_user_is_told() -> None:
    block: Block = paragraph("القاع")
    for _ in range(12):
        block = ItemList(((paragraph("بند"), block),))
    galley = brief(block)
    rendition = rendered(galley)
    assert [finding.code for finding in rendition.findings] == ["DOCX-003"]
    assert lost(galley, rendition) == 0


def test_a_table_wider_than_word_takes_is_an_error() -> None:
    row = tuple(says(str(column)) for column in range(64))
    with pytest.raises(RenderError) as caught:
        rendered(brief(Table((), row, (row,), (Align.START,) * 64)))
    assert [finding.code for finding in caught.value.findings] == ["DOCX-001"]


def test_code_in_letters_of_two_typefaces_keeps_its_lines() -> None:
    galley = brief(CodeBlock('x = 1\nprint("مرحبا", 2)\n\nend'))
    assert lost(galley, rendered(galley)) == 0
    assert len(xpath(package(galley)["word/document.xml"], "//w:p[w:pPr/w:pStyle/@w:val='CodeBlock']//w:br")) == 3


def test_two_pull_quotes_or_notes_in_a_row_do_not_run_into_one_frame() -> None:
    galley = brief(PullQuote(says("أول")), PullQuote(says("ثان"), says("صاحبه")), EditorNote((paragraph("ملاحظة"),)))
    document = package(galley)["word/document.xml"]
    styles = [attribute(style, "val") for style in xpath(document, "//w:body/w:p/w:pPr/w:pStyle")]
    first = styles.index("PullQuote")
    assert styles[first : first + 5] == ["PullQuote", "BodyText", "PullQuote", "PullQuoteAttribution", "EditorNote"]


def test_an_english_article_comes_back_too() -> None:
    galley = english("He said ", Text("نعم، غدا!", lang="ar", isolate=Direction.RTL), " and left.")
    assert lost(galley, rendered(galley)) == 0


LETTERS = st.sampled_from("ابتثجلهويﻻء ًّآ٠٩۴abcXYZ019 .,:;!?()[]«»/-+%<>&\"'ـ\u200c\u200d\u200eЖ漢😀\u00a0")
TEXTS = st.builds(
    Text,
    st.text(LETTERS, min_size=1, max_size=12),
    st.sampled_from([Mark.NONE, Mark.STRONG, Mark.EMPHASIS, Mark.CODE, Mark.STRONG | Mark.EMPHASIS]),
    st.sampled_from(["", "https://example.org/?a=1&b=2"]),
    st.sampled_from(["", "en", "ar"]),
    st.sampled_from([None, Direction.LTR, Direction.RTL]),
)
INLINES = st.lists(TEXTS | st.just(LineBreak()), min_size=1, max_size=6).map(canonical)
PARAGRAPHS = st.builds(Paragraph, INLINES)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.sampled_from(list(Direction)))
def test_any_text_comes_back_whole(body: list[Paragraph], direction: Direction) -> None:
    galley = brief(*body, Quote(tuple(body)), ItemList((tuple(body),)))
    galley = replace(galley, direction=direction)
    assert lost(galley, rendered(galley)) == 0


def test_a_word_that_was_changed_in_the_file_is_noticed() -> None:
    galley = brief(paragraph("قالت ", latin("Reuters"), " أمس"))
    other = brief(paragraph("قالت ", latin("Router"), " أمس"))
    assert lost(galley, rendered(other)) == 1
