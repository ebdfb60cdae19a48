"""P2: one code of the PDF is one character, and the page looks as it did."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from exporter.backends.pdf import codes, guard, truetype
from exporter.backends.pdf.codes import Edges, Line, Shown, Spelled, spell
from exporter.backends.pdf.engine import draw_text, pdf_fonts
from exporter.errors import RenderError
from exporter.model.galley import Galley
from exporter.model.walk import passages
from exporter.text.words import words
from exporter.typefaces.families import Face, load_families
from tests.backends.galleys import brief, emphasis, everything, paragraph, strong
from tests.backends.pdf import pages
from tests.backends.pdf.glyphs import stretches
from tests.backends.pdf.pages import changed, context, data, text

FACES = [face for family in load_families().families for face in family.faces]
UPEM = 1000


def read(galley: Galley) -> list[str]:
    """The words that are read back."""
    return [word for line in text(galley) for word in words(line)]


def written(galley: Galley) -> list[str]:
    """The words of the galley."""
    return [word for passage in passages(galley) for word in words(passage.text)]


@contextmanager
def without_text_layer(*, exact: bool = False) -> Iterator[None]:
    """WeasyPrint's own text drawing; exact: without its cutting of movements to whole thousandths of an em."""
    drawing, cleaning = draw_text.draw_first_line, pdf_fonts.Font.clean
    draw_text.draw_first_line = guard.ORIGINALS["weasyprint.draw.text:draw_first_line"]
    if exact:
        source = inspect.getsource(draw_text.draw_first_line)
        assert "{int(kerning)}" in source
        names = dict(vars(draw_text))
        exec(source.replace("{int(kerning)}", "{kerning:.4f}"), names)
        draw_text.draw_first_line = names["draw_first_line"]
    pdf_fonts.Font.clean = guard.ORIGINALS["weasyprint.pdf.fonts:Font.clean"]
    try:
        yield
    finally:
        draw_text.draw_first_line, pdf_fonts.Font.clean = drawing, cleaning


VOWELLED = brief(paragraph("إِنَّ المُهَنْدِسِينَ أَعَدُّوا خُطَّةً لِتَوْسِيعِ الطَّرِيقِ، ثُمَّ عَرَضُوهَا عَلَى المَجْلِسِ البَلَدِيِّ فَوَافَقَ عَلَيْهَا. " * 3))


# ---------------------------------------------------------------- codes


def test_a_ligature_is_its_picture_and_blanks_that_share_its_advance_in_the_order_of_the_line() -> None:
    assert spell("لا", ((7, 0, 0),), 401, rtl=True, upem=UPEM).shown == (
        Shown("ا", ((7, 0, 0),), 200),
        Shown("ل", (), 201),
    )
    assert [one.text for one in spell("ffi", ((7, 0, 0),), 900, rtl=False, upem=UPEM).shown] == ["f", "f", "i"]


def test_marks_stand_before_their_letter_from_right_to_left_and_take_a_sliver_of_its_room() -> None:
    spelled = spell("بَّ", ((1, 0, 0), (2, 30, 80)), 500, rtl=True, upem=UPEM)
    assert spelled.marks == 2
    assert spelled.shown == (
        Shown("\u0651", (), 2) if "بَّ"[2] == "\u0651" else Shown("\u064e", (), 2),
        Shown("بَّ"[1], (), 2),
        Shown("ب", ((1, -4, 0), (2, 26, 80)), 496),
    )


@given(st.text("ابلمحكيه\u064b\u064e\u0651\u0670\u200c", min_size=1, max_size=5), st.integers(0, 3000), st.booleans())
def test_every_character_has_a_code_and_the_advances_add_up(characters: str, advance: int, rtl: bool) -> None:
    shown = spell(characters, ((1, 0, 0),), advance, rtl=rtl, upem=UPEM).shown
    assert "".join(one.text for one in shown) == (characters[::-1] if rtl else characters)
    assert abs(sum(one.advance for one in shown) - advance) <= 2 * len(characters)
    assert sum(bool(one.parts) for one in shown) == 1


def test_after_a_space_and_marks_the_letter_stands_where_it_would_without_them() -> None:
    line = Line(UPEM, Edges())
    line.add(spell("ب", ((1, 0, 0),), 500, rtl=True, upem=UPEM))
    line.add(Spelled((Shown(" ", (), 250),), 373.5, is_space=True))
    line.add(spell("بَ", ((1, 0, 0),), 500, rtl=True, upem=UPEM))
    line.finish()
    pen = 0.0
    for piece in line.pieces:
        if isinstance(piece, Shown) and piece.parts:
            left = pen + piece.parts[0][1]
        pen += piece.advance if isinstance(piece, Shown) else piece
    assert left == pytest.approx(500 + 373.5)


def test_each_code_of_a_file_is_one_character() -> None:
    with pikepdf.open(BytesIO(data(everything()))) as file:
        maps = b"\n".join(item.ToUnicode.read_bytes() for item in file.objects if _is_font(item))
    found = re.findall(rb"^<[0-9a-f]{4}> <([0-9a-f]+)>$", maps, re.MULTILINE)
    characters = [bytes.fromhex(one.decode()).decode("utf-16-be") for one in found if one != b"ffff"]
    assert all(len(one) == 1 for one in characters if one not in codes.EDGE_SPACE.values())
    assert len(characters) > 100


def _is_font(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item


# ---------------------------------------------------------------- fonts


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.path.stem)
def test_a_made_font_draws_and_measures_as_its_original(face: Face) -> None:
    original = TTFont(BytesIO(face.data()))
    builder = truetype.Builder(truetype.face(face.data()))
    names = original.getGlyphOrder()[: len(original.getGlyphOrder()) : 37]
    numbers = [original.getGlyphID(name) for name in names]
    for before, after in pairwise(numbers):
        builder.glyphs += [(((after, 0, 0),), original["hmtx"][original.getGlyphName(after)][0])]
        builder.glyphs += [(((before, 10, -20), (after, -300, 400)), 777)]
    made = TTFont(BytesIO(builder.build()))
    made_glyphs, glyphs = made.getGlyphSet(), original.getGlyphSet()
    assert made["maxp"].numGlyphs >= len(builder.glyphs)
    for number, (parts, advance) in enumerate(builder.glyphs):
        assert made["hmtx"][made.getGlyphName(number)][0] == advance
        drawn, wanted = (
            _area(made_glyphs, made.getGlyphName(number)),
            [_area(glyphs, original.getGlyphName(glyph), x, y) for glyph, x, y in parts],
        )
        assert drawn == pytest.approx(sum(wanted), abs=1)


def _area(glyphs: object, name: str, x: int = 0, y: int = 0) -> float:
    from fontTools.pens.areaPen import AreaPen

    pen = AreaPen(glyphs)
    glyphs[name].draw(pen)  # type: ignore[index]
    return float(pen.value)


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(60), b"ttcf" + bytes(60), b"\0\1\0\0" + bytes(60)])
def test_a_file_without_truetype_outlines_is_refused(content: bytes) -> None:
    with pytest.raises(truetype.NoOutlinesError):
        truetype.Face(content)


def test_a_font_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(truetype, "GLYPHS", 6624 + 512 + 30)  # Amiri has 6624
    assert read(VOWELLED) == written(VOWELLED)
    with pikepdf.open(BytesIO(data(VOWELLED))) as file:
        assert sum(_is_font(item) and "Amiri" in str(item.BaseFont) for item in file.objects) > 1


# ---------------------------------------------------------------- what is read

LETTERS = "ابتثجحدرسشصضطعفقكلمنهويأإآةىءئ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
CLUSTER = st.builds(
    lambda letter, marks: letter + "".join(marks),
    st.sampled_from(LETTERS),
    st.lists(st.sampled_from(MARKS), max_size=2),
)
WORD = st.lists(CLUSTER, min_size=1, max_size=9).map("".join)
TEXT = st.lists(WORD, min_size=1, max_size=25).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_vowelled_text_reads_back_word_for_word(texts: list[str]) -> None:
    galley = brief(*map(paragraph, texts))
    assert read(galley) == written(galley)


@pytest.mark.parametrize(
    "odd",
    [
        "و" * 60,
        "\u064e \u064f\u0651 ب",
        "ه\u200d ه\u200cا می\u200cخواهم \u200dب",
        "لا للا لله الله ﷺ ـــكـــتـــاب",
        "ABC ffi fl é e\u0301 naïve",
        "(a) [ب] {ج} «د» <ه>",
    ],
    ids=["a long word", "marks without a letter", "joiners", "ligatures", "Latin", "brackets"],
)
def test_odd_text_reads_back_word_for_word(odd: str) -> None:
    galley = brief(paragraph(odd))
    assert read(galley) == written(galley)


def test_a_refrain_reads_back_each_time() -> None:
    refrain = paragraph("أْْفٌٍطُْ وأ منُ ث ئٍُثُقٌٰك جٰئنْٰىءيٰجَ إٌٍضوبّكٌُص آءًٰةفٌَقشىّوصٍ تٍُءٍُضٰ همَقَّجًٌبٍْإِ")
    galley = brief(refrain, refrain, refrain, refrain)
    assert read(galley) == written(galley)


def test_joiners_of_the_layout_are_not_in_the_text_and_those_of_the_article_are() -> None:
    found = text(brief(paragraph("ال", strong("مدرسة"), " عام 1446 ه\u200d، وال", emphasis("كتاب"))))
    assert found[1] == "المدرسة عام 1446 ه\u200d، والكتاب"


def test_a_space_between_elements_is_in_the_file() -> None:
    with pikepdf.open(BytesIO(data(brief(paragraph(strong("كلمة"), " ", emphasis("أخرى")))))) as file:
        stream = file.pages[0].Contents.read_bytes()
    assert stream.count(b"TJ") == 8  # the headline, the words, the space, and the page's number in four pieces


def test_an_emoji_is_an_error() -> None:
    with pytest.raises(RenderError) as error:
        data(brief(paragraph("خبر \U0001f600")))
    assert [finding.code for finding in error.value.findings] == ["PDF-001"]
    with pytest.raises(RenderError):
        data(brief(paragraph("خبر \U0001f600")))


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize("galley", [everything(), VOWELLED], ids=["every block", "vowelled"])
def test_the_page_looks_as_weasyprint_draws_it(galley: Galley, tmp_path: Path) -> None:
    # WeasyPrint's own justified lines end up to a point short of the margin.
    ragged = changed(tmp_path, "page.css", lambda css: css.replace(": justify", ": start"))
    ours = data(galley, of=ragged)
    with without_text_layer(exact=True):
        theirs = data(galley, of=ragged)
    for one, other in zip(pypdfium2.PdfDocument(ours), pypdfium2.PdfDocument(theirs), strict=True):
        difference = ImageChops.difference(*(_picture(page) for page in (one, other)))
        strong_pixels = sum(difference.histogram()[96:])
        assert strong_pixels <= 0.0002 * difference.width * difference.height


def test_justified_lines_end_at_both_margins() -> None:
    page = context().layout.page
    (first, *_) = pypdfium2.PdfDocument(data(VOWELLED))
    lines: dict[float, tuple[float, float]] = {}
    for stretch in stretches(first).values():
        if stretch.size < 20:
            left, right = lines.get(stretch.baseline, (stretch.left, stretch.right))
            lines[stretch.baseline] = min(left, stretch.left), max(right, stretch.right)
    for left, right in list(lines.values())[:2]:
        assert left == pytest.approx(page.end_mm / 25.4 * 72, abs=0.2)
        assert right == pytest.approx((page.width_mm - page.start_mm) / 25.4 * 72, abs=1.2)  # with its ink


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey, softened so that edges within a pixel do not count."""
    picture: Image.Image = page.render(scale=2).to_pil()
    return picture.convert("L").filter(ImageFilter.GaussianBlur(1))


@pytest.mark.parametrize("galley", [everything(), VOWELLED, brief()], ids=["every block", "vowelled", "brief"])
def test_the_file_is_no_larger_than_weasyprints_by_a_tenth(galley: Galley) -> None:
    ours = len(data(galley))
    with without_text_layer():
        assert ours <= 1.1 * len(data(galley))


def test_a_cluster_that_was_spelled_once_is_known_in_every_other_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected(text: str, *_: object, **__: object) -> None:
        raise AssertionError(f"spelled again: {text}")

    pages.rendition(brief(paragraph("وصل الترام إلى المحطة، ثم مضى.")))
    monkeypatch.setattr("exporter.backends.pdf.textlayer.spell", unexpected)
    pages.rendition(brief(paragraph("ثم مضى الترام إلى المحطة، وصل.")))
