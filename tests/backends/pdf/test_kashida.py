"""Kashida (Q22, Q23): justified lines are filled by longer words as well, and the text stays what it was."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from PIL import Image

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf import kashida, measures, surroundings, textlayer, truetype
from exporter.backends.pdf.engine import HTML, boxes, ffi
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.kashida import Filled, justify, report
from exporter.backends.pdf.runs import INFO, Excerpt, Run, clusters
from exporter.house.layout import Justification, load_layout
from exporter.model.walk import passages
from exporter.readback import judge
from exporter.resources import templates_dir
from exporter.text.kashida import TATWEEL, opportunities
from exporter.text.words import words
from exporter.typefaces import tatweel
from exporter.typefaces.families import load_families
from tests.backends.galleys import brief, emphasis, everything, latin, paragraph, strong
from tests.backends.pdf import pages

HOW = Justification(word_space_ideal_em=0.28, word_space_most_em=0.5, kashida=True)
FAMILIES = [family.name for family in load_families().families if family.covers(ord("ش"))]
TEXT = (
    "وقال رئيس هيئة النقل الحضري إن المدينة ستشهد افتتاح محطات جديدة قبل نهاية السنة، وأضاف أن السيارات الخاصة "
    "ستخضع لرسوم مختلفة عند دخول المناطق التاريخية، وأن المشروع يستهدف تقليص الازدحام في الشوارع الرئيسية خلال "
    "ساعات الذروة الصباحية والمسائية، بعد سلسلة دراسات أعدتها الجامعة. "
)


def laid(markup: str, family: str = "Amiri", width: int = 62, style: str = "") -> Any:
    """A document with a column of some mm."""
    css = f'body {{ font: 11pt "{family}"; width: {width}mm; text-align: justify; word-spacing: 0.01pt }} {style}'
    page = f'<html dir="rtl" lang="ar"><style>{css}</style><body>{markup}'
    return HTML(string=page).render(font_config=bundled_fonts(load_families()))


def lines(document: Any) -> list[Any]:
    """All line boxes."""
    return [line for page in document.pages for line, _ in kashida._lines(page._page_box, False)]


def texts(line: Any) -> list[Any]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def drawn(line: Any) -> str:
    """The text that is drawn."""
    return "".join(box.pango_layout.text for box in texts(line))


def is_elongated(line: Any) -> bool:
    return any(getattr(box, "kashidas", ()) for box in texts(line))


# ---------------------------------------------------------------- the lines


@pytest.mark.parametrize("family", FAMILIES)
def test_word_spaces_become_narrower_and_more_alike(family: str) -> None:
    plain, filled = (justify(laid(f"<p>{TEXT * 3}", family), how) for how in (replace(HOW, kashida=False), HOW))
    assert len(plain) == len(filled) > 15
    assert _mean(filled) < _mean(plain)
    assert _variance(filled) < _variance(plain)
    assert max(line.word_space for line in filled) <= max(line.word_space for line in plain)


def _mean(filled: Sequence[Filled]) -> float:
    return sum(line.word_space for line in filled) / len(filled)


def _variance(filled: Sequence[Filled]) -> float:
    mean = _mean(filled)
    return sum((line.word_space - mean) ** 2 for line in filled) / len(filled)


def test_word_spaces_grow_first_then_words_then_word_spaces_again() -> None:
    for line in justify(laid(f"<p>{TEXT * 3}"), HOW):
        total = sum(line.growths)
        assert all(HOW.kashida_least_em - kashida.STEP_EM <= one <= HOW.kashida_most_em + 1e-6 for one in line.growths)
        assert total <= HOW.kashida_line_em + 1e-6
        if line.growths:
            assert line.word_space >= HOW.word_space_ideal_em - 1e-6


def test_a_line_that_spaces_fill_well_is_left_alone() -> None:
    wide = replace(HOW, word_space_ideal_em=3.0)
    assert not any(line.growths for line in justify(laid(f"<p>{TEXT}"), wide))


@pytest.mark.parametrize("family", FAMILIES)
def test_lines_end_at_both_edges_in_every_family(family: str) -> None:
    document = laid(f"<p>{TEXT}</p><p>{TEXT.replace('المدينة', '<b>المدينة</b> (<i>Paris</i>)')}", family)
    widths = {id(line): line.width for line in lines(document)}
    justify(document, HOW)
    elongated = [line for line in lines(document) if is_elongated(line)]
    assert len(elongated) > 5
    for line in elongated:
        assert line.width == pytest.approx(widths[id(line)], abs=0.01)
        for box in texts(line):
            assert _drawn_width(box) == pytest.approx(box.width, abs=0.1)
        left, right = texts(line)[-1], texts(line)[0]
        assert left.position_x == pytest.approx(line.position_x, abs=0.01)
        assert right.position_x + right.width == pytest.approx(line.position_x + line.width, abs=0.01)


def _drawn_width(box: Any) -> float:
    """What the text layer makes of a box, in CSS pixels."""
    box.pango_layout.reactivate(box.style)
    width, source = 0.0, surroundings.Source(box)
    layout = box.pango_layout
    run = textlayer._first_line(box, "clip", "none").runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs
        raw = bytes(ffi.buffer(glyphs.glyphs, count * INFO * 4))
        level = item.analysis.level & 1
        starts = tuple(ffi.unpack(glyphs.log_clusters, count))
        made = Run(raw, starts, source.of(item.offset, item.length), level, source.kashidas(item.offset, item.length))
        width += sum(advance for _, _, advance in clusters(made)) / measures.UNITS
        run = run.next
    layout.deactivate()
    return width


# ---------------------------------------------------------------- where not


def test_the_last_line_of_a_paragraph_is_left_alone() -> None:
    document = laid(f"<p>{TEXT}</p><p>{TEXT}")
    justify(document, HOW)
    last = [lines(document)[nth] for nth in (len(lines(document)) // 2 - 1, -1)]
    assert not any(map(is_elongated, last))
    assert any(map(is_elongated, lines(document)))


@pytest.mark.parametrize("family", ["Amiri", "Noto Kufi Arabic"])
@pytest.mark.parametrize("width", [40, 55, 70])
def test_a_word_is_elongated_once_and_only_where_the_rules_allow(family: str, width: int) -> None:
    document = laid(f"<p>{TEXT * 2}", family, width)
    before = [[box.text for box in texts(line)] for line in lines(document)]
    justify(document, HOW)
    assert [[box.text for box in texts(line)] for line in lines(document)] == before, "the text that is read"
    for line in filter(is_elongated, lines(document)):
        for word in drawn(line).split():
            stretched = [part for part in word.replace(TATWEEL, " ").split(" ") if part]
            assert len(stretched) <= 2
            if len(stretched) == 2:
                assert len(stretched[0]) in {found.at for found in opportunities("".join(stretched))}


@pytest.mark.parametrize("width", [40, 55, 70])
def test_no_stroke_stands_right_under_another(width: int) -> None:
    document = laid(f"<p>{TEXT * 4}", "Vazirmatn", width)
    works = list(_works(document))
    assert sum(map(len, works)) > 5
    for (before, above), (line, strokes) in pairwise(zip(_filled(document), works, strict=True)):
        if line.position_y > before.position_y:  # else it begins a page
            for left, right in strokes:
                assert all(right < other_left or left > other_right for other_left, other_right in above)


def _works(document: Any) -> Iterator[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    original = kashida._Above.remember

    def remember(above: Any, line: Any, strokes: tuple[tuple[float, float], ...]) -> None:
        found.append(list(strokes))
        original(above, line, strokes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kashida._Above, "remember", remember)
        justify(document, HOW)
    return iter(found)


def test_headlines_are_left_alone_unless_asked() -> None:
    for headlines in (False, True):
        document = laid(f"<h2>{TEXT}</h2>", "Vazirmatn")
        justify(document, replace(HOW, headlines=headlines))
        assert any(map(is_elongated, lines(document))) == headlines


@pytest.mark.parametrize(
    "markup",
    [
        f'<p lang="ur">{TEXT}',
        f'<p dir="ltr" style="text-align: justify">{TEXT}',
        f'<p style="letter-spacing: 1pt">{TEXT}',
    ],
    ids=["Urdu", "a stretch from left to right, such as code", "spaced letters"],
)
def test_text_that_takes_no_elongation_is_left_to_spaces(markup: str) -> None:
    document = laid(markup)
    assert justify(document, HOW)
    assert not any(map(is_elongated, lines(document)))


def test_a_face_without_a_usable_tatweel_is_left_to_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tatweel, "fault", lambda data: "none")
    monkeypatch.setattr(measures, "_types", {})
    measures._faults.cache_clear()
    document = laid(f"<p>{TEXT}")
    assert justify(document, HOW)
    assert not any(map(is_elongated, lines(document)))
    measures._faults.cache_clear()


def test_letters_that_an_element_parts_are_not_pulled_further_apart() -> None:
    parted = TEXT.replace("المدينة", "المد\u200d<b>\u200dينة</b>").replace("السيارات", "الس\u200d<b>\u200dيارات</b>")
    document = laid(f"<p>{parted * 2}")
    justify(document, HOW)
    for line in lines(document):
        for box in texts(line):
            assert not box.pango_layout.text.startswith(TATWEEL)
            assert "\u200d" + TATWEEL not in box.pango_layout.text
            assert TATWEEL + "\u200d" not in box.pango_layout.text


# ---------------------------------------------------------------- the glyphs


def test_a_stretched_glyph_is_wider_as_told_and_as_high_as_it_was() -> None:
    content = load_families().by_name("Vazirmatn").faces[0].data()
    original = TTFont(BytesIO(content))
    number = original.getGlyphID(original.getBestCmap()[0x640])
    builder = truetype.Builder(truetype.face(content))
    builder.glyphs.append((((number, 0, 0),), 565))
    builder.glyphs.append((((truetype.Stretched(number, truetype.WHOLE * 3 // 2), 0, 0),), 848))
    made = TTFont(BytesIO(builder.build()))
    plain, wide = (_bounds(made, nth) for nth in (0, 1))
    assert wide == pytest.approx((plain[0] * 1.5, plain[1], plain[2] * 1.5, plain[3]), abs=1)
    box = made["glyf"][made.getGlyphName(1)]
    assert (box.xMin, box.yMin, box.xMax, box.yMax) == pytest.approx(wide, abs=1)


def _bounds(font: TTFont, number: int) -> tuple[float, float, float, float]:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(number)].draw(pen)
    bounds: tuple[float, float, float, float] = pen.bounds
    return bounds


def test_a_tatweel_that_nobody_wrote_goes_with_its_letter_and_one_that_was_written_stays() -> None:
    # From left to right: the next letter, our tatweel (bytes 4 to 6), the author's (2 to 4), the letter.
    glyphs = b"".join(
        struct.pack("=IiiiI", number, width, 0, 0, 0) for number, width in ((9, 500), (7, 200), (7, 200), (8, 400))
    )
    assert len(glyphs) == 4 * INFO * 4
    run = Run(glyphs, (6, 4, 2, 0), Excerpt("بــت".encode()), 1, ((4, 6, 100),))
    assert [(text, advance) for text, _, advance in clusters(run)] == [("ت", 500), ("ـ", 500), ("ب", 400)]
    plain = run._replace(kashidas=())
    assert [(text, advance) for text, _, advance in clusters(plain)] == [("ت", 500), ("ـ", 200), ("ـ", 200), ("ب", 400)]


# ---------------------------------------------------------------- the file


def newspaper(**changes: Any) -> Context:
    """The layout that uses it, some of its measures changed."""
    layout, families = load_layout(templates_dir() / "newspaper"), load_families()
    assert layout.justification
    layout = replace(layout, justification=replace(layout.justification, **changes))
    return replace(
        pages.context(),
        layout=layout,
        roles={role: families.chain(role, names) for role, names in layout.roles.items()},
    )


MIXED = TEXT, strong("وأكد المتحدث"), " أن القافلة ", emphasis("تستقبل "), latin("Reuters News"), "، ", TEXT
STORY = brief(
    *[paragraph(*MIXED)] * 4,
    paragraph("قـال الكاتب إن الرحـمـة تسبق العـدل في كل حـال، ", TEXT),
    paragraph("إِنَّ المُهَنْدِسِينَ أَعَدُّوا خُطَّةً لِتَوْسِيعِ الطَّرِيقِ، ثُمَّ عَرَضُوهَا عَلَى المَجْلِسِ البَلَدِيِّ فَوَافَقَ عَلَيْهَا. " * 4),
)  # fmt: skip


def test_what_is_read_is_what_was_written_and_an_authors_tatweel_stays() -> None:
    found = pdf.readback(pages.rendition(STORY, of=newspaper()))
    assert [word for passage in found for word in words(passage.text)] == [
        word for passage in passages(STORY) for word in words(passage.text)
    ]


def test_every_block_reads_back_in_the_newspaper() -> None:
    galley = everything()
    found = tuple(pdf.readback(pages.rendition(galley, of=newspaper())))
    assert judge(tuple(passages(galley)), found, "a.pdf")[1] == ()


def test_a_paragraph_that_goes_on_in_the_next_column_is_one_passage() -> None:
    address = "https://example.org/" + "/".join(["part"] * 400)
    galley = brief(paragraph(f"{TEXT} {address}"), paragraph(TEXT))
    found = tuple(pdf.readback(pages.rendition(galley, of=newspaper())))
    assert judge(tuple(passages(galley)), found, "a.pdf")[1] == ()


def test_a_wide_space_alone_between_two_elements_is_drawn() -> None:
    address = "https://example.org/" + "a" * 30
    words = paragraph(strong("كلمة"), " ", strong("أخرى"), " ", strong("ثالثة"), " ", address, " ", strong("كلمة"), " ")
    found = tuple(pdf.readback(pages.rendition(brief(words, paragraph(TEXT)), of=newspaper())))
    assert judge(tuple(passages(brief(words, paragraph(TEXT)))), found, "a.pdf")[1] == ()


def test_the_same_bytes_come_whether_words_are_known_or_new() -> None:
    warm = pages.data(STORY, of=newspaper())
    measures._types.clear()
    textlayer._known_clusters.cache_clear()
    assert pages.data(STORY, of=newspaper()) == warm


def test_a_layout_without_the_table_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages.context().layout.justification is None
    monkeypatch.setattr(kashida, "justify", lambda document, how: pytest.fail("asked all the same"))
    pages.data(STORY)


def test_links_lie_over_their_words() -> None:
    document = laid(
        f"<p>{TEXT.replace('المدينة', '<a href=https://example.org/>المدينة القديمة</a>')}", style="a { color: red }"
    )
    justify(document, HOW)
    (page,) = document.pages
    areas = [area for kind, _, area, _ in page.links]
    anchors = [
        box for line in lines(document) for box in line.descendants() if box.element_tag == "a" and box is not line
    ]
    assert [area[0] for area in areas] == pytest.approx(
        [box.position_x for box in anchors if isinstance(box, boxes.InlineBox)]
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_the_stroke_has_no_seam_at_any_column(family: str) -> None:
    document = laid(f"<p>{TEXT * 2}", family)
    strokes = list(_works(document))
    places = [(stroke, line) for line, work in zip(_filled(document), strokes, strict=True) for stroke in work]
    surroundings.look_around(document)
    page = pypdfium2.PdfDocument(document.write_pdf())[0]
    image = page.render(scale=16).to_pil().convert("L")
    scale = 16 * 0.75
    assert len(places) > 5
    for (left, right), line in places:
        base = line.position_y + line.baseline
        low, high = round((base - 6) * scale), round((base + 1.5) * scale)
        edge = min(1.0, (right - left) / 3)  # where letters swell into the stroke
        columns = range(round((left + edge) * scale), round((right - edge) * scale))
        thickness = [_thickness(image, x, low, high) for x in columns]
        assert min(thickness) > 0
        # The stroke swells and thins slowly: nowhere is there a step from one pixel to the next.
        assert max(abs(one - other) for one, other in pairwise(thickness)) <= 3


def _filled(document: Any) -> list[Any]:
    return [line for line in lines(document) if any(box.justification_spacing for box in texts(line))]


def _thickness(image: Image.Image, x: int, low: int, high: int) -> int:
    """How many pixels are dark in the lowest dark stretch of a column."""
    column = [image.getpixel((x, y)) < 128 for y in range(high, low, -1)]  # type: ignore[operator]
    start = next((nth for nth, dark in enumerate(column) if dark), None)
    if start is None:
        return 0
    return next((nth for nth, dark in enumerate(column[start:]) if not dark), len(column) - start)


def test_lines_with_wide_spaces_are_reported() -> None:
    narrow = justify(laid(f"<p>{TEXT}", width=24), replace(HOW, kashida=False))
    (said,) = report(narrow, HOW)
    facts = dict(said.args)
    assert said.code == "PDF-008"
    assert facts["count"] == sum(line.word_space > 0.5 for line in narrow)
    assert facts["lines"] == len(narrow)
    assert report(justify(laid(f"<p>{TEXT}", width=150), HOW), HOW) == ()


def test_the_notice_reaches_the_export() -> None:
    of = newspaper(kashida=False, word_space_most_em=0.26)
    assert [found.code for found in pages.rendition(STORY, of=of).findings] == ["PDF-008"]
