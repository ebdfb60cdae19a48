"""Tables: of data, of verse, and the one cell that is a fact box.

ECMA-376 part 1, 17.4. `w:bidiVisual` makes the first column the rightmost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from exporter.backends.docx.elements import Element, on, twips, w
from exporter.backends.docx.paragraphs import PARAGRAPH, filled, kept_with_next, paragraph
from exporter.backends.docx.sheet import Tables
from exporter.backends.docx.story import Setting, Story
from exporter.errors import RenderError
from exporter.findings import finding
from exporter.model.blocks import Align, Table, Verse
from exporter.model.inlines import Inlines, plain
from exporter.model.limits import WORD_COLUMNS

MM_A_POINT: Final = 25.4 / 72


def table(block: Table, story: Story, setting: Setting) -> Iterator[Element]:
    """A table under its caption; its header row is repeated on each page and no row is split."""
    columns = len(block.aligns)
    if columns > WORD_COLUMNS:
        raise RenderError(finding("DOCX-001", block.at, columns=columns, most=WORD_COLUMNS))
    if block.caption:
        yield paragraph(block.caption, "TableCaption", story)
    cells = [*([block.header] if block.header else []), *block.rows]
    widths = _widths(cells, columns, setting.width_mm, story.book.sheet.tables)
    head = [_row(block.header, "TableHeader", block.aligns, widths, story, header=True)] if block.header else []
    rows = [_row(row, "TableText", block.aligns, widths, story) for row in block.rows]
    caption = plain(block.caption)
    yield _table("ArticleTable", widths, [*head, *rows], story, setting, caption=caption, header=bool(head))
    yield filled((), "Gap", story)


def verse(block: Verse, story: Story, setting: Setting) -> Iterator[Element]:
    """Hemistichs in two columns of equal width, the first on the start side; a line of one stands in the middle."""
    look = story.book.sheet.verse
    width = min(_verse_width(block, story), setting.width_mm / 2)
    gap = look.gap_mm / 2
    rows = [_verse_row(line, width, gap, story) for line in block.lines]
    last = len(rows) if block.attribution else len(rows) - 1
    for row in rows[:last] if len(rows) <= look.kept_lines else (rows[0], *rows[-2:last]):
        for half in row.iter(PARAGRAPH):
            kept_with_next(half)
    yield _table("VerseTable", [width, width], rows, story, setting, jc="center")
    if block.attribution:
        yield paragraph(block.attribution, "VerseAttribution", story)
    else:
        yield filled((), "Gap", story)


def boxed(content: Iterable[Element], story: Story, setting: Setting) -> Iterator[Element]:
    """Paragraphs and tables in one framed cell."""
    inside = list(content)
    if not inside or inside[-1].tag != PARAGRAPH:
        inside.append(filled((), "Gap", story))
    cell = w("tc", w("tcPr", _width(setting.width_mm)), *inside)
    yield _table("FactBox", [setting.width_mm], [w("tr", cell)], story, setting)
    yield filled((), "Gap", story)


def _table(
    style: str,
    widths: Sequence[float],
    rows: Iterable[Element],
    story: Story,
    setting: Setting,
    *,
    caption: str = "",
    header: bool = False,
    jc: str = "",
) -> Element:
    look = w(
        "tblLook",
        val="0020" if header else "0000",
        firstRow=int(header),
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        on("bidiVisual") if story.book.type.rtl else None,
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("jc", val=jc) if jc else None,
        w("tblInd", w=twips(setting.start_mm), type="dxa") if setting.start_mm and not jc else None,
        w("tblLayout", type="fixed"),
        look,
        w("tblCaption", val=caption) if caption else None,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=twips(mm)) for mm in widths)), *rows)


def _row(
    cells: Sequence[Inlines],
    style: str,
    aligns: Sequence[Align],
    widths: Sequence[float],
    story: Story,
    *,
    header: bool = False,
) -> Element:
    made = (
        w("tc", w("tcPr", _width(mm)), paragraph(cell, style, story, _aligned(align)))
        for cell, align, mm in zip(cells, aligns, widths, strict=True)
    )
    return w("tr", w("trPr", on("cantSplit"), on("tblHeader") if header else None), *made)


def _aligned(align: Align) -> Element | None:
    return None if align is Align.START else w("jc", val=align.value)


def _verse_row(line: tuple[Inlines, Inlines], width: float, gap: float, story: Story) -> Element:
    first, second = line
    if not second:
        cell = w("tc", w("tcPr", _width(2 * width), w("gridSpan", val=2)), paragraph(first, "VerseLone", story))
        return w("tr", w("trPr", on("cantSplit")), cell)
    inner = [w("ind", right=twips(gap)), w("ind", left=twips(gap))]
    cells = (
        w("tc", w("tcPr", _width(width)), paragraph(half, "VerseLine", story, place))
        for half, place in zip(line, inner, strict=True)
    )
    return w("tr", w("trPr", on("cantSplit")), *cells)


def _verse_width(block: Verse, story: Story) -> float:
    """A column as wide as the longest hemistich, reckoned from its letters, and half the gap."""
    longest = max((_letters(half) for line in block.lines if line[1] for half in line), default=0)
    look = story.book.sheet.verse
    letter = story.book.sheet.style("VerseLine").pt * look.letter_em * MM_A_POINT
    return longest * letter + look.gap_mm / 2


def _widths(rows: Sequence[Sequence[Inlines]], columns: int, total: float, bounds: Tables) -> list[float]:
    """The measure shared by the length of the longest cell, within bounds."""
    longest = [max((_letters(row[column]) for row in rows), default=0) for column in range(columns)]
    weights = [min(max(length, bounds.narrowest), bounds.widest) + bounds.narrowest for length in longest]
    return [total * weight / sum(weights) for weight in weights]


def _letters(inlines: Inlines) -> int:
    """How many characters take room: marks stand over their letters."""
    return sum(not unicodedata.combining(character) for character in plain(inlines))


def _width(mm: float) -> Element:
    return w("tcW", w=twips(mm), type="dxa")
