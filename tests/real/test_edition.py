"""The sample edition before the independent judges of each format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.real import exports
from tests.real.tools import ace, epubcheck, foliate, libreoffice, openxml_sdk, pdfium, poppler, verapdf

pytestmark = [pytest.mark.real, pytest.mark.slow]
ROOT = exports.ROOT


def read(text: str) -> str:
    """A text on one line, without marks of direction."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e]", "", text).split())


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
    lines = libreoffice.text(docx).splitlines()
    assert lines[:3] == ["جريدة الرصيف", "العدد 412\tالخميس 16 رمضان 1447هـ – 5 مارس 2026م", "في هذا العدد"]
    assert "دفتر الأسماء" in lines


def test_a_newspaper_of_facing_pages_is_accessible_and_every_reader_opens_it(tmp_path: Path) -> None:
    pdf = tmp_path / "paper.pdf"
    flags = ("--pdf", "--layout", "newspaper", "--spreads", "--house", "egypt")
    exports.run(ROOT / "samples" / "edition.yml", *flags, "-o", pdf)
    assert [verapdf.validate(pdf, "ua1"), verapdf.validate(pdf, "3a")] == [[], []]
    assert [poppler.validate(pdf), pdfium.validate(pdf)] == [[], []]
    first, second, *_ = (read(page) for page in poppler.text(pdf).split("\f"))
    assert "العدد ٤١٢" in first and "التتمة ص ٢" in first
    assert "تتمة ص ١" in second
