"""Promise P1: an independent reader's words equal the galley's, in order; an EPUB loses nothing."""

from __future__ import annotations

import ast
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.backends import epub
from exporter.errors import RenderError
from exporter.model.galley import Galley, Rendition
from exporter.model.inlines import Text
from exporter.model.walk import passages
from exporter.readback import compare
from tests.backends.epub.books import CHAPTER, rendered
from tests.backends.galleys import brief, everything, latin, paragraph

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])


def wrong(*galleys: Galley) -> int:
    expected = [passage for galley in galleys for passage in passages(galley)]
    return compare(expected, epub.readback(rendered(*galleys))).wrong


def changed(rendition: Rendition, old: str, new: str) -> Rendition:
    """The same book with a word of its chapter changed."""
    ((name, data),) = rendition.files.items()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(
                entry, content.replace(old.encode(), new.encode()) if entry.filename == CHAPTER else content
            )
    return Rendition({name: out.getvalue()})


def test_every_block_reads_back_word_for_word_in_order() -> None:
    assert wrong(everything()) == 0


def test_passages_are_those_of_the_galley_one_by_one() -> None:
    expected = [" ".join(passage.text.split()) for passage in passages(brief())]
    assert [passage.text for passage in epub.readback(rendered(brief()))] == expected


def test_an_edition_reads_back_article_after_article() -> None:
    assert wrong(everything(), brief()) == 0


def test_a_changed_word_is_found_and_nothing_else() -> None:
    book = changed(rendered(everything()), "مصعدان", "مصعد")
    assert compare(passages(everything()), epub.readback(book)).wrong == 1


@settings(max_examples=40, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=60), st.text(LETTERS, min_size=1, max_size=20))
def test_any_text_reads_back(first: str, second: str) -> None:
    galley = brief(paragraph("بدء ", Text(first), " وسط ", latin(second), " ختام"))
    assert wrong(galley) == 0


def test_a_character_that_xml_cannot_hold_is_an_error_and_not_a_file() -> None:
    with pytest.raises(RenderError) as caught:
        rendered(brief(paragraph("نص\x0bآخر")))
    assert [finding.code for finding in caught.value.findings] == ["EPUB-001"]


def test_the_reader_shares_no_code_with_the_writer() -> None:
    path = Path(epub.__file__).with_name("readback.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name for name in ours if name.startswith("exporter")} == {"exporter.model.galley"}
