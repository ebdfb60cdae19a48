"""Fonts as a newsroom might bring them, broken or of a kind that is not printed, each made from a bundled one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from exporter.backends.api import Context
from exporter.typefaces.families import Face, Families, Family, load_families
from tests.backends.pdf.pages import context

NAME = "Desk Naskh"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ ،.؟!0123456789\u064e\u0650\u064f\u0651\u0652"


@cache
def sound() -> bytes:
    """A whole static TrueType font under a name of its own, cut to the letters that are used."""
    font = TTFont(load_families().by_name("Amiri").face(400).path)
    options = Options(name_IDs=["*"], layout_features=["*"], notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = NAME
        elif record.nameID == 6:
            record.string = "DeskNaskh-Regular"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _changed(change: Callable[[TTFont], None]) -> bytes:
    font = TTFont(BytesIO(sound()))
    change(font)
    return _saved(font)


def without(*tags: str) -> bytes:
    """The font without some tables."""

    def change(font: TTFont) -> None:
        for tag in tags:
            del font[tag]

    return _changed(change)


def with_rubbish(tag: str) -> bytes:
    """The font with a table that makes no sense."""

    def change(font: TTFont) -> None:
        table = DefaultTable(tag)
        table.data = b"\x00\x01\x00\x00\xff\xfe\xff\xfe" * 40
        font[tag] = table

    return _changed(change)


def variable() -> bytes:
    """The font with an axis of weight along which its glyphs move."""

    font = TTFont(BytesIO(sound()))
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    left = [TupleVariation({"wght": (0, 1, 1)}, [(10, 0), (0, 0), (0, 0), (0, 0)])]
    builder.setupGvar({name: left for name in font.getGlyphOrder() if not hasattr(font["glyf"][name], "coordinates")})
    return _saved(font)


def collection() -> bytes:
    """Two fonts in one file."""
    both = TTCollection()
    both.fonts = [TTFont(BytesIO(sound())), TTFont(BytesIO(sound()))]
    out = BytesIO()
    both.save(out)
    return out.getvalue()


def with_cff() -> bytes:
    """The font with PostScript outlines."""
    font = TTFont(BytesIO(sound()))
    glyphs, names = font.getGlyphSet(), font.getGlyphOrder()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(font.getBestCmap())
    drawn = {}
    for name in names:
        pen = T2CharStringPen(font["hmtx"][name][0], glyphs)
        glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    builder.setupCFF("DeskNaskh-Regular", {"FullName": NAME}, drawn, {})
    builder.setupHorizontalMetrics(font["hmtx"].metrics)
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": "DeskNaskh-Regular"})
    builder.setupOS2()
    builder.setupPost()
    return _saved(builder.font)


def set_in(content: bytes, folder: Path) -> Context:
    """The shipped layout, every role set in a font file that `fonts.toml` names, the bundled ones after it."""
    path = folder / "DeskNaskh-Regular.ttf"
    path.write_bytes(content)
    ours, bundled = context(), load_families()
    amiri = bundled.by_name("Amiri")
    family: Family = replace(amiri, name=NAME, faces=(Face(NAME, 400, False, path, sha256(content).hexdigest()),))
    families = Families((family, *bundled.families), bundled.chains)
    roles = {role: (family, *chain) for role, chain in ours.roles.items()}
    return replace(ours, families=families, roles=roles)
