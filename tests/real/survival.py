"""How much of an article's text comes back from a PDF: the readers, the words, and what a reader cannot give.

What is left out of what is asked of a reader is its own fault in any PDF; `test_readers_own_faults.py` proves each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.real.tools import mupdf, pdfium, pdfjs, poppler

READERS: dict[str, Callable[[Path], str]] = {
    "poppler": poppler.text,
    "PDFium": pdfium.text,
    "MuPDF": mupdf.text,
    "pdf.js": pdfjs.text,
}

NON_JOINER = "\u200c"
MARKS = "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTER = f"\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f{MARKS}{NON_JOINER}"
ARABIC = re.compile(f"[{_LETTER}]+")
WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}{NON_JOINER}])+|\d+")
"""Letters with their marks, or digits: text is cut at punctuation, and where digits meet letters."""

UNSEEN = re.compile("[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069]")
_MARKED_NON_JOINER = re.compile(f"([{MARKS}]+){NON_JOINER}")
_INDIC_NUMBER = re.compile("[\u0660-\u0669\u066b\u066c]{2,}")


def words(text: str, kind: re.Pattern[str] = WORD) -> list[str]:
    """The words of a text, of one kind, bare of what stands beside them and of what shows nothing."""
    bare = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return [word for found in kind.findall(bare) if (word := found.strip(NON_JOINER))]


def at_best(text: str, reader: str) -> str:
    """A text as the reader could at best give it."""
    match reader:
        case "PDFium":
            return _MARKED_NON_JOINER.sub(rf"{NON_JOINER}\1", text)
        case "pdf.js":
            return _MARKED_NON_JOINER.sub(r"\1", text)
        case "MuPDF":
            return _INDIC_NUMBER.sub(lambda number: number[0][::-1], text)
        case _:
            return text


def lost(article: str, read: str, kind: re.Pattern[str] = WORD) -> Counter[str]:
    """The words that do not come back as often as they stand in the article."""
    return Counter(words(article, kind)) - Counter(words(read, kind))


def share(article: str, read: str, kind: re.Pattern[str] = WORD) -> tuple[int, int]:
    """How many words there are, and how many of them come back."""
    count = len(words(article, kind))
    return count, count - lost(article, read, kind).total()
