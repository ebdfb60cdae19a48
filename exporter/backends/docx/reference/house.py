"""The look that a document of the newsroom's own gives: styles, numbering, page, headers and footers, typefaces.

ECMA-376 part 1, 11.3 (the parts), 17.6 (sections), 17.9 (numbering), 17.10 (headers and footers), 17.8 (fonts).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from exporter.backends.api import GivenFile
from exporter.backends.docx.elements import Element, qualified
from exporter.backends.docx.package import OBFUSCATED
from exporter.backends.docx.reference.opening import Opened
from exporter.backends.docx.reference.styles import HouseStyles, house_styles
from exporter.backends.docx.reference.tidy import VALUE, renamed, tidied, without
from exporter.backends.docx.sheet import load_sheet
from exporter.findings import Finding, Span, finding
from exporter.house.layout import Page

KINDS: Final = {qualified("w", f"{kind}Reference"): kind for kind in ("header", "footer")}
ROOTS: Final = {"header": "hdr", "footer": "ftr"}
PLACES: Final = ("default", "first", "even")
RELATION_ID: Final = qualified("r", "id")
PICTURES: Final = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "gif", "tiff", "bmp", "x-emf", "x-wmf"))
EMBEDDED: Final = tuple(qualified("w", f"embed{face}") for face in ("Regular", "Bold", "Italic", "BoldItalic"))
MM_A_TWIP: Final = 25.4 / 1440
NARROWEST_MM: Final = 20.0
WIDEST_MM: Final = 558.8  # Word's own limit: 22 inches
NUMBERS: Final = re.compile(r"-?[0-9]{1,9}")
NUMBER, NUMBER_ID = qualified("w", "num"), qualified("w", "numId")
ABSTRACT, ABSTRACT_ID = qualified("w", "abstractNum"), qualified("w", "abstractNumId")
UNTAKEN: Final = (
    *("dataBinding", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference"),
)
"""What in a header refers to parts that are not taken, or is of no use without its document."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a part refers to by an id: the bytes of another, with their content type, or an address on the web."""

    id: str
    kind: str
    address: str = ""
    data: bytes = b""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer: its kind, the pages that it is for (`default`, `first`, `even`), and what it refers to."""

    kind: str
    place: str
    root: Element
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class House:
    """The newsroom's look.

    Attributes:
        styles: its styles.
        page: its page, for measures; None when it has no section of its own.
        sheet_of_paper: `w:pgSz` and `w:pgMar` as they stand.
        furniture: its headers and footers.
        title_page: whether first pages have headers and footers of their own.
        even_and_odd: whether even pages do.
        mirrored: whether the margins of facing pages are.
        theme: the theme's part; empty when it has none.
        numbering: the definitions and instances of numbers that its styles, headers and footers use.
        fonts: the entries of its font table, each with its embedded faces.
        findings: what there is to say of it.
    """

    styles: HouseStyles
    page: Page | None
    sheet_of_paper: tuple[Element, ...]
    furniture: tuple[Furniture, ...]
    title_page: bool
    even_and_odd: bool
    mirrored: bool
    theme: bytes
    numbering: tuple[Element, ...]
    fonts: tuple[tuple[Element, tuple[Linked, ...]], ...]
    findings: tuple[Finding, ...]


@lru_cache(maxsize=1)
def read_house(given: GivenFile) -> House:
    """Read a reference document; its text is not read into anything.

    Raises:
        InputError: it cannot be taken (DOCX-010 to DOCX-018).
    """
    package = Opened(given)
    main = package.main
    root = package.rooted(main, qualified("w", "document"))
    section = root.find(f"{qualified('w', 'body')}/{qualified('w', 'sectPr')}")
    styles_part = package.related(main, "styles")
    if styles_part is None:
        package.refuse("DOCX-010", part="word/styles.xml")
    styles = house_styles(package.rooted(styles_part, qualified("w", "styles")), load_sheet())
    settings_part = package.related(main, "settings")
    settings = package.rooted(settings_part, qualified("w", "settings")) if settings_part else None
    theme = package.related(main, "theme")
    if theme:
        package.rooted(theme, qualified("a", "theme"))
    furniture = tuple(_furniture(package, main, section, styles.ids))
    users = [*styles.styles.values(), *(item.root for item in furniture)]
    completed = (finding("DOCX-019", Span(given.name), styles=", ".join(styles.completed)),) if styles.completed else ()
    return House(
        styles=styles,
        page=_page(package, section),
        sheet_of_paper=tuple(tidied(e) for e in _children(section, "pgSz", "pgMar")),
        furniture=furniture,
        title_page=bool(_children(section, "titlePg")),
        even_and_odd=bool(_children(settings, "evenAndOddHeaders")),
        mirrored=bool(_children(settings, "mirrorMargins")),
        theme=package.data(theme) if theme else b"",
        numbering=tuple(_numbering(package, main, users, styles.ids)),
        fonts=tuple(_fonts(package, main)),
        findings=completed,
    )


def _children(element: Element | None, *names: str) -> list[Element]:
    """Children that are there and not switched off."""
    found = [] if element is None else [child for n in names for child in element.iterchildren(qualified("w", n))]
    return [child for child in found if child.get(VALUE) not in ("0", "false", "off")]


def _page(package: Opened, section: Element | None) -> Page | None:
    """The page and its margins; the gutter counts with the margin at the start."""
    measures = {
        str(key).rpartition("}")[2]: value for e in _children(section, "pgSz", "pgMar") for key, value in e.items()
    }
    if not measures:
        return None
    sides = ("w", "h", "top", "bottom", "left", "right")
    values = [measures.get(name, "") for name in sides] + [measures.get("gutter", "0")]
    if not all(NUMBERS.fullmatch(str(value)) for value in values):
        package.refuse("DOCX-017")
    width, height, top, bottom, left, right, gutter = (abs(int(value)) * MM_A_TWIP for value in values)
    free = min(width - left - right - gutter, height - top - bottom)
    if free < NARROWEST_MM or max(width, height) > WIDEST_MM:
        package.refuse("DOCX-017")
    return Page(width, height, top, bottom, right + gutter, left)


def _furniture(package: Opened, main: str, section: Element | None, ids: Mapping[str, str]) -> Iterator[Furniture]:
    relations = package.relations(main)
    for reference in () if section is None else section.iterchildren(*KINDS):
        kind = KINDS[str(reference.tag)]
        relation = relations.get(reference.get(RELATION_ID, ""))
        if relation is None or relation.external:
            package.refuse("DOCX-010", part=kind)
        root = package.rooted(relation.target, qualified("w", ROOTS[kind]))
        without(root, *UNTAKEN)
        links = tuple(_links(package, relation.target))
        yield Furniture(kind, reference.get(qualified("w", "type"), PLACES[0]), renamed(root, ids), links)


def _links(package: Opened, part: str) -> Iterator[Linked]:
    """Pictures inside, and links to the web; whatever else a header may hold cannot be taken."""
    for identity, relation in package.relations(part).items():
        if relation.external and relation.kind == "hyperlink":
            yield Linked(identity, relation.kind, address=relation.target)
        elif relation.external:
            package.refuse("DOCX-018", part=part, target=relation.target)
        elif relation.kind == "image" and (media := package.media(relation.target)) in PICTURES:
            yield Linked(identity, relation.kind, data=package.data(relation.target), media=media)
        else:
            package.refuse("DOCX-018", part=part, target=relation.target)


def _numbering(package: Opened, main: str, users: Iterable[Element], ids: Mapping[str, str]) -> Iterator[Element]:
    """The definitions that are used, then their instances; pictures for bullets are not taken."""
    part = package.related(main, "numbering")
    if part is None:
        return
    root = package.rooted(part, qualified("w", "numbering"))
    wanted = {found.get(VALUE) for user in users for found in user.iter(NUMBER_ID)}
    identified = [*root.iterchildren(NUMBER), *root.iterchildren(ABSTRACT), *root.iter(ABSTRACT_ID)]
    keys = (one.get(NUMBER_ID) or one.get(ABSTRACT_ID) or one.get(VALUE) or "" for one in identified)
    if not all(NUMBERS.fullmatch(key) for key in keys):
        package.refuse("DOCX-010", part=part)
    numbers = [tidied(number) for number in root.iterchildren(NUMBER) if number.get(NUMBER_ID) in wanted]
    bases = {found.get(VALUE) for number in numbers for found in number.iter(ABSTRACT_ID)}
    for definition in root.iterchildren(ABSTRACT):
        if definition.get(ABSTRACT_ID) in bases:
            made = tidied(definition)
            without(made, "lvlPicBulletId")
            yield renamed(made, ids)
    yield from numbers


def _fonts(package: Opened, main: str) -> Iterator[tuple[Element, tuple[Linked, ...]]]:
    part = package.related(main, "fontTable")
    if part is None:
        return
    relations = package.relations(part)
    for font in package.rooted(part, qualified("w", "fonts")).iterchildren(qualified("w", "font")):
        made = tidied(font)
        faces = []
        for face in list(made.iterchildren(*EMBEDDED)):
            relation = relations.get(face.get(RELATION_ID, ""))
            if relation is None or relation.external or package.media(relation.target) != OBFUSCATED:
                made.remove(face)
            else:
                faces.append(
                    Linked(face.get(RELATION_ID, ""), "font", data=package.data(relation.target), media=OBFUSCATED)
                )
        yield made, tuple(faces)
