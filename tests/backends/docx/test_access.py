"""What shuts out a reader who hears the document is found in the file, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from exporter.backends.docx.access import W, shortcomings
from exporter.findings import Finding
from exporter.model.blocks import Align, Figure, Subhead, Table
from tests.backends.docx.documents import rendered
from tests.backends.docx.houses import Change, changed, house, reference
from tests.backends.galleys import brief, everything, paragraph, says


@cache
def sound() -> bytes:
    (data,) = rendered(everything()).files.values()
    return data


def codes(data: bytes) -> list[str]:
    return [found.code for found in shortcomings(data, "article.docx", (1, 2, 3))]


def headings(found: Finding) -> bool:
    return found.code == "DOCX-021"


def replaced(part: str, before: bytes, after: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after, 1)

    return change


def test_a_document_with_every_block_shuts_nobody_out() -> None:
    assert rendered(everything()).findings == ()
    assert codes(sound()) == []


def test_headings_that_a_newsrooms_styles_turn_into_text_are_told() -> None:
    document = house()
    outline = document.styles["Heading 2"].element.find(".//{*}outlineLvl")
    outline.set(f"{W}val", "9")
    (found,) = [f for f in rendered(brief(Subhead(says("أول"))), options=reference(document)).findings if headings(f)]
    assert dict(found.args) == {"found": "1", "wanted": "1, 2"}


def test_headings_deeper_than_word_has_styles_for_are_no_fault() -> None:
    assert rendered(brief(Subhead(says("عميق"), 6), paragraph("نص"), Subhead(says("أعمق"), 6))).findings == ()


def test_a_table_without_a_header_is_told_and_verse_and_boxes_are_not() -> None:
    table = Table((), (), ((says("الأول"), says("140")),), (Align.START,) * 2)
    (found,) = rendered(replace(everything(), body=(*everything().body, table))).findings
    assert (found.code, dict(found.args)) == ("DOCX-023", {"text": "الأول 140"})


def test_a_picture_in_a_newsrooms_head_without_a_description_is_told() -> None:
    (found,) = [f for f in rendered(brief(), options=reference(house())).findings if f.code != "DOCX-019"]
    assert (found.code, dict(found.args)["part"]) == ("DOCX-022", "word/house_header1.xml")


def test_a_picture_that_is_marked_as_decoration_needs_no_words() -> None:
    galley = replace(everything(), lead=Figure("lead.png", ""))
    assert rendered(galley).findings == ()


LANGUAGE = b'<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replaced("word/document.xml", b'w:val="Headline"', b'w:val="Subhead2"'), "DOCX-021"),
        (replaced("word/document.xml", b' descr="', b' title="'), "DOCX-022"),
        (replaced("word/document.xml", b"<w:tblHeader/>", b""), "DOCX-023"),
        (replaced("docProps/core.xml", everything().title.encode(), b" "), "DOCX-024"),
        (replaced("word/styles.xml", LANGUAGE, b""), "DOCX-025"),
    ],
)
def test_a_planted_fault_is_found_and_nothing_else(change: Callable[[dict[str, bytes]], None], code: str) -> None:
    assert codes(changed(sound(), change)) == [code]
