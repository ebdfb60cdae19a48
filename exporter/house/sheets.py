"""Sheets of a newspaper: the sizes that a layout knows, and one that a desk asks for.

The names and trimmed sizes are those of the trade (WAN-IFRA newspaper formats; ISO 216 for A3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.errors import UsageError
from exporter.findings import finding

if TYPE_CHECKING:
    from exporter.house.layout import Layout, Page

COLUMNS = range(3, 9)
"""How many columns a page may have (issue 6)."""

LEAST_COLUMN_MM, LEAST_HEIGHT_MM, MOST_MM = 24.0, 150.0, 2000.0
"""A narrower column has no line that can be filled; a lower page no room for a headline; a larger sheet no press."""

_OWN = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)\s?[xX×]\s?([0-9]{1,4}(?:\.[0-9]{1,2})?)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of the sheet: its page, and in how many columns it is set unless a desk says otherwise."""

    page: Page
    columns: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """How a layout makes up its pages of columns.

    Attributes:
        paper: the name of the size that is taken when none is asked for.
        gutter_mm: between two columns.
        column_mm: about as wide are the columns of a size of one's own.
        lead_columns: for an article over one column, over two and so on: over how many its lead picture stands at most.
        lead_height: of a page: no lead picture is taller with its caption.
        papers: the sizes by name.
        columns: in how many columns the page is set.
    """

    paper: str
    gutter_mm: float
    column_mm: float
    lead_columns: tuple[int, ...]
    lead_height: float
    papers: Mapping[str, Paper]
    columns: int


def on_paper(layout: Layout, paper: str = "", columns: int = 0) -> Layout:
    """A layout with its page chosen.

    Args:
        layout: the look; one that sets no columns takes neither choice.
        paper: a name of the layout's, or WIDTHxHEIGHT in mm; empty for the layout's own.
        columns: how many; 0 for as many as the paper is usually set in.

    Raises:
        UsageError: the layout has no columns (PDF-040), there is no such paper (PDF-041), it is too small or too large
            (PDF-042), or its columns would be too narrow (PDF-043).
    """
    sheets = layout.sheets
    if sheets is None:
        if paper or columns:
            raise UsageError(finding("PDF-040", option="--paper" if paper else "--columns", layout=layout.name))
        return layout
    if paper:
        known = sheets.papers.get(paper.lower()) or _own_size(paper, sheets)
    else:
        known = Paper(layout.page, sheets.columns)
    count, page = columns or known.columns, known.page
    width = page.width_mm - page.start_mm - page.end_mm
    column = (width - (count - 1) * sheets.gutter_mm) / count
    if column < LEAST_COLUMN_MM:
        most = int((width + sheets.gutter_mm) // (LEAST_COLUMN_MM + sheets.gutter_mm))
        raise UsageError(finding("PDF-043", columns=count, width=round(column, 1), most=most))
    return replace(layout, page=page, sheets=replace(sheets, columns=count))


def _own_size(asked: str, sheets: Sheets) -> Paper:
    """A size of one's own, with the margins of the layout's paper."""
    sizes = _OWN.fullmatch(asked.strip())
    if sizes is None:
        raise UsageError(finding("PDF-041", asked=asked, papers=", ".join(sheets.papers)))
    width, height = map(float, sizes.groups())
    model = sheets.papers[sheets.paper].page
    page = replace(model, width_mm=width, height_mm=height)
    inner = width - page.start_mm - page.end_mm
    least = round(COLUMNS[0] * LEAST_COLUMN_MM + (COLUMNS[0] - 1) * sheets.gutter_mm + page.start_mm + page.end_mm)
    if width < least or height < LEAST_HEIGHT_MM or max(width, height) > MOST_MM:
        raise UsageError(
            finding("PDF-042", asked=asked, width=least, height=round(LEAST_HEIGHT_MM), most=round(MOST_MM))
        )
    fitting = round((inner + sheets.gutter_mm) / (sheets.column_mm + sheets.gutter_mm))
    return Paper(page, min(max(fitting, COLUMNS[0]), COLUMNS[-1]))
