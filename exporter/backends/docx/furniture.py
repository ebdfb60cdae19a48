"""The page: its size, margins and direction, its running head and foot.

ECMA-376 part 1, 17.6 (sections), 17.10 (headers and footers), 17.16.5 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from exporter.backends.docx.elements import Element, on, twips, w
from exporter.backends.docx.paragraphs import filled
from exporter.backends.docx.properties import one_line, publication
from exporter.backends.docx.runs import run, run_properties, runs
from exporter.backends.docx.story import Book, Story
from exporter.house.layout import Page
from exporter.model.galley import Galley
from exporter.model.inlines import Direction, Text, words_of

FIELDS: Final = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}


def section(story: Story, page: Page, galley: Galley, place: int) -> Element:
    """The section of an article, the `place`-th of its document; its first page bears no running head."""
    book = story.book
    assert isinstance(story.part, XmlPart)
    head = _part(book, story.part, "header", w("hdr", _head(story, galley, page)), place)
    foot = _part(book, story.part, "footer", w("ftr", _foot(story, galley, page)), place)
    start, end = twips(page.start_mm), twips(page.end_mm)
    left, right = (end, start) if book.type.rtl else (start, end)
    edge = twips(book.sheet.furniture_mm)
    return w(
        "sectPr",
        w("headerReference", type="default", r_id=head),
        w("footerReference", type="default", r_id=foot),
        w("footerReference", type="first", r_id=foot),
        w("type", val="nextPage"),
        w("pgSz", w=twips(page.width_mm), h=twips(page.height_mm)),
        w(
            "pgMar",
            top=twips(page.top_mm),
            right=right,
            bottom=twips(page.bottom_mm),
            left=left,
            header=edge,
            footer=edge,
            gutter=0,
        ),
        on("titlePg"),
        on("bidi") if book.type.rtl else None,
        on("rtlGutter") if book.type.rtl else None,
    )


def measure_mm(page: Page) -> float:
    """The width between the margins."""
    return page.width_mm - page.start_mm - page.end_mm


def _part(book: Book, owner: XmlPart, kind: str, root: Element, place: int) -> str:
    media = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
    relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
    return book.add_part(owner, f"/word/{kind}{place}.xml", media, relation, root)


def _head(story: Story, galley: Galley, page: Page) -> Element:
    """The publication at the start, or the headline of an article that names none; its section at the end."""
    masthead = words_of(publication(galley.article)) or words_of(one_line(galley.title))
    content = [*runs(masthead, story), _tab(story), *runs(galley.section, story)]
    return filled(content, "Header", story, w("tabs", _stop("end", measure_mm(page))))


def _foot(story: Story, galley: Galley, page: Page) -> Element:
    """Place and date at the start, the page of its pages in the middle, the slug at the end."""
    slug = Text(galley.article.slug, isolate=Direction.LTR if galley.article.slug.isascii() else None)
    day = runs(galley.dateline, story)
    content = [*day, _tab(story), *_fields(galley.page_line, story), _tab(story), *runs((slug,), story)]
    measure = measure_mm(page)
    return filled(content, "Footer", story, w("tabs", _stop("center", measure / 2), _stop("end", measure)))


def _tab(story: Story) -> Element:
    return w("r", run_properties(story, Text("")), w("tab"))


def _stop(side: str, mm: float) -> Element:
    return w("tab", val=side, pos=twips(mm))


def _fields(line: str, story: Story) -> Iterator[Element]:
    for piece in re.split(r"(\{\w+\})", line):
        if piece in FIELDS:
            yield w("fldSimple", run(story.digits.spell("1"), story), instr=FIELDS[piece])
        elif piece:
            yield run(piece, story)
