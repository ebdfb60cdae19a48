"""The font table, with the typefaces embedded: whole, so that editors can type in them, or cut to the document.

ECMA-376 part 1, 17.8.1 (font embedding), 17.8.3 (the font table; `subsetted`, 17.8.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from exporter.backends.docx.elements import Element, qualified, w
from exporter.backends.docx.package import FONT_RELATION, OBFUSCATED
from exporter.backends.docx.reference.putting import add_fonts
from exporter.backends.docx.story import Book
from exporter.model.digits import Digits
from exporter.typefaces.families import Face, Family
from exporter.typefaces.odttf import font_key, obfuscate, signature
from exporter.typefaces.subset import subset

WEIGHTS: Final = (("embedRegular", 400), ("embedBold", 700))
TEXT, LEVEL_TEXT, VALUE = qualified("w", "t"), qualified("w", "lvlText"), qualified("w", "val")
COUNTED: Final = "".join(digits.spell("0123456789") for digits in Digits) + ".-"
"""What Word reckons: numbers of pages, lists and notes."""


def add_faces(book: Book, owner: XmlPart) -> None:
    """Write the font table and embed the faces of every role that the document uses; the last part to be made."""
    root = w("fonts")
    part = book.xml_part("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, root)
    letters = frozenset(_letters(book)) if book.options.docx_fonts == "subset" else None
    owner.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    used = _families(book, book.roles_used)
    count = 0
    named = used | _families(book, set(filter(book.sets, book.type.roles)))
    for family in sorted(named, key=lambda family: family.name):
        embedded = []
        for element, weight in WEIGHTS if family in used else ():
            count += 1
            key, data = _embedded(family.face(weight), letters)
            relation = book.add_part(part, f"/word/fonts/font{count}.odttf", OBFUSCATED, FONT_RELATION, data)
            cut = {"subsetted": 1} if letters else {}
            embedded.append(w(element, r_id=relation, fontKey=key, **cut))
        root.append(_entry(family, embedded, book.sheet.substitutes[family.genre.value]))
    if book.house:
        add_fonts(book, book.house, part, root)


def _families(book: Book, roles: set[str]) -> set[Family]:
    """The families of the roles, those of Arabic and of Latin text, and those that stood in for them."""
    chosen = {family for role in roles for family in (book.type.complex_script(role), book.type.latin(role))}
    others = {family for chain in book.type.roles.values() for family in chain if family.name in book.stand_ins}
    return chosen | others


def _entry(family: Family, embedded: list[Element], substitute: str) -> Element:
    says = signature(family, family.face(400))
    return w(
        "font",
        w("altName", val=substitute),
        w("panose1", val=says.panose),
        w("charset", val=says.charset),
        w("family", val=says.family),
        w("pitch", val=says.pitch),
        w("sig", **dict(says.sig)),
        *embedded,
        name=family.name,
    )


def _letters(book: Book) -> Iterator[str]:
    """Every character that the document shows."""
    yield from COUNTED
    for part in book.package.iter_parts():
        if isinstance(part, XmlPart):
            for element in part.element.iter(TEXT, LEVEL_TEXT):
                yield from element.text or element.get(VALUE, "")


def _embedded(face: Face, letters: frozenset[str] | None) -> tuple[str, bytes]:
    """A face's key and its obfuscated bytes: whole, or with those letters alone."""
    data = face.data() if letters is None else subset(face, map(ord, letters))
    key = font_key(data)
    return key, obfuscate(data, key)
