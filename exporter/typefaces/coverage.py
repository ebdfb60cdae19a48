"""Which characters of a text the typefaces have.

Default ignorable code points by the Unicode Character Database, DerivedCoreProperties (Default_Ignorable_Code_Point).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from exporter.typefaces.families import Family

DEFAULT_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""Code points that a shaper hides when the font has no glyph for them: joiners, marks of direction, selectors."""

NO_INK = frozenset({"Zs", "Zl", "Zp", "Cc"})
"""Categories of spaces and controls, which every shaper makes up where the font has none."""


@lru_cache(maxsize=4096)
def needs_glyph(character: str) -> bool:
    """Whether a character is seen, so that some font must have it."""
    code_point = ord(character)
    hidden = any(first <= code_point <= last for first, last in DEFAULT_IGNORABLE)
    return not hidden and unicodedata.category(character) not in NO_INK


def missing(text: str, families: Sequence[Family]) -> tuple[int, ...]:
    """Offsets of the characters that no family has, in code points from 0; the text is NFC."""
    lacking = {
        character
        for character in set(text)
        if needs_glyph(character) and not any(family.covers(ord(character)) for family in families)
    }
    return tuple(offset for offset, character in enumerate(text) if character in lacking) if lacking else ()


def share(text: str, families: Sequence[Family]) -> dict[Family, frozenset[int]]:
    """The code points that each family of a chain is asked for, first choice first; idle families are left out.

    A combining mark is asked of every family that takes part, since a renderer sets it with its base letter.
    """
    wanted: dict[Family, set[int]] = {}
    marks: set[int] = set()
    for character in sorted(set(text)):
        if unicodedata.combining(character) or not needs_glyph(character):
            marks.add(ord(character))
        taker = next((family for family in families if family.covers(ord(character))), None)
        if taker is not None and needs_glyph(character):
            wanted.setdefault(taker, set()).add(ord(character))
    return {family: frozenset(wanted[family] | marks) for family in families if family in wanted}
