"""The page: its size, margins and direction, its running head and foot.

ECMA-376 part 1, 17.6 (sections), 17.10 (headers and footers), 17.16.5 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
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


def section(story: Story, galley: Galley, place: int) -> Element:
    """The section of an article, the `place`-th of its document: on the newsroom's own page and under its own head."""
    book = story.book
    house = book.house
    paper = [deepcopy(element) for element in house.sheet_of_paper] if house and house.page else _paper(book)
    own = not book.house_references
    references = _references(story, galley, place) if own else map(deepcopy, book.house_references)
    return w(
        "sectPr",
        *references,
        w("type", val="nextPage"),
        *paper,
        on("titlePg") if own or (house and house.title_page) else None,
        on("bidi") if book.type.rtl else None,
        on("rtlGutter") if book.type.rtl else None,
    )


def blank_section(book: Book) -> Element:
    """The section of a front page, without running head and foot: there is none before it whose own it could take."""
    house = book.house
    return w(
        "sectPr",
        w("type", val="nextPage"),
        *([deepcopy(element) for element in house.sheet_of_paper] if house and house.page else _paper(book)),
        on("bidi") if book.type.rtl else None,
        on("rtlGutter") if book.type.rtl else None,
    )


def _references(story: Story, galley: Galley, place: int) -> tuple[Element, ...]:
    """Our head and foot; a first page bears no running head."""
    book, page = story.book, story.book.page
    assert isinstance(story.part, XmlPart)
    head = _part(book, story.part, "header", w("hdr", _head(story, galley, page)), place)
    foot = _part(book, story.part, "footer", w("ftr", _foot(story, galley, page)), place)
    return (
        w("headerReference", type="default", r_id=head),
        w("footerReference", type="default", r_id=foot),
        w("footerReference", type="first", r_id=foot),
    )


def _paper(book: Book) -> list[Element]:
    page = book.page
    start, end = twips(page.start_mm), twips(page.end_mm)
    left, right = (end, start) if book.type.rtl else (start, end)
    edge = twips(book.sheet.furniture_mm)
    top, bottom = twips(page.top_mm), twips(page.bottom_mm)
    return [
        w("pgSz", w=twips(page.width_mm), h=twips(page.height_mm)),
        w("pgMar", top=top, right=right, bottom=bottom, left=left, header=edge, footer=edge, gutter=0),
    ]


def measure_mm(page: Page) -> float:
    """The width between the margins."""
    return page.width_mm - page.start_mm - page.end_mm


def _part(book: Book, owner: XmlPart, kind: str, root: Element, place: int) -> str:
    media = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
    relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
    return book.add_part(owner, f"/word/{kind}{place}.xml", media, relation, root)


def _head(story: Story, galley: Galley, page: Page) -> Element:
    """The publication at the start, or the headline of an article that names none; its section at the end."""
    masthead = words_of(publication(galley)) or words_of(one_line(galley.title))
    content = [*runs(masthead, story), tab(story), *runs(galley.section, story)]
    return filled(content, "Header", story, w("tabs", stop("end", measure_mm(page))))


def _foot(story: Story, galley: Galley, page: Page) -> Element:
    """Place and date at the start, the page of its pages in the middle, the slug at the end."""
    slug = Text(galley.article.slug, isolate=Direction.LTR if galley.article.slug.isascii() else None)
    day = runs(galley.dateline, story)
    content = [*day, tab(story), *_fields(galley.page_line, story), tab(story), *runs((slug,), story)]
    measure = measure_mm(page)
    return filled(content, "Footer", story, w("tabs", stop("center", measure / 2), stop("end", measure)))


def tab(story: Story) -> Element:
    """The step to the next stop."""
    return w("r", run_properties(story, Text("")), w("tab"))


def stop(side: str, mm: float) -> Element:
    """A stop of tabs, so far from where lines begin."""
    return w("tab", val=side, pos=twips(mm))


def _fields(line: str, story: Story) -> Iterator[Element]:
    for piece in re.split(r"(\{\w+\})", line):
        if piece in FIELDS:
            yield w("fldSimple", run(story.digits.spell("1"), story), instr=FIELDS[piece])
        elif piece:
            yield run(piece, story)
