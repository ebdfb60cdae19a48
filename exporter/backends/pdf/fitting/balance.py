"""How much of a target laid-out pages fill, in lines of text and words: arithmetic on lines with their places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from exporter.model.composition import Composition, Line, Part, PlacedPicture

TOLERANCE_PT: Final = 0.5
"""Engines round."""
FULL_WIDTH: Final = 0.9
"""A line of running text takes so much of its column; those of boxes, lists and quotes may be shorter."""
USUAL_WORDS: Final = 8.0
"""Words of a line, where a text has none to count them on."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is to be filled, in points.

    Attributes:
        pages: so many.
        top: where the text area begins.
        foot: where it ends.
        line: the depth of a line of text.
        columns: the left and right edges of each column of it.
    """

    pages: int
    top: float
    foot: float
    line: float
    columns: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """How far a text is over its target; what is missing to its foot is negative.

    Attributes:
        depth: in lines of text of one column, with fractions.
        words_a_line: how many words of running text fill a line's depth.
    """

    depth: float
    words_a_line: float

    @property
    def lines(self) -> int:
        """Whole lines to be cut, or to be written: always positive."""
        return math.ceil(self.depth) if self.depth > 0 else math.floor(-self.depth)

    @property
    def words(self) -> int:
        """About so many words they have."""
        words = self.lines * self.words_a_line
        return math.ceil(words) if self.depth > 0 else math.floor(words)


def balance(composition: Composition, pages: int, room: Room) -> Balance:
    """Weigh laid-out pages against what they are to fill.

    Args:
        composition: the lines and pictures.
        pages: how many pages there are.
        room: what is to be filled.
    """
    free = _free(composition, room, min(pages, room.pages))
    if pages > room.pages:
        whole = sum(math.floor(one / room.line + TOLERANCE_PT / room.line) for one in free)
        used = sum(
            room.foot - room.top - one
            for page in range(room.pages + 1, pages + 1)
            for one in _free(composition, room, page)
        )
        depth = max(used / room.line - whole, 1.0)
    else:
        untouched = (room.pages - pages) * len(room.columns) * (room.foot - room.top)
        # What is left below the last whole line of a column cannot be filled.
        depth = -float(sum(math.floor((one + TOLERANCE_PT) / room.line) for one in free) + untouched // room.line)
    return Balance(depth, _words_a_line(composition, room))


def _free(composition: Composition, room: Room, page: int) -> list[float]:
    """How much is left at the foot of each column of a page."""
    lines = [one for one in composition.lines if one.page == page]
    pictures = [one for one in composition.pictures if one.page == page]
    return [room.foot - max([room.top, *_bottoms(lines, pictures, track)]) for track in room.columns]


def _bottoms(lines: Iterable[Line], pictures: Iterable[PlacedPicture], track: tuple[float, float]) -> Iterator[float]:
    for line in lines:
        if _meet(line.edges, track):
            yield line.bottom
    for picture in pictures:
        if _meet((picture.left, picture.left + picture.width_pt), track):
            yield picture.top + picture.height_pt


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > TOLERANCE_PT


def _words_a_line(composition: Composition, room: Room) -> float:
    """Words of running text for each line of its depth: short last lines and the space between paragraphs count."""
    width = FULL_WIDTH * min(right - left for left, right in room.columns)
    words, depth = 0, 0.0
    for line, after in pairwise((*composition.lines, None)):
        if line is None or not _is_running(line, width):
            continue
        words += len(line.text.split())
        depth += line.bottom - line.top
        if after and _is_running(after, width) and (after.page, after.column) == (line.page, line.column):
            depth += min(max(after.top - line.bottom, 0.0), room.line)
    return words * room.line / depth if depth else USUAL_WORDS


def _is_running(line: Line, width: float) -> bool:
    return line.part is Part.PARAGRAPH and line.edges[1] - line.edges[0] >= width
