"""Documents that reporters and other programs wrote: what is understood, what is guessed, what is lost by name."""

from __future__ import annotations

import pytest

from exporter.model.blocks import (
    Align,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    ItemList,
    Paragraph,
    Quote,
    SectionBreak,
    Subhead,
    Table,
)
from exporter.model.inlines import Inlines, LineBreak, Mark, NoteRef, Text, plain
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
    styles,
    taken,
    told,
    words,
)
from tests.backends.galleys import picture

PNG = picture("x.png", 40, 30).data


def first(*content: str) -> Inlines:
    """The text of a paragraph of these runs."""
    block = taken(document(TITLE, line(*content))).article.body[0]
    assert isinstance(block, Paragraph)
    return block.inlines


# ---------------------------------------------------------------- a plain document


def test_a_reporters_document_gives_headline_subheads_paragraphs_and_language() -> None:
    body = (paragraph("عنوان الخبر", "Heading1"), TEXT, paragraph("تفاصيل", "Heading2"), paragraph("ثانية."))
    article = taken(document(*body)).article
    assert (article.language, article.slug, article.headline) == ("ar", "story", words("عنوان الخبر"))
    assert article.body == (
        Paragraph(words("فقرة أولى من الخبر.")),
        Subhead(words("تفاصيل"), 2),
        Paragraph(words("ثانية.")),
    )


def test_without_a_heading_the_first_short_paragraph_is_the_headline_by_a_guess() -> None:
    intake = taken(document(paragraph("عنوان بخط غامق", run=BOLD), TEXT))
    assert intake.article.headline == words("عنوان بخط غامق")
    assert told(intake, "INTAKE-040") == {"text": "عنوان بخط غامق"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("افتتح الوزير الجسر", "ar"),
        ("ساعت پنج صبح است و می‌گوید", "fa"),
        ("بارش کے بعد سڑکیں ہیں", "ur"),
        ("The bridge opened", "en"),
    ],
)
def test_the_language_is_guessed_by_its_letters(text: str, language: str) -> None:
    intake = taken(document(paragraph(text, "Title"), paragraph(text)))
    assert told(intake, "INTAKE-047") == {"language": language}


def test_headings_that_skip_a_level_are_moved_up() -> None:
    intake = taken(document(TITLE, TEXT, paragraph("تفصيل", "Heading4")))
    assert intake.article.body[1] == Subhead(words("تفصيل"), 2)
    assert told(intake, "INTAKE-049") == {"count": 1}


def test_two_headings_in_a_row_are_a_headline_and_a_subhead() -> None:
    article = taken(document(paragraph("عنوان", "Heading1"), paragraph("فصل", "Heading1"), TEXT)).article
    assert (article.headline, article.body[0]) == (words("عنوان"), Subhead(words("فصل")))


@pytest.mark.parametrize("name", ["عنوان 2", "Heading 2", "heading2", "العنوان 2"])
def test_styles_are_known_by_their_names_in_either_script(name: str) -> None:
    more: dict[str, str | bytes] = {"word/styles.xml": styles(("Title", "Title"), ("xx", name))}
    assert taken(document(TITLE, paragraph("تفاصيل", "xx"), TEXT, more=more)).article.body[0] == Subhead(
        words("تفاصيل")
    )


def test_a_style_of_the_newsrooms_own_is_what_it_is_based_on() -> None:
    based = f'{HEAD}<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>'
    based += '<w:style w:type="paragraph" w:styleId="our"><w:name w:val="كلام الناس"/><w:basedOn w:val="q"/></w:style>'
    more: dict[str, str | bytes] = {"word/styles.xml": based + "</w:styles>"}
    assert isinstance(taken(document(TITLE, TEXT, paragraph("قال", "our"), more=more)).article.body[1], Quote)


# ---------------------------------------------------------------- runs


def test_runs_that_a_word_processor_cut_are_joined() -> None:
    cut = (
        run("قال", "<w:rtl/>"),
        "<w:proofErr w:type='spellStart'/>",
        run("ت الو"),
        run("زارة", "<w:lang w:bidi='ar-EG'/>"),
    )
    assert first(*cut) == words("قالت الوزارة")


def test_bold_and_italic_by_hand_are_strong_and_emphasis_without_the_space_beside_them() -> None:
    assert first(run("قالت "), run("الوزارة ", BOLD), run("أمس "), run("now", "<w:i/>")) == (
        Text("قالت "),
        Text("الوزارة", Mark.STRONG),
        Text(" أمس "),
        Text("now", Mark.EMPHASIS),
    )


def test_bold_that_arabic_letters_do_not_show_is_none() -> None:
    assert first(run("قالت", '<w:b/><w:bCs w:val="0"/><w:rtl/>')) == words("قالت")


def test_links_of_either_kind_are_links_and_those_to_a_file_are_told() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" \\l "قسم" </w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("ثان") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    body = line(
        f'<w:hyperlink r:id="a">{run("أول")}</w:hyperlink>',
        run(" "),
        field,
        f'<w:hyperlink r:id="c">{run("ثالث")}</w:hyperlink>',
    )
    related = (
        relation("a", "hyperlink", "https://example.org/a", "External"),
        relation("c", "hyperlink", "file:///C:/secret", "External"),
    )
    intake = taken(document(TITLE, body, relate=related))
    assert intake.article.body == (
        Paragraph(
            (
                Text("أول", link="https://example.org/a"),
                Text(" "),
                Text("ثان", link="https://example.org/b#قسم"),
                Text("ثالث"),
            )
        ),
    )
    assert told(intake, "INTAKE-032") == {"url": "file:///C:/secret"}


def test_line_breaks_stay_page_breaks_go_and_hidden_text_is_told() -> None:
    body = line(
        run("سطر"), "<w:r><w:br/></w:r>", run("آخر"), "<w:r><w:br w:type='page'/></w:r>", run("سر", "<w:vanish/>")
    )
    intake = taken(document(TITLE, body))
    assert intake.article.body == (Paragraph((Text("سطر"), LineBreak(), Text("آخر"))),)
    assert told(intake, "INTAKE-033") == {"text": "سر"}


def test_formatting_that_an_article_does_not_know_is_told_once() -> None:
    intake = taken(document(TITLE, line(run("واحد", '<w:u w:val="single"/>'), run("اثنان", '<w:u w:val="single"/>'))))
    assert told(intake, "INTAKE-036") == {"what": "underline", "count": 2}


def test_invisible_junk_is_cleaned_as_the_loader_would() -> None:
    assert first(run("\ufee3\ufeae\ufea3\ufe92\ufe8e\u200b")) == words("مرحبا")


# ---------------------------------------------------------------- pictures


def drawing(alt: str = "صورة", inside: str = "", identity: str = "p") -> str:
    described = f'descr="{alt}"' if alt else ""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" {described}/><a:graphic><a:graphicData>'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="جسر 1.png"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identity}"/>'
        f"{inside}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def with_picture(*body: str, data: bytes = PNG) -> bytes:
    return document(*body, more={"word/media/image1.png": data}, relate=(relation("p", "image", "media/image1.png"),))


def test_a_picture_above_the_text_is_the_lead_by_a_guess_with_the_caption_below_it() -> None:
    intake = taken(with_picture(TITLE, drawing(), paragraph("تعليق الصورة", "Caption"), TEXT))
    assert intake.article.lead == Figure("جسر-1.png", "صورة", words("تعليق الصورة"))
    assert dict(intake.pictures) == {"جسر-1.png": PNG}
    assert told(intake, "INTAKE-048") == {"path": "جسر-1.png"}


def test_a_picture_without_alternative_text_and_one_that_is_cropped_are_told() -> None:
    intake = taken(with_picture(TITLE, TEXT, drawing("", '<a:srcRect l="10000"/>')))
    assert {"INTAKE-045", "INTAKE-035"} <= set(codes(intake))
    assert intake.article.body[1] == Figure("جسر-1.png", "")


def test_a_picture_of_a_kind_that_is_not_taken_is_told() -> None:
    intake = taken(with_picture(TITLE, TEXT, drawing(), data=b"\x01\0\0\0 EMF"))
    assert told(intake, "INTAKE-029")["kind"] == "PNG"


def test_a_picture_in_a_line_of_text_stands_after_it() -> None:
    inline = drawing().replace("<w:p>", f"<w:p>{run('انظر')}", 1)
    assert taken(with_picture(TITLE, inline)).article.body == (Paragraph(words("انظر")), Figure("جسر-1.png", "صورة"))


# ---------------------------------------------------------------- tables, lists, notes


def table(*rows: tuple[str, ...], head: bool = False, cell: str = "") -> str:
    made = ""
    for place, row in enumerate(rows):
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head and place == 0 else ""
        made += f"<w:tr>{properties}{''.join(f'<w:tc>{cell}{text}</w:tc>' for text in row)}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def test_a_table_keeps_header_alignment_and_the_caption_above_it() -> None:
    centred = '<w:jc w:val="center"/>'
    rows = ((paragraph("أ"), paragraph("ب", "", centred)), (paragraph("1"), paragraph("2", "", centred)))
    body = taken(document(TITLE, TEXT, paragraph("جدول 1", "Caption"), table(*rows, head=True))).article.body
    assert body[1] == Table(
        words("جدول 1"), (words("أ"), words("ب")), ((words("1"), words("2")),), (Align.START, Align.CENTER)
    )


@pytest.mark.parametrize(
    ("properties", "align"),
    [
        ('<w:bidi/><w:jc w:val="left"/>', Align.START),
        ('<w:bidi/><w:jc w:val="end"/>', Align.END),
        ('<w:jc w:val="right"/>', Align.START),
        ('<w:jc w:val="start"/>', Align.END),
        ("", Align.START),
    ],
)
def test_alignment_is_the_side_of_the_page_that_the_reader_sees(properties: str, align: Align) -> None:
    body = taken(document(TITLE, TEXT, table((paragraph("أ"), paragraph("5", "", properties))))).article.body
    assert isinstance(body[1], Table) and body[1].aligns == (Align.START, align)


def test_merged_cells_and_tables_in_cells_are_told_and_lose_no_word() -> None:
    merged = table((paragraph("واسعة"),), (paragraph("أ"), paragraph("ب"))).replace(
        "<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', 1
    )
    inner = table((paragraph("داخل"), paragraph("الداخل")), (paragraph("1"), paragraph("2")))
    intake = taken(document(TITLE, TEXT, merged, table((inner + paragraph("بعده"), paragraph("جار")))))
    assert {"INTAKE-026", "INTAKE-025"} <= set(codes(intake))
    one, other = intake.article.body[1:]
    assert isinstance(one, Table) and one.rows[0] == (words("واسعة"), ())
    assert isinstance(other, Table) and plain(other.rows[0][0]) == "داخل\nالداخل\n1\n2\nبعده"


def test_a_frame_of_one_cell_is_a_box_whose_title_is_guessed() -> None:
    intake = taken(
        document(TITLE, TEXT, table((paragraph("أرقام") + paragraph("الطول 18"),)), table((paragraph("وحيدة"),)))
    )
    assert intake.article.body[1] == Box(words("أرقام"), (Paragraph(words("الطول 18")),))
    assert told(intake, "INTAKE-041") == {"text": "أرقام"}
    assert isinstance(intake.article.body[2], EditorNote)


NUMBERING = (
    f'{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="decimal"/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def item(text: str, level: int = 0) -> str:
    return paragraph(text, "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_lists_are_nested_by_their_levels_and_keep_their_first_number() -> None:
    more: dict[str, str | bytes] = {"word/numbering.xml": NUMBERING}
    body = (TITLE, item("ثالثا", 0), item("نقطة", 1), item("رابعا", 0))
    article = taken(document(*body, more=more, relate=(relation("n", "numbering", "numbering.xml"),))).article
    inner = ItemList(((Paragraph(words("نقطة")),),))
    assert article.body == (
        ItemList(((Paragraph(words("ثالثا")), inner), (Paragraph(words("رابعا")),)), ordered=True, start=3),
    )


def test_a_list_goes_on_counting_after_a_paragraph_and_over_an_empty_line() -> None:
    body = (TITLE, item("أ"), item(""), paragraph("  "), item("ب"), paragraph("نص"), item("ج"))
    more: dict[str, str | bytes] = {"word/numbering.xml": NUMBERING}
    article = taken(document(*body, more=more, relate=(relation("n", "numbering", "numbering.xml"),))).article
    lists = [block for block in article.body if isinstance(block, ItemList)]
    assert [(one.start, len(one.items)) for one in lists] == [(3, 2), (5, 1)]


def test_a_prompt_that_nobody_has_filled_in_is_no_text() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside, around = prompt.format(run("انقر هنا")), prompt.format(paragraph("انقر هنا"))
    article = taken(document(TITLE, line(run("نص"), inside), around)).article
    assert article.body == (Paragraph(words("نص")),)


def test_what_cannot_stand_inside_a_box_is_taken_apart_and_told() -> None:
    inside = paragraph("عنوان الإطار", "BoxTitle") + paragraph("قول بارز", "PullQuote") + paragraph("نص", "BoxText")
    intake = taken(document(TITLE, TEXT, table((inside,))))
    assert intake.article.body[1] == Box(words("عنوان الإطار"), (Paragraph(words("قول بارز")), Paragraph(words("نص"))))
    assert told(intake, "INTAKE-050") == {"kind": "PullQuote", "text": "قول بارز"}


def test_endnotes_are_footnotes_and_this_is_told() -> None:
    notes = f'{HEAD}<w:endnotes {SPACES}><w:endnote w:id="4">{paragraph("شرح")}</w:endnote></w:endnotes>'
    body = line(run("نص"), '<w:r><w:endnoteReference w:id="4"/></w:r>')
    more: dict[str, str | bytes] = {"word/endnotes.xml": notes}
    intake = taken(document(TITLE, body, more=more, relate=(relation("e", "endnotes", "endnotes.xml"),)))
    assert intake.article.body == (Paragraph((Text("نص"), NoteRef(1))),)
    assert intake.article.notes[0].blocks == (Paragraph(words("شرح")),)
    assert "INTAKE-030" in codes(intake)


def test_code_keeps_its_spaces_and_a_rule_is_a_break() -> None:
    typed = paragraph("", "", "<w:pBdr/>")
    assert taken(document(TITLE, TEXT, typed, TEXT)).article.body[1] == SectionBreak()
    code = line(run("if x:"), "<w:r><w:br/></w:r>", run("    y"), properties='<w:pStyle w:val="CodeBlock"/>')
    body = taken(document(TITLE, TEXT, code, paragraph("", "SectionBreak"))).article.body
    assert body[1:] == (CodeBlock("if x:\n    y"), SectionBreak())
