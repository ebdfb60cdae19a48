"""Word documents before more judges: those of many articles, in a newsroom's own look, and in a web application."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

import pdfplumber
import pytest

from exporter.backends.api import GivenFile
from exporter.backends.table import FORMATS
from exporter.pipeline import Wishes, export
from tests.backends import invented
from tests.backends.docx.houses import FLAT_ODF, data, house
from tests.real import probes
from tests.real.exports import SAMPLES
from tests.real.tools import bidi_probe, docx_preview, libreoffice, openxml_audit, openxml_sdk, poppler

pytestmark = pytest.mark.real

ROWS = [row for row in FORMATS if row.name == "docx"]
ARTICLES = 200
WISHES = (
    Wishes(),
    Wishes(options={"docx": {"docx_fonts": "subset"}}),
    Wishes(options={"docx": {"reference": GivenFile("house.docx", data(house()))}}),
)
"""Whole typefaces, a subset, a newsroom's look: by turns."""


def written(path: Path, folder: Path, wishes: Wishes) -> Path:
    ((file,), _) = export(path, ROWS, wishes)
    (folder / file.name).write_bytes(file.data)
    return folder / file.name


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, ARTICLES, 50))
def test_the_open_xml_sdk_finds_nothing_in_two_hundred_articles_made_by_chance(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 50):
        document = written(invented.write(seed, tmp_path), tmp_path, WISHES[seed % len(WISHES)])
        assert openxml_sdk.validate(document) == [], seed


@pytest.mark.parametrize("sample", SAMPLES)
def test_openxml_audit_finds_nothing_either(sample: str, exported: Path) -> None:
    assert openxml_audit.validate(exported / f"{sample}.docx") == []


def test_docx_preview_shows_every_probe_in_order_with_the_typefaces_inside(probed: Path) -> None:
    page = docx_preview.show(probed / "probes.docx", unread="header, footer")
    found = bidi_probe.compare(page.lines(), probes.expected())
    assert (page.errors, found.misplaced, found.faults) == ((), 0, ())
    assert {"Amiri normal:loaded", "Vazirmatn bold:loaded"} <= set(page.fonts)


@pytest.mark.parametrize("sample", SAMPLES)
def test_docx_preview_shows_each_line_of_a_sample_from_the_right(sample: str, exported: Path) -> None:
    page = docx_preview.show(exported / f"{sample}.docx", unread="header, footer")
    assert page.errors == ()
    first = max(right for letter, _, right, top, *_ in page.characters if top < 250 and letter.strip())
    assert max(right for letter, _, right, *_ in page.characters if letter.strip()) - first < 3


@cache
def libreoffice_house(folder: Path) -> GivenFile:
    """A reference that LibreOffice has saved."""
    source = folder / "house.fodt"
    source.write_text(FLAT_ODF, encoding="utf-8")
    return GivenFile("house.docx", libreoffice.converted(source, "docx", folder).read_bytes())


@pytest.mark.parametrize("maker", ["LibreOffice", "python-docx"])
def test_a_newsrooms_own_styles_page_and_head_win_and_the_sdk_finds_nothing(maker: str, tmp_path: Path) -> None:
    given = libreoffice_house(tmp_path) if maker == "LibreOffice" else GivenFile("house.docx", data(house()))
    wishes = replace(Wishes(), options={"docx": {"reference": given}})
    document = written(SAMPLES["tram-line-opens"], tmp_path, wishes)
    assert openxml_sdk.validate(document) == [] == openxml_audit.validate(document)
    printed = libreoffice.to_pdf(document, tmp_path)
    assert "صحيفة الميدان" in poppler.text(printed) and "نص من النموذج" not in poppler.text(printed)
    with pdfplumber.open(printed) as pages:
        first = pages.pages[0]
        assert [round(edge / 72 * 25.4) for edge in (first.width, first.height)] == [170, 240]
        largest = max(letter["size"] for letter in first.chars)
        headline = {letter["fontname"].partition("+")[2] for letter in first.chars if letter["size"] == largest}
        kicker = [letter for letter in first.chars if abs(letter["size"] - 19) < 0.1]
        lines = [max(letter["x1"] for letter in line["chars"]) for line in first.extract_text_lines()]
    assert round(largest) == (31 if maker == "LibreOffice" else 33)
    assert maker != "LibreOffice" or headline == {"DejaVuSansMono"}
    assert len(kicker) > 3
    # Of most lines: a mark that LibreOffice draws from a face without Arabic may be given the room of a letter.
    assert abs(median(lines) / 72 * 25.4 - 140) < 1, "the margin of 30 mm at the start is theirs"
