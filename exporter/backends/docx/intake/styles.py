"""What a document's styles mean: each to the style of ours that it is, by its names or by what it is based on.

ECMA-376 part 1, 17.7 (styles). LibreOffice makes ids anew from names, so names go first and ids come last.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

from exporter.backends.docx.intake.names import Element, W, child_value, number, state, value
from exporter.backends.docx.sheet import load_sheet
from exporter.model.inlines import Mark

Kind: TypeAlias = Literal["paragraph", "character", "table"]

DEFAULT: Final = {"paragraph": "BodyText", "character": "", "table": ""}
MARKS: Final = {
    "Strong": Mark.STRONG,
    "Emphasis": Mark.EMPHASIS,
    "EmphasisLatin": Mark.EMPHASIS,
    "CodeText": Mark.CODE,
}
DEEP: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """A style as the way back sees it.

    Attributes:
        role: the id of our style that it is.
        bold: whether it is bold, of itself or by what it is based on.
        italic: whether it slants.
        font: its typeface; empty when it says none.
        bidi: whether its paragraphs run from the right.
        known: whether the role was told by a name and not only assumed.
        list: the number of its list, and its level there; empty when it is none.
    """

    role: str
    bold: bool = False
    italic: bool = False
    font: str = ""
    bidi: bool = False
    known: bool = False
    list: tuple[str, int] = ("", 0)

    @property
    def marks(self) -> Mark:
        """What a character style marks."""
        if self.role in MARKS:
            return MARKS[self.role]
        strong = Mark.STRONG if self.bold else Mark.NONE
        return strong | (Mark.EMPHASIS if self.italic else Mark.NONE)


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles part; a document may have none."""
        self._elements: dict[str, Element] = {}
        self._looks: dict[tuple[Kind, str], Look] = {}
        self._default: dict[str, str] = {}
        usual = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if root is not None else None
        self._bidi = bool(state(usual, "bidi"))
        for style in root.iterchildren(W + "style") if root is not None else ():
            self._elements.setdefault(value(style, "styleId"), style)
            if value(style, "default") in ("1", "true", "on"):
                self._default.setdefault(value(style, "type"), value(style, "styleId"))

    def paragraph(self, identity: str) -> Look:
        """The look of a paragraph's style."""
        return self._look("paragraph", identity or self._default.get("paragraph", ""), DEEP)

    def character(self, identity: str) -> Look:
        """The look of a run's style."""
        return self._look("character", identity, DEEP)

    def table(self, identity: str) -> str:
        """Which of our tables a table is; empty for another."""
        return self._look("table", identity, DEEP).role

    @property
    def code_font(self) -> str:
        """The typeface of code, by which code in a link is known again."""
        return next((self.character(i).font for i in self._elements if self.character(i).role == "CodeText"), "")

    def _look(self, kind: Kind, identity: str, depth: int) -> Look:
        key = (kind, identity)
        if key not in self._looks:
            self._looks[key] = self._made(kind, identity, depth)
        return self._looks[key]

    def _made(self, kind: Kind, identity: str, depth: int) -> Look:
        style = self._elements.get(identity)
        if style is None:
            role = _role(kind, [identity])
            return Look(role or DEFAULT[kind], bidi=self._bidi, known=bool(role))
        parent = child_value(style, "basedOn")
        base = self._look(kind, parent, depth - 1) if parent and depth else Look(DEFAULT[kind], bidi=self._bidi)
        names = [child_value(style, "name"), *child_value(style, "aliases").split(","), identity]
        role, run = _role(kind, names), style.find(W + "rPr")
        bold, slanted = state(run, "b"), state(run, "i")
        bidi = state(style.find(W + "pPr"), "bidi")
        own = style.find(f"{W}pPr/{W}numPr")
        listed = (child_value(own, "numId"), number(child_value(own, "ilvl")) or 0) if own is not None else base.list
        return Look(
            role=role or base.role,
            bold=base.bold if bold is None else bold,
            italic=base.italic if slanted is None else slanted,
            font=child_value(run, "rFonts", "ascii") or base.font,
            bidi=base.bidi if bidi is None else bidi,
            known=bool(role) or base.known,
            list=listed,
        )


def _role(kind: Kind, names: list[str]) -> str:
    known = _names()[kind]
    return next((known[folded] for name in names if (folded := _folded(name)) in known), "")


@cache
def _names() -> dict[Kind, dict[str, str]]:
    """Our ids by every name that a style of a kind may have."""
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    out: dict[Kind, dict[str, str]] = {"paragraph": {}, "character": {}, "table": {}}
    for kind in out:
        for role, names in table.get(kind, {}).items():
            out[kind] |= {_folded(name): role for name in names}
    for style in load_sheet().styles:
        if style.id != "Normal":
            out[style.kind] |= {_folded(name): style.id for name in (style.name, style.alias, style.id) if name}
    return out


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()
