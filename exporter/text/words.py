"""The words of a text, as what was written and what a reader took out of a file are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

# Readers drop or keep these as they like, and none is part of how a word is spelt: soft hyphen, ALM, ZWSP, ZWJ, LRM,
# RLM, embeddings and overrides, word joiner, isolates, BOM. The joiner only picks a form of the letter (ه‍ for
# "hijri"), and readers lose it. The non-joiner stays: it is spelling (Persian می‌خواهم).
_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)


def words(text: str) -> list[str]:
    """The words of a text: parted at white space (U+00A0 too), in NFC, without what no reader is bound to keep.

    Soft hyphen, direction marks, embeddings, isolates, zero-width space, word joiner, joiner and byte order mark are
    left out; the zero-width non-joiner is kept inside a word and left out at its edges, where it shows nothing. Words
    that hold nothing else are left out.
    """
    bare = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return [word for part in bare.split() if (word := part.strip("\u200c"))]
