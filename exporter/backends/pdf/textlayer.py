"""WeasyPrint's text drawing, replaced so that one code is one character; all its private names are here and in repairs.

The rules are in `codes`; what is WeasyPrint's and Pango's stands here. `install` compares what it replaces with what
was seen when this was written, so that a WeasyPrint that has moved it is refused and draws no bad file.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from exporter.backends.pdf.codes import Book, Edges, Line, Shown, Spelled, spell
from exporter.backends.pdf.engine import boxes, draw_text, ffi, get_pango_font_key, pango, pdf_fonts, svg_text
from exporter.backends.pdf.repairs import source_sum
from exporter.backends.pdf.runs import ELLIPSIS, INFO, Run, clusters
from exporter.backends.pdf.truetype import Face, NoOutlinesError, Part, face
from exporter.errors import DependencyError, RenderError
from exporter.findings import finding

JOINER, BREAK = "\u200d", "\u200b"
SPACES = frozenset(" \u00a0")
UNITS = 1024
"""Pango's units to the CSS pixel (PANGO_SCALE)."""

KNOWN_CLUSTERS = 4_000
"""So many of a face in a size are kept, at most 1.5 MB; an article has some 300 of its text face. Whole runs are not
kept: nearly every line is a new one, and those of twenty articles took 10 MB."""

UNKNOWN = pango.PANGO_GLYPH_UNKNOWN_FLAG

_original_line = draw_text.draw_first_line
_original_clean = pdf_fonts.Font.clean
_logger = logging.getLogger("weasyprint")

REPLACED = {
    "weasyprint.draw.text.draw_first_line": _original_line,
    "weasyprint.draw.text.draw_text": draw_text.draw_text,
    "weasyprint.pdf.fonts.Font.clean": _original_clean,
    "weasyprint.pdf.fonts.build_fonts_dictionary": pdf_fonts.build_fonts_dictionary,
    "weasyprint.pdf.fonts._build_vector_font_dictionary": pdf_fonts._build_vector_font_dictionary,
}
"""What is replaced, and what calls it, so that it can be told when a new WeasyPrint has changed it."""


SEEN = {
    "weasyprint.draw.text.draw_first_line": "1bb8eae6d88e71b17096a034656f3be17da8f1f513c78536c1c38d971927638b",
    "weasyprint.draw.text.draw_text": "ebaf96239c6ca3635d2b91bfb34718c2dcebd7809fec1c53fb8dffd1366befe3",
    "weasyprint.pdf.fonts.Font.clean": "794f0211f18453f1a291056fcd6659cdcb262f7c1133cf5b2ea015df379c6813",
    "weasyprint.pdf.fonts.build_fonts_dictionary": "fc551bef35d0d6c3d288f686fd21b5ea8c1efadb8f2f3b4d379cfa6045c02230",
    "weasyprint.pdf.fonts._build_vector_font_dictionary": (
        "aa6eea312c6e3375689f3405d48c5059525038a8d73d2f63bf3476de6dc05903"
    ),
}
"""The SHA-256 sums of their sources in WeasyPrint 70.0."""


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Draw the line of a text box; takes and gives what WeasyPrint's own does."""
    if textbox.style["font_size"] < 1e-6 or not textbox.text:
        return []
    first = _first_line(textbox, text_overflow, block_ellipsis)
    source = _Source(textbox)
    pens: list[_Pen] = []
    run, width = first.runs[0], 0.0
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        if not pens or pens[-1].pango_font != item.analysis.font:
            pens.append(_Pen(stream, item.analysis.font, width))
        width += pens[-1].take(item, glyphs, source)
    source.bound(pens)
    # pdf.js ends its stretch of text where the font changes: what is read first must be drawn first.
    for pen in reversed(pens) if source.rtl else pens:
        pen.draw(matrix)
    return []


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


class _Source:
    """The text of a box, without what was put there to shape it and not to be read."""

    def __init__(self, textbox: Any) -> None:
        text = textbox.pango_layout.text
        self.rtl: bool = textbox.style["direction"] == "rtl"
        self._around = around = getattr(textbox, "around", _ALONE)
        self._bytes: bytes = text.encode()
        # A joiner on both sides of an edge was put there by `joining`; after a lone space WeasyPrint puts a break.
        self._skip_first = text.startswith(JOINER) and around.before == JOINER
        self._skip_last = (text.endswith(JOINER) and around.after == JOINER) or text == " " + BREAK

    def bound(self, pens: Sequence[_Pen]) -> None:
        """Tell the pens of the box, from left to right, what stands at its edges."""
        before, after, is_apart = self._around
        first, last = (pens[-1], pens[0]) if self.rtl else (pens[0], pens[-1])
        for pen in pens:
            parts_words, apart = after in (" ", "\u00a0", ""), is_apart and not after
            is_last = pen is last
            pen.edges = Edges(
                self.rtl,
                is_last and parts_words,
                is_last and apart,
                pen is first and before != "",
                is_last and after != "",
            )

    def of(self, offset: int, length: int) -> tuple[bytes, bool, bool]:
        """The text of an item, offset and length in bytes; whether its first and last characters are not to be read."""
        end = offset + length
        return (
            self._bytes[offset:end],
            self._skip_first and offset == 0,
            self._skip_last and end == len(self._bytes),
        )


class Around(NamedTuple):
    """The characters next to a text box on its line, empty at its ends; whether other lines may stand beside it."""

    before: str
    after: str
    is_apart: bool


_ALONE = Around("", "x", False)


def look_around(document: Any) -> None:
    """Tell each text box of a laid-out document what stands next to it."""
    for page in document.pages:
        _look_around(page._page_box, False)


def _look_around(box: Any, is_apart: bool) -> None:
    if isinstance(box, boxes.LineBox):
        texts = [one for one in box.descendants() if isinstance(one, (boxes.TextBox, boxes.AtomicInlineLevelBox))]
        letters = [getattr(one, "text", "x") for one in texts]
        for before, one, after in zip(["", *letters], texts, [*letters[1:], ""], strict=False):
            one.around = Around(before[-1:], after[:1], is_apart)
    elif isinstance(box, boxes.ParentBox):
        is_apart |= isinstance(box, (boxes.TableCellBox, boxes.FlexContainerBox))
        for child in box.children:
            _look_around(child, is_apart)


class _Pen:
    """Draws the runs of one font that follow each other on a line, from a distance in pixels after its start."""

    def __init__(self, stream: Any, pango_font: Any, start: float) -> None:
        self.pango_font, self._start = pango_font, start
        self._stream = stream
        font, self._size = stream.add_font(pango_font)
        self._books = _books(stream, font, pango_font)
        self._face = self._books.face
        self._scale = self._face.upem / self._size / UNITS
        self._taken: list[Spelled] = []
        self.edges = Edges()
        self._known = _known_clusters(self._face, self._size)

    def take(self, item: Any, glyphs: Any, source: _Source) -> float:
        """Take a run of glyphs, and give its width in pixels."""
        count = glyphs.num_glyphs
        raw = bytes(ffi.buffer(glyphs.glyphs, count * INFO * 4))
        starts = tuple(ffi.unpack(glyphs.log_clusters, count))
        run = Run(raw, starts, source.of(item.offset, item.length), item.analysis.level & (1 | ELLIPSIS))
        spelled = [*self._spelled(run)]
        self._taken += spelled
        return float(sum(one.due for one in spelled) / self._scale / UNITS)

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
                if not any(glyph & UNKNOWN for glyph, *_ in parts):
                    if len(known) >= KNOWN_CLUSTERS:
                        known.clear()
                    known[cluster] = spelled
            yield spelled

    def _spell(self, text: str, parts: tuple[Part, ...], advance: int, rtl: int) -> Spelled:
        scale, upem = self._scale, self._face.upem
        due = advance * scale
        if text in SPACES and len(parts) <= 1:
            own = self._face.advances[parts[0][0]] if parts else round(due)
            return Spelled((Shown(text, (), own),), due, is_space=True)
        placed = tuple((_drawn(glyph), round(x * scale), round(-y * scale)) for glyph, x, y in parts)
        return spell(text, placed, due, rtl=bool(rtl), upem=upem)

    def draw(self, matrix: Any) -> None:
        """Write what was taken into the page, from where the matrix puts the line's start."""
        line = Line(self._face.upem, self.edges)
        for one in self._taken:
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
        drawn = (piece for piece in line.pieces if isinstance(piece, Shown) and piece.parts)
        return next((self._books.code(piece)[0] for piece in drawn), None)

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
def _known_clusters(face: Face, size: float) -> dict[tuple[str, tuple[Part, ...], int, int], Spelled]:
    """How clusters of a face in a size are spelled: kept for the next page and the next article."""
    return {}


def _drawn(glyph: int) -> int:
    """The glyph, or the first, which stands for what is missing; WeasyPrint's own words are read by `journal`."""
    if glyph & UNKNOWN:
        character = glyph - UNKNOWN
        said = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'
        _logger.warning(said, chr(character), character)
        return 0
    return glyph


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
    """Put the text layer in place; twice does no harm.

    Raises:
        DependencyError: WeasyPrint is not the one that this was written for (PDF-007).
    """
    for name, function in REPLACED.items():
        if source_sum(function) != SEEN[name]:
            raise DependencyError(finding("PDF-007", name=name))
    draw_text.draw_first_line = svg_text.draw_first_line = draw_first_line
    pdf_fonts.Font.clean = _clean
