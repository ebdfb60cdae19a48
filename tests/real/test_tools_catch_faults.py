"""The judges are here, pass what is sound, and catch what is planted: else their silence would prove nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from tests.real import specimens
from tests.real.specimens import SENTENCE
from tests.real.tools import (
    ace,
    bidi_probe,
    docx_preview,
    epubcheck,
    foliate,
    libreoffice,
    missing,
    mupdf,
    openxml_audit,
    openxml_sdk,
    pdfium,
    pdfjs,
    poppler,
    verapdf,
)

pytestmark = pytest.mark.real

SOUND = f"<h1>خط الترام</h1><p>{SENTENCE}</p>"
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


class Reader(Protocol):
    """What the drivers of the PDF readers have in common."""

    __name__: str

    def text(self, path: Path) -> str: ...

    def validate(self, path: Path) -> list[str]: ...


READERS: list[Reader] = [poppler, pdfium, pdfjs, mupdf]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return specimens.pdf(tmp_path_factory.mktemp("pdf") / "page.pdf", SOUND)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return specimens.epub(tmp_path_factory.mktemp("epub") / "book.epub", SOUND)


def test_verapdf_passes_a_sound_page(page: Path) -> None:
    assert verapdf.validate(page, "ua1") == []


@pytest.mark.parametrize(
    ("body", "clause"),
    [("<h2>يبدأ من الثانية</h2>", "7.4.2-1"), (f'<h1>صورة</h1><img src="{PICTURE}">', "7.3-1")],
    ids=["a first heading of the second level", "a picture without an alternative text"],
)
def test_verapdf_catches(tmp_path: Path, body: str, clause: str) -> None:
    found = verapdf.validate(specimens.pdf(tmp_path / "faulty.pdf", body), "ua1")
    assert [fault.partition(" ")[0] for fault in found] == [clause]


def test_verapdf_catches_a_plain_pdf_that_says_it_is_an_archival_one(tmp_path: Path) -> None:
    assert verapdf.validate(specimens.pdf(tmp_path / "plain.pdf", SOUND, variant="pdf/ua-1"), "2u")


def test_epubcheck_passes_a_sound_book(book: Path) -> None:
    assert epubcheck.validate(book) == []


@pytest.mark.parametrize(
    ("body", "css", "code"),
    [("<p>&nbsp;</p>", "", "RSC-016"), (SOUND, "p { direction: rtl }", "CSS-001")],
    ids=["an entity that XML does not know", "a direction in the style sheet"],
)
def test_epubcheck_catches(tmp_path: Path, body: str, css: str, code: str) -> None:
    found = epubcheck.validate(specimens.epub(tmp_path / "faulty.epub", body, css=css))
    assert any(f" {code} " in fault for fault in found), found


def test_ace_passes_a_sound_book(book: Path) -> None:
    assert ace.validate(book) == []


def test_ace_catches_a_picture_without_an_alternative_text(tmp_path: Path) -> None:
    faulty = specimens.epub(tmp_path / "faulty.epub", f'{SOUND}<p><img src="{PICTURE}"/></p>')
    (fault,) = ace.validate(faulty)
    assert fault.startswith("critical text.xhtml image-alt")


def test_foliate_turns_the_pages_of_a_sound_book(book: Path, tmp_path: Path) -> None:
    assert foliate.validate(book, tmp_path) == []
    assert (tmp_path / "page-1.png").is_file()


def test_foliate_catches_a_book_that_turns_the_wrong_way(tmp_path: Path) -> None:
    faulty = specimens.epub(tmp_path / "faulty.epub", SOUND, direction="ltr")
    assert foliate.validate(faulty, tmp_path) == ["the page progression direction is 'ltr'"]


def test_foliate_catches_a_font_that_does_not_load(tmp_path: Path) -> None:
    css = '@font-face { font-family: "Lost"; src: url("lost.woff2") } p { font-family: "Lost" }'
    found = foliate.validate(specimens.epub(tmp_path / "faulty.epub", SOUND, css=css), tmp_path)
    assert any("did not load" in fault for fault in found), found


def test_the_open_xml_sdk_passes_a_sound_document(tmp_path: Path) -> None:
    assert openxml_sdk.validate(specimens.docx(tmp_path / "sound.docx")) == []


def test_the_open_xml_sdk_catches_properties_out_of_order(tmp_path: Path) -> None:
    (fault,) = openxml_sdk.validate(specimens.docx(tmp_path / "faulty.docx", misplaced=True))
    assert "unexpected child element" in fault and "bidi" in fault


def test_openxml_audit_catches_properties_out_of_order(tmp_path: Path) -> None:
    sound = openxml_audit.validate(specimens.docx(tmp_path / "sound.docx"))  # it has its doubts about that template
    (fault,) = set(openxml_audit.validate(specimens.docx(tmp_path / "faulty.docx", misplaced=True))) - set(sound)
    assert "bidi" in fault


def test_docx_preview_shows_a_document_and_says_when_it_cannot(tmp_path: Path) -> None:
    document = specimens.docx(tmp_path / "sound.docx")
    assert SENTENCE in docx_preview.show(document).text
    document.write_bytes(document.read_bytes()[:9000])
    with pytest.raises(AssertionError, match="Corrupted zip"):
        docx_preview.show(document)


def test_libreoffice_reads_the_text_of_a_document_and_prints_it(tmp_path: Path) -> None:
    document = specimens.docx(tmp_path / "sound.docx")
    assert libreoffice.text(document).split("\n")[0] == SENTENCE
    assert poppler.text(libreoffice.to_pdf(document, tmp_path)).strip()


def test_libreoffice_catches_a_document_that_is_cut_short(tmp_path: Path) -> None:
    document = specimens.docx(tmp_path / "cut.docx")
    document.write_bytes(document.read_bytes()[:9000])
    assert libreoffice.validate(document)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
def test_a_reader_opens_a_sound_page_and_catches_one_that_is_cut_short(
    reader: Reader, page: Path, tmp_path: Path
) -> None:
    assert reader.validate(page) == []
    assert SENTENCE.split()[0] in reader.text(page)
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(page.read_bytes()[:600])
    assert reader.validate(cut)


def test_poppler_makes_a_picture_of_each_page(page: Path, tmp_path: Path) -> None:
    assert [picture.suffix for picture in poppler.pictures(page, tmp_path)] == [".png"]


def test_the_bidi_probe_passes_a_sound_page(page: Path) -> None:
    assert bidi_probe.validate(page, ["خط الترام", SENTENCE]) == []


def test_the_bidi_probe_catches_a_latin_name_that_a_tag_cuts(tmp_path: Path) -> None:
    said = "قالت وكالة Reuters News Agency اليوم"
    faulty = specimens.pdf(tmp_path / "faulty.pdf", said.replace("News", "<b>News</b>"))
    judgement = bidi_probe.judge(faulty, [said])
    assert judgement.misplaced and judgement.total == len(said.replace(" ", ""))


def test_the_bidi_probe_catches_text_that_is_not_drawn(page: Path) -> None:
    assert bidi_probe.judge(page, ["خط الترام", SENTENCE, "سطر"]).misplaced == 3


def test_a_missing_tool_fails_and_names_the_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(missing.MissingToolError, match="make test"):
        poppler.text(tmp_path / "any.pdf")
    with pytest.raises(missing.MissingToolError, match="make test"):
        missing.node_module("no-such-module")
    with pytest.raises(missing.MissingToolError, match="make test"):
        missing.package_folder("no_such_package")
