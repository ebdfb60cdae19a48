"""The footnotes part, with the separators that Word wants.

ECMA-376 part 1, 17.11.15 (footnotes), 17.11.23 (separator).
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from exporter.backends.docx.blocks import blocks
from exporter.backends.docx.elements import Element, on, w
from exporter.backends.docx.paragraphs import PARAGRAPH, filled
from exporter.backends.docx.runs import run, run_properties
from exporter.backends.docx.story import Book, Setting, Story
from exporter.backends.docx.styles import AUTO_LINE
from exporter.model.blocks import Footnote
from exporter.model.inlines import Text

SEPARATOR, CONTINUATION = -1, 0
STYLE = "FootnoteText"


def add_notes(book: Book, owner: XmlPart, measure_mm: float) -> None:
    """Write the notes that the text has called for into a part of their own."""
    root = w("footnotes")
    part = book.xml_part("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, root)
    owner.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    root.append(_separator("separator", SEPARATOR, book))
    root.append(_separator("continuationSeparator", CONTINUATION, book))
    for identity, (story, note) in enumerate(book.notes, 1):
        root.append(_note(note, identity, story.of_notes(part), Setting(STYLE, measure_mm)))


def _note(note: Footnote, identity: int, story: Story, setting: Setting) -> Element:
    """A note: its mark opens its first paragraph, or stands before what is no paragraph."""
    content = list(blocks(note.blocks, story, setting))
    mark = [w("r", run_properties(story, Text(""), "FootnoteReference"), w("footnoteRef")), run(" ", story)]
    if not content or content[0].tag != PARAGRAPH:
        content.insert(0, filled((), STYLE, story))
    content[0][1:1] = mark
    if content[-1].tag != PARAGRAPH:
        content.append(filled((), STYLE, story))
    return w("footnote", *content, id=identity)


def _separator(kind: str, identity: int, book: Book) -> Element:
    """The line above notes; it begins on the side on which text does."""
    rtl = book.type.rtl
    mark, run = (w("rPr", on("rtl")) if rtl else None for _ in range(2))
    close = w("spacing", after=0, line=AUTO_LINE, lineRule="auto")
    properties = w("pPr", on("bidi") if rtl else None, close, mark)
    return w("footnote", w("p", properties, w("r", run, w(kind))), type=kind, id=identity)
