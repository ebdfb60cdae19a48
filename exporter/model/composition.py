"""Pages as they were laid out, for who looks them over: lines and pictures with their places.

A backend that lays out pages fills it in; it knows no engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from exporter.findings import NOWHERE, Span
from exporter.model.blocks import CodeBlock, Figure
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Inlines, plain
from exporter.model.walk import all_blocks, block_inlines, figures, map_children

UNSEEN = dict.fromkeys(map(ord, " \n\t\u00a0\u200b\u200d\u00ad\u2010"))
"""What engines put between words or at the ends of lines, or leave out there."""


class Part(StrEnum):
    """What a line is of."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; lengths are points from the page's upper left corner.

    Attributes:
        page: from 1.
        column: told from the others of its page by its number.
        block: told from the others by its number: lines of one block follow each other.
        text: as it is read, without marks of footnotes.
        left: where its text begins.
        right: where its text ends.
        edges: between which it should stand: left and right.
        foot: below which it should not stand.
    """

    page: int
    column: int
    block: int
    part: Part
    text: str
    left: float
    right: float
    top: float
    bottom: float
    edges: tuple[float, float]
    foot: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page.

    Attributes:
        name: of the galley's picture.
        top, left: where it begins, in points.
        width_pt, height_pt: its printed size.
        pixels: its width in pixels.
        over_pt: how far it reaches over the sides of its page, or below the foot of its text.
    """

    page: int
    name: str
    top: float
    width_pt: float
    pixels: int
    left: float = 0.0
    height_pt: float = 0.0
    over_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Composition:
    """All lines in reading order, and all pictures."""

    lines: tuple[Line, ...]
    pictures: tuple[PlacedPicture, ...] = ()

    def blocks(self) -> Iterator[tuple[Line, ...]]:
        """The lines block by block."""
        gathered: dict[int, list[Line]] = {}
        for line in self.lines:
            gathered.setdefault(line.block, []).append(line)
        return map(tuple, gathered.values())


class Sources:
    """Where the blocks and the pictures of laid-out pages were written."""

    def __init__(self, edition: Edition, composition: Composition) -> None:
        """Look through the articles and the pages; of places with the same words each counts once, in order."""
        self._texts: dict[str, list[Span]] = {}
        self._pictures: dict[str, Figure] = {}
        for galley in edition.galleys:
            for inlines, at in _texts(galley):
                self._texts.setdefault(plain(inlines).translate(UNSEEN), []).append(at)
            for figure in figures(galley):
                if figure.image in galley.pictures:
                    self._pictures.setdefault(galley.pictures[figure.image].name, figure)
        self._blocks = {block[0].block: self._next(block) for block in composition.blocks()}

    def _next(self, lines: tuple[Line, ...]) -> Span:
        """Where these words were written that have not had their turn; the last place is where all others are from."""
        places = self._texts.get("".join(line.text for line in lines).translate(UNSEEN), [NOWHERE])
        return places.pop(0) if len(places) > 1 else places[0]

    def of(self, lines: tuple[Line, ...]) -> Span:
        """Where a block was written; nowhere when the layout says something of its own."""
        return self._blocks[lines[0].block]

    def picture(self, name: str) -> Figure | None:
        """The figure of a picture's name."""
        return self._pictures.get(name)


def _texts(galley: Galley) -> Iterator[tuple[Inlines, Span]]:
    for name in ("section", "kicker", "headline", "deck", "byline", "dateline", "updated"):
        yield getattr(galley, name), galley.article.span(name)
    notes = (block for note in galley.notes for block in note.blocks)
    for block in all_blocks([*((galley.lead,) if galley.lead else ()), *galley.body, *notes]):
        for inlines in block_inlines(map_children(block, lambda inner: CodeBlock(""))):
            yield inlines, block.at
    for part in galley.end:
        spans = [galley.article.item_span(part.role.value, nth) for nth in range(len(part.items))]
        yield from zip(part.items, spans, strict=True)
        # A layout may set them on the label's line.
        yield part.label + tuple(inline for item in part.items for inline in item), spans[0] if spans else NOWHERE
