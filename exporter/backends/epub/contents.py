"""What can be gone to: the articles, and the subheads of each under their article.

EPUB 3.3, section 7.4: entries in the order in which the book is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from exporter.backends.epub.metadata import one_line
from exporter.backends.html.markup import Press
from exporter.model.inlines import plain


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


def contents(chapters: Iterable[tuple[str, Press]]) -> list[Entry]:
    """The contents of a book.

    Args:
        chapters: the name of each article's file, such as `text/article-1.xhtml`, and the Press that has printed it.
    """
    return [_article(nth, href, press) for nth, (href, press) in enumerate(chapters, start=1)]


def _article(nth: int, href: str, press: Press) -> Entry:
    article = Entry(f"article-{nth}", one_line(press.galley.title), href)
    above = [article]
    for identity, subhead in press.subheads:
        while above[-1].level >= subhead.level and len(above) > 1:
            above.pop()
        title = one_line(plain(subhead.inlines))
        entry = Entry(f"{article.key}-{identity}", title, f"{href}#{identity}", subhead.level)
        above[-1].entries.append(entry)
        above.append(entry)
    return article
