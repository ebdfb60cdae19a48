"""The room on a page, what is to be placed in it, and a piece in its place: measures in points, no layout engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room for text on each page.

    Attributes:
        columns: how many there are.
        width: of all columns and the gutters between them, in points.
        height: in points; what is left over beyond whole lines stays empty.
        gutter: between two columns, in points.
        line: the step of the grid, in points.
    """

    columns: int
    width: float
    height: float
    gutter: float
    line: float


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of filling columns.

    Attributes:
        end: where the text goes on, as `Copy.fill` takes it; None when all of it is set.
        used: how deep each column was filled, in points.
    """

    end: object | None
    used: tuple[float, ...]


class Copy(Protocol):
    """An article to be placed; depths in points."""

    @property
    def columns(self) -> int | None:
        """How many columns it spans; None when the plan decides."""

    @property
    def page(self) -> int | None:
        """The page that it starts on; None for the next with room."""

    @property
    def jump(self) -> int | None:
        """The page on which it goes on when it is not whole; None for the next with room."""

    def front(self, columns: int) -> float:
        """The depth of all that stands over its columns of text: headline, deck, picture; 0 if there is nothing."""

    def fill(self, start: object | None, depths: Sequence[float]) -> Filled:
        """Set text from `start` (None: its beginning) into columns of these depths."""

    def depth_from(self, start: object | None) -> float:
        """How deep the text from `start` on is in one column."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article, or a part of it, in its place.

    Attributes:
        article: its place among the copies, from 0.
        page: its number.
        column: its first, from 0; 0 is the first in reading order, at the right of a page from right to left.
        columns: how many it spans.
        top: from the top of the sheet, in points.
        front: the depth of what stands over its columns, in points; 0 on a continuation.
        depths: of its columns, in points.
        start: where its text begins, as `Copy.fill` takes it.
        end: where it goes on; None when all is set.
        continued_from: the page of the part before this one; None for the first.
        continued_on: the page of the next part; None for the last.
    """

    article: int
    page: int
    column: int
    columns: int
    top: float
    front: float
    depths: tuple[float, ...]
    start: object | None
    end: object | None
    continued_from: int | None = None
    continued_on: int | None = None

    def bottom(self, line: float) -> float:
        """Where it ends, its jump lines included, in points from the top of the sheet."""
        onward = [*self.depths[:-1], self.depths[-1] + (line if self.continued_on is not None else 0)]
        return self.top + self.front + (line if self.continued_from is not None else 0) + max(onward)
