"""A subset shapes words as the whole face does, and its WOFF2 is the same font."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.typefaces.coverage import missing
from exporter.typefaces.families import Face, load_families
from exporter.typefaces.subset import COMPANIONS, subset
from exporter.typefaces.woff2 import woff2

FAMILIES = load_families()
FACES = [face for family in FAMILIES.families for face in family.faces]
ARABIC = [face for face in FACES if FAMILIES.by_name(face.family).covers(ord("ع"))]
SENTENCES = """\
الله لله والله الإسلام الآن لأن لا فلا الأمم الإقبال في الدولي محمد لمحمد بيت المقدس المستشفى شيء سُئِلَ رئيس
مُحَمَّدٌ رَسُولُ اللَّهِ بِسْمِ الرَّحْمَٰنِ الرَّحِيمِ مُسْتَقِلًّا يوميًّا استثنائيًّا هٰذا ذٰلِكَ إِلَّا آخِرُ قُرْآن
می‌خواهد به‌بهره‌برداری پژوهشگران خانهٔ گفت وزیر اعلیٰ نے کہا ہسپتال لوگوں گھر زخمیوں ھے ٹڈڑ ـــ مـد
(2026) «٢٠٢٦» ۱۲۳٪ ٣٫٥ ؟! office fiancée Žižek Ṣanʿāʾ AV To 3–2"""
WORDS = SENTENCES.split()

each_face = pytest.mark.parametrize("face", FACES, ids=lambda face: face.path.stem)
each_arabic = pytest.mark.parametrize("face", ARABIC, ids=lambda face: face.path.stem)


@cache
def whole(face: Face) -> Any:
    return hb.Font(hb.Face(face.data()))


def shaped(font: Any, word: str) -> list[tuple[object, ...]]:
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [
        (info.cluster, place.position, extents and tuple(extents))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        for extents in [font.get_glyph_extents(info.codepoint)]
    ]


def words_of(face: Face) -> list[str]:
    """The words that the face can set without help."""
    family = FAMILIES.by_name(face.family)
    return [word for word in WORDS if not missing(word, [family])]


def code_points(text: str) -> set[int]:
    return {ord(character) for character in text}


@each_arabic
def test_a_subset_shapes_words_with_harakat_and_ligatures_as_the_whole_face(face: Face) -> None:
    words = words_of(face)
    assert len(words) >= 40
    cut = hb.Font(hb.Face(subset(face, code_points("".join(words)))))
    for word in words:
        assert shaped(cut, word) == shaped(whole(face), word), word


@each_arabic
def test_a_subset_of_one_word_is_enough_for_that_word(face: Face) -> None:
    for word in words_of(face)[:24]:
        cut = hb.Font(hb.Face(subset(face, code_points(word))))
        assert shaped(cut, word) == shaped(whole(face), word), word


LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیٹںھہے"


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=LETTERS + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200c\u200d",
        min_size=1,
        max_size=12,
    )
)
def test_any_vowelled_word_is_shaped_alike_by_subset_and_whole(word: str) -> None:
    word = unicodedata.normalize("NFC", word)
    for name in ("Amiri", "Vazirmatn"):
        face = FAMILIES.by_name(name).face(400)
        cut = hb.Font(hb.Face(subset(face, code_points(word))))
        assert shaped(cut, word) == shaped(whole(face), word)


@each_face
def test_a_subset_has_the_asked_characters_and_keeps_licence_notice_and_names(face: Face) -> None:
    asked = code_points("صحيفة News 12")
    font = TTFont(io.BytesIO(subset(face, asked)))
    had = set(TTFont(face.path).getBestCmap())
    cmap = set(font.getBestCmap())
    assert (asked | COMPANIONS) & had <= cmap
    assert len(cmap) < len(had)
    for record in (0, 1, 2, 13):
        assert font["name"].getDebugName(record) == TTFont(face.path)["name"].getDebugName(record)


def test_a_subset_is_small() -> None:
    face = FAMILIES.by_name("Amiri").face(400)
    assert len(subset(face, code_points("".join(WORDS)))) < len(face.data()) / 2


@each_face
def test_a_subset_and_its_woff2_are_the_same_bytes_each_time(face: Face) -> None:
    asked = code_points("خبر عاجل")
    first = subset(face, asked)
    assert subset(face, sorted(asked, reverse=True)) == first
    packed = woff2(first)
    assert woff2(first) == packed


@each_face
def test_the_woff2_unpacks_to_the_same_tables(face: Face) -> None:
    ttf = subset(face, code_points("الصحيفة office"))
    before, after = TTFont(io.BytesIO(ttf)), TTFont(io.BytesIO(woff2(ttf)))
    assert after.flavor == "woff2" and after.sfntVersion == before.sfntVersion
    tags = set(before.keys()) - {"GlyphOrder"}
    assert set(after.keys()) - {"GlyphOrder"} == tags
    for tag in tags - {"head"}:
        assert after.reader[tag] == before.reader[tag], tag
    assert after["head"].flags == before["head"].flags | 0x0800
    assert after["head"].modified == before["head"].modified


def test_a_woff2_is_as_long_as_its_header_says_and_a_multiple_of_four() -> None:
    packed = woff2(subset(FAMILIES.by_name("Gelasio").face(400, italic=True), code_points("news")))
    assert packed[:4] == b"wOF2" and int.from_bytes(packed[8:12]) == len(packed)
    assert len(packed) % 4 == 0
