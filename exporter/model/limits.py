"""Bounds of formats, known both to who makes the format and to who looks the article over before."""

from __future__ import annotations

from typing import Final

WORD_COLUMNS: Final = 63
"""Columns of a table in Word (its own limit; ECMA-376 part 1, 17.4.48, names none)."""
