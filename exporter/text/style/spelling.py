"""Spelling that needs no dictionary: tatweel, tanwin, the conjunction waw, letters that cannot stand where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from exporter.model.style import Style, Tanwin
from exporter.text.style.cells import Edit
from exporter.text.style.punctuation import LETTER, MARKS

_TATWEEL: Final = re.compile(f"(?<=[{LETTER}{MARKS}])\u0640+(?=[{LETTER}])")
_ON_ALEF: Final = re.compile(f"\u0627\u064b(?![{LETTER}{MARKS}])")
_BEFORE_ALEF: Final = re.compile(f"\u064b\u0627(?![{LETTER}{MARKS}])")
_LONE_WAW: Final = re.compile(
    f"(?:(?<=^و)|(?<=[\\s«“(]و))[ \u00a0]+(?=[{LETTER}][{LETTER}{MARKS}]|[0-9\u0660-\u0669\u06f0-\u06f9$€£«(])"
)
_MAQSURA_INSIDE: Final = re.compile(f"\u0649(?=[{MARKS}]*[{LETTER}])")
_MARBUTA_INSIDE: Final = re.compile(f"(?<=\u0629)(?=[{LETTER}])")
WRONG_WORDS: Final = {
    "الى": "إلى",
    "او": "أو",
    "اذا": "إذا",
    "اذ": "إذ",
    "شئ": "شيء",
    "هذة": "هذه",
    "هاذا": "هذا",
    "هاذه": "هذه",
    "ذالك": "ذلك",
    "لاكن": "لكن",
    "انشاء الله": "إن شاء الله",
    "إنشاء الله": "إن شاء الله",
}
"""Words that are wrong wherever they stand; spellings that can be right somewhere (ان, لان, الي) are not among them."""
_WRONG: Final = re.compile(
    f"(?:(?<![{LETTER}{MARKS}])|(?<=(?<![{LETTER}{MARKS}])[وف]))(?:{'|'.join(WRONG_WORDS)})(?![{LETTER}{MARKS}])"
)


def tatweel(text: str, style: Style) -> Iterator[Edit]:
    """No tatweel between letters (Q8); after a prefix (بـ«) and in the sign of the Hijra (هـ) it is spelling."""
    if style.tatweel:
        yield from (Edit(match.start(), match.end(), "") for match in _TATWEEL.finditer(text))


def tanwin(text: str, style: Style) -> Iterator[Edit]:
    """The accusative's tanwin before its alef or on it."""
    match style.tanwin:
        case Tanwin.BEFORE_ALEF:
            yield from (Edit(found.start(), found.end(), "\u064b\u0627") for found in _ON_ALEF.finditer(text))
        case Tanwin.ON_ALEF:
            yield from (Edit(found.start(), found.end(), "\u0627\u064b") for found in _BEFORE_ALEF.finditer(text))
        case None:
            pass


def waw(text: str, style: Style) -> Iterator[Edit]:
    """The conjunction is written to its word or number (Q20); between letters by themselves (أ و ب) it may be one."""
    if style.waw:
        yield from (Edit(match.start(), match.end(), "") for match in _LONE_WAW.finditer(text))


def spelling(text: str, style: Style) -> Iterator[Edit]:
    """What is wrong in any word: alef maqsura or teh marbuta inside one, a word that is no word."""
    if not style.spelling:
        return
    edits = [Edit(match.start(), match.end(), WRONG_WORDS[match[0]]) for match in _WRONG.finditer(text)]
    taken = [(edit.start, edit.end) for edit in edits]
    inside = [Edit(match.start(), match.end(), "\u064a") for match in _MAQSURA_INSIDE.finditer(text)]
    inside += [Edit(match.start(), match.start(), " ") for match in _MARBUTA_INSIDE.finditer(text)]
    edits += [edit for edit in inside if not any(start <= edit.start < end for start, end in taken)]
    yield from sorted(edits, key=lambda edit: (edit.start, edit.end))
