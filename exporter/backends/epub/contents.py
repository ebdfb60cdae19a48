"""What can be gone to: the articles, and the subheads of each under their article.

EPUB 3.3, section 7.4: entries in the order in which the book is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from exporter.backends.epub.metadata import one_line
from exporter.model.blocks import Subhead
from exporter.model.galley import Galley
from exporter.model.inlines import plain
from exporter.model.walk import all_blocks


@dataclass(slots=True)
class Entry:
    """One line of the contents.

    Attributes:
        key: unique in the book.
        href: from the package document.
        level: 1 for an article, 2 and on for its subheads.
    """

    key: str
    title: str
    href: str
    level: int = 1
    entries: list[Entry] = field(default_factory=list)


def contents(chapters: Iterable[tuple[str, Galley]]) -> list[Entry]:
    """The contents of a book.

    Args:
        chapters: each article with its file's name, such as `text/article-1.xhtml`.
    """
    return [_article(nth, href, galley) for nth, (href, galley) in enumerate(chapters, start=1)]


def _article(nth: int, href: str, galley: Galley) -> Entry:
    article = Entry(f"article-{nth}", one_line(galley.title), href)
    above = [article]
    subheads = (block for block in all_blocks(galley.body) if isinstance(block, Subhead))
    for number, subhead in enumerate(subheads, start=1):
        while above[-1].level >= subhead.level and len(above) > 1:
            above.pop()
        key = f"subhead-{number}"  # as the Press counts them
        entry = Entry(f"{article.key}-{key}", one_line(plain(subhead.inlines)), f"{href}#{key}", subhead.level)
        above[-1].entries.append(entry)
        above.append(entry)
    return article
