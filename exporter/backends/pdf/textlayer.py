"""WeasyPrint's text drawing, replaced so that one code is one character.

The rules are in `codes`; what is WeasyPrint's and Pango's stands here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from exporter.backends.pdf.codes import Book, Edges, Line, Shown, Spelled, spell
from exporter.backends.pdf.engine import draw_text, ffi, get_pango_font_key, pango, pdf_fonts, svg_text
from exporter.backends.pdf.runs import ELLIPSIS, INFO, Glyph, Run, clusters
from exporter.backends.pdf.signposts import parted, signposted
from exporter.backends.pdf.structure import mark_direction
from exporter.backends.pdf.surroundings import Source
from exporter.backends.pdf.truetype import WHOLE, Face, NoOutlinesError, Stretched, face
from exporter.errors import RenderError
from exporter.findings import finding

SPACES = frozenset(" \u00a0")
UNITS = 1024
"""Pango's units to the CSS pixel (PANGO_SCALE)."""

KNOWN_CLUSTERS = 4_000
"""So many of a face in a size are kept, at most 1.5 MB; an article has some 300 of its text face. Whole runs are not
kept: nearly every line is a new one, and those of twenty articles took 10 MB."""

UNKNOWN = pango.PANGO_GLYPH_UNKNOWN_FLAG

_LEVEL = 0xFF
"""The byte of the level in the four that WeasyPrint's declaration reads as `level`."""

_original_clean = pdf_fonts.Font.clean
_logger = logging.getLogger("weasyprint")


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Draw the line of a text box; takes and gives what WeasyPrint's own does."""
    if textbox.style["font_size"] < 1e-6 or not textbox.text:
        return []
    first = _first_line(textbox, text_overflow, block_ellipsis)
    source = Source(textbox)
    pens: list[_Pen] = []
    run, width = first.runs[0], 0.0
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        if not pens or not pens[-1].goes_on(item):
            pens.append(_Pen(stream, item, width))
        width += pens[-1].take(item, glyphs, source)
    pens = [stretch for pen in pens for stretch in pen.parted()]
    pieces = _pieces(pens)
    _tell_edges(source, pens, [pen for piece in pieces for pen in piece])
    for nth, piece in enumerate(pieces):
        mark_direction(stream, textbox, nth, rtl=piece[0].rtl)
        for pen in piece:
            pen.draw(matrix)
    return []


def _pieces(pens: Sequence[_Pen]) -> list[list[_Pen]]:
    """The pens of a line by the direction in which they run, all in reading order.

    pdf.js ends its stretch of text where the font changes, and MuPDF keeps the order of numbers and Arabic words in
    which they are drawn: what is read first must be drawn first.
    """
    levels = (list(group) for _, group in groupby(pens, key=lambda pen: pen.level))
    pieces = [piece[::-1] if piece[0].rtl else piece for piece in levels]
    return sorted(pieces, key=lambda piece: piece[0].offset)


def _tell_edges(source: Source, pens: Sequence[_Pen], read: Sequence[_Pen]) -> None:
    """Tell the pens of a box what stands at their edges.

    Args:
        source: the text of the box.
        pens: the pens from left to right.
        read: the same in reading order.
    """
    around = source.around
    rights = {id(pen): right.left_character for pen, right in pairwise(pens)}
    rights[id(pens[-1])] = around.before if source.rtl else around.after
    ends = around.after == ""
    for pen in read:
        is_last = pen is read[-1]
        is_over = is_last and ends and around.word_ends is not False
        pen.edges = Edges(
            pen.rtl,
            parts_words=is_over or (is_last and around.after in SPACES),
            is_apart=is_over and around.is_apart,
            is_open=pen is not read[0] or around.before != "",
            is_closed=not is_last or not ends,
            ends_line=is_last and ends and around.word_ends is True,
            right=rights[id(pen)],
        )


def _first_line(textbox: Any, text_overflow: str, block_ellipsis: Any) -> Any:
    """Pango's line, cut as CSS asks (CSS Overflow 3, `text-overflow`)."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    if block_ellipsis != "none":
        raise RenderError(finding("PDF-004", said="block-ellipsis"))
    if text_overflow == "ellipsis":
        pango.pango_layout_set_width(layout.layout, int(layout.max_width * UNITS))
        pango.pango_layout_set_ellipsize(layout.layout, pango.PANGO_ELLIPSIZE_END)
    return layout.get_first_line()[0]


class _Pen:
    """Draws the runs of one font and level that follow each other on a line.

    Attributes:
        level: their level (UAX #9).
        offset: where the text of the first in reading order begins, in bytes.
    """

    def __init__(self, stream: Any, item: Any, start: float) -> None:
        self.level, self.offset = item.analysis.level & _LEVEL, item.offset
        self._pango_font = pango_font = item.analysis.font
        self._stream, self._start = stream, start  # the latter in pixels after the line's start
        font, self._size = stream.add_font(pango_font)
        self._books = _books(stream, font, pango_font)
        self._face = self._books.face
        self._scale = self._face.upem / self._size / UNITS
        self._taken: list[Spelled] = []
        self.edges = Edges()
        self._known = _known_clusters(self._face, self._size)

    @property
    def rtl(self) -> bool:
        """Whether they run from right to left."""
        return bool(self.level & 1)

    def goes_on(self, item: Any) -> bool:
        """Whether a run that stands to the right is one of these."""
        return bool(self._pango_font == item.analysis.font and self.level == item.analysis.level & _LEVEL)

    def take(self, item: Any, glyphs: Any, source: Source) -> float:
        """Take a run of glyphs, and give its width in pixels."""
        self.offset = min(self.offset, item.offset)
        count = glyphs.num_glyphs
        raw = bytes(ffi.buffer(glyphs.glyphs, count * INFO * 4))
        starts = tuple(ffi.unpack(glyphs.log_clusters, count))
        level, kashidas = item.analysis.level & (1 | ELLIPSIS), source.kashidas(item.offset, item.length)
        spelled = [*self._spelled(Run(raw, starts, source.of(item.offset, item.length), level, kashidas))]
        self._taken += spelled
        return self._width(spelled)

    def parted(self) -> Iterator[_Pen]:
        """A pen for each stretch of what was taken, from left to right."""
        start = self._start
        for stretch in parted(self._taken):
            pen = copy(self)
            pen._taken, pen._start = [*stretch], start
            start += self._width(stretch)
            yield pen

    def _width(self, line: Iterable[Spelled]) -> float:
        """The room of some clusters, in pixels."""
        return float(sum(one.due for one in line) / self._scale / UNITS)

    @property
    def left_character(self) -> str:
        """What stands at its left edge."""
        return self._taken[0].shown[0].text if self._taken else ""

    def _spelled(self, run: Run) -> Iterator[Spelled]:
        known, rtl = self._known, run.level & 1
        for text, parts, advance in clusters(run):
            if run.level & ELLIPSIS:
                text = "…"
            if not text:
                continue
            cluster = text, parts, advance, rtl
            spelled = known.get(cluster)
            if spelled is None:
                spelled = self._spell(*cluster)
                if not any(part.number & UNKNOWN for part in parts):
                    if len(known) >= KNOWN_CLUSTERS:
                        known.clear()
                    known[cluster] = spelled
            yield spelled

    def _spell(self, text: str, parts: tuple[Glyph, ...], advance: int, rtl: int) -> Spelled:
        scale, upem = self._scale, self._face.upem
        due = advance * scale
        if text in SPACES and len(parts) <= 1:
            own = self._face.advances[parts[0].number] if parts else round(due)
            return Spelled((Shown(text, (), own),), due, is_space=True, is_ltr=not rtl)
        placed = tuple((_drawn(part), round(part.x * scale), round(-part.y * scale)) for part in parts)
        return spell(text, placed, due, rtl=bool(rtl), upem=upem)

    def draw(self, matrix: Any) -> None:
        """Write what was taken into the page, from where the matrix puts the line's start."""
        line = Line(self._face.upem, self.edges)
        for one in signposted(self._taken, self.edges, self._face.upem):
            line.add(one)
        line.finish()
        a, b, c, d, e, f = matrix.values
        self._stream.set_text_matrix(a, b, c, d, e + a * self._start, f + b * self._start)
        shown: list[str] = []
        codes, current = "", self._font_of(line)
        for piece in line.pieces:
            if not isinstance(piece, Shown):
                shown += [f"<{codes}>", f"{-piece * 1000 / self._face.upem:.2f}"]
                codes = ""
                continue
            font, code = self._books.code(piece, current)
            if font is not current:
                self._show(current, [*shown, f"<{codes}>"])
                shown, codes, current = [], "", font
            codes += f"{code:04x}"
        self._show(current, [*shown, f"<{codes}>"])

    def _font_of(self, line: Line) -> Any:
        """The font of what is drawn first, or of the first blank where nothing is."""
        shown = [piece for piece in line.pieces if isinstance(piece, Shown)]
        first = next((piece for piece in shown if piece.parts), shown[0] if shown else None)
        return first and self._books.code(first)[0]

    def _show(self, font: Any, shown: list[str]) -> None:
        text = "".join(shown).replace("<>", "")
        if text:
            self._stream.set_font_size(font.hash, self._size)
            # PDFium drops a line that is code for code the one before and touches it: it is drawn in two pieces.
            halves = _halves(text, font.book) if getattr(self._stream, "shown_last", "") == text else (text,)
            for half in halves:
                self._stream.show_text(half)
            self._stream.shown_last = text if len(halves) == 1 else ""


def _halves(text: str, book: Book) -> tuple[str, ...]:
    """What is shown, cut between two glyphs that are drawn, where no reader looks for a space."""
    glyphs = book.builder.glyphs
    for codes in reversed([*re.finditer("[0-9a-f]{8,}(?=>)", text)]):
        for at in range(codes.end() - 4, codes.start(), -4):
            if glyphs[int(text[at - 4 : at], 16)][0] and glyphs[int(text[at : at + 4], 16)][0]:
                return text[:at] + ">", "<" + text[at:]
    return (text,)


@cache
def _known_clusters(face: Face, size: float) -> dict[tuple[str, tuple[Glyph, ...], int, int], Spelled]:
    """How clusters of a face in a size are spelled: kept for the next page and the next article."""
    return {}


def _drawn(part: Glyph) -> int | Stretched:
    """The glyph, or the first, which stands for what is missing; WeasyPrint's own words are read by `journal`."""
    if part.number & UNKNOWN:
        character = part.number - UNKNOWN
        said = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'
        _logger.warning(said, chr(character), character)
        return 0
    return part.number if part.scale == 1 else Stretched(part.number, min(round(part.scale * WHOLE), 2 * WHOLE - 1))


class _Books:
    """The codes of a typeface in one document: a font of the PDF, and more of them when one is full."""

    def __init__(self, stream: Any, font: Any, pango_font: Any) -> None:
        self.face = _face(font)
        self._stream, self._pango_font = stream, pango_font
        self._fonts = [(font, _bound(font, self.face))]
        self._codes: dict[Shown, tuple[Any, int]] = {}

    def code(self, shown: Shown, beside: Any = None) -> tuple[Any, int]:
        """The font and the code of a glyph with its character; of a blank one, in the font of what stands beside."""
        if beside is not None and not shown.parts and (blank := beside.book.code(shown)) is not None:
            return beside, blank
        known = self._codes.get(shown)
        if known is None:
            font, book = self._fonts[-1]
            code = book.code(shown)
            if code is None:
                font, book = self._another()
                code = book.code(shown)
                assert code is not None
            known = self._codes[shown] = font, code
        return known

    def _another(self) -> tuple[Any, Book]:
        first, nth = self._fonts[0][0], len(self._fonts)
        key, description, size = get_pango_font_key(self._pango_font)
        font = pdf_fonts.Font(self._pango_font, description, size)
        font.hash = first.hash + chr(65 + nth)
        font.name = b"/" + font.hash.encode() + first.name[first.name.index(b"+") :]
        self._stream._fonts[key, nth] = font
        self._fonts.append((font, _bound(font, self.face)))
        return self._fonts[-1]


def _bound(font: Any, face: Face) -> Book:
    """A book for a font of the PDF, which takes the book's map and widths for its own."""
    book = font.book = Book(face)
    font.to_unicode, font.widths = book.texts, book.widths
    return book


def _books(stream: Any, font: Any, pango_font: Any) -> _Books:
    """The codes of a font; fonts of one name are one font of the PDF."""
    known: _Books | None = getattr(font, "books", None)
    if known:
        return known
    for other in stream._fonts.values():
        if other.hash == font.hash and hasattr(other, "books"):
            font.books, font.book = other.books, other.book
            font.to_unicode, font.widths = other.to_unicode, other.widths
            return _books(stream, font, pango_font)
    books = font.books = _Books(stream, font, pango_font)
    return books


def _face(font: Any) -> Face:
    try:
        if font.index or font.variations or font.png or font.svg or font.colr:
            raise NoOutlinesError("a collection, a variable font or a colour font")
        return face(font.file_content)
    except NoOutlinesError as fault:
        raise RenderError(finding("PDF-006", family=font.family, problem=str(fault))) from fault


def _clean(font: Any, to_unicode: Any, hinting: bool) -> None:
    """Make the font's file of what its book holds."""
    if hasattr(font, "book"):
        font.file_content = font.book.builder.build()
    else:
        _original_clean(font, to_unicode, hinting)


def install() -> None:
    """Put the text layer in place; twice does no harm."""
    draw_text.draw_first_line = svg_text.draw_first_line = draw_first_line
    pdf_fonts.Font.clean = _clean
