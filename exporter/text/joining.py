"""Which neighbouring letters join cursively.

The Unicode Standard, 9.2 (Cursive Joining); Joining_Type from ArabicShaping.txt 15.0 for the Arabic blocks
U+0600-06FF, U+0750-077F, U+0870-089F and U+08A0-08FF.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final


def code_points(table: str) -> frozenset[str]:
    """The characters of a table of code points and ranges, such as `0620 0626-0628`."""
    edges = (entry.partition("-") for entry in table.split())
    return frozenset(
        chr(code) for first, _, last in edges for code in range(int(first, 16), int(last or first, 16) + 1)
    )


_DUAL: Final = code_points(
    "0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF 06C1-06C2 06CC 06CE "
    "06D0-06D1 06FA-06FC 06FF 0750-0758 075C-076A 076D-0770 0772 0775-0777 077A-077F 0886 0889-088D 08A0-08A9 "
    "08AF-08B0 08B3-08B8 08BA-08C8"
)
_RIGHT: Final = code_points(
    "0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF 06D2-06D3 06D5 "
    "06EE-06EF 0759-075B 076B-076C 0771 0773-0774 0778-0779 0870-0882 088E 08AA-08AC 08AE 08B1-08B2 08B9"
)
# Tatweel, the Kashmiri and ajami tatweels, the joiner: they join on both sides.
_CAUSING: Final = code_points("0640 0883-0885 200D")
# Format characters that end a join; all others, and marks, are transparent.
_BREAKING: Final = code_points("0600-0605 06DD 0890-0891 08E2 200C 2066-2069")

_JOINS_NEXT: Final = _DUAL | _CAUSING
_JOINS_PREVIOUS: Final = _DUAL | _RIGHT | _CAUSING


def joins(before: str, after: str) -> bool:
    """Whether the last letter of one text joins the first letter of the text that follows it.

    Marks and other transparent characters at the meeting edges are passed over (rule of Joining_Type T); a non-joiner
    there ends the join.
    """
    last = _first_opaque(reversed(before))
    first = _first_opaque(after)
    return last in _JOINS_NEXT and first in _JOINS_PREVIOUS


def _first_opaque(text: Iterable[str]) -> str:
    return next((char for char in text if not is_transparent(char)), "")


def is_transparent(char: str) -> bool:
    """Whether joining looks through a character: a mark, or a format character that is neither joiner nor breaker."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf") and char not in _BREAKING and char not in _CAUSING
