"""Laid-out pages as plain values: what `model.composition` asks of WeasyPrint's boxes.

CSS Fragmentation 3, 2 (fragmentainers): a page's text area and each column of it are places of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any, NamedTuple

from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.fetcher import SCHEME
from exporter.model.composition import Composition, Line, Part, PlacedPicture

PX_TO_PT = 0.75
FRONT_PAGE = "front-page"
"""The class of what an edition prints before its articles."""
PARTS = {"headline": Part.HEADLINE, "subhead": Part.SUBHEAD}


class _Where(NamedTuple):
    """Where a box stands: its page, its column, the block whose lines it holds, and the room of the table it is in."""

    page: int
    column: int
    foot: float
    side: float
    block: Any = None
    room: tuple[float, float] = (-inf, inf)


def compose(document: Any) -> Composition:
    """The lines and pictures of a document between layout and drawing."""
    return _Composer().of(document)


class _Composer:
    """Goes through the pages once."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pictures: list[PlacedPicture] = []
        self._blocks: dict[Any, int] = {}
        self._columns = 0

    def of(self, document: Any) -> Composition:
        """The composition of a document."""
        for number, page in enumerate(document.pages, start=1):
            box = page._page_box
            foot = box.content_box_y() + box.height
            for child in box.children:
                if not isinstance(child, boxes.MarginBox):
                    self._walk(child, _Where(number, 0, foot, box.margin_width()))
        return Composition(tuple(self._lines), tuple(self._pictures))

    def _walk(self, box: Any, where: _Where) -> None:
        if box.element is not None and box.element.get("class") == FRONT_PAGE:
            return
        if isinstance(box, boxes.LineBox):
            self._take_line(box, where)
        elif isinstance(box, boxes.ReplacedBox):
            self._take_picture(box, where)
            return
        if not isinstance(box, boxes.ParentBox):
            return
        if getattr(box, "is_column", False):
            self._columns += 1
            where = where._replace(column=self._columns)
        if box.is_table_wrapper and where.block is not None:
            # A cell is as wide as its words ask: a line of it is held against what the table stands in.
            where = where._replace(room=_sides(where.block))
        if isinstance(box, boxes.BlockContainerBox):
            where = where._replace(block=box)
        for child in box.children:
            if not isinstance(box, boxes.LineBox) or not isinstance(child, (boxes.TextBox, boxes.InlineBox)):
                self._walk(child, where)

    def _take_line(self, line: Any, where: _Where) -> None:
        texts = [box for box in _texts(line) if box.text.strip()]
        container = where.block
        if not texts or container is None:
            return
        (left, right), (least, most) = _sides(container), where.room
        key = container.element if container.element is not None else container
        self._lines.append(
            Line(
                page=where.page,
                column=where.column,
                block=self._blocks.setdefault(key, len(self._blocks)),
                part=_part(container),
                text="".join(box.text for box in texts if not _is_mark(box)) or " ",
                left=min(box.position_x for box in texts) * PX_TO_PT,
                right=max(box.position_x + box.width for box in texts) * PX_TO_PT,
                top=line.position_y * PX_TO_PT,
                bottom=(line.position_y + line.height) * PX_TO_PT,
                edges=(max(left, least) * PX_TO_PT, min(right, most) * PX_TO_PT),
                foot=where.foot * PX_TO_PT,
            )
        )

    def _take_picture(self, box: Any, where: _Where) -> None:
        source = box.element.get("src", "") if box.element is not None else ""
        if source.startswith(SCHEME):
            pixels = int(box.element.get("width", 0))
            name, height = source.removeprefix(SCHEME), box.height * PX_TO_PT
            left, right, bottom = box.content_box_x(), box.content_box_x() + box.width, box.content_box_y() + box.height
            over = max(0.0, -left, right - where.side, bottom - where.foot) * PX_TO_PT
            top, width, left = box.position_y * PX_TO_PT, box.width * PX_TO_PT, left * PX_TO_PT
            self._pictures.append(PlacedPicture(where.page, name, top, width, pixels, left, height, over))


def _sides(container: Any) -> tuple[float, float]:
    left = container.content_box_x()
    return left, left + container.width


def _part(container: Any) -> Part:
    element = container.element
    if element is None:
        return Part.OTHER
    for name in (element.get("class") or "").split():
        if name in PARTS:
            return PARTS[name]
    return Part.PARAGRAPH if container.element_tag in ("p", "li") else Part.OTHER


def _texts(box: Any) -> Iterator[Any]:
    """The texts of a line in the order in which they are read."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _is_mark(text: Any) -> bool:
    """Whether a text is the number of a footnote."""
    element = text.element
    return element is not None and element.get("role") == "doc-noteref"
