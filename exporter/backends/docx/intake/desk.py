"""One document while it is read: its definitions, what it has been asked, and what there is to say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from exporter.backends.docx.intake.numbering import Numbering
from exporter.backends.docx.intake.styles import Styles
from exporter.backends.docx.memo import Memo, unpacked
from exporter.backends.docx.opening import Package, Relation
from exporter.findings import Fact, Finding, Span
from exporter.model.inlines import Inline, Inlines, Text, canonical, plain
from exporter.model.normal import normal
from exporter.text.hygiene import clean

WORDS: Final = 8


@dataclass(slots=True)
class Comment:
    """A comment: who wrote it, its words, and the words that it is about."""

    author: str
    text: str
    about: str = ""


@dataclass(slots=True)
class Desk:
    """What the reading of one document shares.

    Attributes:
        package: the parts.
        styles: the named styles.
        numbering: the lists.
        memo: what the exporter left for the way back; None in a document that is not ours.
        comments: the comments by id.
        findings: what there is to say.
        formatting: how often something that an article cannot say was met, by its name.
        notes: the footnotes and endnotes by kind and id, in order of first mention, with their numbers.
        marks: the notes that bookmarks mark, by the bookmark's name.
        waiting: the notes whose mark stands in the text only because Word allows none in a footnote.
        pictures: the pictures by their path in the article.
        originals: the path that a picture had before the document held it in another form, by its present path.
        shown: how often each picture of the package was shown so far.
    """

    package: Package
    styles: Styles
    numbering: Numbering
    memo: Memo | None
    comments: dict[str, Comment] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    formatting: Counter[str] = field(default_factory=Counter)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    shown: Counter[str] = field(default_factory=Counter)
    _seams: dict[Inlines, list[Inlines]] = field(default_factory=dict)
    _met: Counter[Inlines] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Unpack the texts that had to be set otherwise than they were written."""
        for pair in self.memo.seams if self.memo else ():
            set_, written = (canonical(unpacked(text)) for text in pair)
            if set_ and plain(written).strip():
                self._seams.setdefault(set_, []).append(written)

    def say(self, code: str, /, **args: Fact) -> None:
        """Say something of the document."""
        self.findings.append(Finding(code, Span(self.package.file), tuple(sorted(args.items()))))

    def note(self, kind: str, identity: str) -> int:
        """The number of a footnote or endnote: by the order in which they are mentioned."""
        return self.notes.setdefault((kind, identity), len(self.notes) + 1)

    def text(self, inlines: Iterable[Inline]) -> Inlines:
        """Runs as the loader would have them: joined, clean, and the author's own where nobody changed them."""
        joined = normal(inlines)
        whole = plain(joined)
        if clean(whole).text != whole:
            joined = normal(replace(one, text=clean(one.text).text) if isinstance(one, Text) else one for one in joined)
        ways = self._seams.get(joined)
        if ways is None:
            return joined
        self._met[joined] += 1
        return ways[min(self._met[joined], len(ways)) - 1]

    @property
    def restyled(self) -> int:
        """How many texts that the house's style had changed are not met as it printed them."""
        return sum(
            any(plain(way) != plain(set_) for way in ways) for set_, ways in self._seams.items() if not self._met[set_]
        )


@dataclass(slots=True)
class Story:
    """A part with text: the document, its footnotes, its endnotes.

    Attributes:
        desk: the document.
        relations: the part's relationships by id.
    """

    desk: Desk
    relations: dict[str, Relation]


def flat(inlines: Inlines) -> str:
    """The words of a field that is plain text: white space folded, as the loader folds it."""
    return " ".join(re.split(r"[ \t\n]+", plain(inlines).strip(" \t\n")))


def excerpt(text: str) -> str:
    """The first words of a text, by which an editor finds the place."""
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
