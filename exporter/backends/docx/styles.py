"""The styles part: document defaults and the named styles, both halves of each property written.

ECMA-376 part 1, 17.7 (styles). Word takes size, weight, slant and typeface of Arabic from the complex-script half.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Final, TypeAlias

from exporter.backends.docx.elements import Element, half_points, on, twentieths, twips, w
from exporter.backends.docx.sheet import Rule, Sheet, Style
from exporter.backends.docx.typography import Typography

EIGHTHS: Final = 8
AUTO_LINE: Final = 240
LATIN_LANGUAGE: Final = "en-US"

Faces: TypeAlias = Mapping[str, Element | None]


def styles_element(sheet: Sheet, type_: Typography) -> Element:
    """The whole part."""
    normal = sheet.style("Normal")
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts(type_, normal.role), *_sizes(normal), language(type_))),
        w("pPrDefault", w("pPr", on("bidi") if type_.rtl else None)),
    )
    faces = {role: fonts(type_, role) for role in type_.roles}
    return w("styles", defaults, *base_styles(), *(style_element(style, type_, faces) for style in sheet.styles))


def base_styles() -> tuple[Element, ...]:
    """The styles that each kind of style begins with in every document of Word."""
    return (
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            on("semiHidden"),
            on("unhideWhenUsed"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        w(
            "style",
            w("name", val="No List"),
            w("uiPriority", val=99),
            on("semiHidden"),
            on("unhideWhenUsed"),
            type="numbering",
            default=1,
            styleId="NoList",
        ),
        _table_normal(),
    )


def language(type_: Typography) -> Element:
    """The document's language in the half that it belongs to."""
    if type_.rtl:
        return w("lang", val=LATIN_LANGUAGE, eastAsia=LATIN_LANGUAGE, bidi=type_.language)
    return w("lang", val=type_.language, eastAsia=LATIN_LANGUAGE, bidi="ar-SA")


def fonts(type_: Typography, role: str) -> Element:
    """The typefaces of a role, in every slot."""
    latin, arabic = type_.latin(role).name, type_.complex_script(role).name
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=latin, cs=arabic)


def style_element(style: Style, type_: Typography, faces: Faces) -> Element:
    """A style; `faces` holds the typefaces of each role, None for those that are inherited."""
    default = {"default": 1} if style.id == "Normal" else {}
    bare = style.kind == "table"
    return w(
        "style",
        w("name", val=style.name),
        w("aliases", val=style.alias) if style.alias else None,
        w("basedOn", val=style.based_on or _BASE[style.kind]) if style.id != "Normal" else None,
        w("next", val=style.next) if style.next else None,
        on("semiHidden") if style.hidden else on("qFormat"),
        w("pPr", *_paragraph(style, type_)) if style.kind == "paragraph" else None,
        w("rPr", *_run(style, faces)) if not bare else None,
        *(_table(style) if bare else ()),
        type=style.kind,
        styleId=style.id,
        **({} if style.name[0].islower() or style.id in _BUILT_IN else {"customStyle": 1}),
        **default,
    )


_BASE: Final = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}
_BUILT_IN: Final = frozenset(
    {
        "Normal",
        "BodyText",
        "Deck",
        "Quote",
        "ListBullet",
        "ListNumber",
        "ListContinue",
        "ContentsLabel",
        "Strong",
        "Emphasis",
        "Hyperlink",
    }
)


def _paragraph(style: Style, type_: Typography) -> list[Element | None]:
    ltr = style.direction == "ltr"
    return [
        None if style.keep_next is None else on("keepNext", style.keep_next),
        None if style.keep_lines is None else on("keepLines", style.keep_lines),
        on("widowControl") if style.id == "Normal" else None,
        w("pBdr", *(_border(side, rule) for side, rule in style.rules)) if style.rules else None,
        _shade(style.shade),
        on("suppressAutoHyphens") if style.id == "Normal" else None,
        on("bidi", not ltr) if type_.rtl and (ltr or style.id == "Normal") else None,
        _spacing(style),
        w("ind", left=twips(style.start_mm), right=twips(style.end_mm)) if style.start_mm or style.end_mm else None,
        on("contextualSpacing") if style.tight else None,
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.outline) if style.outline >= 0 else None,
    ]


def _spacing(style: Style) -> Element | None:
    values: dict[str, int | str] = {}
    if style.before_pt is not None:
        values["before"] = twentieths(style.before_pt)
    if style.after_pt is not None:
        values["after"] = twentieths(style.after_pt)
    if style.leading:
        values |= {"line": round(AUTO_LINE * style.leading), "lineRule": "auto"}
    return w("spacing", **values) if values else None


def _run(style: Style, faces: Faces) -> list[Element | None]:
    return [
        copy(faces[style.role]) if style.role else None,
        *([] if style.bold is None else [on("b", style.bold), on("bCs", style.bold)]),
        *([] if style.italic is None else [on("i", style.italic), on("iCs", False)]),
        w("color", val=style.colour) if style.colour else None,
        *_sizes(style),
        w("u", val=style.underline) if style.underline else None,
        _shade(style.shade) if style.kind == "character" else None,
        w("vertAlign", val="superscript") if style.superscript else None,
    ]


def _sizes(style: Style) -> list[Element]:
    if not style.pt:
        return []
    return [w("sz", val=half_points(style.pt)), w("szCs", val=half_points(style.pt))]


def _shade(colour: str) -> Element | None:
    return w("shd", val="clear", color="auto", fill=colour) if colour else None


def _border(side: str, rule: Rule) -> Element:
    return w(side, val="single", sz=round(rule.width_pt * EIGHTHS), space=round(rule.space_pt), color=rule.colour)


def _table(style: Style) -> list[Element | None]:
    block, inline = (twips(mm) for mm in style.padding_mm)
    sides = (("top", block), ("left", inline), ("bottom", block), ("right", inline))
    borders = w("tblBorders", *(_border(side, rule) for side, rule in style.rules)) if style.rules else None
    head = w("tcPr", _shade(style.header), w("vAlign", val="bottom")) if style.header else None
    return [
        w("tblPr", borders, w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in sides))),
        w("tcPr", _shade(style.shade)) if style.shade else None,
        w("tblStylePr", head, type="firstRow") if head is not None else None,
    ]


def _table_normal() -> Element:
    margins = (w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        on("semiHidden"),
        on("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
