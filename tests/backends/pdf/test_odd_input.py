"""Broken fonts and text at the edge of sense: the right page or a clear error, in bounded time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdfium2 import PdfDocument

from exporter.backends.pdf import truetype
from exporter.backends.pdf.codes import Book, Shown
from exporter.errors import DependencyError, RenderError
from exporter.model.galley import Galley
from exporter.model.walk import passages
from exporter.text.words import words
from exporter.typefaces.families import load_families
from tests.backends.galleys import brief, paragraph
from tests.backends.pdf import odd_fonts
from tests.backends.pdf.pages import data, text

SENTENCE = brief(paragraph("وصل الترام إلى المحطة، ثم مضى."))

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no glyf": (lambda: odd_fonts.without("glyf", "loca"), "DeskNaskh-Regular.ttf has no glyf, loca"),
    "no cmap": (lambda: odd_fonts.without("cmap"), "DeskNaskh-Regular.ttf has no cmap"),
    "no hmtx": (lambda: odd_fonts.without("hmtx"), "DeskNaskh-Regular.ttf has no hmtx"),
    "broken GSUB": (lambda: odd_fonts.with_rubbish("GSUB"), "the letters of DeskNaskh-Regular.ttf do not join"),
    "no GSUB": (lambda: odd_fonts.without("GSUB"), "the letters of DeskNaskh-Regular.ttf do not join"),
    "variable": (odd_fonts.variable, "DeskNaskh-Regular.ttf is a variable font"),
    "collection": (odd_fonts.collection, "it is a collection"),
    "CFF": (odd_fonts.with_cff, "its outlines are PostScript (CFF)"),
    "cut off": (lambda: odd_fonts.sound()[:9000], "DeskNaskh-Regular.ttf is cut off"),
    "cut off early": (lambda: odd_fonts.sound()[:40], "it is cut off"),
    "no font": (lambda: b"not a font", "it is no font file"),
    "empty": (lambda: b"", "it is no font file"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_font_that_cannot_be_printed_is_refused_and_no_other_takes_its_place(kind: str, tmp_path: Path) -> None:
    content, problem = REFUSED[kind]
    with pytest.raises(RenderError) as error:
        data(SENTENCE, of=odd_fonts.set_in(content(), tmp_path))
    (found,) = error.value.findings
    assert (found.code, dict(found.args)) == ("PDF-006", {"family": odd_fonts.NAME, "problem": problem})


@pytest.mark.parametrize("content", [odd_fonts.sound, lambda: odd_fonts.with_rubbish("GDEF")], ids=["sound", "no GDEF"])
def test_a_font_of_ones_own_is_printed(content: Callable[[], bytes], tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(data(SENTENCE, of=odd_fonts.set_in(content(), tmp_path)))) as file:
        fonts = {str(item.BaseFont) for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/W" in item}
    assert fonts and all("Desk-Naskh" in font for font in fonts)


def test_a_font_that_was_damaged_since_it_was_listed_is_refused(tmp_path: Path) -> None:
    of = odd_fonts.set_in(odd_fonts.sound(), tmp_path)
    (face,) = of.families.families[0].faces
    face.path.write_bytes(odd_fonts.sound()[:-1] + b"?")
    with pytest.raises(DependencyError) as error:
        data(SENTENCE, of=of)
    assert [found.code for found in error.value.findings] == ["FONT-003"]


def test_a_broken_font_that_the_page_does_not_use_is_no_fault(tmp_path: Path) -> None:
    of = odd_fonts.set_in(b"", tmp_path)
    assert data(SENTENCE, of=replace(of, roles={role: chain[1:] for role, chain in of.roles.items()}))


def test_a_hundred_thousand_clusters_go_into_two_fonts() -> None:
    face = truetype.face(load_families().by_name("Amiri").face(400).data())
    books = [Book(face)]
    for nth, (x, y) in enumerate(product(range(400), range(250))):
        shown = Shown("ب", ((40, x, y),), 500)
        if books[-1].code(shown) is None:
            books.append(Book(face))
            assert books[-1].code(shown) is not None, nth
    assert [len(book.texts) for book in books] == [len(books[0].texts), 100_000 - len(books[0].texts)]
    for book in books:
        made = TTFont(BytesIO(book.builder.build()))
        assert len(book.texts) < made["maxp"].numGlyphs <= truetype.GLYPHS


@pytest.mark.slow
def test_more_clusters_than_a_font_has_codes_are_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(truetype, "GLYPHS", 6624 + 512 + 400)  # Amiri has 6624
    marks = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
    clusters = ["".join(one) for one in product("بتثجحخدذرزسشصضطظعغفقكلمنهوي", marks, marks)]
    galley = brief(*(paragraph(" ".join(clusters[start : start + 50])) for start in range(0, len(clusters), 50)))
    with pikepdf.open(BytesIO(data(galley))) as file:
        assert sum("/ToUnicode" in item for item in file.objects if isinstance(item, pikepdf.Dictionary)) > 3
    assert _read(galley) == _written(galley)


@pytest.mark.parametrize(
    "odd",
    [
        "\u064e\u0651\u0652 \u0650 \u064b\u064c\u064d",
        "\u200d\u200cب\u200d\u200c\u200dت\u200c\u200c \u200c \u200d و\u200d",
        "ن\u064e\u200cه \u200cا\u200d",
        "a\u200db\u200cc",
    ],
    ids=["marks alone", "joiners everywhere", "a joiner after a mark", "joiners in Latin"],
)
def test_text_at_the_edge_of_sense_reads_back(odd: str) -> None:
    galley = brief(paragraph("قبل"), paragraph(odd), paragraph("بعد"))
    assert _read(galley) == _written(galley)


def test_a_word_of_ten_thousand_letters_keeps_each_and_breaks_at_the_ends_of_pages_only() -> None:
    galley = brief(paragraph("ب" * 10_000))
    found = _read(galley)
    pages = len(PdfDocument(data(galley)))
    assert "".join(found) == "".join(_written(galley))
    assert len(found) < len(_written(galley)) + pages


@pytest.mark.parametrize("emoji", ["\U0001f600", "\U0001f1f8\U0001f1e6", "\U0001f468\u200d\U0001f469\u200d\U0001f467"])
def test_an_emoji_is_an_error_that_names_it(emoji: str) -> None:
    with pytest.raises(RenderError) as error:
        data(brief(paragraph(f"خبر {emoji} آخر")))
    assert {found.code for found in error.value.findings} == {"PDF-001"}
    assert f"U+{ord(emoji[0]):04X}" in {dict(found.args)["character"] for found in error.value.findings}


def _read(galley: Galley) -> list[str]:
    return [word for line in text(galley) for word in words(line)]


def _written(galley: Galley) -> list[str]:
    return [word for passage in passages(galley) for word in words(passage.text)]
