"""The typefaces travel inside, whole and obfuscated, so that a desk without them can type in them.

ECMA-376 part 1, 17.8.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Literal

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from exporter.backends.docx.options import Options
from exporter.typefaces.families import load_families
from exporter.typefaces.odttf import obfuscate
from tests.backends.docx.documents import attribute, english, every_part, one, package, rendered, xpath
from tests.backends.galleys import brief, latin, paragraph


def test_each_embedded_font_is_the_bundled_one_once_its_key_is_applied() -> None:
    table = every_part()["word/fontTable.xml"]
    relations = every_part()["word/_rels/fontTable.xml.rels"]
    whole = {face.data() for family in load_families().families for face in family.faces}
    for element in xpath(table, "//w:embedRegular | //w:embedBold"):
        target = one(relations, f"//*[@Id='{attribute(element, 'id', 'r')}']").attrib["Target"]
        data = every_part()[f"word/{target!s}"]
        assert obfuscate(data, attribute(element, "fontKey")) in whole


def test_regular_and_bold_of_text_and_headline_are_embedded_and_settings_say_so() -> None:
    table = every_part()["word/fontTable.xml"]
    both = [attribute(font, "name") for font in xpath(table, "//w:font[w:embedRegular and w:embedBold]")]
    assert {"Amiri", "Vazirmatn"} <= set(both)
    assert xpath(every_part()["word/settings.xml"], "//w:embedTrueTypeFonts")
    assert len(xpath(table, "//w:sig")) == len(xpath(table, "//w:font"))


def faces_in(parts: Mapping[str, bytes]) -> list[bytes]:
    """The embedded fonts, restored."""
    targets = {r.get("Id"): str(r.get("Target")) for r in etree.fromstring(parts["word/_rels/fontTable.xml.rels"])}
    return [
        obfuscate(parts[f"word/{targets[attribute(element, 'id', 'r')]}"], attribute(element, "fontKey"))
        for element in xpath(parts["word/fontTable.xml"], "//w:embedRegular | //w:embedBold")
    ]


def test_every_font_says_what_word_takes_in_its_place_and_its_facts_stand_in_order() -> None:
    facts = ["altName", "panose1", "charset", "family", "pitch", "sig"]
    for font in xpath(every_part()["word/fontTable.xml"], "//w:font"):
        assert [etree.QName(child).localname for child in font][:6] == facts
    (amiri,) = xpath(every_part()["word/fontTable.xml"], "//w:font[@w:name='Amiri']")
    values = [attribute(one(amiri, f"w:{fact}"), "val") for fact in facts[:5]]
    assert values == ["Traditional Arabic", "00000500000000000000", "B2", "roman", "variable"]


def test_every_embedded_face_may_be_installed_and_edited_with() -> None:
    for data in faces_in(every_part()):
        assert TTFont(BytesIO(data))["OS/2"].fsType == 0  # OpenType, OS/2: installable embedding


def test_a_subset_has_the_letters_of_the_document_alone_and_is_marked_as_one() -> None:
    text = paragraph("قالت ", latin("Reuters"), " أمس")
    whole, cut = (package(brief(text), options=Options(kind)) for kind in ("whole", "subset"))
    assert not xpath(whole["word/settings.xml"], "//w:saveSubsetFonts")
    assert not xpath(whole["word/fontTable.xml"], "//*[@w:subsetted]")
    assert xpath(cut["word/settings.xml"], "//w:saveSubsetFonts")
    embedded = xpath(cut["word/fontTable.xml"], "//w:embedRegular | //w:embedBold")
    assert embedded and all(attribute(element, "subsetted") == "1" for element in embedded)
    for small, large in zip(faces_in(cut), faces_in(whole), strict=True):
        letters = set(TTFont(BytesIO(small)).getBestCmap())
        assert len(small) < len(large) / 3
        assert ord("ظ") not in letters and ord("ق") in letters


@pytest.mark.parametrize("kind", ["whole", "subset"])
def test_the_same_galley_gives_the_same_bytes_with_either_kind_of_fonts(kind: Literal["whole", "subset"]) -> None:
    assert rendered(brief(), options=Options(kind)).files == rendered(brief(), options=Options(kind)).files


def test_a_typeface_that_no_word_is_set_in_stays_out() -> None:
    table = package(brief())["word/fontTable.xml"]
    assert not xpath(table, "//w:font[@w:name='JetBrains Mono']/w:embedRegular")


def test_letters_that_the_typeface_lacks_are_set_in_the_next_that_has_them_and_it_is_embedded() -> None:
    parts = package(brief(paragraph("قالت صحيفة ", latin("Жизнь", "ru"), " أمس")))
    run = one(parts["word/document.xml"], "//w:r[w:t='Жизнь']")
    family = attribute(one(run, "w:rPr/w:rFonts"), "ascii")
    assert load_families().by_name(family).covers(ord("Ж"))
    assert xpath(parts["word/fontTable.xml"], f"//w:font[@w:name='{family}']/w:embedRegular")


def test_letters_that_the_typeface_has_are_left_alone() -> None:
    assert not xpath(package(english("Plain text."))["word/document.xml"], "//w:rFonts")
