"""Paragraphs of a named style.

ECMA-376 part 1, 17.3.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from exporter.backends.docx.elements import Element, on, qualified, twips, w
from exporter.backends.docx.runs import runs
from exporter.backends.docx.standins import stand_in
from exporter.backends.docx.story import Setting, Story
from exporter.model.inlines import Inlines

PARAGRAPH: Final = qualified("w", "p")
_KEEP_NEXT: Final = qualified("w", "keepNext")


def paragraph(inlines: Inlines, style: str, story: Story, *properties: Element | None, character: str = "") -> Element:
    """A paragraph; `properties` go beyond its style, `character` is the character style of its runs."""
    return filled(runs(inlines, story, character), style, story, *properties)


def filled(content: Iterable[Element], style: str, story: Story, *properties: Element | None) -> Element:
    """A paragraph of ready runs. Its direction is written out: not every reader takes it from the style (ALREQ, Q1).

    Its mark runs from the right as well (17.3.1.29): Word takes from it how the number of a list looks, and in which
    direction an editor types on.
    """
    book = story.book
    role = book.sheet.role(style)
    if book.sets(role):
        book.roles_used.add(role)
    rtl = book.type.rtl and book.sheet.style(style).direction != "ltr"
    bidi = on("bidi", rtl) if book.type.rtl else None
    mark = w("rPr", on("rtl")) if rtl else None
    made = w("p", w("pPr", w("pStyle", val=style), bidi, *properties, mark), *content)
    stand_in(made, role, book)
    return made


def kept_with_next(paragraph: Element) -> Element:
    """The paragraph, kept on the page of what follows."""
    paragraph[0] = w("pPr", on("keepNext"), *(child for child in paragraph[0] if child.tag != _KEEP_NEXT))
    return paragraph


def indent(setting: Setting, story: Story) -> Element | None:
    """The indent of a plain paragraph inside a list or another block that is set in; None where the style's holds."""
    return w("ind", left=twips(setting.start_mm)) if setting.level else None
