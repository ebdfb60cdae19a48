"""What a bag is about, gathered once: every file of metadata says a part of it in the words of its standard."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exporter.archive.chain import Previous
from exporter.archive.names import picture_path
from exporter.backends.epub.metadata import identifier
from exporter.model import identity
from exporter.model.article import Article
from exporter.model.galley import Edition, Galley
from exporter.model.walk import passages
from exporter.text.words import words


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file of the bag that was made of the article and has read back.

    Attributes:
        path: in the payload.
        media_type: its kind.
        data: its bytes.
        words: how many words of the article it has.
    """

    path: str
    media_type: str
    data: bytes
    words: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as the bag tells of it.

    Attributes:
        galley: as it was printed, and in it as it was written.
        folder: where its own file lies in the payload; pictures count from there.
        work: a URN that stays while the article is corrected.
        text: its words as they are read, a paragraph apart.
        count: the number of its words.
    """

    galley: Galley
    folder: str
    work: str
    text: str
    count: int

    @property
    def article(self) -> Article:
        """The article as its author wrote it."""
        return self.galley.written

    def picture(self, written: str) -> str:
        """The path in the payload of a picture that the article names."""
        return picture_path(self.folder, written)


@dataclass(frozen=True, slots=True)
class Record:
    """What a bag is about.

    Attributes:
        edition: what was rendered.
        pieces: the article, or each article of an edition.
        moment: the article's own time.
        work: a URN that all versions share.
        version: a URN that these very sources have and no others.
        publisher: the paper; else the agency; empty when neither is said.
        sources: SHA-256 of each source by its path in the payload.
        renditions: what was made.
        ingested: when the archive takes it in; None when that is not said.
        previous: the version before; None for the first.
    """

    edition: Edition
    pieces: tuple[Piece, ...]
    moment: datetime
    work: str
    version: str
    publisher: str
    sources: Mapping[str, str]
    renditions: tuple[Rendition, ...] = ()
    ingested: datetime | None = None
    previous: Previous | None = field(default=None)

    @property
    def is_edition(self) -> bool:
        """Whether it is several articles under one name."""
        return bool(self.edition.title)

    @property
    def slug(self) -> str:
        """The name of its files."""
        return self.edition.file_name

    @property
    def written_at(self) -> datetime:
        """The time of what was done for the bag: that of ingest, else the article's own."""
        return self.ingested or self.moment

    @property
    def language(self) -> str:
        """The language of its files: of the first article."""
        return self.pieces[0].article.language


def recorded(
    edition: Edition,
    moment: datetime,
    folders: tuple[str, ...],
    sources: Mapping[str, bytes],
    ingested: datetime | None,
) -> Record:
    """The record of an edition whose articles' files lie in those folders of the payload; nothing is rendered yet."""
    work = identifier(edition)
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(sources.items())}
    version = identity.urn([work, *(mark for pair in sums.items() for mark in pair)])
    pieces = tuple(_piece(galley, folder) for galley, folder in zip(edition.galleys, folders, strict=True))
    paper = edition.title or edition.galleys[0].masthead or edition.galleys[0].written.byline.agency
    return Record(edition, pieces, moment, work, version, paper, sums, ingested=ingested)


def _piece(galley: Galley, folder: str) -> Piece:
    read = [passage.text for passage in passages(galley)]
    text = "\n\n".join(read) + "\n"
    return Piece(galley, folder, identity.identifier([galley.written]), text, len(words(text)))
