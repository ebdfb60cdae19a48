"""Blocks to Markdown that reads back as the same blocks.

CommonMark 0.31 (4 and 5), tables of GFM (4.10), footnotes of the loader's reader. Only what Markdown can say: a block
that has its own key in the file (`dump.py`) is not given here, save a picture without credit inside another block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from exporter.loading.dump_inlines import PUNCTUATION, cell, line, paragraph
from exporter.model.blocks import (
    Align,
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
from exporter.model.inlines import LineBreak

RULES: Final = {Align.START: "---", Align.CENTER: ":-:", Align.END: "--:"}
SETEXT: Final = 2
LAST_NUMBER: Final = 999_999_999
NOTE_INDENT: Final = "    "


def markdown(blocks: Iterable[Block]) -> str:
    """The Markdown of blocks, an empty line between them."""
    return "\n\n".join("\n".join(lines) for lines in _blocks(blocks))


def footnote(note: Footnote) -> str:
    """The definition of a footnote: a paragraph begins on its line, all else is set in below."""
    rows = [row for lines in _spaced(_blocks(note.blocks)) for row in lines]
    beside = bool(note.blocks) and isinstance(note.blocks[0], Paragraph)
    first = f" {rows.pop(0)}" if beside else ""
    return "\n".join([f"[^{note.number}]:{first}", *_indented(rows, NOTE_INDENT)])


def sayable(block: Block, *, inside: bool = False) -> bool:
    """Whether Markdown can say the block; `inside` another block, a picture too."""
    match block:
        case Paragraph() | Subhead() | CodeBlock() | SectionBreak():
            return True
        case ItemList():
            return all(sayable(inner, inside=True) for item in block.items for inner in item)
        case Quote():
            return not (block.attribution or block.exact) and all(sayable(inner, inside=True) for inner in block.blocks)
        case Table():
            cells = [*block.header, *(one for row in block.rows for one in row)]
            return bool(block.header) and not block.caption and not any(LineBreak() in one for one in cells)
        case Figure():
            return inside and bool(block.alt) and not block.credit and not block.archival
        case PullQuote() | Box() | Verse() | EditorNote():
            return False
        case _:
            assert_never(block)


def _blocks(blocks: Iterable[Block]) -> Iterator[list[str]]:
    """The lines of each block. Lists that follow each other change their sign, or they would be one."""
    before: Block | None = None
    other = False
    for block in blocks:
        if isinstance(block, ItemList):
            follows = isinstance(before, ItemList) and before.ordered == block.ordered
            other = follows and not other
            yield _list(block, other=other)
        else:
            yield _block(block)
        before = block


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return paragraph(block.inlines).split("\n")
        case Subhead():
            return _subhead(block)
        case Quote():
            return [
                f"> {row}".rstrip() if not row else f"> {row}"
                for rows in _spaced(_blocks(block.blocks))
                for row in rows
            ]
        case Table():
            return _table(block)
        case CodeBlock():
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
            return [fence, *block.text.split("\n"), fence] if block.text else [fence, fence]
        case SectionBreak():
            return ["___"]
        case Figure():
            return [_figure(block)]
        case ItemList() | PullQuote() | Box() | Verse() | EditorNote():
            raise AssertionError(block)
        case _:
            assert_never(block)


def _subhead(block: Subhead) -> list[str]:
    if LineBreak() in block.inlines and block.level == SETEXT:
        return [*paragraph(block.inlines).split("\n"), "---"]
    text = line(block.inlines)
    text = re.sub(r"(#+)$", r"\\\1", text)  # a closing sequence would be taken off (CommonMark 4.2)
    return [f"{'#' * block.level} {text}".rstrip()]


def _list(block: ItemList, *, other: bool) -> list[str]:
    parts = [list(_blocks(item)) for item in block.items]
    tight = all(_is_tight(item) for item in block.items)
    rows: list[str] = []
    for place, lines in enumerate(parts):
        number = min(block.start + place, LAST_NUMBER)
        sign = f"{number}{')' if other else '.'}" if block.ordered else "*" if other else "-"
        inner = [row for one in (lines if tight else _spaced(lines)) for row in one]
        if rows and not tight:
            rows.append("")
        rows += [f"{sign} {inner[0]}", *_indented(inner[1:], " " * (len(sign) + 1))]
    return rows


def _is_tight(item: tuple[Block, ...]) -> bool:
    """Whether an item needs no empty line: a paragraph, and lists that may break into it (CommonMark 5.2)."""
    rest = item[1:]
    return isinstance(item[0], Paragraph) and (
        not rest or (len(rest) == 1 and isinstance(rest[0], ItemList) and (not rest[0].ordered or rest[0].start == 1))
    )


def _table(block: Table) -> list[str]:
    rows = [[cell(one) for one in row] for row in (block.header, *block.rows)]
    rules = [RULES[align] for align in block.aligns]
    return [f"| {' | '.join(row)} |" for row in (rows[0], rules, *rows[1:])]


def _figure(block: Figure) -> str:
    alt = PUNCTUATION.sub(r"\\\1", block.alt) if re.search(r"[\\`*_\[\]<>&^!~]", block.alt) else block.alt
    title = re.sub(r'([\\"&])', r"\\\1", line(block.caption))
    place = block.image if re.fullmatch(r"[^\s<>()\\&]+", block.image) else f"<{_bracketed(block.image)}>"
    return f'![{alt}]({place} "{title}")' if block.caption else f"![{alt}]({place})"


def _bracketed(path: str) -> str:
    return re.sub(r"([\\<>&])", r"\\\1", path)


def _spaced(blocks: Iterable[list[str]]) -> Iterator[list[str]]:
    for place, lines in enumerate(blocks):
        yield ["", *lines] if place else lines


def _indented(rows: Iterable[str], by: str) -> list[str]:
    return [by + row if row else row for row in rows]
