"""A text under change that still knows where each of its characters stood: one cell a character of the original."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """What a rule wants: the characters from `start` to `end` (exclusive) become `now`; equal ends put something in."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class Departure:
    """A place where a text departs from the style.

    Attributes:
        start: where in the original text, in code points.
        end: behind its last character there.
        rule: the rule's name.
        was: what stood there when the rule came to it.
        now: what should stand there.
    """

    start: int
    end: int
    rule: str
    was: str
    now: str


class Cells:
    """A text, and for each character of the original what stands there now.

    Attributes:
        cells: the text now, by the character of the original that each part took the place of.
    """

    def __init__(self, text: str, shielded: Collection[int] = ()) -> None:
        """Take a text; characters at the `shielded` places never change."""
        self.cells = list(text)
        self._shielded = frozenset(shielded)

    def text(self) -> str:
        """The text now."""
        return "".join(self.cells)

    def apply(self, rule: str, edits: Iterable[Edit]) -> Iterator[Departure]:
        """Make the edits of one rule, given in order in the text as it is now; shielded places stay."""
        was = self.text()
        owners = [index for index, cell in enumerate(self.cells) for _ in cell]
        starts = [0, *accumulate(map(len, self.cells))]
        wanted = [edit for edit in edits if edit.now != was[edit.start : edit.end]] if owners else []
        places = [(edit, *_touched(edit, owners)) for edit in wanted]
        free = [place for place in places if self._shielded.isdisjoint(range(place[1], place[2] + 1))]
        for edit, first, last in reversed(free):
            self._write(edit, first, last, edit.start - starts[first], edit.end - starts[last])
        for edit, first, last in free:
            yield Departure(first, last + 1, rule, was[edit.start : edit.end], edit.now)

    def _write(self, edit: Edit, first: int, last: int, before: int, behind: int) -> None:
        """Replace what lies between a place in the first cell and one in the last; the rest of both stays."""
        kept = self.cells[last][behind:]
        self.cells[first] = self.cells[first][:before] + edit.now + (kept if first == last else "")
        for index in range(first + 1, last + 1):
            self.cells[index] = kept if index == last else ""


def _touched(edit: Edit, owners: list[int]) -> tuple[int, int]:
    """The first and last cell that an edit touches; what is put in goes to the character before it."""
    if edit.end > edit.start:
        return owners[edit.start], owners[edit.end - 1]
    beside = owners[max(edit.start - 1, 0)]
    return beside, beside
