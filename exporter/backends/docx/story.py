"""A document in the making, and its stories: the body, the footnotes, a header, each a part with relationships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package

from exporter.backends.docx.elements import Element
from exporter.backends.docx.options import Options
from exporter.backends.docx.reference.house import House
from exporter.backends.docx.sheet import Sheet
from exporter.backends.docx.typography import Typography
from exporter.findings import Finding
from exporter.house.layout import Page
from exporter.model.blocks import Footnote
from exporter.model.digits import Digits
from exporter.model.galley import Picture

HOUSE_ROLES: Final = frozenset({"text", "headline", "caption"})

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


@dataclass(slots=True)
class Book:
    """One Word document while it is made: its package, its look, and what it counts.

    Attributes:
        package: the parts.
        sheet: the look.
        type: typefaces, direction and language.
        options: what was asked for.
        house: the newsroom's own look, when there is one.
        page: the page and its margins.
        lists: one entry a list, in order: `(ordered, level, first number)`.
        notes: the footnotes that the text has called for, in order; a note's id is its place, from 1.
        roles_used: the roles whose typefaces are to be embedded.
        stand_ins: the names of the families that stood in for those of a role.
        house_references: what sections say of the newsroom's headers and footers.
        findings: what there is to say.
        open_section: the number of the bookmark around the edition's section that is being written.
    """

    package: Package
    sheet: Sheet
    type: Typography
    options: Options
    page: Page
    house: House | None = None
    house_references: tuple[Element, ...] = ()
    lists: list[tuple[bool, int, int]] = field(default_factory=list)
    notes: list[tuple[Story, Footnote]] = field(default_factory=list)
    roles_used: set[str] = field(default_factory=set)
    stand_ins: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    open_section: int = 0
    _identity: int = 0

    def identity(self) -> int:
        """A number that no other drawing or bookmark of the document has."""
        self._identity += 1
        return self._identity

    def sets(self, role: str) -> bool:
        """Whether the typefaces of a role are ours; a newsroom's styles bring their own, which we do not know."""
        return self.house is None or role not in HOUSE_ROLES

    def add_part(self, owner: Part | Package, name: str, media: str, relation: str, content: Element | bytes) -> str:
        """Add a part, related to its owner: the relationship's id."""
        if isinstance(content, bytes):
            return str(owner.relate_to(Part(PackURI(name), media, content, self.package), relation))
        return str(owner.relate_to(self.xml_part(name, media, content), relation))

    def xml_part(self, name: str, media: str, root: Element) -> XmlPart:
        """A part of XML, not yet related to any other."""
        return XmlPart(PackURI(name), media, cast("BaseOxmlElement", root), self.package)


@dataclass(slots=True)
class Story:
    """A stretch of text in one part.

    Attributes:
        book: the document.
        part: where relationships are kept.
        pictures: the galley's pictures by the path that figures name.
        footnotes: the galley's footnotes by number, in order.
        digits: the digits of what Word reckons, until it reckons anew.
        mentioned: the numbers of the notes that the text itself mentions.
        called: the ids of the notes called for so far, by number.
        in_note: whether this is the text of a footnote, where Word allows no further one.
    """

    book: Book
    part: Part
    pictures: Mapping[str, Picture]
    footnotes: dict[int, Footnote]
    digits: Digits
    mentioned: frozenset[int] = frozenset()
    called: dict[int, int] = field(default_factory=dict)
    in_note: bool = False

    def link(self, target: str) -> str:
        """The relationship to a page of the web."""
        return str(self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def picture(self, key: str) -> tuple[Picture, str]:
        """A picture and the relationship to it; one part however often it is shown."""
        picture = self.pictures[key]
        uri = PackURI(f"/word/media/{picture.name}")
        for part in self.book.package.iter_parts():
            if part.partname == uri:
                return picture, str(self.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
        name = RELATIONSHIP_TYPE.IMAGE
        return picture, self.book.add_part(self.part, uri, picture.media_type, name, picture.data)

    def call(self, number: int) -> int:
        """Call for a footnote for the first time: its id."""
        self.book.notes.append((self, self.footnotes[number]))
        self.called[number] = len(self.book.notes)
        return self.called[number]

    def of_notes(self, part: Part) -> Story:
        """The story of the same galley's footnotes."""
        return replace(self, part=part, in_note=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands.

    Attributes:
        style: the style of its plain paragraphs.
        width_mm: the measure that is free for it.
        start_mm: how far it is already set in.
        level: how deep in lists, 0 for none.
    """

    style: str
    width_mm: float
    start_mm: float = 0
    level: int = 0
