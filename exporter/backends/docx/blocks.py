"""Each block of the model as paragraphs and tables of named styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from exporter.backends.docx.elements import Element, literal, on, w
from exporter.backends.docx.figures import figure
from exporter.backends.docx.holds import held
from exporter.backends.docx.lists import item_list
from exporter.backends.docx.paragraphs import PARAGRAPH, filled, indent, kept_with_next, paragraph
from exporter.backends.docx.runs import run_properties
from exporter.backends.docx.story import Setting, Story
from exporter.backends.docx.tables import boxed, table, verse
from exporter.model.blocks import (
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.inlines import Direction, Text, wholly_strong

LOWEST_HEADING = 6
RULED = (PullQuote, EditorNote)
"""Blocks between rules that are borders of their paragraphs (17.3.1.24)."""


def blocks(given: Iterable[Block], story: Story, setting: Setting) -> Iterator[Element]:
    """Blocks in order. Word runs the rules of neighbours of one style together: an empty line keeps two apart."""
    before: Block | None = None
    for block in given:
        if isinstance(block, RULED) and type(block) is type(before):
            yield filled((), "BodyText", story)
        made = _block(block, story, setting)
        if isinstance(block, ItemList) and isinstance(before, ItemList) and block.ordered == before.ordered:
            yield from held("List", made, story)  # or the way back would take the two for one
        else:
            yield from made
        before = block


def _block(block: Block, story: Story, setting: Setting) -> Iterator[Element]:
    match block:
        case Paragraph():
            kept = on("keepNext") if wholly_strong(block.inlines) else None
            yield paragraph(block.inlines, setting.style, story, indent(setting, story), kept)
        case Subhead():
            yield paragraph(block.inlines, f"Subhead{min(block.level, LOWEST_HEADING)}", story)
        case ItemList():
            yield from item_list(block, story, setting, blocks)
        case Figure():
            yield from figure(block, story, setting)
        case PullQuote():
            yield from _pull_quote(block, story)
        case Quote():
            yield from held("Exact" if block.exact else "Quote", _quote(block, story, setting), story)
        case Box():
            yield from _box(block, story, setting)
        case Table():
            yield from table(block, story, setting)
        case Verse():
            yield from verse(block, story, setting)
        case EditorNote():
            yield from held("Remark", blocks(block.blocks, story, replace(setting, style="EditorNote")), story)
        case CodeBlock():
            yield _code(block, story)
        case SectionBreak():
            yield filled((), "SectionBreak", story)
        case _:
            assert_never(block)


def _pull_quote(block: PullQuote, story: Story) -> Iterator[Element]:
    yield paragraph(block.inlines, "PullQuote", story, on("keepNext") if block.attribution else None)
    if block.attribution:
        yield paragraph(block.attribution, "PullQuoteAttribution", story)


def _quote(block: Quote, story: Story, setting: Setting) -> Iterator[Element]:
    inset = story.book.sheet.style("Quote").start_mm
    inner = replace(setting, style="Quote", start_mm=setting.start_mm + inset, width_mm=setting.width_mm - 2 * inset)
    content = list(blocks(block.blocks, story, inner))
    if block.attribution and content and content[-1].tag == PARAGRAPH:
        kept_with_next(content[-1])
    yield from content
    if block.attribution:
        yield paragraph(block.attribution, "QuoteAttribution", story)


def _box(block: Box, story: Story, setting: Setting) -> Iterator[Element]:
    padding = story.book.sheet.style("FactBox").padding_mm[1]
    inner = Setting("BoxText", setting.width_mm - 2 * padding)
    title = [paragraph(block.title, "BoxTitle", story)] if block.title else []
    yield from boxed([*title, *blocks(block.blocks, story, inner)], story, setting)


def _code(block: CodeBlock, story: Story) -> Element:
    """Lines as they are, in one paragraph from the left."""
    content: list[Element] = []
    for number, line in enumerate(block.text.split("\n")):
        properties = run_properties(story, Text(line, isolate=Direction.LTR))
        if number:
            content.append(w("r", w("br")))  # a run of its own: the line's may be cut where a letter wants another face
        content.append(w("r", properties, literal(line.expandtabs(story.book.sheet.code_tab))))
    return filled(content, "CodeBlock", story)
