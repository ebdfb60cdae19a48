"""`python -m benchmarks.night.kept TEXTS FILE...`: Arabic words that are found in files of one format, in percent.

A PDF is read by poppler; DOCX and EPUB hold their text as it is, so what is missing there was left out by their maker.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from tests.real.survival import ARABIC, READERS, share

PARAGRAPH, TEXT = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("p", "t"))


def _word(file: Path) -> str:
    """The paragraphs of all parts of a Word document."""
    paragraphs = (one for part in _parts(file, "word/", ".xml") for one in part.iter(PARAGRAPH))
    return "\n".join("".join(text.text or "" for text in one.iter(TEXT)) for one in paragraphs)


def _book(file: Path) -> str:
    """The documents of a book; a phrase that is marked does not end a word, so nothing is put between."""
    return "\n".join("".join(map(str, part.itertext())) for part in _parts(file, "", "html"))


def _parts(file: Path, start: str, end: str) -> Iterator[etree._Element]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith(start) and name.endswith(end):
                yield etree.fromstring(archive.read(name))


OF: dict[str, Callable[[Path], str]] = {".pdf": READERS["poppler"], ".docx": _word, ".epub": _book}

if __name__ == "__main__":
    total = found = 0
    for file in map(Path, sys.argv[2:]):
        text = (Path(sys.argv[1]) / f"{file.stem}.txt").read_text(encoding="utf-8")
        words, kept = share(text, OF[file.suffix](file), ARABIC)
        total, found = total + words, found + kept
    print(100 * found / total)
