"""Every character is drawn in a bundled typeface, and every typeface goes with its file, cut to what is set in it."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from exporter.typefaces.families import load_families
from tests.real.exports import SAMPLES
from tests.real.tools import browser, poppler

pytestmark = pytest.mark.real

samples = pytest.mark.parametrize("sample", SAMPLES)
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
LARGEST_SUBSET = 120_000  # the whole Amiri has 430 kB


def bundled() -> set[str]:
    return {family.name.replace(" ", "") for family in load_families().families}


def family_of(font: str) -> str:
    """The family in a PDF's name of a font, such as "ABCDEF+Amiri-Bold"."""
    name = re.sub(r"^[A-Z]{6}\+", "", font).replace("#20", "-").replace(" ", "-")
    found = [family for family in bundled() if name.replace("-", "").startswith(family)]
    return max(found, key=len, default=name)


@samples
def test_every_font_of_the_pdf_is_embedded_and_cut_to_its_glyphs(sample: str, exported: Path) -> None:
    path = exported / f"{sample}.pdf"
    assert all(font.embedded and font.to_unicode for font in poppler.fonts(path))
    with pikepdf.open(path) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert fonts
        for font in fonts:
            (data,) = (font[key].read_bytes() for key in FONT_FILES if key in font)
            assert re.match(r"/[A-Z]{6}\+", str(font.FontName)), font.FontName
            assert len(data) < LARGEST_SUBSET, font.FontName


@samples
def test_every_character_of_the_pdf_is_drawn_in_a_bundled_family(sample: str, exported: Path) -> None:
    with pdfplumber.open(exported / f"{sample}.pdf") as pdf:
        used = {family_of(glyph["fontname"]) for page in pdf.pages for glyph in page.chars}
    assert used and used <= bundled()


@samples
def test_the_web_page_asks_for_no_face_that_does_not_load(sample: str, exported: Path) -> None:
    (page,) = browser.show(exported / f"{sample}.html")
    assert page.errors == ()
    assert {font.partition(":")[2] for font in page.fonts} <= {"loaded", "unloaded"}
    assert {"Amiri 400:loaded", "Vazirmatn 700:loaded"} <= {font.replace('"', "") for font in page.fonts}


@samples
@pytest.mark.parametrize("width", [browser.PHONE, browser.TABLET], ids=["phone", "tablet"])
def test_nothing_sticks_out_of_the_web_page_on_a_small_screen(sample: str, width: int, exported: Path) -> None:
    (page,) = browser.show(exported / f"{sample}.html", width=width)
    assert (page.direction, page.width <= width) == ("rtl", True), page.width
