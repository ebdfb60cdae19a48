"""A slug: the name of an article in file names and addresses."""

from __future__ import annotations

LONGEST = 80
LONGEST_BYTES = 200
"""In UTF-8: file systems take 255, of which the ending and what the name gets while it is written need their part."""


def is_slug(text: str) -> bool:
    """Whether a text is a slug: letters and digits of any script in words joined by single hyphens, within bounds."""
    words = text.split("-")
    fits = 0 < len(text) <= LONGEST and len(text.encode("utf-8", "surrogatepass")) <= LONGEST_BYTES
    return fits and all(_is_word(word) for word in words)


def _is_word(word: str) -> bool:
    return bool(word) and all(character.isalnum() for character in word)
