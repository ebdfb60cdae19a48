"""Blocks brought to what an article can hold: headings in steps, blocks inside blocks, footnotes by first mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, assert_never

from exporter.backends.docx.intake.desk import Desk, excerpt
from exporter.model.article import Article
from exporter.model.blocks import (
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.inlines import Inlines, LineBreak, NoteRef, Text, canonical, plain
from exporter.model.walk import all_blocks, block_inlines, map_block

HIGHEST: Final = 2
DEEPEST: Final = 7
"""Blocks inside blocks that the reader of Markdown takes."""


def fitted(blocks: Iterable[Block], desk: Desk) -> tuple[Block, ...]:
    """Blocks of the body, with inside them only what Markdown can say."""
    out = (_opened(block, desk) for block in blocks if _is_filled(block))
    return tuple(_stepped(list(out), desk))


def inner(blocks: Iterable[Block], desk: Desk, depth: int = 1) -> tuple[Block, ...]:
    """Blocks inside another: what has a key of its own in the file becomes what Markdown has, and is told."""
    made = (one for block in blocks for one in _plainer(block, desk, depth))
    return tuple(block for block in made if _is_filled(block))


def _is_filled(block: Block) -> bool:
    """Whether there is anything in a block that needs it."""
    match block:
        case Paragraph() | Subhead():
            return bool(block.inlines)
        case Quote() | Box() | EditorNote():
            return any(map(_is_filled, block.blocks))
        case ItemList():
            return any(map(_is_filled, (one for item in block.items for one in item)))
        case Verse():
            return any(map(any, block.lines))
        case _:
            return True


def _opened(block: Block, desk: Desk) -> Block:
    match block:
        case Quote() | Box() | EditorNote():
            return replace(block, blocks=inner(block.blocks, desk))
        case ItemList():
            return replace(block, items=tuple(made for item in block.items if (made := inner(item, desk))))
        case _:
            return block


def _plainer(block: Block, desk: Desk, depth: int) -> Iterator[Block]:
    match block:
        case Paragraph() | Subhead() | CodeBlock() | SectionBreak():
            yield block
        case ItemList() if depth < DEEPEST:
            made = (inner(item, desk, depth + 1) for item in block.items)
            yield replace(block, items=tuple(item for item in made if item))
        case Quote(attribution=(), exact=False) if depth < DEEPEST:
            yield replace(block, blocks=inner(block.blocks, desk, depth + 1))
        case Figure(credit=(), archival=False) if block.alt:
            yield block
        case Table(caption=()) if block.header and not _is_broken(block):
            yield block
        case _:
            desk.say("INTAKE-050", kind=type(block).__name__, text=excerpt(_said(block)))
            yield from _taken_apart(block, desk, depth)


def _taken_apart(block: Block, desk: Desk, depth: int) -> Iterator[Block]:
    """All words of a block that cannot stand inside another, in order."""
    match block:
        case Figure():
            caption = _line((block.caption, block.credit))
            yield Figure(block.image, block.alt or plain(caption) or block.image, caption)
        case Table():
            if block.caption:
                yield Paragraph(block.caption)
            rows = tuple(tuple(map(_unbroken, row)) for row in ((block.header,) if block.header else ()) + block.rows)
            yield Table((), rows[0], rows[1:], block.aligns)
        case Quote():
            yield from inner([Quote(block.blocks)], desk, depth)
            yield Paragraph(block.attribution)
        case Box():
            yield Paragraph(block.title)
            yield from inner(block.blocks, desk, depth)
        case EditorNote():
            yield from inner(block.blocks, desk, depth)
        case ItemList():
            for item in block.items:
                yield from inner(item, desk, depth)
        case PullQuote() | Verse():
            yield from (Paragraph(words) for words in block_inlines(block))
        case Paragraph() | Subhead() | CodeBlock() | SectionBreak():
            yield block
        case _:
            assert_never(block)


def _is_broken(table: Table) -> bool:
    return any(LineBreak() in cell for row in (table.header, *table.rows) for cell in row)


def _unbroken(words: Inlines) -> Inlines:
    return canonical(Text(" ") if isinstance(one, LineBreak) else one for one in words)


def _line(parts: Sequence[Inlines]) -> Inlines:
    out: list[Text | LineBreak | NoteRef] = []
    for part in parts:
        out += [*([Text(" – ")] if out and part else []), *_unbroken(part)]
    return canonical(out)


def _said(block: Block) -> str:
    return " ".join(plain(words) for words in block_inlines(block))


def _stepped(blocks: list[Block], desk: Desk) -> Iterator[Block]:
    """Headings that leave out no level (LOAD-057)."""
    last, moved = 1, 0
    for block in blocks:
        block, last, more = _step(block, last)
        moved += more
        yield block
    if moved:
        desk.say("INTAKE-049", count=moved)


def _step(block: Block, last: int) -> tuple[Block, int, int]:
    """A block with its headings in steps, the level reached, and how many were moved."""
    match block:
        case Subhead():
            level = max(min(block.level, last + 1), HIGHEST)
            words = block.inlines if level == HIGHEST else _unbroken(block.inlines)
            return replace(block, level=level, inlines=words), level, int(level != block.level)
        case Quote() | Box() | EditorNote():
            inside, last, moved = _steps(block.blocks, last)
            return replace(block, blocks=inside), last, moved
        case ItemList():
            items, count = [], 0
            for item in block.items:
                inside, last, moved = _steps(item, last)
                items.append(inside)
                count += moved
            return replace(block, items=tuple(items)), last, count
        case _:
            return block, last, 0


def _steps(blocks: Iterable[Block], last: int) -> tuple[tuple[Block, ...], int, int]:
    out, count = [], 0
    for block in blocks:
        made, last, moved = _step(block, last)
        out.append(made)
        count += moved
    return tuple(out), last, count


# ---------------------------------------------------------------- footnotes


def marked(words: Inlines, notes: Mapping[int, object], desk: Desk) -> Inlines:
    """A text without the marks of footnotes that the document has lost, which is told."""
    if all(number in notes for number in _mentions(words)):
        return words
    desk.say("INTAKE-037", near=excerpt(plain(words)))
    return canonical(one for one in words if not isinstance(one, NoteRef) or one.number in notes)


def numbered(article: Article, notes: Mapping[int, tuple[Block, ...]], desk: Desk) -> Article:
    """The article with its footnotes numbered as a reader meets them; one without a mark is left out by name."""
    order: dict[int, int] = {}
    figures = (article.lead,) if article.lead else ()
    heads = (article.kicker, article.headline, article.deck)
    tails = tuple(one.text for one in article.corrections)
    blocks = (words for block in (*figures, *article.body) for words in block_inlines(block))
    waiting = [words for words in (*heads, *blocks, *tails)]
    while waiting:
        fresh = [n for words in waiting for n in _mentions(words) if n not in order]
        for old in dict.fromkeys(fresh):
            order[old] = len(order) + 1
        waiting = [words for old in dict.fromkeys(fresh) for block in notes[old] for words in block_inlines(block)]
    for old in notes.keys() - order.keys():
        desk.say("INTAKE-034", text=" ".join(_said(block) for block in notes[old]))

    def change(words: Inlines) -> Inlines:
        if not any(isinstance(one, NoteRef) for one in words):
            return words
        return canonical(NoteRef(order[one.number]) if isinstance(one, NoteRef) else one for one in words)

    lead = map_block(article.lead, change) if article.lead else None
    assert lead is None or isinstance(lead, Figure)
    return replace(
        article,
        kicker=change(article.kicker),
        headline=change(article.headline),
        deck=change(article.deck),
        lead=lead,
        body=tuple(map_block(block, change) for block in article.body),
        corrections=tuple(replace(one, text=change(one.text)) for one in article.corrections),
        notes=tuple(_notes(order, notes, change, _steps(article.body, 1)[1])),
    )


def _notes(
    order: Mapping[int, int], notes: Mapping[int, tuple[Block, ...]], change: Callable[[Inlines], Inlines], last: int
) -> Iterator[Footnote]:
    """The footnotes in order; their headings, which are read after the body's, go on from its last."""
    for old, new in order.items():
        blocks, last, _ = _steps(notes[old], last)
        yield Footnote(new, tuple(map_block(block, change) for block in blocks))


def _mentions(words: Inlines) -> Iterator[int]:
    return (one.number for one in words if isinstance(one, NoteRef))


def pictures_in(article: Article) -> frozenset[str]:
    """The paths of the pictures that the article shows."""
    blocks = all_blocks((*article.body, *(block for note in article.notes for block in note.blocks)))
    shown = {block.image for block in blocks if isinstance(block, Figure)}
    return frozenset(shown | ({article.lead.image} if article.lead else set()))
