"""The rules of house style in the order in which they are applied, and how a text goes through them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from exporter.model.style import Style
from exporter.text.forced import forced
from exporter.text.style.cells import Cells, Departure, Edit
from exporter.text.style.names import months, names
from exporter.text.style.numbers import currency, digits, is_latin, percent, separators
from exporter.text.style.punctuation import dash, ellipsis, marks, quotes, repeated, spaces
from exporter.text.style.spelling import spelling, tanwin, tatweel, waw

Rule: TypeAlias = Callable[[str, Style], Iterator[Edit]]

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("tatweel", tatweel),  # first, so that words are whole
    ("names", names),
    ("spelling", spelling),
    ("tanwin", tanwin),
    ("waw", waw),
    ("repeated", repeated),
    ("ellipsis", ellipsis),
    ("marks", marks),
    ("quotes", quotes),
    ("dash", dash),
    ("spaces", spaces),  # after marks and quotes are what they will be
    ("months", months),
    ("digits", digits),
    ("separators", separators),  # after the digits, whose marks they take
    ("percent", percent),
    ("currency", currency),
)

ROUNDS: Final = 6
"""So often at most a text goes through the rules: one may uncover what another looks for (`,,` is `،،`, then `،`)."""

_EXACT: Final = frozenset({"url", "email", "handle", "abbreviation", "code", "money"})
"""Kinds of stretches in which nothing may change: they would be something else then."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A text in house style.

    Attributes:
        cells: what stands now in the place of each character of the original; joined, the new text.
        departures: where the original departed from the style, in the order of the rules.
    """

    cells: tuple[str, ...]
    departures: tuple[Departure, ...]

    @property
    def text(self) -> str:
        """The new text."""
        return "".join(self.cells)


def styled(text: str, style: Style, shielded: Collection[int] = ()) -> Styled:
    """Put a text into house style.

    Args:
        text: a paragraph.
        style: what the house has decided.
        shielded: places of characters that must not change, beside those of addresses and codes.
    """
    exact = {
        at
        for start, end, kind in forced(text)
        if kind in _EXACT and is_latin(kind, text[start:end])
        for at in range(start, end)
    }
    cells = Cells(text, exact.union(shielded))
    departures: list[Departure] = []
    for _ in range(ROUNDS):
        before = len(departures)
        for name, rule in RULES:
            departures += cells.apply(name, rule(cells.text(), style))
        if len(departures) == before:
            break
    return Styled(tuple(cells.cells), tuple(departures))
