"""A story as pieces in order: each paragraph with its role, list and bookmarks, each table with its cells.

ECMA-376 part 1, 17.2.2 (body), 17.3.1 (paragraph properties), 17.4 (tables), 17.5.2 (structured document tags).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from exporter.backends.docx.holds import PREFIX
from exporter.backends.docx.intake.desk import Story, excerpt
from exporter.backends.docx.intake.names import Element, M, W, child_value, number, state, value
from exporter.backends.docx.intake.numbering import Item
from exporter.backends.docx.intake.pictures import Shown
from exporter.backends.docx.intake.runs import Read, Runs, is_prompt
from exporter.model.inlines import Inlines, LineBreak, Text, plain
from exporter.text.hygiene import clean

PASSED: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
LISTED: Final = frozenset({"ListBullet", "ListNumber"})
UNLISTED: Final = re.compile(r"Subhead\d|Headline|Title|Deck|Kicker|Caption|Credit|TableHeader|CodeBlock|PullQuote.*")
CONTENTS: Final = frozenset({"Table of Contents", "Cover Pages"})
"""What Word puts before a text, and any format makes anew."""
MOST_HOLDS: Final = 40
"""Bookmarks of ours around one paragraph: what an article can nest has a third."""
MARKS: Final = (W + "bookmarkStart", W + "bookmarkEnd")


@dataclass(slots=True)
class Piece:
    """A paragraph, a picture or a table.

    Attributes:
        role: the id of our style that its style is; `Figure` for a picture, `Table` for a table.
        read: its text.
        align: `center`, or the side of the page at which its lines stand, `left` or `right`; empty when not said.
        item: its place in a list.
        indent: twentieths of a point from the start edge; None when not said.
        holds: the exporter's bookmarks around it, the outermost first.
        picture: the picture.
        grid: the table.
    """

    role: str
    read: Read = field(default_factory=Read)
    align: str = ""
    item: Item | None = None
    indent: int | None = None
    holds: tuple[str, ...] = ()
    picture: Shown | None = None
    grid: Grid | None = None

    @property
    def inlines(self) -> Inlines:
        """Its text."""
        return self.read.inlines

    @property
    def is_blank(self) -> bool:
        """Whether it says and shows nothing."""
        return not (self.inlines or self.picture or self.grid)


@dataclass(slots=True)
class Cell:
    """A cell: its pieces, how many columns it takes, and whether it goes on one above."""

    pieces: list[Piece]
    span: int = 1
    merged: bool = False


@dataclass(slots=True)
class Grid:
    """A table: its rows, whether each is a heading, and which of our tables it is."""

    role: str
    rows: list[list[Cell]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)


class Flow:
    """Reads the content of a part, a cell or a text box."""

    def __init__(self, story: Story, runs: Runs | None = None) -> None:
        """Take the story; the content of a cell goes on with the runs of its table's."""
        self._story = story
        self._desk = story.desk
        self._runs = runs or Runs(story)
        self._open: dict[str, str] = {}

    def pieces(self, container: Element) -> list[Piece]:
        """The pieces of a container in order. A bookmark whose end is lost holds nothing together."""
        found = list(self._each(container))
        endless = set(self._open.values())
        for piece in found if endless else ():
            piece.holds = tuple(name for name in piece.holds if name not in endless)
        return found

    def _each(self, container: Element) -> Iterator[Piece]:
        for element in container:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield Piece("Table", grid=self._grid(element), holds=self._holds(()))
            elif element.tag == W + "sdt" and self._is_contents(element):
                self._desk.say("INTAKE-031")
            elif is_prompt(element):
                continue
            elif element.tag in PASSED:
                yield from self._each(element)
            elif element.tag in MARKS:
                self._mark(element)
            elif element.tag == W + "altChunk" or element.tag.startswith(M):
                yield Piece("BodyText", self._runs.loose(element))
            else:
                self._runs.loose(element)  # the edge of a comment

    @staticmethod
    def _is_contents(element: Element) -> bool:
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        return gallery is not None and value(gallery) in CONTENTS

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        properties = element.find(W + "pPr")
        look = self._desk.styles.paragraph(child_value(properties, "pStyle"))
        read = self._runs.read(element, look)
        inside = [mark for mark in element.iter(*MARKS)]
        holds = self._holds([value(m, "name") for m in inside if m.tag == MARKS[0]])
        for mark in inside:
            self._mark(mark)
        if look.role == "Contents":
            if read.inlines:
                self._desk.say("INTAKE-031")
            return
        item = self._item(properties, look.role, look.list)
        indent = properties.find(W + "ind") if properties is not None else None
        start = number(value(indent, "left") or value(indent, "start"))
        rule = not read.inlines and properties is not None and properties.find(W + "pBdr") is not None
        role = "SectionBreak" if rule and look.role == "BodyText" else look.role
        piece = Piece(role, read, _side(properties, look.bidi), item, start, holds)
        if read.inlines or not (read.pictures or read.boxes):
            yield piece
        for picture in read.pictures:
            yield replace(piece, role="Figure", read=Read(), item=None, picture=picture)
        for box in read.boxes:
            yield from self._text_box(box)

    def _text_box(self, box: Element) -> Iterator[Piece]:
        pieces = Flow(self._story).pieces(box)
        words = " ".join(plain(piece.inlines) for piece in pieces)
        if words.strip():
            self._desk.say("INTAKE-023", text=excerpt(words))
        yield from pieces

    def _item(self, properties: Element | None, role: str, styled: tuple[str, int]) -> Item | None:
        """The place in a list that the paragraph says, or else its style."""
        if UNLISTED.fullmatch(role):
            return None
        own = properties.find(W + "numPr") if properties is not None else None
        said, level = (child_value(own, "numId"), number(child_value(own, "ilvl"))) if own is not None else ("", None)
        found = self._desk.numbering.item(said or styled[0], styled[1] if level is None else level)
        if found is None and role in LISTED and said != "0":
            return Item(0, role == "ListNumber", 1, role, role, restarts=False)
        return found

    # ------------------------------------------------------------ bookmarks

    def _mark(self, mark: Element) -> None:
        name, identity = value(mark, "name"), value(mark, "id")
        if mark.tag == MARKS[1]:
            self._open.pop(identity, None)
        elif (
            name.startswith(PREFIX) and len(self._open) < MOST_HOLDS
        ):  # LibreOffice begins some a second time where they end
            self._open = {other: held for other, held in self._open.items() if held != name} | {identity: name}

    def _holds(self, beginning: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        names = {*self._open.values(), *(name for name in beginning if name.startswith(PREFIX))}
        return tuple(sorted(names, key=lambda name: (number(re.sub(r"\D", "", name)) or 0, name))[:MOST_HOLDS])

    # ------------------------------------------------------------ tables

    def _grid(self, table: Element) -> Grid:
        properties = table.find(W + "tblPr")
        grid = Grid(self._desk.styles.table(child_value(properties, "tblStyle")))
        for row in _rows(table, "tr"):
            before = row.find(W + "trPr")
            grid.heads.append(bool(state(before, "tblHeader")))
            left, right = (number(child_value(before, f"grid{side}")) or 0 for side in ("Before", "After"))
            cells = [self._cell(cell) for cell in _rows(row, "tc")]
            grid.rows.append(
                [*(Cell([]) for _ in range(min(left, 63))), *cells, *(Cell([]) for _ in range(min(right, 63)))]
            )
        return grid

    def _cell(self, cell: Element) -> Cell:
        properties = cell.find(W + "tcPr")
        span = min(max(number(child_value(properties, "gridSpan")) or 1, 1), 63)
        merge = properties.find(W + "vMerge") if properties is not None else None
        merged = merge is not None and value(merge) != "restart"
        return Cell(Flow(self._story, self._runs).pieces(cell), span, merged)


def _side(properties: Element | None, usual: bool) -> str:
    """Where lines stand: `left` and `right` of a paragraph from the right mean its start and end (17.18.44)."""
    said, own = child_value(properties, "jc"), state(properties, "bidi")
    bidi = usual if own is None else own
    if said in ("left", "start"):
        return "right" if bidi else "left"
    if said in ("right", "end"):
        return "left" if bidi else "right"
    return said if said == "center" else ""


def _rows(owner: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, those in structured document tags too."""
    for child in owner:
        if child.tag == W + tag:
            yield child
        elif child.tag in PASSED:
            yield from _rows(child, tag)


def code_of(piece: Piece) -> str:
    """The text of code: its spaces are its own."""
    parts = (
        "\n" if isinstance(one, LineBreak) else one.text if isinstance(one, Text) else ""
        for _, one in piece.read.styled
    )
    return clean("".join(parts)).text.rstrip("\n")
