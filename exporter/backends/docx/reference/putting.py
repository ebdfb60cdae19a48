"""What is taken of the newsroom's document, put into ours: headers and footers, and the typefaces that it brings.

ECMA-376 part 1, 17.10 (headers and footers), 17.8.3 (the font table); part 2, 9.3 (relationships).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from exporter.backends.docx.elements import Element, qualified, w
from exporter.backends.docx.package import FONT_RELATION
from exporter.backends.docx.reference.fields import fill
from exporter.backends.docx.reference.house import RELATION_ID, House, Linked
from exporter.backends.docx.story import Book

SUFFIXES: Final = {"image/x-emf": "emf", "image/x-wmf": "wmf"}
DRAWING: Final = qualified("wp", "docPr")
NAME: Final = qualified("w", "name")


def add_furniture(book: Book, house: House, owner: XmlPart, facts: Mapping[str, str]) -> tuple[Element, ...]:
    """Add the headers and footers, related to the document: the references that each of its sections makes to them.

    `facts` are those of the first article, by the names of its properties.
    """
    return tuple(_references(book, house, owner, facts))


def _references(book: Book, house: House, owner: XmlPart, facts: Mapping[str, str]) -> Iterator[Element]:
    for number, item in enumerate(house.furniture, 1):
        header = item.kind == "header"
        media = CONTENT_TYPE.WML_HEADER if header else CONTENT_TYPE.WML_FOOTER
        root = deepcopy(item.root)
        fill(root, facts)
        for drawing in root.iter(DRAWING):
            drawing.set("id", str(book.identity()))
        part = book.xml_part(f"/word/house_{item.kind}{number}.xml", media, root)
        for place, link in enumerate(item.links, 1):
            _relate(book, part, link, f"/word/media/house{number}_{place}")
        relation = owner.relate_to(part, RELATIONSHIP_TYPE.HEADER if header else RELATIONSHIP_TYPE.FOOTER)
        yield w(f"{item.kind}Reference", type=item.place, r_id=relation)


def add_fonts(book: Book, house: House, part: XmlPart, root: Element) -> None:
    """Add the entries of the font table, with the faces that they bring; typefaces of ours stay as they are."""
    present = {font.get(NAME) for font in root}
    for number, (entry, faces) in enumerate(house.fonts, 1):
        if entry.get(NAME) in present:
            continue
        made = deepcopy(entry)
        present.add(entry.get(NAME))
        for place, face in enumerate(faces, 1):
            name = f"/word/fonts/house{number}_{place}.odttf"
            relation = book.add_part(part, name, face.media, FONT_RELATION, face.data)
            for element in made:
                if element.get(RELATION_ID) == face.id:
                    element.set(RELATION_ID, relation)
        root.append(made)
    root[:] = sorted(root, key=lambda font: font.get(NAME, ""))


def _relate(book: Book, part: Part, link: Linked, stem: str) -> None:
    """Give a part a relationship under the id by which its text calls it."""
    if link.kind == "hyperlink":
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, link.address, link.id, is_external=True)
        return
    suffix = SUFFIXES.get(link.media, link.media.rpartition("/")[2])
    picture = Part(PackURI(f"{stem}.{suffix}"), link.media, link.data, book.package)
    part.load_rel(RELATIONSHIP_TYPE.IMAGE, picture, link.id)
