"""Two facing pages on one sheet, as an open newspaper shows them.

They are joined before they are drawn, so that tags, links and text stay what they are. The first page stands alone; a
paper that is bound on the right has its even page right of the odd one after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exporter.backends.pdf.engine import Page
from exporter.backends.pdf.pasteup.cut import move
from exporter.backends.pdf.structure import HALVES


def sheets(count: int, *, facing: bool) -> list[tuple[int, ...]]:
    """The numbers of the pages that each sheet shows, in reading order: one, or two that face each other."""
    if not facing:
        return [(number,) for number in range(1, count + 1)]
    pairs = [(first, first + 1) for first in range(2, count, 2)]
    alone = [(count,)] if count > 1 and count % 2 == 0 else []
    return [(1,), *pairs, *alone]


def joined(document: Any, sheets: Sequence[Sequence[int]], *, rtl: bool) -> Any:
    """A laid-out document with the pages of each sheet joined; `rtl` for one that is bound on the right."""
    return document.copy([_sheet([document.pages[number - 1] for number in numbers], rtl=rtl) for numbers in sheets])


def _sheet(pages: Sequence[Any], *, rtl: bool) -> Any:
    if len(pages) == 1:
        return pages[0]
    halves = [page._page_box for page in pages]
    first, second = halves
    right, width = (first if rtl else second), (second if rtl else first).margin_width()
    for child in right.children:
        move(child, width, 0)
    sheet = first.copy_with_children([*first.children, *second.children])
    sheet.width += second.margin_width()
    setattr(sheet, HALVES, halves)
    return Page(sheet)
