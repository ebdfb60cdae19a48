"""An article made ready, and what comes out of a backend.

In a galley every visible word is written out (dates, labels, the archival mark) and every left-to-right stretch is
found, so that backends print the galley's text and nothing else, and the read-back may demand equality (P1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from exporter.findings import Finding
from exporter.model.article import Article
from exporter.model.blocks import Block, Figure, Footnote
from exporter.model.digits import Digits
from exporter.model.inlines import Direction, Inlines, plain
from exporter.model.issue import Furniture, Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be placed: upright, RGB or grey, without private metadata.

    Attributes:
        name: file name for inside a package: content-addressed, ASCII, with its suffix.
        media_type: `image/jpeg` or `image/png`.
        data: the file's bytes.
        width: pixels.
        height: pixels.
    """

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


class EndRole(StrEnum):
    """What a part of the end matter is."""

    CORRECTIONS = "corrections"
    RELATED = "related"
    TAGS = "tags"
    SOURCE = "source"
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class EndMatter:
    """A labelled part after the body: the source, the rights, the corrections."""

    role: EndRole
    label: Inlines
    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Galley:
    """An article made ready.

    Attributes:
        article: the article it was made of, in the house's style: for metadata, never for text to print.
        written: the same as its author wrote it: what an edited document gives back.
        direction: base direction of the page and of every paragraph.
        digits: the digits of whatever is numbered: dates, lists, footnotes, pages.
        title: the headline as plain text, for metadata.
        dateline: place and date, worded.
        updated: the worded time of the last change; empty when there is none.
        notes_label: the worded heading of the footnotes; empty when there are none.
        contents_label: the worded title of a table of contents.
        page_line: the words around `{page}` and `{pages}` at the foot of a page.
        end: corrections, related articles, tags, source, rights: in print order.
        pictures: the pictures by the path that figures name.
        masthead: the name of the paper that prints it; empty when that is not said.
    """

    article: Article
    written: Article
    direction: Direction
    digits: Digits
    title: str
    section: Inlines
    kicker: Inlines
    headline: Inlines
    deck: Inlines
    byline: Inlines
    dateline: Inlines
    updated: Inlines
    lead: Figure | None
    body: tuple[Block, ...]
    notes_label: Inlines
    notes: tuple[Footnote, ...]
    contents_label: str
    page_line: str
    end: tuple[EndMatter, ...]
    pictures: Mapping[str, Picture]
    masthead: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a backend renders: one galley, or several in order.

    Attributes:
        galleys: the articles.
        title: of the paper or the collection, such as on its front page; empty for an article alone.
        number: of the issue, as written; empty when it has none.
        date: of the issue; None when not said.
        identifier: an ISBN or URN of its own; empty when it has none.
        slug: name of its files; empty for the first article's.
        furniture: the words round the articles; None for an article alone.
        places: where the desk wants each article; empty for an article alone.
    """

    galleys: tuple[Galley, ...]
    title: str = ""
    number: str = ""
    date: date | None = None
    identifier: str = ""
    slug: str = ""
    furniture: Furniture | None = None
    places: tuple[Place, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its files, without a suffix."""
        return self.slug or self.galleys[0].article.slug

    @property
    def listing(self) -> tuple[tuple[Inlines, tuple[int, ...]], ...]:
        """The places of its articles, from 0, by section: neighbours of one section stand together."""
        nth = range(len(self.galleys))
        groups = groupby(nth, key=lambda one: plain(self.galleys[one].section))
        return tuple((self.galleys[members[0]].section, members) for _, group in groups if (members := tuple(group)))

    def opens(self, nth: int) -> bool:
        """Whether an article, by its place from 0, is the first of its section."""
        section = plain(self.galleys[nth].section)
        return bool(section) and (nth == 0 or plain(self.galleys[nth - 1].section) != section)

    @property
    def heading(self) -> str:
        """Its title for metadata: the paper's with the number or the day of the issue, or an article's headline."""
        issue = self.number or (self.date.isoformat() if self.date else "")
        return " – ".join(filter(None, (self.title, issue))) if self.title else self.galleys[0].title


@dataclass(frozen=True, slots=True)
class Rendition:
    """What a backend made: files by name (`tram.pdf`), and what it found on the way."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text as it is read: a paragraph, a caption, a cell.

    Attributes:
        text: as read; line ends count as spaces.
        note: whether it is a footnote's, in formats that keep those apart from the flow.
        label: whether it is the heading of the footnotes, which formats with footnotes of their own do not print.
    """

    text: str
    note: bool = False
    label: bool = False
