"""What UAX #9 asks of a character: its bidi class and its bracket partner.

Unicode Character Database: Bidi_Class (UAX #44) and BidiBrackets.txt 15.0.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# One letter a class, so that a paragraph's classes are a string and the rules are substitutions on it.
_LETTERS: Final = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "1",
    "AN": "2",
    "ES": "+",
    "ET": "%",
    "CS": ",",
    "NSM": "m",
    "BN": "b",
    "B": "B",
    "S": "S",
    "WS": "w",
    "ON": "o",
    "LRE": "e",
    "RLE": "f",
    "LRO": "p",
    "RLO": "q",
    "PDF": "x",
    "LRI": "i",
    "RLI": "j",
    "FSI": "k",
    "PDI": "y",
}

# DerivedBidiClass.txt: classes of code points not assigned in the running Python's Unicode version. They matter here
# for letters and signs newer than it, such as U+20C1, the riyal sign of Unicode 17. First match wins.
_UNASSIGNED: Final = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "A"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "A"),
    (0x20A0, 0x20CF, "%"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFDD0, 0xFDEF, "b"),
    (0xFB50, 0xFDFF, "A"),
    (0xFE70, 0xFEFF, "A"),
    (0x10D00, 0x10D3F, "A"),
    (0x10EC0, 0x10EFF, "A"),
    (0x10800, 0x10FFF, "R"),
    (0x1EC70, 0x1ECBF, "A"),
    (0x1ED00, 0x1ED4F, "A"),
    (0x1EE00, 0x1EEFF, "A"),
    (0x1E800, 0x1EFFF, "R"),
)

# Bidi_Paired_Bracket: each opening bracket before its closing one.
_BRACKETS: Final = (
    "\u0028\u0029\u005b\u005d\u007b\u007d\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e"
    "\u2308\u2309\u230a\u230b\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775"
    "\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988"
    "\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9"
    "\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a"
    "\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019"
    "\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
# BD16: U+2329 and U+232A are canonically U+3008 and U+3009 and pair with them.
OPENING: Final = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)) | {"\u2329": "\u3009"}
CLOSING: Final = {bracket: bracket for bracket in _BRACKETS[1::2]} | {"\u232a": "\u3009"}
BRACKETS: Final = frozenset(OPENING) | frozenset(CLOSING)


class _Classes(dict[int, str]):
    """A translation table that fills itself: code point to the letter of its class."""

    def __missing__(self, code_point: int) -> str:
        name = unicodedata.bidirectional(chr(code_point))
        letter = _LETTERS[name] if name else _unassigned(code_point)
        self[code_point] = letter
        return letter


def _unassigned(code_point: int) -> str:
    if code_point & 0xFFFE == 0xFFFE or 0xE0000 <= code_point <= 0xE0FFF:
        return "b"
    return next((letter for first, last, letter in _UNASSIGNED if first <= code_point <= last), "L")


_CLASSES: Final = _Classes()


def classes(text: str) -> str:
    """The bidi classes of a text, one letter a character.

    L R A: strong left, right, Arabic letter. 1 2: European, Arabic number. + % ,: number separator, terminator,
    common separator. m: mark. b: boundary neutral. B S w o: paragraph and segment separator, space, other neutral.
    e f p q x: LRE RLE LRO RLO PDF. i j k y: LRI RLI FSI PDI.
    """
    return text.translate(_CLASSES)
