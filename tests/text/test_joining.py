"""Letters join as the Unicode Standard says."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from exporter.text.joining import is_transparent, joins

TABLE = Path(__file__).parent / "data" / "ArabicShaping-trimmed.txt"
BLOCKS = [*range(0x0600, 0x0700), *range(0x0750, 0x0780), *range(0x0870, 0x0900)]


def joining_types() -> dict[str, str]:
    rows = (line.split(";") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {chr(int(number, 16)): kind for number, kind in rows}


def test_every_character_of_the_arabic_blocks_joins_as_unicode_s_table_has_it() -> None:
    table = joining_types()
    for char in map(chr, BLOCKS):
        if unicodedata.category(char) == "Cn":
            continue
        default = "T" if unicodedata.category(char) in ("Mn", "Me", "Cf") else "U"
        kind = table.get(char, default)
        assert is_transparent(char) == (kind == "T"), ascii(char)
        if kind != "T":
            assert joins(char, "ب") == (kind in "DC"), ascii(char)
            assert joins("ب", char) == (kind in "DRC"), ascii(char)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("ال", "مدرسة", True),
        ("لا", "مدرسة", False),
        ("و", "قال", False),
        ("بِ", "الله", True),
        ("مُ", "\u064eحمد", True),
        ("می\u200c", "خواهم", False),
        ("می", "\u200cخواهم", False),
        ("ه\u200d", "", False),
        ("گ", "چه", True),
        ("ے", "ہ", False),
        ("ب", " ب", False),
        ("ب", "BBC", False),
        ("بـ", "10", False),
        ("", "ب", False),
        ("كـ", "تاب", True),
    ],
)
def test_an_edge_inside_a_word_knows_whether_it_parts_joined_letters(before: str, after: str, expected: bool) -> None:
    assert joins(before, after) is expected
