"""PDFs made by hand, as plain as can be: one line, one glyph a character from left to right, plain advances.

ISO 32000-1, 9.7.4 (CIDFonts) and 9.10.2 (ToUnicode). Nothing of the exporter and nothing of WeasyPrint is in them. The
characters stand as Chromium, LibreOffice and every other producer write a line: from left to right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

SIZE, WIDTH, HEIGHT = 20, 400, 100
"""Points."""

UPEM, ADVANCE = 1000, 500
NARROW = {" ": 250, ".": 250, "،": 250, ",": 250, ":": 250}


def advance(text: str) -> int:
    """The width of a glyph in thousandths of an em: nothing for marks and joiners, as in any font."""
    return 0 if unicodedata.category(text[0]) in ("Mn", "Cf") else NARROW.get(text, ADVANCE)


def write(path: Path, lines: Sequence[str]) -> Path:
    """Write a page of one font.

    Args:
        path: the file.
        lines: each the characters of a line as they stand, from left to right.
    """
    alphabet = sorted(set("".join(lines)))
    codes = {text: code for code, text in enumerate(alphabet, start=1)}
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=_font(file, alphabet)))
        page.Contents = file.make_stream(_contents(lines, codes).encode())
        file.save(path)
    return path


def _contents(lines: Sequence[str], codes: dict[str, int]) -> str:
    rows = ["BT", f"/F {SIZE} Tf"]
    for nth, line in enumerate(lines):
        right = WIDTH - 20 - sum(map(advance, line)) * SIZE / UPEM
        text = "".join(f"{codes[character]:04x}" for character in line)
        rows.append(f"1 0 0 1 {right:.2f} {HEIGHT - 30 - 30 * nth} Tm <{text}> Tj")
    return "\n".join([*rows, "ET"])


def _font(file: pikepdf.Pdf, alphabet: Sequence[str]) -> Any:
    widths = [advance(text) for text in alphabet]
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/AAAAAA+Plain"),
        Flags=4,
        FontBBox=[0, 0, UPEM, UPEM],
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=file.make_stream(_truetype(widths)),
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/AAAAAA+Plain"),
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=file.make_indirect(descriptor),
        W=[1, widths],
        CIDToGIDMap=pikepdf.Name.Identity,
    )
    return file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/AAAAAA+Plain"),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[file.make_indirect(descendant)],
            ToUnicode=file.make_stream(_to_unicode(alphabet)),
        )
    )


def _to_unicode(alphabet: Sequence[str]) -> bytes:
    rows = "\n".join(f"<{code:04x}> <{ord(text):04x}>" for code, text in enumerate(alphabet, start=1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(alphabet)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap end end"
    ).encode()


def _truetype(widths: Sequence[int]) -> bytes:
    """A font of boxes, one a code."""
    names = [".notdef", *(f"g{nth}" for nth in range(1, len(widths) + 1))]
    builder = FontBuilder(UPEM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: _box(width) for name, width in zip(names, [ADVANCE, *widths], strict=True)})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in zip(names, [ADVANCE, *widths], strict=True)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Plain", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(out)
    return out.getvalue()


def _box(width: int) -> Any:
    pen = TTGlyphPen(None)
    right, top = max(width - 60, 60), 500
    pen.moveTo((0, 0))
    for corner in ((0, top), (right, top), (right, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
