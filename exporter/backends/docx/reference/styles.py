"""The newsroom's styles, by the names that they share with ours; those of ours that it lacks are added.

ECMA-376 part 1, 17.7 (styles). A style is known by its name or by any of its other names, in either language. It then
takes our id, so that everything that goes by ids finds it; another that bears one of our ids gives it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from exporter.backends.docx.elements import Element, on, qualified, w
from exporter.backends.docx.reference.tidy import VALUE, renamed, tidied, without
from exporter.backends.docx.sheet import Sheet
from exporter.backends.docx.styles import Faces, base_styles, fonts, language, style_element
from exporter.backends.docx.typography import Typography

STYLE, ID, TYPE = qualified("w", "style"), qualified("w", "styleId"), qualified("w", "type")
DEFAULT, NAME, ALIASES = (qualified("w", name) for name in ("default", "name", "aliases"))
RUN, FONTS, BASED_ON = qualified("w", "rPr"), qualified("w", "rFonts"), qualified("w", "basedOn")
ROOTS: Final = {
    "paragraph": ("Normal", "normal"),
    "character": ("DefaultParagraphFont", "default paragraph font"),
    "table": ("TableNormal", "normal table"),
    "numbering": ("NoList", "no list"),
}
"""The style that each kind begins with: its id here, its name in every language of Word."""
HALVES: Final = (("b", "bCs"), ("sz", "szCs"))
LATIN_SLOTS, ARABIC_SLOTS = (
    tuple(qualified("w", name) for name in names) for names in (("ascii", "hAnsi"), ("cs", "cstheme"))
)
LATIN_THEME: Final = qualified("w", "asciiTheme")
HEADINGS, CAPTIONS = "Headline", "Caption"


@dataclass(frozen=True, slots=True)
class HouseStyles:
    """What is taken of a styles part.

    Attributes:
        defaults: run and paragraph properties of the document's defaults.
        latent: what the program knows of styles that are not there.
        styles: the styles by their ids here.
        ids: the id here of each id there.
        completed: the names of styles that set Latin text alone, and now set Arabic as well.
    """

    defaults: tuple[Element, Element]
    latent: Element | None
    styles: Mapping[str, Element]
    ids: Mapping[str, str]
    completed: tuple[str, ...]


def house_styles(root: Element, sheet: Sheet) -> HouseStyles:
    """Take the styles of a document."""
    styles = {str(style.get(ID)): tidied(style) for style in root.iterchildren(STYLE) if style.get(ID)}
    ids = _ids(styles, sheet)
    run, paragraph = (
        tidied(found) if (found := root.find(path)) is not None else w(name)
        for name, path in (("rPr", ".//{*}rPrDefault/{*}rPr"), ("pPr", ".//{*}pPrDefault/{*}pPr"))
    )
    latent = root.find(qualified("w", "latentStyles"))
    ready = {ids[old]: _ready(style, ids[old], ids, sheet) for old, style in styles.items()}
    without(run, "lang", "rtl")
    completed = [_name(style) for style in ready.values() if sum(map(_complete, list(style.iter(RUN))))]
    completed += ["docDefaults"] if _complete(run) else []
    kept = None if latent is None else tidied(latent)
    return HouseStyles((run, paragraph), kept, ready, ids, tuple(sorted(completed)))


def merged(house: HouseStyles, sheet: Sheet, type_: Typography) -> Element:
    """The styles part: theirs, then those of ours that they lack."""
    run, paragraph = (deepcopy(element) for element in house.defaults)
    run = w("rPr", *run, language(type_))
    without(paragraph, "bidi")
    paragraph = w("pPr", *paragraph, on("bidi") if type_.rtl else None)
    faces: Faces = {"text": None, "headline": _fonts(house, HEADINGS), "caption": _fonts(house, CAPTIONS)}
    faces = {role: faces[role] if role in faces else fonts(type_, role) for role in type_.roles}
    roots = [style for style in base_styles() if style.get(ID) not in house.styles]
    added = [style_element(style, type_, faces) for style in sheet.styles if style.id not in house.styles]
    theirs = [deepcopy(style) for style in house.styles.values()]
    names = {_name(style).casefold() for style in (*roots, *added)}
    for style in theirs:  # two kinds of style cannot share a name
        if _name(style).casefold() in names:
            style[0].set(VALUE, f"{_name(style)} 2")
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph)),
        deepcopy(house.latent) if house.latent is not None else None,
        *theirs,
        *roots,
        *added,
    )


def _ids(styles: Mapping[str, Element], sheet: Sheet) -> dict[str, str]:
    """Which style is which of ours: first by name, then by any other name."""
    names: dict[tuple[str, str], str] = {(style.kind, style.name.casefold()): style.id for style in sheet.styles}
    names |= {(kind, name): identity for kind, (identity, name) in ROOTS.items()}
    aliases: dict[tuple[str, str], str] = {(s.kind, s.alias.casefold()): s.id for s in sheet.styles if s.alias}
    aliases |= names
    ids: dict[str, str] = {}
    for wanted, spelt in ((names, _only_name), (aliases, _every_name)):
        for old, style in styles.items():
            if old in ids:
                continue
            found = [wanted.get((_kind(style), name.casefold())) for name in spelt(style)]
            free = [identity for identity in found if identity and identity not in ids.values()]
            ids |= {old: free[0]} if free else {}
    taken = {style.id for style in sheet.styles} | {identity for identity, _ in ROOTS.values()}
    for old in styles:
        if old not in ids:
            numbered = (f"{old}-{number}" for number in count(2))
            ids[old] = next(new for new in chain([old], numbered) if new not in taken)
        taken.add(ids[old])
    return ids


def _ready(style: Element, identity: str, ids: Mapping[str, str], sheet: Sheet) -> Element:
    """A style under its id here, without its language, which is the article's, and `w:rtl`, which only runs have."""
    kind = _kind(style)
    style.set(TYPE, kind)
    style.set(ID, identity)
    style.attrib.pop(DEFAULT, "")
    if (identity, kind) in {(root, kind) for kind, (root, _) in ROOTS.items()}:
        style.set(DEFAULT, "1")
    without(style, "lang", "rtl")
    for ours in sheet.styles:  # Word's own names are in lower case, and LibreOffice writes them otherwise
        if ours.id == identity and ours.name.casefold() == _name(style).casefold():
            style[0].set(VALUE, ours.name)
    return renamed(style, {old: new for old, new in ids.items() if new != identity})


def _complete(properties: Element) -> bool:
    """Give Arabic what a list of run properties sets for Latin text alone; whether there was anything to give."""
    given: list[Element] = []
    for latin, arabic in HALVES:
        found = properties.find(qualified("w", latin))
        if found is not None and properties.find(qualified("w", arabic)) is None:
            given.append(w(arabic, **({"val": found.get(VALUE, "")} if VALUE in found.attrib else {})))
    for faces in properties.iterchildren(FONTS):
        name = faces.get(LATIN_SLOTS[0]) or faces.get(LATIN_SLOTS[1])
        if name and LATIN_THEME not in faces.attrib and not any(slot in faces.attrib for slot in ARABIC_SLOTS):
            faces.set(ARABIC_SLOTS[0], name)
            given.append(faces)
    properties[:] = w("rPr", *{id(child): child for child in [*properties, *given]}.values())
    return bool(given)


def _fonts(house: HouseStyles, identity: str) -> Element | None:
    """The typefaces that a style of theirs sets, itself or through those it is based on."""
    seen: set[str] = set()
    while identity in house.styles and identity not in seen:
        seen.add(identity)
        style = house.styles[identity]
        found = style.find(f"{RUN}/{FONTS}")
        if found is not None:
            return found
        base = style.find(BASED_ON)
        identity = "" if base is None else base.get(VALUE, "")
    return None


def _kind(style: Element) -> str:
    return style.get(TYPE, "paragraph")


def _name(style: Element) -> str:
    found = style.find(NAME)
    return "" if found is None else found.get(VALUE, "").strip()


def _only_name(style: Element) -> list[str]:
    return [_name(style)]


def _every_name(style: Element) -> list[str]:
    aliases = style.find(ALIASES)
    return [_name(style), *("" if aliases is None else aliases.get(VALUE, "")).split(",")]
