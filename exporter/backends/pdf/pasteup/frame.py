"""The measures of a newspaper's sheet: where its columns and its lines stand. CSS pixels, if not said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.backends.pdf.pasteup.units import SAME, Grid
from exporter.house.layout import Layout
from exporter.model.pagesheet import Sheet

MM, PT = 96 / 25.4, 4 / 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for text on a page.

    Attributes:
        columns: how many there are.
        column: the width of one.
        gutter: between two.
        left: the edge of the room at the left.
        top: its head.
        lines: how many lines of the grid it holds.
        step: of the grid.
        rtl: whether the first column stands at the right.
    """

    columns: int
    column: float
    gutter: float
    left: float
    top: float
    lines: int
    step: float
    rtl: bool

    @property
    def height(self) -> float:
        """Of a whole column."""
        return self.lines * self.step

    @property
    def sheet(self) -> Sheet:
        """What a plan of pages asks, in points."""
        width = self.columns * self.column + (self.columns - 1) * self.gutter
        return Sheet(self.columns, width / PT, self.height / PT, self.gutter / PT, self.step / PT)

    def x(self, nth: int) -> float:
        """The left edge of the nth column in reading order, from 0."""
        number = self.columns - 1 - nth if self.rtl else nth
        return self.left + number * (self.column + self.gutter)


def frame_of(layout: Layout, grid: Grid, *, rtl: bool) -> Frame:
    """The frame of a layout with its page chosen; `rtl` is the way in which its pages run."""
    sheets, page = layout.sheets, layout.page
    assert sheets
    left, right = (page.end_mm, page.start_mm) if rtl else (page.start_mm, page.end_mm)
    gutter, count = sheets.gutter_mm * MM, sheets.columns
    column = ((page.width_mm - left - right) * MM - (count - 1) * gutter) / count
    height = (page.height_mm - page.top_mm - page.bottom_mm) * MM
    lines = int(height / grid.step + SAME)
    return Frame(count, column, gutter, left * MM, page.top_mm * MM, lines, grid.step, rtl)
