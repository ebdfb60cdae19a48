"""A reader of Word documents that shares nothing with the writer: the words, in the order in which they are read.

ECMA-376 part 1, 17.3.3 (what a run may hold), 17.11 (footnotes), 17.16 (fields).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree

from exporter.model.galley import Passage, Rendition

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
SPARED: Final = W + "sdt"
"""What Word knows as a cover page or a table of contents: the front page of an edition, no words of an article."""
# A simple field's result is a number that Word reckons: of a page, of a note.
SKIPPED: Final = frozenset({W + "fldSimple", W + "pPr", W + "rPr", W + "instrText", W + "delText"})
DIRECTION_MARK: Final = "DirectionMark"


def readback(rendition: Rendition) -> Iterator[Passage]:
    """Paragraphs of the text in order, tables row by row; then those of the footnotes."""
    for data in rendition.files.values():
        with ZipFile(BytesIO(data)) as archive:
            yield from (Passage(text) for text in _paragraphs(_tree(archive, "word/document.xml")))
            if "word/footnotes.xml" in archive.namelist():
                for note in _tree(archive, "word/footnotes.xml").iterchildren(W + "footnote"):
                    if note.get(W + "type", "normal") == "normal":
                        yield from (Passage(text, note=True) for text in _paragraphs(note))


def _tree(archive: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(name), parser)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    spared = {paragraph for part in root.iter(SPARED) for paragraph in part.iter(W + "p")}
    read = (paragraph for paragraph in root.iter(W + "p") if paragraph not in spared)
    texts = ("".join(_text(paragraph)).strip() for paragraph in read)
    return (text for text in texts if text)


def _text(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in SPACES:
            yield SPACES[child.tag]
        elif child.tag == W + "r" and _is_direction_mark(child):
            continue
        elif child.tag not in SKIPPED:
            yield from _text(child)


def _is_direction_mark(run: etree._Element) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(W + "val") == DIRECTION_MARK
