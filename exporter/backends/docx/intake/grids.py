"""Tables of a document: data, verse, or the frame of a fact box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from exporter.backends.docx.intake.desk import Desk, excerpt
from exporter.backends.docx.intake.flow import Cell, Grid, Piece
from exporter.model.blocks import Align, Block, Box, EditorNote, Paragraph, Subhead, Table, Verse
from exporter.model.inlines import Inlines, LineBreak, Text, plain

VERSE: Final = frozenset({"VerseLine", "VerseLone"})
FRAMED: Final = frozenset({"BoxTitle", "BoxText"})
MOST: Final = 63


def is_verse(grid: Grid) -> bool:
    """Whether a table holds hemistichs."""
    return grid.role == "VerseTable" or any(piece.role in VERSE for piece in _pieces(grid))


def is_box(grid: Grid) -> bool:
    """Whether a table is a frame around text: ours by its style, another's by its single cell."""
    alone = len(grid.rows) == 1 and len(grid.rows[0]) == 1
    return alone or grid.role == "FactBox" or any(piece.role in FRAMED for piece in _pieces(grid))


def _pieces(grid: Grid) -> Iterator[Piece]:
    return (piece for row in grid.rows for cell in row for piece in cell.pieces)


def verse_of(grid: Grid, attribution: Inlines) -> Block:
    """Lines of two hemistichs, or of one that stands alone."""
    lines = []
    for row in grid.rows:
        halves = [_joined(cell.pieces) for cell in row]
        first, rest = halves[0] if halves else (), [half for half in halves[1:] if half]
        second = rest[0] if len(rest) == 1 else _joined_texts(rest)
        lines.append((first, second))
    return Verse(tuple(lines), attribution)


def box_of(grid: Grid, compose: Callable[[Sequence[Piece]], list[Block]], desk: Desk) -> list[Block]:
    """A fact box; a frame without a title takes its first paragraph for one, which is told."""
    pieces = list(_pieces(grid))
    titles = [piece for piece in pieces if piece.role == "BoxTitle" and piece.inlines]
    blocks = compose([piece for piece in pieces if piece not in titles])
    if titles:
        title = _joined(titles)
        return [Box(title, tuple(blocks))] if blocks else [Paragraph(title)]
    if len(blocks) > 1 and isinstance(blocks[0], Paragraph | Subhead):
        desk.say("INTAKE-041", text=excerpt(plain(blocks[0].inlines)))
        return [Box(blocks[0].inlines, tuple(blocks[1:]))]
    return [EditorNote(tuple(blocks))] if blocks else []


def table_of(grid: Grid, caption: Inlines, desk: Desk, far: str) -> tuple[list[Block], list[Piece]]:
    """A table of data, and the pictures of its cells, which an article cannot keep there; `far` is where lines end."""
    rows = [list(_cells(row, desk)) for row in grid.rows]
    if any(cell.merged or cell.span > 1 for row in grid.rows for cell in row):
        desk.say("INTAKE-026", near=excerpt(" ".join(plain(_words(cell, desk)) for cell in grid.rows[0])))
    columns = max(map(len, rows), default=0)
    if not columns:
        return [], []
    texts = [tuple(_words(cell, desk) for cell in row) + ((),) * (columns - len(row)) for row in rows]
    headed = bool(grid.heads and grid.heads[0]) or _is_head(grid)
    beside = [piece for piece in _pieces(grid) if piece.picture]
    header, body = (texts[0], texts[1:]) if headed and len(texts) > 1 else ((), texts)
    aligns = tuple(_align([row[column] for row in rows if column < len(row)], far) for column in range(columns))
    return [Table(caption, header, tuple(body), aligns)], beside


def _is_head(grid: Grid) -> bool:
    first = [piece for cell in grid.rows[0] for piece in cell.pieces] if grid.rows else []
    return bool(first) and all(piece.role == "TableHeader" for piece in first)


def _cells(row: list[Cell], desk: Desk) -> Iterator[Cell]:
    """The cells with those that they take the room of."""
    for cell in row:
        yield cell
        yield from (Cell([]) for _ in range(cell.span - 1))


def _align(cells: list[Cell], far: str) -> Align:
    """The alignment that most cells of a column have."""
    aligns = {"center": Align.CENTER, far: Align.END}
    found = Counter(aligns.get(piece.align, Align.START) for cell in cells for piece in cell.pieces if not piece.grid)
    return found.most_common(1)[0][0] if found else Align.START


def _words(cell: Cell, desk: Desk) -> Inlines:
    """The text of a cell; a table inside it becomes lines."""
    texts = list(_lines(cell.pieces))
    if any(piece.grid for piece in cell.pieces):
        desk.say("INTAKE-025", text=excerpt(" ".join(map(plain, texts))))
    return _joined_texts(texts)


def _lines(pieces: Sequence[Piece]) -> Iterator[Inlines]:
    for piece in pieces:
        if piece.grid:
            yield from (line for row in piece.grid.rows for cell in row for line in _lines(cell.pieces))
        elif piece.inlines:
            yield piece.inlines


def _joined(pieces: Sequence[Piece]) -> Inlines:
    return _joined_texts(list(_lines(pieces)))


def _joined_texts(texts: Sequence[Inlines]) -> Inlines:
    out: list[Text | LineBreak] = []
    for place, text in enumerate(texts):
        out += [*([LineBreak()] if place else []), *text]  # type: ignore[list-item]
    return tuple(out)
