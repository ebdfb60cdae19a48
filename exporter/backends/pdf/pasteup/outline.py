"""The outline of pages that several articles share: article after article, each with its subheads on whatever page.

WeasyPrint lists bookmarks page by page, and would put the subheads of a part that goes on under another article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from exporter.backends.pdf.engine import Matrix, gather_anchors, make_page_bookmark_tree


def by_article(document: Any, parts: Sequence[Any]) -> None:
    """Have a document list its bookmarks in another order.

    Args:
        document: WeasyPrint's, with its pages.
        parts: the boxes of the parts of all articles, in order.
    """
    pages = {id(box): number for number, page in enumerate(document.pages) for box in _parts(page._page_box)}

    def tree(scale: float = 1, transform_pages: bool = False) -> list[Any]:
        root: list[Any] = []
        skipped: list[int] = []
        depths, level = [root], 0
        for box in parts:
            number = pages[id(box)]
            height = document.pages[number].height * scale
            matrix = Matrix(a=scale, d=-scale, f=height) if transform_pages else Matrix(a=scale, d=scale)
            marks: list[Any] = []
            gather_anchors(box, {}, [], marks, {None: []})
            page = SimpleNamespace(bookmarks=marks)
            level = make_page_bookmark_tree(page, skipped, depths, level, number, matrix)
        return root

    document.make_bookmark_tree = tree


def _parts(page: Any) -> Iterator[Any]:
    """What is pasted on a page."""
    for root in page.children:
        for body in root.children:
            yield from body.children
