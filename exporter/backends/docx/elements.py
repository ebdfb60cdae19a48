"""WordprocessingML elements as plain functions; the order of their children is declared once, here.

ECMA-376 part 1, clause 17, and annex A (the schemas' sequences).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Value: TypeAlias = str | int | float

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_SEQUENCES: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "settings": "view zoom embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins defaultTabStop "
    "autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat rsids themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
}
_ORDER: Final = {
    parent: {f"{{{NAMESPACES['w']}}}{name}": place for place, name in enumerate(names.split())}
    for parent, names in _SEQUENCES.items()
}
_ROOTS: Final = frozenset({"document", "footnotes", "hdr", "ftr", "styles", "numbering", "settings", "fonts"})
_BARE: Final = {"w": NAMESPACES["w"]}  # a third of the time; what an element has more, it finds declared at its root
_W: Final = f"{{{NAMESPACES['w']}}}"


def w(tag: str, /, *children: Element | None, **attributes: Value) -> Element:
    """An element of WordprocessingML, its children in the schema's order; None stands for no child.

    Attributes are of the same namespace, save those that begin with `r_` (relationships).
    """
    element = etree.Element(_W + tag, None, NAMESPACES if tag in _ROOTS else _BARE)
    for key, value in attributes.items():
        element.set(qualified("r", key[2:]) if key.startswith("r_") else _W + key, str(value))
    given = [child for child in children if child is not None]
    if order := _ORDER.get(tag):
        given.sort(key=lambda child: order[child.tag])
    element.extend(given)
    return element


def known(parent: str, children: Iterable[Element]) -> list[Element]:
    """Those children that the schema has for that parent; all of them where the order is not declared here."""
    order = _ORDER.get(parent)
    return [child for child in children if order is None or child.tag in order]


def plain_element(prefix: str, tag: str, /, *children: Element, **attributes: Value) -> Element:
    """An element of another namespace, such as `a` or `pic`; its attributes are of none, save those with `r_`."""
    element = etree.Element(qualified(prefix, tag), None, NAMESPACES)
    for key, value in attributes.items():
        element.set(qualified("r", key[2:]) if key.startswith("r_") else key, str(value))
    element.extend(children)
    return element


def qualified(prefix: str, name: str) -> str:
    """A name as the parser writes it, `{namespace}name`."""
    return f"{{{NAMESPACES[prefix]}}}{name}"


def on(name: str, state: bool = True) -> Element:
    """A property that is on or off (17.17.4); off is written out, since it overrides a style."""
    return w(name) if state else w(name, val=0)


def literal(text: str) -> Element:
    """Text of a run, its spaces kept."""
    element = w("t")
    element.text = text
    element.set(XML_SPACE, "preserve")
    return element


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def emus(mm: float) -> int:
    """Millimetres in English metric units (20.1.2.1)."""
    return round(mm * 36000)


def half_points(pt: float) -> int:
    """Points in half-points (17.18.42)."""
    return round(pt * 2)


def twentieths(pt: float) -> int:
    """Points in twentieths of a point."""
    return round(pt * 20)
