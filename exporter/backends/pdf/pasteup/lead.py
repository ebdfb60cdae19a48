"""The lead picture of an article: over how many of its columns it stands. Lengths are CSS pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.pasteup.units import Grid

LEAST_BELOW = 4
"""No fewer lines stand below a lead picture that has text beside it."""
PX_AN_INCH = 96


@dataclass(frozen=True, slots=True)
class LeadRules:
    """What a layout says of lead pictures.

    Attributes:
        columns: over how many columns one stands at most, by the number of those that its article has.
        tallest: how deep one is at most, with its caption.
        ppi: pixels to the inch that one has at least, if it can.
    """

    columns: Sequence[int]
    tallest: float
    ppi: int


@dataclass(frozen=True, slots=True)
class LeadPicture:
    """A lead picture as it was set once.

    Attributes:
        depth: over one column, with its caption; it grows as the columns do.
        most: over how many columns it may stand for its height and its pixels.
    """

    depth: float
    most: int

    def over(self, columns: int, rules: LeadRules, text: float, grid: Grid) -> int:
        """Over how many columns of an article it stands: with text enough for those beside it and below it.

        Args:
            columns: of the article.
            rules: the layout's.
            text: how deep the text that stands beside and below it is in one column.
            grid: of the page.
        """
        most = max(1, min(self.most, rules.columns[columns - 1]))
        for lead in range(most, 0, -1):
            beside, below = self.depth * lead * (columns - lead), lead * LEAST_BELOW * grid.step
            if lead == columns or text >= beside + below:
                return lead
        return most


def lead_picture(roots: Sequence[Any], deep: float, columns: int, rules: LeadRules) -> LeadPicture | None:
    """A lead picture that was set over some columns, and how deep it came; None where there is none."""
    if not deep:
        return None
    depth, most = deep / columns, int(rules.tallest / (deep / columns))
    for box in _pictures(roots):
        # A drawing without pixels of its own is as sharp at any size.
        pixels = int(box.element.get("width") or 0)
        if pixels:
            most = min(most, int(pixels * PX_AN_INCH / rules.ppi / (box.width / columns)))
    return LeadPicture(depth, max(1, most))


def _pictures(roots: Sequence[Any]) -> Iterator[Any]:
    return (box for root in roots for box in root.descendants() if isinstance(box, boxes.ReplacedBox))
