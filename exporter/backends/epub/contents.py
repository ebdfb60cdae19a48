"""What can be gone to: the sections of an edition, the articles in them, and the subheads of each article.

EPUB 3.3, section 7.4: entries in the order in which the book is read. OPF 2.0.1, section 2.4.1, for the NCX.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from exporter.backends.epub.metadata import one_line
from exporter.backends.html.markup import Press
from exporter.model.blocks import Subhead
from exporter.model.inlines import plain
from exporter.model.walk import all_blocks


@dataclass(slots=True)
class Entry:
    """One line of the contents.

    Attributes:
        key: unique in the book.
        href: from the package document.
        language: BCP 47 tag of the title.
        direction: of the title: `rtl` or `ltr`.
        level: 0 for a section, 1 for an article, 2 and on for its subheads.
    """

    key: str
    title: str
    href: str
    language: str
    direction: str
    level: int = 1
    entries: list[Entry] = field(default_factory=list)


def contents(chapters: Sequence[tuple[str, Press]]) -> list[Entry]:
    """The contents of a book; articles of one section that follow each other stand under it.

    Args:
        chapters: the name of each article's file, such as `text/article-1.xhtml`, and the Press that has printed it.
    """
    sections = [press.galley.article.section for _, press in chapters]
    articles = [_article(nth, href, press) for nth, (href, press) in enumerate(chapters, 1)]
    if len(articles) == 1:
        return articles
    entries: list[Entry] = []
    for section, group in groupby(zip(sections, articles, strict=True), key=lambda pair: pair[0]):
        members = [article for _, article in group]
        first = members[0]
        if section:
            key = f"section-{first.key}"
            entries.append(Entry(key, one_line(section), first.href, first.language, first.direction, 0, members))
        else:
            entries += members
    return entries


def depth(entries: Iterable[Entry]) -> int:
    """How many levels there are."""
    return max((1 + depth(entry.entries) for entry in entries), default=0)


def places(entries: Iterable[Entry]) -> dict[str, int]:
    """The place of each target in reading order, from 1; a section and its first article share theirs."""
    targets = dict.fromkeys(entry.href for entry in _all(entries))
    return {href: place for place, href in enumerate(targets, 1)}


def _all(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.entries)


def _article(nth: int, href: str, press: Press) -> Entry:
    galley = press.galley
    here = (galley.article.language, galley.direction.value)
    article = Entry(f"article-{nth}", one_line(galley.title), href, *here)
    above = [article]
    # The body is printed before the notes, and a subhead inside a note is no place to go to.
    in_body = sum(isinstance(block, Subhead) for block in all_blocks(galley.body))
    for identity, subhead in press.subheads[:in_body]:
        while above[-1].level >= subhead.level and len(above) > 1:
            above.pop()
        title = one_line(plain(subhead.inlines))
        entry = Entry(f"{article.key}-{identity}", title, f"{href}#{identity}", *here, subhead.level)
        above[-1].entries.append(entry)
        above.append(entry)
    return article
