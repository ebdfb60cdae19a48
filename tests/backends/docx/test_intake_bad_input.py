"""Documents that are none, are damaged, or were made to do harm: each refused with its own message."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from exporter.backends.docx import opening
from exporter.errors import InputError
from exporter.loading.dump import dump
from exporter.model.blocks import Paragraph
from exporter.model.inlines import plain
from tests.backends.docx.documents import every_part
from tests.backends.docx.handmade import (
    HEAD,
    SPACES,
    TEXT,
    TITLE,
    codes,
    document,
    line,
    packed,
    paragraph,
    parts,
    refused,
    relation,
    relations,
    run,
    taken,
    told,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "INTAKE-001"),
        ("نص عادي".encode(), "INTAKE-001"),
        (rb"{\rtf1\ansi hello}", "INTAKE-001"),
        (b"%PDF-1.7", "INTAKE-001"),
        (OLE + "WordDocument".encode("utf-16-le"), "INTAKE-009"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "INTAKE-002"),
        (b"PK\x03\x04 not a zip", "INTAKE-003"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "INTAKE-001"),
        (packed({"a.txt": "a"}), "INTAKE-001"),
        (document(TITLE, TEXT)[:-200], "INTAKE-003"),
        (document(), "INTAKE-011"),
        (document(TITLE), "INTAKE-011"),
    ],
    ids=["empty", "text", "rtf", "pdf", "doc", "locked", "no-zip", "odt", "zip", "cut", "blank", "headline-alone"],
)
def test_what_is_no_article_in_a_docx_is_named(data: bytes, code: str) -> None:
    assert [found for found in refused(data) if found != "INTAKE-047"] == [code]


def test_a_part_that_unpacks_beyond_all_bounds_is_refused() -> None:
    bomb = parts(TITLE, TEXT, more={"word/styles.xml": HEAD.encode() + b" " * (opening.Limits().xml + 10)})
    assert refused(packed(bomb)) == ["INTAKE-004"]


def test_a_header_that_lies_about_its_size_is_not_believed() -> None:
    data = bytearray(packed(parts(TITLE, TEXT, more={"word/styles.xml": b" " * (opening.Limits().xml + 10)})))
    size = (opening.Limits().xml + 10).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(data)) in (["INTAKE-003"], ["INTAKE-006"], ["INTAKE-004"])


def test_too_many_parts_are_refused() -> None:
    many = parts(TITLE, TEXT, more={f"word/x{n}.xml": "" for n in range(opening.Limits().entries)})
    assert refused(packed(many)) == ["INTAKE-004"]


def test_two_parts_of_one_name_are_refused() -> None:
    out = BytesIO(document(TITLE, TEXT))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/Document.xml", "<w/>")
    assert refused(out.getvalue()) == ["INTAKE-008"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(encoding: str) -> None:
    body = f"<w:document {SPACES}><w:body>{paragraph('&b;')}</w:body></w:document>"
    text = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{body}'
    assert refused(packed(parts() | {"word/document.xml": text.encode(encoding)})) == ["INTAKE-007"]


def test_a_missing_main_part_and_a_missing_body_are_named() -> None:
    without = parts(TITLE, TEXT)
    del without["word/document.xml"]
    assert refused(packed(without)) == ["INTAKE-005"]
    assert refused(packed(parts() | {"word/document.xml": f"<w:document {SPACES}/>"})) == ["INTAKE-005"]


def test_a_malformed_part_is_named() -> None:
    assert refused(packed(parts() | {"word/document.xml": "<w:document>"})) == ["INTAKE-006"]


def test_a_document_whose_styles_and_numbering_are_missing_is_read_and_told() -> None:
    given = parts(TITLE, TEXT, relate=(relation("rIdN", "numbering", "numbering.xml"),))
    del given["word/styles.xml"]
    intake = taken(packed(given))
    assert [type(block) for block in intake.article.body] == [Paragraph]
    assert codes(intake).count("INTAKE-038") == 2


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="صورة"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:blipFill><a:blip {how}="rIdP"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("target", "mode"),
    [
        ("../../../etc/passwd", ""),
        ("/../secret.png", ""),
        ("file:///etc/passwd", "External"),
        ("https://example.org/x.png", "External"),
        ("media/missing.png", ""),
    ],
)
def test_a_picture_that_is_not_inside_the_document_is_never_fetched_and_told(target: str, mode: str) -> None:
    intake = taken(
        document(TITLE, TEXT, PICTURE.format(how="r:embed"), relate=(relation("rIdP", "image", target, mode),))
    )
    assert codes(intake).count("INTAKE-028") == 1
    assert intake.pictures == {}


def test_macros_are_left_out_and_told() -> None:
    intake = taken(document(TITLE, TEXT, more={"word/vbaProject.bin": b"\xcc\x61"}))
    assert "INTAKE-010" in codes(intake)


def test_the_strict_form_of_the_standard_is_read() -> None:
    given = {
        name: data.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
        if isinstance(data, str)
        else data
        for name, data in parts(TITLE, TEXT).items()
    }
    assert len(taken(packed(given)).article.body) == 1


def test_tables_nested_beyond_reason_are_refused_without_a_traceback() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 120 + TEXT + "</w:tc></w:tr></w:tbl>" * 120
    assert refused(document(TITLE, deep)) == ["INTAKE-006"]


def test_a_memo_that_leads_out_of_the_folder_is_not_followed() -> None:
    given = lean()
    memo = every_part()["customXml/item1.xml"].decode()
    assert '"lead.png"' in memo
    given["customXml/item1.xml"] = memo.replace('"lead.png"', '"../../lead.png"').encode()
    intake = taken(packed(dict(given)))
    assert all(".." not in path and not path.startswith("/") for path in intake.pictures)


def lean() -> dict[str, str | bytes]:
    """The document with every block, without its typefaces."""
    return {name: data for name, data in every_part().items() if "fonts/" not in name}


def memo_of(text: str) -> dict[str, str | bytes]:
    """The document with every block, with another text for its memo."""
    memo = f'<memo xmlns="urn:arabic-exporter:article-memo:1">{escape(text)}</memo>'
    return lean() | {"customXml/item1.xml": memo.encode()}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"language": "ar"}', "not json", "[" * 5000])
def test_a_damaged_memo_is_as_good_as_none(text: str) -> None:
    intake = taken(packed(memo_of(text)))
    assert intake.article.headline and "INTAKE-047" in codes(intake)


OWN = json.loads(etree.fromstring(every_part()["customXml/item1.xml"]).text or "")


@pytest.mark.parametrize("wrong", [None, 5, "x", [5], [["x"]], {"x": 5}, [["x", 5]], [[["x", "y", "z"], [0]]]], ids=str)
@pytest.mark.parametrize("name", OWN)
def test_a_memo_that_was_tampered_with_never_breaks_the_reading(name: str, wrong: object) -> None:
    assert taken(packed(memo_of(json.dumps(OWN | {name: wrong})))).article.body


WEIRD = ("", "x", "-1", "99999999999999999999", "nan", "../../x", "on", "\u202e")


@pytest.mark.parametrize("seed", range(60))
def test_a_document_with_parts_torn_out_is_read_or_refused_without_a_traceback(seed: int) -> None:
    chance = Random(seed)
    given = lean()
    for name in ("word/document.xml", "word/footnotes.xml", "word/numbering.xml", "word/styles.xml"):
        root = etree.fromstring(every_part()[name])
        elements = [element for element in root.iter() if element.getparent() is not None]
        for element in chance.sample(elements, min(len(elements), 25)):
            parent = element.getparent()
            if element.attrib and chance.random() < 0.6:
                element.set(chance.choice(list(element.attrib)), chance.choice(WEIRD))
            elif parent is not None and chance.random() < 0.5:
                parent.remove(element)
            elif parent is not None:
                parent.append(element)
        given[name] = etree.tostring(root)
    with contextlib.suppress(InputError):
        assert dump(taken(packed(given)).article).startswith("# yaml-language-server")


def test_what_lies_as_deep_as_xml_may_is_read_without_a_traceback() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("عميق") + "</w:tc></w:tr></w:tbl>" * 80
    runs = "<w:smartTag>" * 240 + "<w:r><w:t>أعمق</w:t></w:r>" + "</w:smartTag>" * 240
    article = taken(document(TITLE, TEXT, tables, f"<w:p>{runs}</w:p>")).article
    assert "عميق" in dump(article) and "أعمق" in dump(article)


def test_a_field_that_is_never_closed_swallows_nothing_after_it() -> None:
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>'
    assert len(taken(document(TITLE, field, TEXT)).article.body) == 1


LARGE = """
import resource, sys
from pathlib import Path
from tests.backends.docx.handmade import TITLE, document, paragraph, taken
from exporter.loading.dump import differs, dump
data = document(TITLE, *(paragraph(f"الفقرة رقم {n} من خبر طويل جدا فيه كلام كثير عن النقل.") for n in range(10_000)))
article = taken(data).article
assert len(article.body) == 10_000
text = dump(article)
assert not differs(article, text)
status = Path("/proc/self/status")
peak = next((line.split()[1] for line in status.open() if line.startswith("VmHWM")), "") if status.exists() else ""
print(int(peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""
"""VmHWM begins anew with a program; the peak that getrusage gives is never below that of the process that forked it."""


@pytest.mark.slow
def test_ten_thousand_paragraphs_are_read_in_bounded_memory(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LARGE], capture_output=True, text=True, check=False, cwd=root, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 400, "MB"


def test_a_relationship_without_a_target_is_passed_over() -> None:
    given = parts(TITLE, TEXT) | {
        "word/_rels/document.xml.rels": relations("<Relationship/>", "<Relationship Id='x'/>")
    }
    assert told(taken(packed(given)), "INTAKE-047") == {"language": "ar"}


BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "</w:instrText></w:r>'
REMOVED = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
MARKED = '<w:bookmarkStart w:id="{0}" w:name="_HeldQuote{0}"/>'


@pytest.mark.parametrize(
    "content",
    [
        line(BEGUN * 20_000),
        line(*(MARKED.format(number) for number in range(20_000)), run("نص")),
        "".join(line(MARKED.format(number), run("نص")) for number in range(3_000)),
        REMOVED + f"{run('نص ')}</w:p>" + (REMOVED + f"{run('نص ')}</w:p>") * 5_000,
        line(run("نص ") * 50_000),
    ],
    ids=["fields", "bookmarks in one paragraph", "bookmarks", "paragraphs run into one", "runs"],
)
def test_thousands_of_one_thing_that_end_nowhere_cost_what_they_weigh_and_no_text_after_them(content: str) -> None:
    article = taken(document(TITLE, content, paragraph("ختام"))).article
    last = article.body[-1]
    assert isinstance(last, Paragraph) and plain(last.inlines).endswith("ختام")
