"""Named styles, real headings, lists, tables, footnotes, links and pictures, as a Word expert would set them."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree

from exporter.backends import docx
from exporter.backends.docx.elements import on, w
from exporter.backends.docx.sheet import Tables, load_sheet
from exporter.model.blocks import CodeBlock, Figure, Footnote, ItemList, Subhead, Verse
from exporter.model.digits import Digits
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import NoteRef
from tests.backends.docx.documents import Part, attribute, context, every_part, one, package, parts, rendered, xpath
from tests.backends.galleys import brief, everything, paragraph, says, strong

CUSTOM = "docProps/custom.xml"


def document() -> Part:
    return etree.fromstring(every_part()["word/document.xml"])


def styles_used(root: Part) -> list[str]:
    return [attribute(style, "val") for style in xpath(root, ".//w:pStyle")]


def test_children_stand_in_the_order_of_the_schema_however_they_are_given() -> None:
    made = w("rPr", on("rtl"), w("szCs", val=20), w("sz", val=20), on("b"))
    assert [etree.QName(child).localname for child in made] == ["b", "sz", "szCs", "rtl"]


def test_every_style_in_use_is_defined_and_bears_an_arabic_name() -> None:
    defined = {style.id for style in load_sheet().styles}
    assert set(styles_used(document())) <= defined
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in style.alias) for style in load_sheet().styles)


def test_every_paragraph_style_is_based_on_normal_in_the_end() -> None:
    sheet = load_sheet()
    for style in sheet.styles:
        if style.kind == "paragraph" and style.id != "Normal":
            assert sheet.role(style.id)


def test_headings_stand_on_one_base_and_small_text_on_another() -> None:
    sheet = load_sheet()

    def bases(name: str) -> list[str]:
        based = sheet.style(name).based_on
        return [name, *bases(based)] if based else [name]

    for name in ("Kicker", "Headline", "Deck", "Subhead2", "Subhead6", "PullQuote", "BoxTitle"):
        assert "Display" in bases(name)
    for name in (
        "Byline",
        "Dateline",
        "Caption",
        "Credit",
        "QuoteAttribution",
        "TableText",
        "EndMatterFirst",
        "Footer",
    ):
        assert "SmallText" in bases(name)
    for name in ("QuoteAttribution", "VerseAttribution"):
        assert "Attribution" in bases(name)


def test_word_shows_both_names_of_every_style() -> None:
    for style in xpath(every_part()["word/styles.xml"], "//w:style[not(w:semiHidden)]"):
        names = attribute(one(style, "w:name"), "val"), attribute(one(style, "w:aliases"), "val")
        assert names[0].isascii() and not names[1].isascii()


def test_q1_the_mark_of_a_paragraph_runs_as_its_text_does_in_every_part() -> None:
    galley = replace(everything(), body=(*everything().body, CodeBlock("x = 1")))
    parts = package(galley)
    for name in ("document", "footnotes", "header1", "footer1"):
        root = etree.fromstring(parts[f"word/{name}.xml"])
        for properties in xpath(root, "//w:p/w:pPr"):
            to_the_right = bool(xpath(properties, "w:bidi[not(@w:val='0')]"))
            assert bool(xpath(properties, "w:rPr/w:rtl")) == to_the_right
            code = xpath(properties, "w:pStyle[@w:val='CodeBlock']")
            assert to_the_right == (not code), name


def test_the_lines_above_footnotes_begin_at_the_right() -> None:
    for line in xpath(every_part()["word/footnotes.xml"], "//w:footnote[@w:type]"):
        assert xpath(line, "w:p/w:pPr/w:bidi") and xpath(line, "w:p/w:r/w:rPr/w:rtl")


def test_q26_every_level_of_numbers_counts_as_the_other_formats_and_other_programs_do() -> None:
    (numbers,) = xpath(every_part()["word/numbering.xml"], "//w:abstractNum[@w:abstractNumId='2']")
    assert {attribute(form, "val") for form in xpath(numbers, "w:lvl/w:numFmt")} == {"decimal"}
    indents = [int(attribute(indent, "left")) for indent in xpath(numbers, "w:lvl/w:pPr/w:ind")]
    assert indents == sorted(indents) and len(set(indents)) == 9


def test_a_lead_picture_that_finds_no_room_leaves_the_headline_where_it_is() -> None:
    kept = xpath(document(), "//w:p[w:pPr/w:pStyle/@w:val='Updated']/w:pPr/w:keepNext")
    assert [attribute(element, "val") for element in kept] == ["0"]


def test_the_section_is_a_right_to_left_a4_page_with_its_gutter_on_the_right() -> None:
    section = one(document(), "//w:sectPr")
    size = one(section, "w:pgSz")
    assert (attribute(size, "w"), attribute(size, "h")) == ("11906", "16838")
    assert xpath(section, "w:bidi") and xpath(section, "w:rtlGutter")


def test_the_headline_and_subheads_are_headings_in_order() -> None:
    root = etree.fromstring(package(brief(Subhead(says("أول")), Subhead(says("ثان"), 3)))["word/document.xml"])
    assert styles_used(root)[:3] == ["Headline", "Subhead2", "Subhead3"]
    names = [load_sheet().style(name).name for name in styles_used(root)[:3]]
    assert names == ["heading 1", "heading 2", "heading 3"]


def test_q26_lists_have_numbering_and_start_where_the_author_says() -> None:
    numbering = every_part()["word/numbering.xml"]
    assert [attribute(n, "val") for n in xpath(numbering, "//w:startOverride")] == ["3"]
    assert len(xpath(document(), "//w:p[w:pPr/w:numPr]")) == 8


@pytest.mark.parametrize("digits", list(Digits))
def test_q26_q27_counters_are_never_in_devanagari(digits: Digits) -> None:
    body = (ItemList(((paragraph("بند"),),), ordered=True), paragraph("نص", NoteRef(1)))
    parts = package(replace(brief(*body), digits=digits, notes=(Footnote(1, (paragraph("هامش"),)),)))
    assert xpath(parts["word/numbering.xml"], "//w:lvl[@w:ilvl='0']/w:numFmt[@w:val='decimal']")
    assert not [name for name, data in parts.items() if name.endswith(".xml") and b"hindiNumbers" in data]


def test_q26_results_of_fields_stand_in_the_digits_of_the_article() -> None:
    body = paragraph("أولا", NoteRef(1), " ثم", NoteRef(1))
    parts = package(replace(brief(body), digits=Digits.ARABIC, notes=(Footnote(1, (paragraph("هامش"),)),)))
    fields = [f for name in ("document", "footer1") for f in xpath(parts[f"word/{name}.xml"], "//w:fldSimple")]
    assert ["".join(map(str, field.itertext())) for field in fields] == ["١", "١", "١"]


def test_a_definition_of_numbering_has_the_same_keys_in_every_document() -> None:
    keys = [
        [attribute(one(definition, f"w:{key}"), "val") for key in ("nsid", "tmpl")]
        for parts in (every_part(), package(brief(ItemList(((paragraph("بند"),),)))))
        for definition in xpath(parts["word/numbering.xml"], "//w:abstractNum")
    ]
    assert keys[:2] == keys[2:]
    assert len({key for pair in keys for key in pair}) == 4


def test_a_table_repeats_its_header_and_splits_no_row() -> None:
    table = one(document(), "//w:tbl[w:tblPr/w:tblStyle/@w:val='ArticleTable']")
    rows = xpath(table, "w:tr")
    assert [len(xpath(row, "w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert all(xpath(row, "w:trPr/w:cantSplit") for row in rows)


def test_footnotes_have_their_separators_and_their_mark() -> None:
    notes = every_part()["word/footnotes.xml"]
    assert [attribute(note, "id") for note in xpath(notes, "//w:footnote")] == ["-1", "0", "1", "2"]
    assert len(xpath(notes, "//w:footnoteRef")) == 2
    assert len(xpath(document(), "//w:footnoteReference")) == 2


def test_a_picture_has_its_alternative_text_and_is_kept_with_caption_and_credit() -> None:
    described = [element.attrib["descr"] for element in xpath(document(), "//wp:docPr")]
    assert described == ["ترام أحمر يعبر الجسر عند الصباح", "عربات الترام أمام الورشة", "مخطط الخط"]
    for style in ("Caption", "Figure"):
        kept = xpath(document(), f"//w:p[w:pPr/w:pStyle/@w:val='{style}'][w:pPr/w:keepNext]")
        assert len(kept) == 2


def test_a_picture_that_is_mere_decoration_is_marked_so_and_has_no_description() -> None:
    root = etree.fromstring(package(replace(everything(), lead=Figure("lead.png", "")))["word/document.xml"])
    first, *others = xpath(root, "//wp:docPr")
    assert "descr" not in first.attrib
    extension = "a:ext[@uri='{C183D7F6-B498-43B3-948B-1728B52AA6E4}']"
    assert len(xpath(first, f"a:extLst/{extension}/adec:decorative[@val='1']")) == 1
    assert not [other for other in others if len(other)]


def test_a_quote_and_verse_are_kept_with_who_said_them() -> None:
    for style, count in (("Quote", 1), ("VerseLine", 4)):
        kept = xpath(document(), f"//w:p[w:pPr/w:pStyle/@w:val='{style}'][w:pPr/w:keepNext]")
        assert len(kept) == count


def test_a_question_of_an_interview_is_kept_with_its_answer() -> None:
    galley = brief(paragraph(strong("لماذا ثلاثة ألوان؟")), paragraph("الأحمر ", strong("لما")))
    root = etree.fromstring(package(galley)["word/document.xml"])
    assert len(xpath(root, "//w:p[w:pPr/w:pStyle/@w:val='BodyText'][w:pPr/w:keepNext]")) == 1


def test_the_end_matter_stands_on_one_page() -> None:
    lines = xpath(document(), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'EndMatter')]")
    assert [len(xpath(line, "w:pPr/w:keepNext")) for line in lines] == [1] * (len(lines) - 1) + [0]


def test_the_archival_mark_is_set_in_its_own_style() -> None:
    marks = xpath(document(), "//w:r[w:rPr/w:rStyle/@w:val='ArchivalMark']")
    assert [mark.findtext("{*}t") for mark in marks] == ["أرشيفية", "أرشيفية"]


def test_links_are_hyperlinks_to_the_web() -> None:
    targets = every_part()["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://example.org/tram?line=3&amp;lang=ar" TargetMode="External"' in targets
    assert len(xpath(document(), "//w:hyperlink")) >= 3


def furniture(name: str, *galleys: Galley) -> list[str]:
    """What stands between the tabs of a header or footer."""
    part = etree.fromstring((package(*galleys) if galleys else every_part())[f"word/{name}.xml"])
    pieces = (
        "\t" if etree.QName(e).localname == "tab" else e.text or "" for e in xpath(part, "//w:r/w:t | //w:r/w:tab")
    )
    return "".join(pieces).replace("\u200e", "").split("\t")


def test_the_page_bears_publication_section_date_page_of_pages_and_slug() -> None:
    assert furniture("header1") == ["وكالة الأنباء", "محليات"]
    assert furniture("footer1") == ["القاهرة، الأحد 1 مارس 2026", "صفحة 1 من 1", "tram-line-opens"]
    fields = [attribute(field, "instr").strip() for field in xpath(every_part()["word/footer1.xml"], "//w:fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_an_article_that_names_no_publication_bears_its_headline() -> None:
    assert furniture("header1", brief()) == ["خبر قصير", ""]


def test_the_name_of_the_paper_goes_before_the_agency() -> None:
    named = package(replace(everything(), masthead="صحيفة الميدان"))
    custom = {str(i.get("name")): "".join(map(str, i.itertext())) for i in etree.fromstring(named[CUSTOM])}
    head = "".join(text.text or "" for text in xpath(named["word/header1.xml"], "//w:t"))
    assert (head, custom["Publication"]) == ("صحيفة الميدانمحليات", "صحيفة الميدان")


def test_the_properties_of_an_edition_say_nothing_that_is_true_of_one_article_alone() -> None:
    (data,) = docx.render(Edition((everything(), brief()), "المدار", "7"), context()).files.values()
    custom = {str(i.get("name")): "".join(map(str, i.itertext())) for i in etree.fromstring(parts(data)[CUSTOM])}
    assert custom == {"Publication": "المدار", "Issue": "7", "Language": "ar", "Articles": "2"}


def test_core_properties_come_from_the_article_and_its_moment() -> None:
    core = every_part()["docProps/core.xml"].decode()
    for expected in (everything().title, "سامية الخطيب", "النقل, المدن", "محليات", ">ar<", "2026-03-01T09:00:00Z"):
        assert expected in core
    assert "python-docx" not in core


def test_custom_properties_hold_what_the_core_ones_have_no_place_for() -> None:
    root = etree.fromstring(every_part()["docProps/custom.xml"])
    values = {str(item.get("name")): "".join(map(str, item.itertext())) for item in root}
    assert values.pop("Article ID").startswith("urn:uuid:")
    assert len(values.pop("Version")) == 12
    assert values == {
        "Slug": "tram-line-opens",
        "Section": "محليات",
        "Language": "ar",
        "Publication": "وكالة الأنباء",
        "Source": "وكالة الأنباء",
        "Source URL": "https://example.org",
        "Published": "2026-03-01T09:00:00+00:00",
    }
    assert [item.get("pid") for item in root] == [str(number) for number in range(2, len(root) + 2)]


@pytest.mark.parametrize("guide", ["guide.md", "guide.ar.md"])
def test_the_guides_name_every_custom_property(guide: str) -> None:
    text = " ".join((Path(__file__).parents[3] / "docs" / guide).read_text(encoding="utf-8").split())
    root = etree.fromstring(every_part()["docProps/custom.xml"])
    assert [str(item.get("name")) for item in root if str(item.get("name")) not in text] == []


def test_the_version_changes_with_a_word_of_the_article_and_its_identity_does_not() -> None:
    first, again, other = (
        {str(item.get("name")): "".join(map(str, item.itertext())) for item in etree.fromstring(made[CUSTOM])}
        for made in (package(brief(paragraph(text))) for text in ("كلمة", "كلمة", "كلمتان"))
    )
    assert first == again
    assert first["Version"] != other["Version"]
    assert first["Article ID"] == other["Article ID"]


def test_pictures_of_one_name_are_packed_once() -> None:
    names = [name for name in every_part() if name.startswith("word/media/")]
    assert len(names) == len(set(names)) == 3
    assert not rendered(everything()).findings


def test_the_look_of_tables_verse_and_code_stands_in_the_style_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = load_sheet()
    verse = replace(sheet.verse, letter_em=0.3, kept_lines=1)
    other = replace(sheet, tables=Tables(1, 2), verse=verse, code_tab=sheet.code_tab + 4)
    poem = Verse(((says("صدر"), says("عجز")),) * 6)
    galley = replace(everything(), body=(*everything().body, CodeBlock("a\tb"), poem))
    roots = [etree.fromstring(package(galley)["word/document.xml"])]
    monkeypatch.setattr(import_module("exporter.backends.docx.render"), "load_sheet", lambda _colour: other)
    roots.append(etree.fromstring(package(galley)["word/document.xml"]))
    assert [len(xpath(root, "//w:r[w:t='a       b']")) for root in roots] == [0, 1]
    kept = "//w:p[w:pPr/w:pStyle/@w:val='VerseLine'][w:pPr/w:keepNext]"
    assert [len(xpath(root, kept)) for root in roots] == [4 + 10, 4 + 4]
    for style in ("ArticleTable", "VerseTable"):
        columns = f"//w:tbl[w:tblPr/w:tblStyle/@w:val='{style}']//w:gridCol"
        before, after = ([attribute(column, "w") for column in xpath(root, columns)] for root in roots)
        assert before != after, style
