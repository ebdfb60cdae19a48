"""The typefaces travel inside, whole and obfuscated, so that a desk without them can type in them.

ECMA-376 part 1, 17.8.1.
"""

from __future__ import annotations

from exporter.typefaces.families import load_families
from exporter.typefaces.odttf import obfuscate
from tests.backends.docx.documents import attribute, english, every_part, one, package, xpath
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
