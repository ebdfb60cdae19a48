"""The text of a page's marked content, from its content stream: each code's characters and where it stands.

ISO 32000-1, 9.4 (text objects), 9.10.3 (ToUnicode), 14.6 (marked content). The codes are taken as they are stored:
programs that extract text give their own guess at the reading order, mirror brackets and take … apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pikepdf

_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Code(NamedTuple):
    """What one code shows.

    Attributes:
        text: its characters.
        place: how far along its baseline it stands, in points from the page's corner.
    """

    text: str
    place: float


class Font:
    """A font of the file: what its codes mean and how wide they are."""

    def __init__(self, font: Any) -> None:
        self.size = 2 if font.Subtype == "/Type0" else 1
        self._texts = _to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        inner = font.DescendantFonts[0] if self.size == 2 else font
        self._default = float(inner.get("/DW", 1000))
        self._widths = _widths(inner.get("/W", ()))

    def codes(self, shown: bytes) -> Iterator[tuple[str, float]]:
        """The characters and the width, in thousandths of the type's size, of each code of a string."""
        for at in range(0, len(shown), self.size):
            code = int.from_bytes(shown[at : at + self.size])
            # A code without a meaning is a fault of the file, and must not pass for nothing.
            yield self._texts.get(code, "\ufffd"), self._widths.get(code, self._default)


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """A ToUnicode CMap: the characters of each code."""
    texts: dict[int, str] = {}
    for block in _PAIRS.findall(cmap):
        codes = _HEX.findall(block)
        texts |= {int(code, 16): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
    for block in _RANGES.findall(cmap):
        codes = _HEX.findall(block)
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            start = _utf16(text)
            for nth in range(int(last, 16) - int(first, 16) + 1):
                texts[int(first, 16) + nth] = start[:-1] + chr(ord(start[-1]) + nth)
    return texts


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")


def _widths(array: Any) -> dict[int, float]:
    """The widths of a composite font (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = list(array)
    while items:
        first, second, *rest = items
        if isinstance(second, pikepdf.Array):
            widths |= {int(first) + nth: float(width) for nth, width in enumerate(second.as_list())}
            items = rest
        else:
            widths |= dict.fromkeys(range(int(first), int(second) + 1), float(rest[0]))
            items = rest[1:]
    return widths


@dataclass(slots=True)
class _Pen:
    """The text state: font, size, matrix, and how far the pen is from the matrix's origin in text space."""

    font: Font | None = None
    size: float = 0.0
    matrix: Matrix = _UPRIGHT
    advance: float = 0.0

    def place(self) -> float:
        a, b, _, _, e, f = self.matrix
        scale = math.hypot(a, b)
        return (e * a + f * b) / scale + self.advance * scale


@dataclass(slots=True)
class _Reader:
    """Goes through content streams; the fonts that it met are kept for the next page."""

    fonts: dict[tuple[int, int], Font] = field(default_factory=dict)
    found: dict[int, list[Code]] = field(default_factory=dict)
    _marks: list[int | None] = field(default_factory=list)
    _pen: _Pen = field(default_factory=_Pen)

    def read(self, stream: Any, resources: Any) -> None:
        fonts = resources.get("/Font", {})
        for step in pikepdf.parse_content_stream(stream):
            operands = step.operands
            match str(step.operator):
                case "BDC":
                    self._mark(operands[0], operands[1])
                case "BMC":
                    self._mark(operands[0], None)
                case "EMC":
                    self._marks.pop()
                case "BT":
                    self._pen.matrix, self._pen.advance = _UPRIGHT, 0.0
                case "Tf":
                    self._pen.font, self._pen.size = self._font(fonts[str(operands[0])]), float(operands[1])
                case "Tm":
                    self._pen.matrix, self._pen.advance = _matrix(operands), 0.0
                case "Tj":
                    self._show([operands[0]])
                case "TJ":
                    self._show(operands[0])
                case "Do" if (form := resources.XObject[str(operands[0])]).Subtype == "/Form":
                    self.read(form, form.get("/Resources", resources))

    def _mark(self, tag: Any, properties: Any) -> None:
        """Begin marked content: it is the piece that it is numbered as, or goes with what it stands in."""
        number = self._marks[-1] if self._marks and tag != "/Artifact" else None
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            number = int(properties.MCID)
        self._marks.append(number)

    def _font(self, font: Any) -> Font:
        known = self.fonts.get(font.objgen)
        if known is None:
            known = self.fonts[font.objgen] = Font(font)
        return known

    def _show(self, pieces: Any) -> None:
        pen = self._pen
        number = self._marks[-1] if self._marks else None
        codes = [] if number is None else self.found.setdefault(number, [])
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                assert pen.font
                for text, width in pen.font.codes(bytes(piece)):
                    codes.append(Code(text, pen.place()))
                    pen.advance += width * pen.size / 1000
            else:
                pen.advance -= float(piece) * pen.size / 1000


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


class Contents:
    """The marked content of a file's pages, read when it is asked for."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Font] = {}
        self._pages: dict[tuple[int, int], Mapping[int, list[Code]]] = {}

    def codes(self, page: Any, number: int) -> list[Code]:
        """The codes of a piece of marked content of a page, as drawn."""
        if page.objgen not in self._pages:
            reader = _Reader(self._fonts)
            reader.read(page, page.Resources)
            self._pages[page.objgen] = reader.found
        return self._pages[page.objgen].get(number, [])
