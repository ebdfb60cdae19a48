"""Lists, numbered by numbering definitions.

ECMA-376 part 1, 17.9 (numbering). One instance a list, so that each starts at its own number. By `nsid` and `tmpl` Word
knows a definition again when it pastes and joins documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy, deepcopy
from dataclasses import replace
from itertools import chain
from typing import Final, TypeAlias

from exporter.backends.docx.elements import Element, qualified, twips, w
from exporter.backends.docx.holds import held
from exporter.backends.docx.paragraphs import paragraph
from exporter.backends.docx.sheet import Lists
from exporter.backends.docx.story import Book, Setting, Story
from exporter.findings import finding
from exporter.model.blocks import Block, ItemList, Paragraph

LEVELS: Final = 9
NUMBER, NUMBER_ID = qualified("w", "num"), qualified("w", "numId")
DEFINITION, DEFINITION_ID = qualified("w", "abstractNum"), qualified("w", "abstractNumId")
BULLETED, NUMBERED = 1, 2
KEYS: Final = {BULLETED: ("4A7C1E02", "6B1D9A34"), NUMBERED: ("4A7C1E03", "6B1D9A35")}  # nsid and tmpl, for good

Compose: TypeAlias = Callable[[Iterable[Block], Story, Setting], Iterator[Element]]


def item_list(block: ItemList, story: Story, setting: Setting, compose: Compose) -> Iterator[Element]:
    """A list's items; `compose` makes what stands in an item besides its first paragraph."""
    book = story.book
    level = min(setting.level, LEVELS - 1)
    if setting.level == LEVELS:
        book.findings.append(finding("DOCX-003", block.at, levels=LEVELS))
    book.lists.append((block.ordered, level, block.start))
    number = w("numPr", w("ilvl", val=level), w("numId", val=_after(book, NUMBER, NUMBER_ID) + len(book.lists)))
    lists = book.sheet.lists
    text_at = setting.start_mm + lists.step_mm
    inner = replace(
        setting,
        style="ListContinue",
        start_mm=text_at,
        width_mm=setting.width_mm - lists.step_mm,
        level=setting.level + 1,
    )
    style = "ListNumber" if block.ordered else "ListBullet"
    for item in block.items:
        first, rest = (item[0].inlines, item[1:]) if item and isinstance(item[0], Paragraph) else ((), item)
        place = w("ind", left=twips(text_at), hanging=twips(lists.hanging_mm))
        made = chain([paragraph(first, style, story, copy(number), place)], compose(rest, story, inner))
        told = all(isinstance(block, Paragraph | ItemList) for block in rest)  # by indent and level
        yield from made if told else held("Item", made, story)


def numbering_element(book: Book) -> Element:
    """The numbering part: a definition for bullets, one for numbers, and an instance for each list.

    Those that the newsroom's own styles use come first, under their own numbers.
    """
    lists = book.sheet.lists
    theirs = [deepcopy(element) for element in book.house.numbering] if book.house else []
    base, first = _after(book, DEFINITION, DEFINITION_ID), _after(book, NUMBER, NUMBER_ID) + 1
    return w(
        "numbering",
        *(element for element in theirs if element.tag == DEFINITION),
        _definition(BULLETED, base, "bullet", lists.bullets, lists),
        _definition(NUMBERED, base, "", lists.numbers, lists),
        *(element for element in theirs if element.tag == NUMBER),
        *(_instance(place, base, *entry) for place, entry in enumerate(book.lists, first)),
    )


def _after(book: Book, tag: str, identity: str) -> int:
    """The highest number that the newsroom's own elements of that kind bear."""
    theirs = book.house.numbering if book.house else ()
    return max((int(element.get(identity, 0)) for element in theirs if element.tag == tag), default=0)


def _definition(identity: int, base: int, form: str, marks: tuple[str, ...], lists: Lists) -> Element:
    nsid, tmpl = KEYS[identity]
    levels = (_level(level, form, marks[level % len(marks)], lists) for level in range(LEVELS))
    return w(
        "abstractNum",
        w("nsid", val=nsid),
        w("multiLevelType", val="hybridMultilevel"),
        w("tmpl", val=tmpl),
        *levels,
        abstractNumId=base + identity,
    )


def _level(level: int, form: str, mark: str, lists: Lists) -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form or mark),
        w("lvlText", val=mark if form else f"%{level + 1}."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(lists.step_mm * (level + 1)), hanging=twips(lists.hanging_mm))),
        ilvl=level,
    )


def _instance(identity: int, base: int, ordered: bool, level: int, start: int) -> Element:
    definition = w("abstractNumId", val=base + (NUMBERED if ordered else BULLETED))
    override = w("lvlOverride", w("startOverride", val=start), ilvl=level) if ordered else None
    return w("num", definition, override, numId=identity)
