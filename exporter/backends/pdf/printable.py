"""Whether a family can be printed: its files whole, with TrueType outlines, and with Arabic letters that join.

OpenType 1.9, "Required Tables". Fontconfig passes over a file that it cannot read, and the page would be set in another
typeface without a word; HarfBuzz passes over a broken table, and the letters would stand apart.
"""

from __future__ import annotations

from functools import cache

import uharfbuzz as harfbuzz

from exporter.backends.pdf.truetype import NoOutlinesError, directory
from exporter.errors import RenderError
from exporter.findings import finding
from exporter.typefaces.families import Face, Family

NEEDED = frozenset({"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
BEH = "\u0628"


@cache
def check(family: Family) -> None:
    """Look at the files of a family, once in the process.

    Raises:
        DependencyError: a file is missing (FONT-002) or is not the one that the manifest names (FONT-003).
        RenderError: it cannot be printed (PDF-006).
    """
    for face in family.faces:
        try:
            _check(face, joins=family.covers(ord(BEH)))
        except NoOutlinesError as fault:
            raise RenderError(finding("PDF-006", family=family.name, problem=str(fault))) from fault


def _check(face: Face, *, joins: bool) -> None:
    data = face.data()
    tables = directory(data)
    if missing := NEEDED - tables.keys():
        raise NoOutlinesError(f"{face.path.name} has no {', '.join(sorted(missing))}")
    if "fvar" in tables:
        raise NoOutlinesError(f"{face.path.name} is a variable font")
    if any(offset + length > len(data) for offset, length in tables.values()):
        raise NoOutlinesError(f"{face.path.name} is cut off")
    if joins and not _joins(data):
        raise NoOutlinesError(f"the letters of {face.path.name} do not join")


def _joins(data: bytes) -> bool:
    """Whether a letter between two others has another form than alone."""
    font = harfbuzz.Font(harfbuzz.Face(data))
    alone, amid = _glyphs(font, BEH), _glyphs(font, BEH * 3)
    return len(amid) < 3 or amid[1] != alone[0]


def _glyphs(font: harfbuzz.Font, text: str) -> list[int]:
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]
