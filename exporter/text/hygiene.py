"""Invisible junk out, presentation forms back to letters; each change told.

Unicode Normalization Form C (UAX #15); UAX #9 for direction controls; ALREQ Q3, Q4, Q7, Q8, Q19.

What stays as the author wrote it: tatweel, Arabic or Persian kaf and yeh, NBSP, joiner and non-joiner, LRM, RLM, ALM,
isolates that are opened and closed, and these of the presentation form blocks: U+FDFA and U+FDFB, honorifics of one
sign whose letters would be whole phrases (ALREQ Q3); U+FDFC, the rial sign, and U+FDFD, symbols (category Sc, So);
U+FD3E and U+FD3F, the ornate brackets, and whatever else there has no compatibility mapping (UnicodeData.txt).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from exporter.text.bidi import levels, visual_order
from exporter.text.joining import is_transparent

Kind: TypeAlias = Literal[
    "presentation-form",
    "composition",
    "mark-order",
    "control",
    "lost-character",
    "zero-width",
    "line-end",
    "embedding",
    "embedding-to-isolate",
    "isolate",
    "soft-hyphen",
    "joiner",
]

CODES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "presentation-form": "TEXT-001",
        "composition": "TEXT-002",
        "mark-order": "TEXT-003",
        "control": "TEXT-004",
        "lost-character": "TEXT-005",
        "zero-width": "TEXT-006",
        "line-end": "TEXT-007",
        "embedding": "TEXT-008",
        "embedding-to-isolate": "TEXT-009",
        "isolate": "TEXT-010",
        "soft-hyphen": "TEXT-011",
        "joiner": "TEXT-012",
    }
)


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to a text.

    Attributes:
        offset: where in the text as given, in code points.
        length: how many of its code points.
        kind: what kind of change; `CODES` has the finding's code.
        was: the characters as given; for a character changed by two rules, as the second met it.
        now: what stands there instead; empty when taken out.
    """

    offset: int
    length: int
    kind: Kind
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text and what was done to it, by place."""

    text: str
    repairs: tuple[Repair, ...]


# One entry a code point of the text as given: what stands there now.
_Cells: TypeAlias = list[str]
_Rule: TypeAlias = Callable[[_Cells], Iterator[Repair]]

_LINE_ENDS: Final = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_CONTROLS: Final = frozenset(chr(c) for c in (*range(0x20), *range(0x7F, 0xA0))) - _LINE_ENDS - set("\n\t\x1a")
_DEPRECATED: Final = frozenset(map(chr, (*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC))))
_NON_CHARACTERS: Final = frozenset(map(chr, (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))
_SEPARATORS: Final = frozenset("\x1c\x1d\x1e\x1f")  # white space to some readers, so a space and not nothing
_REMOVED: Final = _CONTROLS | _DEPRECATED | _NON_CHARACTERS
_ZERO_WIDTH: Final = frozenset("\u200b\ufeff")
_KEPT_FORMS: Final = frozenset("\ufdfa\ufdfb\ufdfc\ufdfd\ufd3e\ufd3f")
_EMBEDDINGS: Final = MappingProxyType({"\u202a": "\u2066", "\u202b": "\u2067", "\u202d": "\u2066", "\u202e": "\u2067"})
_POP_EMBEDDING: Final = "\u202c"
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")
_POP_ISOLATE: Final = "\u2069"
_SHY, _ZWNJ, _ZWJ, _TATWEEL, _HEH_INITIAL = "\u00ad", "\u200c", "\u200d", "\u0640", "\ufeeb"

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028-\u202e\u2066-\u206f\ufb50-\ufdff\ufe70-\ufeff\ufff9-\ufffb"
    "\ufffe\uffff]"
)
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def clean(text: str) -> Cleaned:
    """Take invisible junk out of a text, set presentation forms back to letters, and bring it to NFC.

    No visible word is lost, and cleaning a clean text changes nothing. Direction controls are paired within a
    paragraph, that is up to an empty line, so a whole paragraph should be given and not a part of it.
    """
    repairs: list[Repair] = []
    cells = list(text)
    if _SUSPECT.search(text):
        for rule in _RULES:
            repairs += rule(cells)
    if not unicodedata.is_normalized("NFC", "".join(cells)):
        repairs += _normalise(cells)
    return Cleaned("".join(cells), tuple(sorted(repairs, key=lambda repair: repair.offset)))


def spelled(text: str) -> str:
    """A text with each character that cannot be seen, or is seen only with a neighbour, by number: U+200B."""
    return " ".join(_spell(char) for char in text) if any(map(_is_hidden, text)) else text


def _spell(char: str) -> str:
    return f"U+{ord(char):04X}" if _is_hidden(char) else char


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs")


def _set(cells: _Cells, at: int, kind: Kind, now: str) -> Repair:
    was, cells[at] = cells[at], now
    return Repair(at, 1, kind, was, now)


def _line_ends(cells: _Cells) -> Iterator[Repair]:
    """CR LF, CR, NEL, VT, FF, U+2028 become a line feed; U+2029 ends the paragraph (UAX #14, BK and NL)."""
    for i, cell in enumerate(cells):
        if cell == "\r" and i + 1 < len(cells) and cells[i + 1] == "\n":
            yield _set(cells, i, "line-end", "")
        elif cell in _LINE_ENDS:
            yield _set(cells, i, "line-end", "\n\n" if cell == "\u2029" else "\n")


def _controls(cells: _Cells) -> Iterator[Repair]:
    """C0 and C1 controls, deprecated format characters and noncharacters go; U+001A marks a letter already lost."""
    for i, cell in enumerate(cells):
        if cell in _REMOVED:
            yield _set(cells, i, "control", " " if cell in _SEPARATORS else "")
        elif cell == "\x1a":
            yield _set(cells, i, "lost-character", "")


def _zero_width(cells: _Cells) -> Iterator[Repair]:
    """Zero-width space and byte order mark go: they hide in words and break search."""
    for i, cell in enumerate(cells):
        if cell in _ZERO_WIDTH:
            yield _set(cells, i, "zero-width", "")


def _directions(cells: _Cells) -> Iterator[Repair]:
    """Lone controls go. Closed embeddings go where they change no order, else they become isolates.

    UAX #9, 2.0 recommends isolates over embeddings; they are what each format can say natively, and Q4 keeps them.
    """
    lone, pairs = _direction_pairs(cells)
    for i in lone:
        yield _set(cells, i, "isolate" if cells[i] in _ISOLATES or cells[i] == _POP_ISOLATE else "embedding", "")
    if not pairs:
        return
    controls = {i for pair in pairs for i in pair}
    idle = _order(cells, frozenset()) == _order(cells, controls)
    for opening, closing in pairs:
        isolate = _EMBEDDINGS[cells[opening]]
        for i, now in ((opening, isolate), (closing, _POP_ISOLATE)):
            yield _set(cells, i, "embedding", "") if idle else _set(cells, i, "embedding-to-isolate", now)


def _direction_pairs(cells: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]]:
    """The lone direction controls, and the embeddings with their ends (BD9, BD11, X6a, X7)."""
    lone: list[int] = []
    pairs: list[tuple[int, int]] = []
    open_at: list[int] = []
    isolates: list[int] = []  # where in open_at
    ends = _paragraph_ends(cells)
    for i, cell in enumerate(cells):
        if i in ends:
            lone += open_at
            open_at.clear()
            isolates.clear()
        if cell in _ISOLATES:
            isolates.append(len(open_at))
        if cell in _EMBEDDINGS or cell in _ISOLATES:
            open_at.append(i)
        elif cell == _POP_EMBEDDING:
            if open_at and cells[open_at[-1]] in _EMBEDDINGS:
                pairs.append((open_at.pop(), i))
            else:
                lone.append(i)
        elif cell == _POP_ISOLATE:
            if isolates:
                lone += open_at[isolates[-1] + 1 :]
                del open_at[isolates.pop() :]
            else:
                lone.append(i)
    return sorted(lone + open_at), sorted(pairs)


def _paragraph_ends(cells: Sequence[str]) -> set[int]:
    """The cells at which an empty line ends a paragraph."""
    ends: set[int] = set()
    blank = False
    for i, cell in enumerate(cells):
        if "\n" in cell:
            if blank or cell == "\n\n":
                ends.add(i)
            blank = True
        elif cell.strip(" \t"):
            blank = False
    return ends


def _order(cells: Sequence[str], without: frozenset[int] | set[int]) -> list[list[int]]:
    """The visible cells from left to right in both base directions, some cells left out."""
    kept = [i for i, cell in enumerate(cells) if cell and i not in without]
    line = "".join(" " if "\n" in cells[i] else cells[i] for i in kept)
    visible = [unicodedata.category(char) != "Cf" for char in line]
    return [[kept[n] for n in visual_order(levels(line, base)) if visible[n]] for base in (0, 1)]


def _presentation_forms(cells: _Cells) -> Iterator[Repair]:
    """Presentation forms become the letters they stand for (NFKC of the form alone)."""
    before, after = _arabic_beside(cells)
    for i, cell in enumerate(cells):
        if not _FORMS.match(cell) or cell in _KEPT_FORMS:
            continue
        letters = unicodedata.normalize("NFKC", cell)
        if letters[0] in (" ", _TATWEEL) and letters[1:] and before[i]:
            letters = letters[1:]  # a vowel mark with a carrier of its own, set after its letter: only the mark is text
        elif cell == _HEH_INITIAL and not before[i] and not after[i]:
            letters += _ZWJ  # alone it is the sign for "hijri", and a bare heh would look otherwise (Q7)
        if letters != cell:
            yield _set(cells, i, "presentation-form", letters)


def _soft_hyphens(cells: _Cells) -> Iterator[Repair]:
    """Soft hyphens beside Arabic letters go: Arabic is never hyphenated (Q19)."""
    before, after = _arabic_beside(cells)
    for i, cell in enumerate(cells):
        if cell == _SHY and (before[i] or after[i]):
            yield _set(cells, i, "soft-hyphen", "")


def _joiners(cells: _Cells) -> Iterator[Repair]:
    """A joiner or non-joiner doubled, a non-joiner beside a space, a joiner between spaces: they show nothing."""
    live = [i for i, cell in enumerate(cells) if cell]
    found = True
    while found:  # one that goes may leave another beside a space
        kept: list[int] = []
        for n, i in enumerate(live):
            before = cells[kept[-1]][-1] if kept else ""
            after = cells[live[n + 1]][0] if n + 1 < len(live) else ""
            if _is_idle_joiner(cells[i], before, after):
                yield _set(cells, i, "joiner", "")
            else:
                kept.append(i)
        found = len(kept) < len(live)
        live = kept


def _is_idle_joiner(cell: str, before: str, after: str) -> bool:
    if cell not in (_ZWNJ, _ZWJ):
        return False
    spaces = before.isspace() + after.isspace()
    return before == cell or spaces == 2 or (spaces == 1 and cell == _ZWNJ)


def _arabic_beside(cells: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """For each cell, whether the base character before it, and that after it, is an Arabic letter."""
    before = _arabic_so_far(cells)
    return before, _arabic_so_far(cells[::-1])[::-1]


def _arabic_so_far(cells: Sequence[str]) -> list[bool]:
    found: list[bool] = []
    arabic = False
    for cell in cells:
        found.append(arabic)
        if cell and not is_transparent(cell[0]):
            arabic = unicodedata.bidirectional(cell[0]) == "AL"
    return found


def _normalise(cells: _Cells) -> Iterator[Repair]:
    """NFC, one stretch that can compose at a time, so that the place of each change is known."""
    for start, end in _stretches(cells):
        was = "".join(cells[start:end])
        now = unicodedata.normalize("NFC", was)
        if now != was:
            kind: Kind = "mark-order" if sorted(now) == sorted(was) else "composition"
            cells[start:end] = [now, *[""] * (end - start - 1)]
            yield Repair(start, end - start, kind, was, now)


def _stretches(cells: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut the cells before each character that composes with nothing before it (UAX #15, 9.1: stable starters)."""
    start = 0
    for i, cell in enumerate(cells):
        if cell and i > start and _starts(cell[0]):
            yield start, i
            start = i
    yield start, len(cells)


def _starts(char: str) -> bool:
    return not unicodedata.combining(char) and unicodedata.category(char)[0] != "M" and not "\u1160" <= char <= "\u11ff"


_RULES: Final[tuple[_Rule, ...]] = (
    _line_ends,
    _controls,
    _zero_width,
    _directions,
    _presentation_forms,
    _soft_hyphens,
    _joiners,
)
