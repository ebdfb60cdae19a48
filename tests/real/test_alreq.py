"""Statements of the W3C's Arabic layout requirements (docs/alreq.md), on files that the command line made."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, features

from exporter.resources import templates_dir
from tests.real import drawing, exports
from tests.real.conftest import once
from tests.real.exports import ROOT, SAMPLES, SUFFIXES
from tests.real.tools import poppler
from tests.real.tools.browser import spine

pytestmark = pytest.mark.real

formats = pytest.mark.parametrize("suffix", SUFFIXES)
samples = pytest.mark.parametrize("sample", SAMPLES)

FEATURE, PROBES = "date-palm-feature", "probes"
AMIRI = ROOT / "fonts" / "amiri" / "Amiri-Regular.ttf"
TEXT_PT, DPI, LINE_GAP = 13, 288, 12
RIGHT_EDGE = (210 - 30) * drawing.MM
PRESENTATION_FORMS = re.compile("[\ufb50-\ufdef\ufe70-\ufefc]")
WORDS = ("لإ", "لِلَّآلِئِ", "الإسلام", "بِلاَدُنا", "مُمَرِّضَةٌ", "مُتَّكِئٍ", "كِتَابًا", "می\u200cخواهم", "المستشفى")


@pytest.fixture(scope="session")
def shapes(shared: Path) -> Path:
    """The folder with `shapes.yml` in every format."""
    source = Path(__file__).with_name("shapes.yml")
    return once(shared / "shapes", lambda folder: exports.run(source, "--all", "-o", folder))


def letters(text: str) -> str:
    """A text as a line of it is drawn from left to right, without spaces."""
    return text.replace(" ", "")[::-1]


# ---------------------------------------------------------------- direction


@formats
def test_q1_q21_a_paragraph_that_begins_with_a_latin_word_begins_at_the_right(suffix: str, shapes: Path) -> None:
    assert f".{letters('تفتتح مركزا في الرياض')}Google" in drawing.lines(shapes / f"shapes{suffix}")


def test_q21_lines_begin_at_the_right_margin_and_so_does_the_last_of_a_justified_paragraph(exported: Path) -> None:
    for page in drawing.glyphs(exported / "conductor-interview.pdf"):
        body = [glyph for glyph in page if round(glyph["size"]) == TEXT_PT]
        baselines = {round(glyph["matrix"][5]) for glyph in body}
        edges = [max(g["x1"] for g in body if round(g["matrix"][5]) == line) for line in baselines]
        assert sum(abs(edge - RIGHT_EDGE) < 3 for edge in edges) > 0.8 * len(edges)


@formats
def test_q2_the_columns_of_a_table_run_from_the_right(suffix: str, exported: Path) -> None:
    lines = drawing.lines(exported / f"{FEATURE}{suffix}")
    assert ("310" + "5" + "18.4" + "2021") in lines


@samples
def test_q2_pages_turn_and_bind_from_the_right(sample: str, exported: Path) -> None:
    with pikepdf.open(exported / f"{sample}.pdf") as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    with zipfile.ZipFile(exported / f"{sample}.epub") as book:
        package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    assert 'page-progression-direction="rtl"' in package


@formats
def test_q13_a_latin_phrase_over_two_lines_has_its_first_words_on_the_upper_one(suffix: str, shapes: Path) -> None:
    lines = drawing.lines(shapes / f"shapes{suffix}")
    first = next(i for i, line in enumerate(lines) if "TheLong" in line)
    last = next(i for i, line in enumerate(lines) if "Provinces" in line)
    assert lines[first].startswith("The") or "TheLong" in lines[first]
    assert last >= first and "Provinces" in lines[last]
    if suffix != ".html":  # its line is long enough for the whole phrase
        assert last > first


@formats
def test_q17_signs_stand_left_of_their_numbers_and_the_degree_right(suffix: str, probed: Path) -> None:
    drawn = "\n".join(drawing.lines(probed / f"{PROBES}{suffix}"))
    wanted = ["%50", "٪٢٥", "$50", "$1.5bn", "10–15%", "38°C", "-0.5%"]
    assert [sign for sign in wanted if sign not in drawn] == []


# ---------------------------------------------------------------- letters


@samples
def test_q3_q8_no_presentation_form_and_no_foreign_tatweel_is_stored(sample: str, exported: Path) -> None:
    written = SAMPLES[sample].read_text(encoding="utf-8")
    for text in (*stored(exported, sample), poppler.text(exported / f"{sample}.pdf")):
        assert PRESENTATION_FORMS.findall(text) == []
        assert ("ـ" in text) <= ("ـ" in written)


def stored(folder: Path, sample: str) -> Iterator[str]:
    """The marked-up text of the web page, of the book's documents and of the Word document."""
    yield (folder / f"{sample}.html").read_text(encoding="utf-8")
    for name in (f"{sample}.epub", f"{sample}.docx"):
        with zipfile.ZipFile(folder / name) as archive:
            yield from (archive.read(one).decode() for one in archive.namelist() if one.endswith((".xhtml", ".xml")))


@pytest.fixture(scope="module")
def words_drawn(shapes: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """Pictures of the last lines of `shapes.yml`, one word each; only points stand next to them."""
    pictures = poppler.pictures(shapes / "shapes.pdf", tmp_path_factory.mktemp("pages"), dpi=DPI)
    found = []
    for path, page in zip(pictures, drawing.glyphs(shapes / "shapes.pdf"), strict=True):
        picture = Image.open(path).convert("L")
        found += [picture.crop(place(picture, baseline)) for baseline in baselines(page)]
    return found[-len(WORDS) :]


def baselines(page: list[dict[str, Any]]) -> list[float]:
    """The baselines of a page's lines of letters, in pt from its foot, from top to bottom."""
    text = (glyph for glyph in page if round(glyph["size"]) == TEXT_PT and glyph["text"].isalpha())
    heights = sorted((glyph["matrix"][5] for glyph in text), reverse=True)
    return [high for before, high in pairwise([1e9, *heights]) if before - high > LINE_GAP]


def place(page: Image.Image, baseline: float) -> tuple[int, int, int, int]:
    """The box of the line on that baseline, in pixels."""
    foot, pixel = page.height - baseline * DPI / 72, DPI / 72
    return 0, round(foot - 20 * pixel), page.width, round(foot + 14 * pixel)


@pytest.mark.parametrize("word", WORDS)
def test_q5_q6_q7_q10_a_word_is_drawn_as_harfbuzz_shapes_it_with_all_its_marks(
    word: str, words_drawn: list[Image.Image]
) -> None:
    """Lam-alef, the four forms, a non-joiner and heaps of marks: the page's ink against a picture of HarfBuzz's."""
    assert alike(words_drawn[WORDS.index(word)], by_harfbuzz(word))


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Is the ink of both pictures as large, and in the same places?"""
    first, second = ink(one), ink(other)
    if any(abs(a - b) > 3 for a, b in zip(first.size, second.size, strict=True)):
        return False
    one, other = (cut.resize(second.size).point(lambda value: 255 if value < 128 else 0) for cut in (first, second))
    return min(covered(one, other), covered(other, one)) > 0.98


def covered(mask: Image.Image, by: Image.Image) -> float:
    """The share of a mask that lies within two pixels, half a point, of another's ink."""
    return dark(ImageChops.darker(mask, by.filter(ImageFilter.MaxFilter(5)))) / dark(mask)


def dark(mask: Image.Image) -> int:
    """How many pixels of a mask are set."""
    return mask.histogram()[255]


def by_harfbuzz(word: str) -> Image.Image:
    assert features.check("raqm"), "Pillow has no Raqm: `make test` installs libfribidi"
    picture = Image.new("L", (1600, 400), 255)
    font = ImageFont.truetype(AMIRI, TEXT_PT * DPI / 72, layout_engine=ImageFont.Layout.RAQM)
    ImageDraw.Draw(picture).text((400, 150), word, 0, font, direction="rtl", language="ar")
    return picture


def ink(picture: Image.Image) -> Image.Image:
    """The picture cut to what is dark in it."""
    box = picture.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box
    return picture.crop(box)


@formats
def test_q9_emphasis_and_links_inside_a_word_leave_it_whole(suffix: str, shapes: Path) -> None:
    drawn = "".join(drawing.lines(shapes / f"shapes{suffix}"))
    assert letters("المدرسة والمكتبة والحديقة في المدينة مفتوحة") in drawn.replace("ـ", "")


@samples
def test_q19_no_line_ends_in_a_hyphen(sample: str, exported: Path) -> None:
    for suffix in (".pdf", ".docx"):
        lines = drawing.lines(exported / f"{sample}{suffix}")
        assert len(lines) > 5
        assert [line for line in lines if re.match("[-‐\u00ad][ء-يپچژکگی]", line)] == []


@samples
def test_q24_no_glyph_is_slanted_or_spaced(sample: str, exported: Path) -> None:
    for page in drawing.glyphs(exported / f"{sample}.pdf"):
        assert {(round(glyph["matrix"][1], 3), round(glyph["matrix"][2], 3)) for glyph in page} <= {(0, 0)}
    with pikepdf.open(exported / f"{sample}.pdf") as pdf:
        operators = {str(step.operator) for page in pdf.pages for step in pikepdf.parse_content_stream(page)}
    assert "Tj" in operators or "TJ" in operators
    assert not operators & {"Tc", "Tw"}


@samples
def test_q29_the_first_letter_of_a_paragraph_is_as_large_as_the_rest(sample: str, exported: Path) -> None:
    sizes = {round(glyph["size"]) for page in drawing.glyphs(exported / f"{sample}.pdf") for glyph in page}
    assert len(sizes) < 12
    for sheet in templates_dir().rglob("*.css*"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"first-letter|initial-letter", rules), sheet.name


# ---------------------------------------------------------------- counters, notes, languages


@formats
def test_q26_list_counters_stand_at_the_right(suffix: str, exported: Path) -> None:
    first = letters("إصلاح مجرى الساقيتين")
    (line,) = (line for line in drawing.lines(exported / f"{FEATURE}{suffix}") if first in line)
    if suffix in (".pdf", ".docx"):  # a browser tells no place of a counter
        assert line.rpartition(first)[2] in (".1", "-1")
    else:
        assert line.endswith(first)


@pytest.mark.parametrize("suffix", [".pdf", ".epub", ".html"])  # LibreOffice counts notes in Western digits always
def test_q27_marks_of_notes_take_the_digits_of_the_article(suffix: str, shapes: Path) -> None:
    lines = drawing.lines(shapes / f"shapes{suffix}")
    (line,) = (line for line in lines if letters("وقف الحفر") in line)
    assert line.partition(letters("وقف الحفر"))[0].strip("[]().") == "١"


@samples
def test_q30_languages_are_said_where_they_are_and_nowhere_else(sample: str, exported: Path) -> None:
    language = re.search(r"^language: (\w+)", SAMPLES[sample].read_text(encoding="utf-8"), re.MULTILINE)
    assert language
    for root in documents(exported, sample):
        for text in root.xpath("//body//text()[normalize-space()]"):
            holder = text.getparent().getparent() if text.is_tail else text.getparent()
            said = str(holder.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")).partition("-")[0]
            if re.search("[ء-ي]", text):
                assert said == language[1], text
            elif re.search("[A-Za-z]{4}", text) and "@" not in text and "." not in text:
                assert said not in ("ar", "fa", "ur"), text


def documents(folder: Path, sample: str) -> Iterator[Any]:
    """The web page and the documents of the book."""
    yield html.document_fromstring((folder / f"{sample}.html").read_bytes())
    with zipfile.ZipFile(folder / f"{sample}.epub") as book:
        yield from (html.document_fromstring(book.read(name)) for name in spine(book))
