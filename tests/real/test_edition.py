"""The sample edition before the independent judges of each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real import exports
from tests.real.tools import ace, epubcheck, foliate, libreoffice, openxml_sdk, pdfium, poppler, verapdf

pytestmark = [pytest.mark.real, pytest.mark.slow]
ROOT = exports.ROOT


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    exports.run(ROOT / "samples" / "edition.yml", "--all", "-o", folder)
    return folder / "edition-morning"


def test_the_pdf_is_accessible_and_every_reader_opens_it(edition: Path) -> None:
    pdf = edition.with_suffix(".pdf")
    assert [verapdf.validate(pdf, "ua1"), poppler.validate(pdf), pdfium.validate(pdf)] == [[], [], []]


def test_the_epub_has_no_fault_and_turns_its_pages(edition: Path, tmp_path: Path) -> None:
    epub = edition.with_suffix(".epub")
    assert [epubcheck.validate(epub), ace.validate(epub), foliate.validate(epub, tmp_path)] == [[], [], []]


def test_the_word_document_is_valid_and_opens(edition: Path) -> None:
    docx = edition.with_suffix(".docx")
    assert openxml_sdk.validate(docx) == []
    assert "دفتر الأسماء" in libreoffice.text(docx)
