"""The font table, with the typefaces embedded whole, so that editors can type in them.

ECMA-376 part 1, 17.8.1 (font embedding), 17.8.3 (the font table).
"""

from __future__ import annotations

from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from exporter.backends.docx.elements import Element, w
from exporter.backends.docx.story import Book
from exporter.typefaces.families import Face, Family
from exporter.typefaces.odttf import font_key, obfuscate, signature

OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
WEIGHTS: Final = (("embedRegular", 400), ("embedBold", 700))


def add_faces(book: Book, owner: XmlPart) -> None:
    """Write the font table and embed the faces of every role that the document uses."""
    root = w("fonts")
    part = book.xml_part("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, root)
    owner.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    used = _families(book, book.roles_used)
    count = 0
    for family in sorted({*used, *_families(book, set(book.type.roles))}, key=lambda family: family.name):
        embedded = []
        for element, weight in WEIGHTS if family in used else ():
            face = family.face(weight)
            count += 1
            key, data = _embedded(face)
            name = f"/word/fonts/font{count}.odttf"
            relation = book.add_part(part, name, OBFUSCATED, FONT_RELATION, data)
            embedded.append(w(element, r_id=relation, fontKey=key))
        root.append(_entry(family, embedded))


def _families(book: Book, roles: set[str]) -> set[Family]:
    """The families of the roles, those of Arabic and of Latin text, and those that stood in for them."""
    chosen = {family for role in roles for family in (book.type.complex_script(role), book.type.latin(role))}
    others = {family for chain in book.type.roles.values() for family in chain if family.name in book.stand_ins}
    return chosen | others


def _entry(family: Family, embedded: list[Element]) -> Element:
    says = signature(family, family.face(400))
    return w(
        "font",
        w("panose1", val=says.panose),
        w("charset", val=says.charset),
        w("family", val=says.family),
        w("pitch", val=says.pitch),
        w("sig", **dict(says.sig)),
        *embedded,
        name=family.name,
    )


def _embedded(face: Face) -> tuple[str, bytes]:
    data = face.data()
    key = font_key(data)
    return key, obfuscate(data, key)
