"""Every sample, as the command line exports it, before the judges of its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.batch.ledger import NAME as LEDGER
from exporter.batch.machine import NAME as MACHINE
from tests.backends import invented
from tests.real import exports
from tests.real.exports import SAMPLES, SUFFIXES
from tests.real.tools import ace, epubcheck, mupdf, openxml_sdk, pdfium, pdfjs, poppler, verapdf

pytestmark = pytest.mark.real

PDF_FLAVOURS: tuple[verapdf.Flavour, ...] = ("ua1", "3u", "3a")
samples = pytest.mark.parametrize("sample", SAMPLES)


def test_there_are_eight_samples_or_more_and_each_comes_in_every_format(exported: Path) -> None:
    assert len(SAMPLES) >= 8
    assert {path.name for path in exported.iterdir()} - {LEDGER, MACHINE} == {
        f"{name}{suffix}" for name in SAMPLES for suffix in SUFFIXES
    }


@pytest.mark.parametrize("flavour", PDF_FLAVOURS)
@samples
def test_verapdf_finds_no_breach_of_pdf_ua_1_and_pdf_a_3_in_one_file(
    sample: str, flavour: verapdf.Flavour, exported: Path
) -> None:
    assert verapdf.validate(exported / f"{sample}.pdf", flavour) == []


@samples
def test_poppler_pdfium_pdf_js_and_mupdf_open_the_pdf_without_complaint(sample: str, exported: Path) -> None:
    pdf = exported / f"{sample}.pdf"
    assert [poppler.validate(pdf), pdfium.validate(pdf), pdfjs.validate(pdf), mupdf.validate(pdf)] == [[]] * 4


@samples
def test_epubcheck_has_neither_errors_nor_warnings(sample: str, exported: Path) -> None:
    assert epubcheck.validate(exported / f"{sample}.epub") == []


@samples
def test_the_open_xml_sdk_finds_nothing(sample: str, exported: Path) -> None:
    assert openxml_sdk.validate(exported / f"{sample}.docx") == []


@pytest.mark.slow
@samples
def test_ace_finds_nothing_that_shuts_a_reader_out(sample: str, exported: Path) -> None:
    assert ace.validate(exported / f"{sample}.epub") == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_an_article_made_by_chance_passes_every_judge_too(seed: int, tmp_path: Path) -> None:
    exports.run(invented.write(seed, tmp_path), "--all", "-o", tmp_path)
    assert [verapdf.validate(tmp_path / "invented.pdf", flavour) for flavour in PDF_FLAVOURS] == [[]] * 3
    assert openxml_sdk.validate(tmp_path / "invented.docx") == []
    assert epubcheck.validate(tmp_path / "invented.epub") == []
