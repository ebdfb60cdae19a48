"""`--reference`: the newsroom's own look wins, ours fills what it lacks, and nothing of its text comes along."""

from __future__ import annotations

import struct
from functools import cache

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exporter.backends import docx
from exporter.backends.docx.options import Options
from exporter.backends.docx.sheet import load_sheet
from exporter.errors import ExportError, InputError
from exporter.model.blocks import CodeBlock, ItemList
from exporter.model.walk import passages
from exporter.readback import compare
from tests.backends.docx.documents import Part, attribute, one, package, rendered, xpath
from tests.backends.docx.houses import BODY, Change, changed, data, house, packed, reference
from tests.backends.galleys import brief, everything, paragraph


@cache
def housed() -> dict[str, bytes]:
    """The galley with every block in the newsroom's look."""
    return dict(package(everything(), options=reference(house())))


def styles() -> Part:
    return etree.fromstring(housed()["word/styles.xml"])


def style(identity: str, root: Part | None = None) -> Part:
    return one(styles() if root is None else root, f"w:style[@w:styleId='{identity}']")


def test_a_style_of_theirs_wins_by_its_name_in_either_language_and_takes_our_id() -> None:
    assert attribute(one(style("Headline"), "w:name"), "val") == "heading 1"
    assert attribute(one(style("Headline"), "w:rPr/w:szCs"), "val") == "66"
    assert attribute(one(style("Kicker"), "w:name"), "val") == "عنوان تمهيدي"
    assert attribute(one(style("Kicker"), "w:rPr/w:rFonts"), "cs") == "House Kufi"
    assert attribute(one(style("ListBullet"), "w:basedOn"), "val") == "Normal"


def test_each_style_of_ours_is_there_once_and_each_name_is_one_styles() -> None:
    identities = [attribute(found, "styleId") for found in xpath(styles(), "w:style")]
    assert len(identities) == len(set(identities))
    assert {own.id for own in load_sheet().styles} <= set(identities)
    names = [attribute(name, "val").casefold() for name in xpath(styles(), "w:style/w:name")]
    assert len(names) == len(set(names))
    bases = [
        attribute(found, "val") for found in xpath(styles(), "w:style/w:basedOn | w:style/w:next | w:style/w:link")
    ]
    assert set(bases) <= set(identities)


def test_styles_that_they_lack_take_the_typefaces_of_their_headings_and_of_their_text() -> None:
    bases, headings = (one(style(name), "w:rPr/w:rFonts") for name in ("Display", "Headline"))
    assert sorted(bases.attrib.items()) == sorted(headings.attrib.items())
    assert not xpath(style("SmallText"), "w:rPr/w:rFonts")
    assert attribute(one(style("CodeBlock"), "w:rPr/w:rFonts"), "ascii") == "JetBrains Mono"


def test_nothing_of_their_text_is_kept() -> None:
    written = b"".join(housed().values()).decode("utf-8", "replace")
    assert BODY not in written and "كاتب النموذج" not in written
    assert "python-docx" not in written


def test_page_and_margins_are_theirs_and_pictures_and_tables_fit_between_them() -> None:
    document = etree.fromstring(housed()["word/document.xml"])
    size, margins = one(document, "//w:pgSz"), one(document, "//w:pgMar")
    assert (attribute(size, "w"), attribute(size, "h")) == ("9638", "13606")
    measure = 9638 - int(attribute(margins, "left")) - int(attribute(margins, "right"))
    for table in xpath(document, "//w:body/w:tbl[w:tblPr/w:tblStyle/@w:val='ArticleTable']"):
        assert abs(sum(int(attribute(column, "w")) for column in xpath(table, ".//w:gridCol")) - measure) < 20
    assert all(int(str(extent.get("cx"))) / 635 <= measure + 1 for extent in xpath(document, "//wp:extent"))
    assert xpath(document, "//w:sectPr/w:bidi") and xpath(document, "//w:sectPr/w:rtlGutter")


def test_their_head_and_foot_stand_on_every_articles_pages_with_picture_and_link() -> None:
    parts = package(everything(), brief(), options=reference(house()))
    assert not [name for name in parts if name in ("word/header1.xml", "word/footer1.xml")]
    head = parts["word/house_header1.xml"]
    assert "صحيفة الميدان" in head.decode() and "هاتف التحرير" in parts["word/house_footer2.xml"].decode()
    relations = etree.fromstring(parts["word/_rels/house_header1.xml.rels"])
    targets = {str(row.get("Id")): str(row.get("Target")) for row in relations}
    assert targets[attribute(one(head, "//a:blip"), "embed", "r")] == "media/house1_1.png"
    assert "https://example.org/home" in targets.values()
    sections = xpath(parts["word/document.xml"], "//w:sectPr")
    assert [len(xpath(section, "w:headerReference | w:footerReference")) for section in sections] == [2, 2]
    drawings = [d.get("id") for name in parts if name.endswith(".xml") for d in xpath(parts[name], "//wp:docPr")]
    assert len(drawings) == len(set(drawings))


def field(instruction: str, *, simple: bool) -> bytes:
    """A field of a header as Word writes it, with the result of another article."""
    result = b"<w:r><w:t>old</w:t></w:r><w:r><w:t>er</w:t></w:r>"
    if simple:
        return b'<w:fldSimple w:instr="%s">%s</w:fldSimple>' % (instruction.encode(), result)
    begin, separate, end = (b'<w:r><w:fldChar w:fldCharType="%s"/></w:r>' % k for k in (b"begin", b"separate", b"end"))
    code = b'<w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r>' % instruction.encode()
    return begin + code + separate + result + end


@pytest.mark.parametrize("simple", [True, False])
@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (" DOCPROPERTY Slug ", "tram-line-opens"),
        (" DOCPROPERTY &quot;source url&quot; \\* MERGEFORMAT ", "https://example.org"),
        (" DOCPROPERTY Unheard ", ""),
        (" PAGE ", "older"),
    ],
)
def test_fields_of_their_head_show_the_facts_of_the_article(instruction: str, expected: str, simple: bool) -> None:
    written = field(instruction, simple=simple)
    content = changed(
        data(house()), replaced("word/header1.xml", b"</w:p>", b"<w:r><w:t>|</w:t></w:r>" + written + b"</w:p>")
    )
    head = package(everything(), options=reference(content))["word/house_header1.xml"]
    assert "".join(text.text or "" for text in xpath(head, "//w:t")).partition("|")[2] == expected


def test_a_reference_without_head_or_foot_leaves_ours() -> None:
    parts = package(brief(), options=reference(Document()))
    assert "PAGE" in parts["word/footer1.xml"].decode()


def test_numbers_that_their_styles_use_are_kept_and_our_lists_count_by_our_own() -> None:
    items = ItemList(((paragraph("بند"),), (paragraph("بند"),)), ordered=True, start=4)
    parts = package(brief(items), options=reference(house()))
    numbering = etree.fromstring(parts["word/numbering.xml"])
    numbers = [attribute(number, "numId") for number in xpath(numbering, "w:num")]
    definitions = [attribute(number, "abstractNumId") for number in xpath(numbering, "w:abstractNum")]
    assert len(numbers) == len(set(numbers)) > 1 and len(definitions) == len(set(definitions)) > 2
    used = {attribute(number, "val") for number in xpath(parts["word/styles.xml"], "//w:numId")}
    assert used < set(numbers)
    ours = {attribute(number, "val") for number in xpath(parts["word/document.xml"], "//w:p//w:numId")}
    assert ours == {numbers[-1]} and not ours & used
    assert attribute(one(numbering, f"w:num[@w:numId='{numbers[-1]}']//w:startOverride"), "val") == "4"


def test_typefaces_that_they_bring_come_along_and_ours_only_where_no_style_of_theirs_sets() -> None:
    (ours,) = rendered(everything()).files.values()
    parts = package(brief(CodeBlock("x = 1")), options=reference(ours))
    table = parts["word/fontTable.xml"]
    embedded = {attribute(font, "name") for font in xpath(table, "//w:font[w:embedRegular and w:embedBold]")}
    assert {"Amiri", "Vazirmatn", "JetBrains Mono"} <= embedded
    targets = {r.get("Id"): str(r.get("Target")) for r in etree.fromstring(parts["word/_rels/fontTable.xml.rels"])}
    for face in xpath(table, "//w:embedRegular | //w:embedBold"):
        assert f"word/{targets[attribute(face, 'id', 'r')]}" in parts
    without = package(brief(), options=reference(house()))
    assert not xpath(without["word/fontTable.xml"], "//w:embedRegular")


def shape(element: Part) -> tuple[object, ...]:
    """An element as a value."""
    return (element.tag, sorted(element.attrib.items()), [shape(child) for child in element])


def test_a_document_of_ours_is_a_reference_that_changes_nothing_of_the_styles() -> None:
    (ours,) = rendered(everything()).files.values()
    looks = []
    for parts in (package(everything()), package(everything(), options=reference(ours))):
        root = etree.fromstring(parts["word/styles.xml"])
        looks.append({attribute(s, "styleId"): shape(s) for s in xpath(root, "w:style")})
    assert looks[0].keys() == looks[1].keys()
    assert [name for name in looks[0] if looks[0][name] != looks[1][name]] == []


def test_a_style_that_sets_latin_text_alone_sets_arabic_too_and_the_newsroom_is_told() -> None:
    rendition = rendered(brief(), options=reference(house()))
    (said,) = [found for found in rendition.findings if found.code == "DOCX-019"]
    assert "عنوان تمهيدي" in str(dict(said.args)["styles"])
    run = one(style("Kicker"), "w:rPr")
    assert [attribute(one(run, f"w:{half}"), "val") for half in ("sz", "szCs")] == ["38", "38"]


def test_another_style_that_bears_one_of_our_ids_gives_it_up() -> None:
    document = house()
    other = document.styles.add_style("Byline", WD_STYLE_TYPE.CHARACTER)
    other.font.size = Pt(7)
    document.sections[0].header.paragraphs[0].add_run("خط", style=other)
    parts = package(everything(), options=reference(document))
    root = etree.fromstring(parts["word/styles.xml"])
    assert attribute(style("Byline", root), "type") == "paragraph"
    kept = one(root, "w:style[@w:type='character'][w:rPr/w:sz/@w:val='14']")
    assert (
        attribute(one(parts["word/house_header1.xml"], "//w:rStyle"), "val") == attribute(kept, "styleId") != "Byline"
    )
    names = [attribute(name, "val").casefold() for name in xpath(root, "w:style/w:name")]
    assert len(names) == len(set(names))


def test_every_word_comes_back_and_the_same_reference_gives_the_same_bytes() -> None:
    content = data(house())
    first, second = (rendered(everything(), options=reference(content)) for _ in range(2))
    assert compare(passages(everything()), docx.readback(first)).wrong == 0
    assert first.files == second.files


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        rendered(brief(), options=reference(content))
    (found,) = caught.value.findings
    assert found.at.file == "house.docx"
    return found.code


def replaced(part: str, before: bytes, after: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after)

    return change


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/styles.xml"] = b" " * 80_000_000


MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:styles'
HEAD_LINKS = "word/_rels/header1.xml.rels"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda parts: parts.pop("word/styles.xml"), "DOCX-010"),
        (replaced("word/styles.xml", b"</w:styles>", b""), "DOCX-010"),
        (replaced("word/document.xml", b"wordprocessingml/2006/main", b"strict"), "DOCX-010"),
        (replaced("[Content_Types].xml", PLAIN, MACRO), "DOCX-012"),
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "DOCX-012"),
        (bomb, "DOCX-013"),
        (replaced("word/styles.xml", b"<w:styles", DOCTYPE), "DOCX-014"),
        (lambda parts: parts.pop("[Content_Types].xml"), "DOCX-016"),
        (lambda parts: parts.pop("_rels/.rels"), "DOCX-016"),
        (lambda parts: parts.update({f"{n}.xml": b"" for n in range(5000)}), "DOCX-016"),
        (replaced("word/document.xml", b'w:w="9638"', b'w:w="200"'), "DOCX-017"),
        (replaced("word/document.xml", b'w:w="9638"', b'w:w="wide"'), "DOCX-017"),
        (replaced("word/document.xml", b'w:w="9638"', b'w:w="99999"'), "DOCX-017"),
        (replaced("word/numbering.xml", b'w:numId="', b'w:numId="x'), "DOCX-010"),
        (replaced(HEAD_LINKS, b'Target="media', b'TargetMode="External" Target="file:///media'), "DOCX-018"),
        (replaced(HEAD_LINKS, b"relationships/image", b"relationships/oleObject"), "DOCX-018"),
    ],
)
def test_a_reference_that_cannot_be_taken_is_refused_with_the_reason(change: Change, code: str) -> None:
    assert refusal(changed(data(house()), change)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no archive at all", "DOCX-016"),
        (b"", "DOCX-016"),
        (packed({"a.txt": b"a"}), "DOCX-016"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512), "DOCX-015"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "DOCX-011"),
    ],
)
def test_what_is_no_word_document_is_refused_with_the_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_an_archive_with_a_locked_entry_is_refused() -> None:
    content = bytearray(data(house()))
    entry = content.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", content, entry + 8)[0]
    struct.pack_into("<H", content, entry + 8, flags | 1)
    assert refusal(bytes(content)) == "DOCX-011"


@cache
def small() -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "صحيفة"
    return data(document)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6))
def test_a_damaged_reference_is_taken_or_refused_and_never_a_traceback(damage: list[tuple[float, int]]) -> None:
    content = bytearray(small())
    for place, change in damage:
        content[int(place * len(content))] ^= change
    try:
        assert rendered(brief(), options=reference(bytes(content))).files
    except ExportError as refused:
        assert [found.code[:5] for found in refused.findings] == ["DOCX-"]


@cache
def written_parts() -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    changed(data(house()), found.update)
    return found


JUNK = st.sampled_from(["", "x", "-1", "9" * 40, "1e5", "nan", "٣", "normal", "Normal", "../../word/document.xml"])
PARTS = ["styles.xml", "numbering.xml", "document.xml", "header1.xml", "settings.xml", "_rels/document.xml.rels"]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PARTS), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), JUNK), min_size=1, max_size=4))
def test_nonsense_in_any_attribute_is_taken_or_refused_and_never_a_traceback(
    part: str, nonsense: list[tuple[float, str]]
) -> None:
    root = etree.fromstring(written_parts()[f"word/{part}"])
    places = [(element, key) for element in root.iter() for key in element.attrib]
    for at, value in nonsense:
        element, key = places[int(at * len(places))]
        element.set(key, value)
    content = packed(written_parts() | {f"word/{part}": etree.tostring(root)})
    try:
        assert rendered(brief(), options=reference(content)).files
    except ExportError as refused:
        assert [found.code[:5] for found in refused.findings] == ["DOCX-"]


def test_a_template_is_taken_like_a_document() -> None:
    template = PLAIN.replace(b".document.", b".template.")
    content = changed(data(house()), replaced("[Content_Types].xml", PLAIN, template))
    assert "word/house_header1.xml" in package(brief(), options=reference(content))


def test_without_a_reference_nothing_of_one_is_there() -> None:
    assert not [name for name in package(brief(), options=Options()) if "house" in name]


def test_a_wide_page_with_a_gutter_keeps_its_gutter_at_the_start() -> None:
    document = Document()
    document.sections[0].gutter = Mm(10)
    parts = package(everything(), options=reference(document))
    margins = one(parts["word/document.xml"], "//w:pgMar")
    width = int(attribute(one(parts["word/document.xml"], "//w:pgSz"), "w"))
    free = width - sum(int(attribute(margins, side)) for side in ("left", "right", "gutter"))
    (table,) = xpath(parts["word/document.xml"], "//w:body/w:tbl[w:tblPr/w:tblStyle/@w:val='ArticleTable']")
    assert abs(sum(int(attribute(column, "w")) for column in xpath(table, ".//w:gridCol")) - free) < 20
