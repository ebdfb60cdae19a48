r"""The front page of an edition: the paper's name, the day and number of the issue, and what it holds by section.

ECMA-376 part 1, 17.5.2.12 (docPartObj: what Word knows as a cover page and as a table of contents), 17.16.5.68 (TOC).
Each section has a table of contents of its own, bound to a bookmark (`\b`), so that the sections stay when an editor
has Word reckon it anew. Page numbers are left to that: only a program that lays out pages can know them, and Word
writes them when a field is updated or the document printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.opc.part import XmlPart

from exporter.backends.docx.elements import Element, literal, w
from exporter.backends.docx.furniture import blank_section, measure_mm, stop, tab
from exporter.backends.docx.paragraphs import filled, paragraph
from exporter.backends.docx.runs import run, runs
from exporter.backends.docx.story import Book, Story
from exporter.model.galley import Edition
from exporter.model.inlines import Inlines, bare, words_of
from exporter.model.issue import Furniture

COVER: Final = "Cover Pages"
CONTENTS: Final = "Table of Contents"
"""Word's names of what it offers to remove or to update as a whole."""

LONG_NAME: Final = 17
"""Letters: a longer name has no room on one line in the largest type."""


def front_page(edition: Edition, words: Furniture, book: Book, document: XmlPart) -> Iterator[Element]:
    """The front page, a section of its own."""
    story = Story(book, document, {}, {}, words.digits)
    yield _known_as(COVER, _nameplate(words, story))
    for section, members in edition.listing:
        yield _known_as(CONTENTS, _contents(edition, section, members, story))
    yield filled((), "Gap", story, blank_section(book))


def marked(edition: Edition, book: Book, nth: int, content: Sequence[Element]) -> Iterator[Element]:
    """The content of an article, the nth from 0, between the bookmarks that the contents lead to."""
    section = next(members for _, members in edition.listing if nth in members)
    names = [_article(nth), *([_section(section)] if nth == section[0] else [])]
    identities = {name: book.identity() for name in names}
    if nth == section[0]:
        book.open_section = identities[_section(section)]
    yield from (w("bookmarkStart", id=identity, name=name) for name, identity in identities.items())
    yield content[0]
    yield w("bookmarkEnd", id=identities[_article(nth)])
    yield from content[1:]
    if nth == section[-1]:
        yield w("bookmarkEnd", id=book.open_section)


def _known_as(gallery: str, content: Iterator[Element]) -> Element:
    part = w("docPartObj", w("docPartGallery", val=gallery))
    return w("sdt", w("sdtPr", part), w("sdtContent", *content))


def _nameplate(words: Furniture, story: Story) -> Iterator[Element]:
    style = "NameplateLong" if len(words.masthead) > LONG_NAME else "Nameplate"
    yield paragraph(words_of(words.masthead), style, story)
    if words.date or words.number:
        content = [run(words.number, story), tab(story), run(words.date, story)]
        yield filled(content, "IssueLine", story, w("tabs", stop("end", measure_mm(story.book.page))))
    yield paragraph(words_of(words.contents), "ContentsLabel", story)


def _contents(edition: Edition, section: Inlines, members: Sequence[int], story: Story) -> Iterator[Element]:
    """A section and its articles. LibreOffice 7.4 does not open a document with two such fields in one frame."""
    if section:
        yield paragraph(bare(section), "ContentsSection", story)
    for nth in members:
        title = runs(bare(edition.galleys[nth].headline), story)
        content: list[Element] = [w("hyperlink", *title, anchor=_article(nth), history=1)]
        if nth == members[0]:
            content = [*_field(rf' TOC \o "1-1" \h \z \b {_section(members)} '), *content]
        if nth == members[-1]:
            content.append(w("r", w("fldChar", fldCharType="end")))
        yield filled(content, "Contents1", story)


def _field(instruction: str) -> Iterator[Element]:
    """The beginning of a field, whose result follows."""
    yield w("r", w("fldChar", fldCharType="begin"))
    text = literal(instruction)
    text.tag = text.tag.replace("}t", "}instrText")
    yield w("r", text)
    yield w("r", w("fldChar", fldCharType="separate"))


def _article(nth: int) -> str:
    return f"_TocArticle{nth + 1}"


def _section(members: Sequence[int]) -> str:
    return f"_Section{members[0] + 1}"
