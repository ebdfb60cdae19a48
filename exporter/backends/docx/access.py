"""What in a written Word document shuts a reader out who hears it: looked up in the file itself.

WCAG 2.2, 1.1.1 (pictures), 1.3.1 (headings, header cells), 2.4.2 (title), 3.1.1 (language); EN 301 549, clause 10;
ECMA-376 part 1, 17.3.1.20 (outline levels), 17.4.78 (header rows). Nothing is taken from the writer: a newsroom's own
styles and headers are judged as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree

from exporter.backends.docx.elements import Element
from exporter.findings import Finding, Span, finding

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VALUE: Final = W + "val"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
HEADING: Final = re.compile(r"heading (\d)", re.IGNORECASE)
LEVELS: Final = {str(level): level + 1 for level in range(9)}  # 9 stands for body text (17.3.1.20)
LAYOUT: Final = frozenset({"VerseTable", "FactBox"})
"""Styles of tables that only place their text: a verse's halves, a frame; their cells have no headings."""
EXCERPT: Final = 40


def shortcomings(data: bytes, name: str, headings: Sequence[int]) -> Iterator[Finding]:
    """What is amiss in a document.

    Args:
        data: the file.
        name: its name.
        headings: the levels of the article's headings in order, which loading has judged; the file must have the same.
    """
    at = Span(name)
    with ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if part.endswith(".xml")}
    document, styles = (etree.fromstring(parts[f"word/{part}.xml"]) for part in ("document", "styles"))
    found = tuple(_headings(document, _levels(styles)))
    if found != tuple(headings):
        yield finding("DOCX-021", at, found=_listed(found), wanted=_listed(headings))
    for part in sorted(part for part in parts if re.match(r"word/(document|footnotes|\w*header\d|\w*footer\d)", part)):
        root = document if part == "word/document.xml" else etree.fromstring(parts[part])
        yield from _pictures(root, part, at)
        yield from _tables(root, at)
    if not etree.fromstring(parts["docProps/core.xml"]).findtext(TITLE, "").strip():
        yield finding("DOCX-024", at)
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if defaults is None or not defaults.get(VALUE) or not defaults.get(W + "bidi"):
        yield finding("DOCX-025", at)


def _headings(document: Element, levels: Mapping[str, int]) -> Iterator[int]:
    """The levels of the headings, in order."""
    for paragraph in document.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if level := levels.get("" if style is None else style.get(VALUE, ""), 0):
            yield level


def _levels(styles: Element) -> dict[str, int]:
    """The level of each style of headings, from 1: by its name in Word, or by its outline level or that of its base."""
    known = {str(style.get(W + "styleId")): style for style in styles.iterchildren(W + "style")}
    found = {identity: _level(style, known) for identity, style in known.items()}
    return {identity: level for identity, level in found.items() if level}


def _level(style: Element, known: Mapping[str, Element]) -> int:
    seen: list[Element] = []
    one: Element | None = style
    while one is not None and one not in seen:
        seen.append(one)
        outline = one.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return LEVELS.get(outline.get(VALUE, ""), 0)
        title = one.find(W + "name")
        if title is not None and (match := HEADING.fullmatch(title.get(VALUE, ""))):
            return int(match[1])
        base = one.find(W + "basedOn")
        one = None if base is None else known.get(base.get(VALUE, ""))
    return 0


def _pictures(root: Element, part: str, at: Span) -> Iterator[Finding]:
    """Each picture says what it shows, or that it is mere decoration."""
    for picture in root.iter(WP + "docPr"):
        described = picture.get("descr", "").strip() or picture.find(f".//{DECORATIVE}") is not None
        if not described:
            yield finding("DOCX-022", at, picture=picture.get("name", ""), part=part)


def _tables(root: Element, at: Span) -> Iterator[Finding]:
    """Each table of data has a header row."""
    for table in root.iter(W + "tbl"):
        style = table.find(f"{W}tblPr/{W}tblStyle")
        rows = table.findall(W + "tr")
        headed = bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        if not headed and (style is None or style.get(VALUE) not in LAYOUT):
            yield finding("DOCX-023", at, text=_excerpt(table))


def _listed(levels: Sequence[int]) -> str:
    return ", ".join(map(str, levels))


def _excerpt(element: Element) -> str:
    text = " ".join("".join(run.text or "" for run in p.iter(W + "t")) for p in element.iter(W + "p"))
    return text if len(text) <= EXCERPT else text[:EXCERPT].rstrip() + "…"
