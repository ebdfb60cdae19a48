"""Does a PDF draw its characters in the order that the bidirectional algorithm asks for?

Unicode UAX #9, as libfribidi has it. The glyphs are read with their places (pdfplumber: no guess at reading order), cut
into lines by baseline, and each line compared, left to right, with the visual order of the same stretch of the source.
Line breaks are taken from the PDF: a line holds the next n characters. Not compared: spaces, marks, and which of
"(" and ")" a mirrored pair shows.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pdfplumber

from tests.real.tools.missing import CURE, MissingToolError

Direction: TypeAlias = Literal["rtl", "ltr", "auto"]
BASE: dict[Direction, int] = {"rtl": 0x111, "ltr": 0x110, "auto": 0x40}  # FriBidiParType
BRACKETS = str.maketrans(")]}»›>”’", "([{«‹<“‘")  # a mirrored glyph may map to either half of its pair
INVISIBLE = {"Mn", "Me", "Mc", "Cf", "Cc"}
SAME_LINE_EM = 0.55


@dataclass(frozen=True, slots=True)
class Judgement:
    """How many characters were compared and stand elsewhere; `faults` pairs what was wanted with what was drawn."""

    total: int
    misplaced: int
    faults: tuple[tuple[str, str], ...]


def validate(path: Path, paragraphs: Sequence[str], direction: Direction = "rtl") -> list[str]:
    """Every line whose characters stand out of order."""
    found = judge(path, paragraphs, direction)
    lines = [f"wanted \u202d{wanted}\u202c, drawn \u202d{drawn}\u202c" for wanted, drawn in found.faults]
    return lines + ([f"{found.misplaced} of {found.total} characters out of place"] if found.misplaced else [])


def judge(path: Path, paragraphs: Sequence[str], direction: Direction = "rtl") -> Judgement:
    """Compare a PDF with its source: the paragraphs in logical order, all the text that the pages hold.

    An isolate is written with U+2066 to U+2069; a tab parts the cells of a table's row.
    """
    with pdfplumber.open(path) as document:
        lines = [line for page in document.pages for line in glyph_lines(page.chars)]
    return compare(lines, paragraphs, direction)


def compare(lines: Iterable[str], paragraphs: Sequence[str], direction: Direction = "rtl") -> Judgement:
    """Compare drawn lines, each left to right, with the paragraphs."""
    todo = [_with_levels(paragraph, direction) for paragraph in paragraphs if paragraph]
    waiting: list[tuple[str, int]] = []
    misplaced = total = 0
    faults = []
    for line in map(_folded, lines):
        if not any(letter != " " for letter, _ in waiting) and todo:
            waiting = todo.pop(0)
        cut = _length_of(waiting, len(line))
        part, waiting = waiting[:cut], waiting[cut:]
        wanted = visual([letter for letter, _ in part], [level for _, level in part]).replace(" ", "")
        total += len(wanted)
        if wanted != line:
            blocks = SequenceMatcher(None, wanted, line, autojunk=False).get_matching_blocks()
            misplaced += max(len(wanted), len(line)) - sum(block.size for block in blocks)
            faults.append((wanted, line))
    undrawn = "".join(letter for row in [waiting, *todo] for letter, _ in row if letter != " ")
    if undrawn:
        faults.append((undrawn, ""))
    return Judgement(total + len(undrawn), misplaced + len(undrawn), tuple(faults))


def glyph_lines(glyphs: Iterable[dict[str, Any]]) -> list[str]:
    """The lines of a page, top to bottom: their visible characters from left to right."""
    placed = sorted(_placed(glyphs), key=lambda glyph: -glyph[0])
    lines: list[tuple[float, float, list[tuple[float, str]]]] = []
    for baseline, x, size, text in placed:
        if lines and abs(lines[-1][0] - baseline) < SAME_LINE_EM * max(size, lines[-1][1]):
            lines[-1][2].append((x, text))
        else:
            lines.append((baseline, size, [(x, text)]))
    return ["".join(text for _, text in sorted(row, key=lambda glyph: glyph[0])) for _, _, row in lines]


def levels(text: str, direction: Direction = "rtl") -> list[int]:
    """The embedding level of each character of a paragraph."""
    length = len(text)
    characters = (ctypes.c_uint32 * length)(*map(ord, text))
    types, brackets = (ctypes.c_uint32 * length)(), (ctypes.c_uint32 * length)()
    base, answer = ctypes.c_uint32(BASE[direction]), (ctypes.c_byte * length)()
    library = _library()
    library.fribidi_get_bidi_types(characters, length, types)
    library.fribidi_get_bracket_types(characters, length, types, brackets)
    library.fribidi_get_par_embedding_levels_ex(types, brackets, length, ctypes.byref(base), answer)
    return list(answer)


def visual(letters: Sequence[str], at: Sequence[int]) -> str:
    """The letters of one line in visual order, left to right (rule L2)."""
    row = list(zip(letters, at, strict=True))
    for level in range(max(at, default=0), 0, -1):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end][1] >= level:
                end += 1
            row[start:end] = row[start:end][::-1]
            start = max(end, start + 1)
    return "".join(letter for letter, _ in row)


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(ctypes.util.find_library("fribidi") or "libfribidi.so.0")
    except OSError as fault:
        raise MissingToolError(f"libfribidi is not installed: {CURE}") from fault


def _is_compared(letter: str) -> bool:
    return not (letter.isspace() or letter == "ـ" or unicodedata.category(letter) in INVISIBLE)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(BRACKETS)


def _with_levels(paragraph: str, direction: Direction) -> list[tuple[str, int]]:
    row: list[tuple[str, int]] = []
    for cell in filter(None, paragraph.split("\t")):
        for letter, level in zip(cell, levels(cell, direction), strict=True):
            row += [(one, level) for one in (_folded(letter) if _is_compared(letter) else " ")]
        row.append((" ", 0 if direction == "ltr" else 1))
    return row


def _length_of(row: Sequence[tuple[str, int]], visible: int) -> int:
    """How much of the row holds so many visible characters."""
    seen = 0
    for length, (letter, _) in enumerate(row):
        if seen == visible:
            return length
        seen += letter != " "
    return len(row)


def _placed(glyphs: Iterable[dict[str, Any]]) -> Iterator[tuple[float, float, float, str]]:
    """Baseline, left edge and size in pt, and the visible text of each glyph that has any."""
    for glyph in glyphs:
        text = unicodedata.normalize("NFKC", glyph["text"])
        kept = "".join(filter(_is_compared, text))
        if not kept or text.startswith("(cid:"):
            continue
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in kept):
            kept = kept[::-1]  # a ligature maps to its letters in logical order
        yield glyph["matrix"][5], glyph["x0"], glyph["size"], kept
