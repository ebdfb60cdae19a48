"""Ways through a galley: its passages in reading order, its blocks and inlines one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from exporter.model.article import Article
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
from exporter.model.galley import Galley, Passage
from exporter.model.inlines import Inlines, plain


def block_inlines(block: Block) -> Iterator[Inlines]:
    """The texts of a block in reading order; empty ones are left out."""
    return (inlines for inlines in _texts(block) if inlines)


def _texts(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph() | Subhead():
            yield block.inlines
        case ItemList():
            for item in block.items:
                yield from _nested(item)
        case Figure():
            yield from (block.caption, block.mark, block.credit)
        case PullQuote():
            yield from (block.inlines, block.attribution)
        case Quote():
            yield from _nested(block.blocks)
            yield block.attribution
        case Box():
            yield block.title
            yield from _nested(block.blocks)
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row
        case Verse():
            for pair in block.lines:
                yield from pair
            yield block.attribution
        case EditorNote():
            yield from _nested(block.blocks)
        case CodeBlock() | SectionBreak():
            pass
        case _:
            assert_never(block)


def _nested(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        yield from block_inlines(block)


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those inside others too."""
    for block in blocks:
        yield block
        match block:
            case ItemList():
                for item in block.items:
                    yield from all_blocks(item)
            case Quote() | Box() | EditorNote():
                yield from all_blocks(block.blocks)
            case _:
                pass


def figures(galley: Galley) -> Iterator[Figure]:
    """Every figure of a galley, the lead first."""
    if galley.lead:
        yield galley.lead
    for block in all_blocks(galley.body):
        if isinstance(block, Figure):
            yield block


def map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The same block with every text of it changed, and of the blocks inside."""
    return map_texts(map_children(block, lambda inner: map_block(inner, change)), change)


def map_texts(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The same block with its own texts changed, not those of the blocks inside."""
    match block:
        case Paragraph() | Subhead():
            return replace(block, inlines=change(block.inlines))
        case Figure():
            return replace(block, caption=change(block.caption), credit=change(block.credit), mark=change(block.mark))
        case PullQuote():
            return replace(block, inlines=change(block.inlines), attribution=change(block.attribution))
        case Quote():
            return replace(block, attribution=change(block.attribution))
        case Box():
            return replace(block, title=change(block.title))
        case Table():
            header = tuple(map(change, block.header))
            rows = tuple(tuple(map(change, row)) for row in block.rows)
            return replace(block, caption=change(block.caption), header=header, rows=rows)
        case Verse():
            lines = tuple((change(first), change(second)) for first, second in block.lines)
            return replace(block, lines=lines, attribution=change(block.attribution))
        case ItemList() | EditorNote() | CodeBlock() | SectionBreak():
            return block
        case _:
            assert_never(block)


def map_children(block: Block, change: Callable[[Block], Block]) -> Block:
    """The same block with the blocks directly inside it changed."""
    match block:
        case ItemList():
            return replace(block, items=tuple(tuple(map(change, item)) for item in block.items))
        case Quote() | Box() | EditorNote():
            return replace(block, blocks=tuple(map(change, block.blocks)))
        case _:
            return block


def passages(galley: Galley) -> Iterator[Passage]:
    """The galley's text in reading order, as every format must give it back.

    Front matter: section, kicker, headline, deck, byline, dateline, updated, lead figure; then the body;
    then the footnotes under their label (flagged `note`); then the end matter, each part after its label.
    A format with footnotes of its own (DOCX) prints no label, and it is then not asked for.
    """
    front = (
        galley.section,
        galley.kicker,
        galley.headline,
        galley.deck,
        galley.byline,
        galley.dateline,
        galley.updated,
    )
    yield from (Passage(plain(inlines)) for inlines in front if inlines)
    if galley.lead:
        yield from _passages(galley.lead)
    for block in galley.body:
        yield from _passages(block)
    if galley.notes_label:
        yield Passage(plain(galley.notes_label), note=True, label=True)
    for note in galley.notes:
        for block in note.blocks:
            yield from _passages(block, note=True)
    for part in galley.end:
        yield Passage(plain(part.label))
        yield from (Passage(plain(item)) for item in part.items)


def _passages(block: Block, *, note: bool = False) -> Iterator[Passage]:
    match block:
        case CodeBlock():
            yield Passage(block.text, note)
        case ItemList():
            for item in block.items:
                for inner in item:
                    yield from _passages(inner, note=note)
        case Quote() | EditorNote() | Box():
            if isinstance(block, Box) and block.title:
                yield Passage(plain(block.title), note)
            for inner in block.blocks:
                yield from _passages(inner, note=note)
            if isinstance(block, Quote) and block.attribution:
                yield Passage(plain(block.attribution), note)
        case _:
            yield from (Passage(plain(inlines), note) for inlines in block_inlines(block))


def with_images(article: Article, images: Mapping[str, str]) -> Article:
    """The article with pictures named otherwise, by the name that they have."""

    def renamed(block: Block) -> Block:
        if isinstance(block, Figure):
            return replace(block, image=images.get(block.image, block.image))
        return map_children(block, renamed)

    lead = renamed(article.lead) if article.lead else None
    assert lead is None or isinstance(lead, Figure)
    notes = tuple(replace(note, blocks=tuple(map(renamed, note.blocks))) for note in article.notes)
    return replace(article, lead=lead, body=tuple(map(renamed, article.body)), notes=notes)
