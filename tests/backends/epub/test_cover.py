"""The cover: drawn from the article, in shaped letters, ordered as UAX #9 says."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor, ImageOps

from exporter.backends.api import GivenFile
from exporter.backends.epub import cover
from exporter.backends.epub.canvas import Canvas, cropped
from exporter.backends.epub.cover import measures, section_colour
from exporter.backends.epub.lettering import Evenness, Line, Style, broken, inked, isolated, shaped
from exporter.backends.epub.wording import wording
from exporter.errors import InputError
from exporter.model.article import Byline
from exporter.model.galley import Edition, Galley, Picture
from exporter.model.inlines import Direction, NoteRef
from tests.backends.epub.books import XHTML, context, files_of, made, opened, package, parsed, titled
from tests.backends.galleys import brief, everything, latin, says

EVEN = Evenness(0.5, 0.02)


SIZE = 100  # pixels of the em


def lines_of(text: str, measure: float, most: int) -> tuple[tuple[Line, ...], bool]:
    """Break a headline into lines of a measure in pixels."""
    style = Style(context().roles["headline"], 700, "ar", 1)
    return broken(shaped(text, style), measure / SIZE, most, EVEN)


def logical(text: str, measure: float = 1000, most: int = 9) -> list[str]:
    """The lines' atoms from left to right, joined by a bar."""
    lines, _ = lines_of(text, measure, most)
    return ["|".join(atom.text for atom in line.atoms) for line in lines]


def draw(*galleys: Galley, **of_the_issue: Any) -> bytes:
    return cover.draw(Edition(galleys, **of_the_issue), context(), wording("ar")).data


def image(*galleys: Galley, **of_the_issue: Any) -> Image.Image:
    return Image.open(BytesIO(draw(*galleys, **of_the_issue))).convert("RGB")


def inked_columns(galley: Galley, top: int, bottom: int) -> tuple[int, int]:
    """First and last column that differ from the ground in a band of rows."""
    page = image(galley).crop((0, top, measures()["page"]["width"], bottom))
    ground = Image.new("RGB", page.size, page.getpixel((2, 2)))
    box = ImageChops.difference(page, ground).convert("L").point(lambda value: 255 * (value > 60)).getbbox()
    assert box
    return box[0], box[2]


def test_the_cover_is_a_jpeg_and_the_package_says_so() -> None:
    items = [i for i in package(everything()).iterfind(".//{*}item") if i.get("properties") == "cover-image"]
    assert [(item.get("href"), item.get("media-type")) for item in items] == [("images/cover.jpg", "image/jpeg")]
    assert files_of(everything())["EPUB/images/cover.jpg"][:2] == b"\xff\xd8"


def test_the_cover_page_shows_it_and_says_what_it_is() -> None:
    page = parsed(files_of(everything())["EPUB/text/cover.xhtml"])
    picture = next(page.iter(f"{XHTML}img"))
    assert picture.get("alt") == (
        f"الغلاف: وكالة الأنباء – {everything().title}. الصورة: ترام أحمر يعبر الجسر عند الصباح"
    )
    assert picture.get("role") == "doc-cover"


@given(*[st.integers(1, 300)] * 4, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_crop_of_some_rows_at_a_time_has_no_seam(
    width: int, height: int, of_width: int, of_height: int, focus: tuple[float, float]
) -> None:
    whole = Image.radial_gradient("L").resize((of_width, of_height)).convert("RGB")
    ours = Image.new("RGB", (width, height))
    rows = cropped(whole, (width, height), focus)
    for top in range(0, height, 64):
        ours.paste(rows(top, min(top + 64, height)), (0, top))
    theirs = ImageOps.fit(whole, (width, height), Image.Resampling.BILINEAR, centering=focus)
    apart = ImageChops.difference(ours, theirs)
    assert not any(apart.getchannel(band).point(lambda value: value > 4).getbbox() for band in "RGB")


@given(st.integers(1, 70), st.integers(1, 700), st.integers(0, 400), st.integers(1, 700))
def test_a_page_encoded_in_strips_decodes_to_what_it_would_be_encoded_whole(
    width: int, height: int, top: int, rows: int
) -> None:
    """Wherever the picture lies: strips that nothing is painted on are not encoded each for itself."""
    picture = Image.radial_gradient("L").resize((width, rows)).convert("RGB")
    page = Image.new("RGB", (width, height), "#fa3")
    page.paste(picture, (0, top))
    strips = Canvas(width, height, "#fa3")
    strips.show(top, rows, lambda begin, end: picture.crop((0, begin, width, end)))
    whole = BytesIO()
    page.save(whole, "JPEG", quality=80, subsampling="4:2:2")
    assert Image.open(BytesIO(strips.jpeg(80))).tobytes() == Image.open(whole).tobytes()


def test_the_lead_picture_fills_the_top_and_without_one_the_ground_is_plain() -> None:
    page, plain = measures()["page"], measures()["house"]["colour"]
    assert image(everything()).getpixel((700, 500)) != image(brief()).getpixel((700, 500))
    ground = image(brief()).getpixel((page["width"] - 5, page["height"] - 5))
    assert isinstance(ground, tuple)
    assert all(abs(a - b) <= 2 for a, b in zip(ground, ImageColor.getrgb(plain), strict=True))  # JPEG rounds


def test_text_begins_at_the_side_where_its_language_begins() -> None:
    width, margin = measures()["page"]["width"], measures()["text"]["margin"]
    english = replace(titled(brief(), "Short news"), direction=Direction.LTR)
    _, right = inked_columns(brief(), 300, 1200)
    left, _ = inked_columns(english, 300, 1200)
    assert abs(right - (width - margin)) < 25
    assert abs(left - margin) < 25


def test_a_title_of_five_thousand_letters_is_cut_short_and_stays_on_the_page() -> None:
    long = titled(everything(), "كلمة وأخرى " * 500)
    left, right = inked_columns(long, 1300, 2090)
    assert measures()["text"]["margin"] - 10 <= left < right <= measures()["page"]["width"]


def test_one_endless_word_stays_on_the_page_too() -> None:
    assert image(titled(brief(), "ا" * 400)).size == (measures()["page"]["width"], measures()["page"]["height"])


def test_q12_a_latin_phrase_keeps_its_order_inside_an_arabic_line() -> None:
    text = isolated(says("قالت ", latin("Reuters News"), " أمس"))
    line = logical(text, measure=3000)[0].replace("\u2066", "").replace("\u2069", "").split("|")
    words = [word for word in line if word.strip()]
    assert words == ["أمس", "Reuters", "News", "قالت"]


def test_q14_the_mark_of_a_note_does_not_cut_a_phrase_in_two() -> None:
    assert isolated(says("قالت ", latin("Reuters"), NoteRef(1), latin(" News"))) == "قالت \u2066Reuters News\u2069"


def test_q13_a_latin_phrase_that_breaks_has_its_first_words_on_the_upper_line() -> None:
    lines = logical(isolated(says("خط ", latin("Metropolitan Transport"))), measure=800)
    assert "Metropolitan" in lines[0]
    assert "Transport" in lines[1]


def test_lines_are_made_even_and_hold_every_word() -> None:
    text = "الخط الثالث للترام يبدأ العمل بعد أربع سنوات من البناء"
    lines, whole = lines_of(text, 1100, 9)
    assert whole
    assert [w for line in lines for atom in reversed(line.atoms) if (w := atom.text.strip())] == text.split()
    assert min(line.width for line in lines) > 0.5 * max(line.width for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines, whole = lines_of("كلمة " * 50, 600, 2)
    assert not whole
    assert len(lines) == 2
    assert lines[-1].atoms[0].text == "…"
    assert all(line.width * SIZE <= 600 for line in lines)


def test_q10_marks_are_drawn_with_their_letters() -> None:
    bare, vowelled = (lines_of(text, 900, 1)[0][0] for text in ("علم", "عَلَّمَ"))
    assert abs(bare.width - vowelled.width) < 0.05 * bare.width
    assert inked(vowelled, SIZE)[2] > inked(bare, SIZE)[2]


def test_an_empty_text_has_no_lines() -> None:
    assert lines_of("", 900, 3) == ((), True)


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("picture", "focus", [0.5, 0.9]),
        ("text", "ascent", 0.5),
        ("text", "between", " / "),
        ("text", "narrowest", 1.0),
    ],
)
def test_the_look_of_the_cover_stands_in_its_template(
    table: str, key: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = BytesIO()
    Image.linear_gradient("L").resize((400, 900)).save(out, "JPEG")
    pictures = {"lead.png": Picture("lead.jpg", "image/jpeg", out.getvalue(), 400, 900)}
    galley = replace(everything(), pictures=pictures)
    before = draw(galley)
    changed = {**measures(), table: {**measures()[table], key: value}}
    monkeypatch.setattr(cover, "measures", lambda: changed)
    assert draw(galley) != before


def near(colour: tuple[int, ...] | float | None, wanted: str) -> bool:
    """Whether a pixel has a colour, but for what JPEG rounds."""
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= 4 for a, b in zip(colour, ImageColor.getrgb(wanted), strict=True))


def in_section(name: str) -> Galley:
    return replace(everything(), section=says(name), article=replace(everything().article, section=name))


def test_the_masthead_stands_in_the_colour_of_the_section() -> None:
    for name in ("رياضة", "اقتصاد", "قسم لا يعرفه أحد"):
        galley = in_section(name)
        assert near(image(galley).getpixel((20, 20)), section_colour(Edition((galley,))))
    colours = {section_colour(Edition((in_section(name),))) for name in ("رياضة", "اقتصاد", "ثقافة وفنون", "أخرى")}
    assert len(colours) == 4


def test_stories_of_several_sections_stand_under_the_colour_of_the_house() -> None:
    mixed = Edition((in_section("رياضة"), in_section("اقتصاد")))
    assert section_colour(mixed) == measures()["house"]["colour"]
    assert section_colour(Edition((in_section("رياضة"),) * 2)) != measures()["house"]["colour"]


def test_every_colour_of_a_section_lets_white_letters_be_read() -> None:
    for colour in (*measures()["sections"], measures()["house"]["colour"]):
        red, green, blue = (
            (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in ImageColor.getrgb(colour)
        )
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) > 7


def test_without_agency_and_paper_there_is_no_masthead() -> None:
    nameless = replace(everything(), article=replace(everything().article, byline=Byline()))
    assert not near(image(nameless).getpixel((20, 20)), section_colour(Edition((nameless,))))


def test_an_issue_says_its_number_and_the_next_stories_on_the_cover() -> None:
    stories = (everything(), titled(brief(), "خبر ثان"))
    bare, numbered = draw(*stories, title="جريدة النهر"), draw(*stories, title="جريدة النهر", number="12")
    assert len({bare, numbered, draw(everything(), title="جريدة النهر")}) == 3


# ---------------------------------------------------------------- a cover that is given


def photograph(kind: str, size: tuple[int, int] = (600, 900)) -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize(size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "cover.jpg"), ("WEBP", "cover.png"), ("GIF", "cover.png")])
def test_a_given_picture_is_the_cover_as_a_core_media_type(kind: str, name: str) -> None:
    book = opened(made(Edition((everything(),)), GivenFile("غلاف %20 ../x.webp", photograph(kind))))
    shown = Image.open(BytesIO(book[f"EPUB/images/{name}"]))
    assert shown.size == (600, 900)
    page = next(parsed(book["EPUB/text/cover.xhtml"]).iter(f"{XHTML}img"))
    assert page.get("src") == f"../images/{name}"
    assert page.get("alt") == f"الغلاف: وكالة الأنباء – {everything().title}"


def test_a_file_that_is_no_picture_is_refused_by_name_and_nothing_is_made() -> None:
    with pytest.raises(InputError) as caught:
        made(Edition((everything(),)), GivenFile("cover.txt", b"no picture at all"))
    assert [(found.code, found.at.file) for found in caught.value.findings] == [("IMAGE-009", "cover.txt")]
