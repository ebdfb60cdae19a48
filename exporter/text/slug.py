"""A slug: the name of an article in file names and addresses."""

from __future__ import annotations

LONGEST = 80


def is_slug(text: str) -> bool:
    """Whether a text is a slug: letters and digits of any script in words joined by single hyphens, 80 at most."""
    words = text.split("-")
    return 0 < len(text) <= LONGEST and all(_is_word(word) for word in words)


def _is_word(word: str) -> bool:
    return bool(word) and all(character.isalnum() for character in word)
