"""The typefaces inside a book: cut to its letters, each declared once, with the licence beside."""

from __future__ import annotations

import re
from io import BytesIO

from fontTools.ttLib import TTFont

from exporter.model.blocks import Align, Table
from exporter.model.walk import passages
from exporter.typefaces.coverage import needs_glyph
from tests.backends.epub.books import files_of
from tests.backends.galleys import brief, everything, paragraph, says, strong


def fonts(files: dict[str, bytes]) -> dict[str, TTFont]:
    return {name: TTFont(BytesIO(data)) for name, data in files.items() if name.endswith(".woff2")}


def test_every_face_is_declared_once_and_every_declared_one_is_there() -> None:
    files = files_of(everything())
    declared = re.findall(r"url\(\.\./(.+?)\)", files["EPUB/style/book.css"].decode())
    assert len(declared) == len(set(declared)) > 0
    assert {f"EPUB/{name}" for name in declared} == set(fonts(dict(files)))


def test_the_faces_together_have_every_letter_of_the_article() -> None:
    has = {point for font in fonts(dict(files_of(everything()))).values() for point in font.getBestCmap()}
    text = {letter for passage in passages(everything()) for letter in passage.text}
    assert not {letter for letter in text if needs_glyph(letter) and ord(letter) not in has}


def test_a_face_is_cut_to_what_is_set_in_it() -> None:
    sizes = {name: len(data) for name, data in files_of(brief()).items() if name.endswith(".woff2")}
    assert sizes and max(sizes.values()) < 30_000


def test_a_weight_that_nothing_is_set_in_stays_out() -> None:
    plain, bold = brief(paragraph("نص")), brief(paragraph("نص ", strong("غليظ")))
    assert "EPUB/fonts/amiri-bold.woff2" not in files_of(plain)
    assert "EPUB/fonts/amiri-bold.woff2" in files_of(bold)


def test_the_headings_that_a_narrow_page_prints_before_cells_have_their_letters_in_the_cells_face() -> None:
    table = Table((), (says("ثظغ"),) * 4, ((says("١"),) * 4,), (Align.START,) * 4)
    regular = fonts(dict(files_of(brief(table))))["EPUB/fonts/vazirmatn-regular.woff2"]
    assert set(map(ord, "ثظغ")) <= set(regular.getBestCmap())


def test_each_familys_licence_lies_beside_its_fonts() -> None:
    files = files_of(brief())
    licences = [data.decode() for name, data in files.items() if name.endswith("-licence.txt")]
    families = {name.rpartition("/")[2].rpartition("-")[0] for name in files if name.endswith(".woff2")}
    assert len(licences) == len(families)
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences)


def test_the_style_sheet_ends_each_chain_with_a_generic_family() -> None:
    sheet = files_of(everything())["EPUB/style/book.css"].decode().split("@page")[0]
    chains = re.findall(r"\{ font-family: (.+?);", sheet)
    assert chains and all(chain.split(", ")[-1] in ("serif", "sans-serif", "monospace") for chain in chains)
