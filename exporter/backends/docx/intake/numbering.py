"""Which list a paragraph is of, whether it counts, and from which number.

ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from exporter.backends.docx.intake.names import Element, W, child_value, number, value

UNNUMBERED: Final = frozenset({"bullet", "none", ""})
DEEPEST: Final = 8
LARGEST: Final = 999_999_999  # that Markdown counts from (CommonMark 5.2)


@dataclass(frozen=True, slots=True)
class Item:
    """An item's place in its list.

    Attributes:
        level: how deep, from 0.
        ordered: whether it is counted.
        start: the list's first number.
        definition: what the list is defined by: items of one definition are of one list, unless counting starts anew.
        instance: the list's own number.
        restarts: whether counting starts anew with this instance.
    """

    level: int
    ordered: bool
    start: int
    definition: str
    instance: str
    restarts: bool


class Counts:
    """The numbers that Word has counted so far: lists of one definition go on counting, whatever stands between."""

    def __init__(self) -> None:
        """Begin a document."""
        self._last: dict[tuple[str, int], int] = {}
        self._met: set[tuple[str, int]] = set()

    def next(self, item: Item) -> int:
        """The number of the item that comes next."""
        anew = item.restarts and (item.instance, item.level) not in self._met
        last = self._last.get((item.definition, item.level))
        return item.start if anew or last is None else last + 1

    def count(self, item: Item) -> None:
        """Count an item; the levels below it begin again (17.9.10)."""
        self._last[item.definition, item.level] = self.next(item)
        self._met.add((item.instance, item.level))
        for deeper in range(item.level + 1, DEEPEST + 1):
            self._last.pop((item.definition, deeper), None)


class Numbering:
    """The lists of a document."""

    def __init__(self, root: Element | None) -> None:
        """Take the numbering part; a document may have none."""
        self._definitions: dict[str, Element] = {}
        self._instances: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._definitions[value(element, "abstractNumId")] = element
            elif element.tag == W + "num":
                self._instances[value(element, "numId")] = element

    def item(self, instance: str, level: int) -> Item | None:
        """The place of a paragraph that says its list and level; None when it says that it is of none."""
        num = self._instances.get(instance)
        if instance in ("", "0") or num is None:
            return None
        level = min(max(level, 0), DEEPEST)
        definition = child_value(num, "abstractNumId")
        override = self._level(num, "lvlOverride", level)
        described = override.find(W + "lvl") if override is not None else None
        if described is None:
            described = self._level(self._definitions.get(definition), "lvl", level)
        form = child_value(described, "numFmt")
        anew = child_value(override, "startOverride")
        start = number(anew or child_value(described, "start") or "1")
        return Item(level, form not in UNNUMBERED, min(max(start or 0, 0), LARGEST), definition, instance, bool(anew))

    @staticmethod
    def _level(owner: Element | None, tag: str, level: int) -> Element | None:
        children = owner.iterchildren(W + tag) if owner is not None else ()
        return next((one for one in children if value(one, "ilvl") == str(level)), None)
