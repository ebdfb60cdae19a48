"""Characters that a style's typeface lacks, set in the next family of its role that has them.

Word would take any font of the machine; the families here are embedded, so that every desk sees the same letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby

from exporter.backends.docx.elements import Element, literal, qualified, w
from exporter.backends.docx.story import Book
from exporter.typefaces.families import Family

RUN, TEXT, PROPERTIES = qualified("w", "r"), qualified("w", "t"), qualified("w", "rPr")
RTL, STYLE, VALUE = qualified("w", "rtl"), qualified("w", "rStyle"), qualified("w", "val")
CODE, CODE_ROLE = "CodeText", "mono"


def stand_in(paragraph: Element, role: str, book: Book) -> None:
    """Cut the paragraph's runs where the role's first choice has no glyph."""
    for run in list(paragraph.iter(RUN)):
        text, properties = run.find(TEXT), run.find(PROPERTIES)
        if text is None or properties is None or not text.text:
            continue
        style = properties.find(STYLE)
        own = CODE_ROLE if style is not None and style.get(VALUE) == CODE else role
        if not book.sets(own):
            continue
        chosen = book.type.complex_script if properties.find(RTL) is not None else book.type.latin
        first = chosen(own)
        if not all(_has(first, character) for character in set(text.text)):
            _cut(run, text, list(_stretches(text.text, first, book.type.roles[own])), book)


def _cut(run: Element, text: Element, stretches: list[tuple[Family | None, str]], book: Book) -> None:
    """Put a run for each stretch in the run's place; None stands for the style's own family."""
    for family, piece in stretches:
        part = deepcopy(run)
        part.replace(_only(part, TEXT), literal(piece))
        if family:
            book.stand_ins.add(family.name)
            properties = _only(part, PROPERTIES)
            names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), family.name)
            part.replace(properties, w("rPr", w("rFonts", **names), *properties))
        run.addprevious(part)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _only(run: Element, tag: str) -> Element:
    found = run.find(tag)
    assert found is not None
    return found


def _stretches(text: str, first: Family, chain: tuple[Family, ...]) -> Iterator[tuple[Family | None, str]]:
    def family(character: str) -> Family | None:
        if _has(first, character):
            return None
        return next((other for other in chain if other.covers(ord(character))), None)

    return ((chosen, "".join(group)) for chosen, group in groupby(text, family))


def _has(family: Family, character: str) -> bool:
    """Whether it has a glyph, or the character needs none."""
    return family.covers(ord(character)) or unicodedata.category(character) == "Cf"
