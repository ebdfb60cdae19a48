"""The written forms of the schema's `format`s: dates and times (RFC 3339), language tags (BCP 47), addresses, slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from exporter.text.slug import LONGEST, LONGEST_BYTES, is_slug

FIRST_YEAR: Final = 1000
"""Dates before it are slips of the pen, and not every format can write a year of fewer than four digits."""
LINK_SCHEMES: Final = ("http", "https", "mailto", "tel")

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?([Zz]|[+-][0-9]{2}:[0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]+")
_URL = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*", re.IGNORECASE)


def moment(text: str) -> datetime | None:
    """A date and time with its offset (RFC 3339, 5.6; seconds may be left out); None when it is none.

    It is of the years 1000 to 9999 both where it was written and in UTC.
    """
    if not _MOMENT.fullmatch(text):
        return None
    try:
        made = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", "").upper())
        return made if min(made.year, made.astimezone(UTC).year) >= FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None


def day(text: str) -> date | None:
    """A date (RFC 3339, full-date) of the years 1000 to 9999; None when it is none."""
    try:
        made = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return made if made and made.year >= FIRST_YEAR else None


def slug_of(name: str) -> str:
    """A slug made of any name: its words in lower case joined by hyphens, cut to what a slug may have."""
    bare = (
        char for char in unicodedata.normalize("NFC", name).lower() if not unicodedata.category(char).startswith("M")
    )
    words = "".join(char if char.isalnum() else " " for char in bare).split()
    slug = "-".join(words)[:LONGEST].encode()[:LONGEST_BYTES].decode("utf-8", "ignore")
    return slug.rstrip("-") or "article"


FORMATS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "date-time": ("LOAD-044", moment),
    "date": ("LOAD-045", day),
    "language": ("LOAD-046", _LANGUAGE.fullmatch),
    "slug": ("LOAD-047", lambda text: is_slug(text) and text == text.lower()),
    "email": ("LOAD-048", _EMAIL.fullmatch),
    "uri": ("LOAD-049", _URL.fullmatch),
}
"""By the format's name: the code of the finding when a text has not this form, and the test."""
