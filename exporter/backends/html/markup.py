"""What the templates see: flat runs as nested values, and the one way to fill a template.

UAX #9 section 6.5 asks for isolates outside other markup: WeasyPrint and reflowing readers draw a left-to-right
stretch in order only when one element holds all of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NoReturn, assert_never

from markupsafe import Markup

from exporter.backends.html.templates import Sandbox, wrong_template
from exporter.house.colour import readable
from exporter.house.folders import stamp
from exporter.model.blocks import (
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.galley import Galley, Picture
from exporter.model.inlines import (
    Inline,
    Inlines,
    LineBreak,
    Mark,
    NoteRef,
    Text,
    bare,
    by_isolate,
    plain,
    wholly_strong,
)
from exporter.model.walk import all_blocks, block_inlines
from exporter.resources import templates_dir

TATWEEL = "\u0640"

SHORT = 900
"""Characters: some 25 lines of a newspaper's column."""

KEPT = 8
"""States of a newsroom's templates that are kept compiled."""

LONGEST_FIGURES = 30
"""Characters of figures that keep together on a line; more might be wider than a column."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run, a line break or the mark of a footnote, as a template sees it.

    Attributes:
        kind: `text`, `break` or `note`.
        text: of a text.
        lang: BCP 47 tag of a text whose isolate does not carry it.
        number: of a footnote's mark.
    """

    kind: str
    text: str = ""
    lang: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Pieces under one link; `href` is empty where there is none."""

    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Anchors in one isolate; `dir` is empty for text that goes with its paragraph.

    Attributes:
        lang: BCP 47 tag that all of an isolate shares; empty otherwise.
        figures: whether it is an isolate without letters (a score, a range, a telephone number), which keeps together.
        latin: whether it is an isolate of letters none of which join, so that a layout may space them.
    """

    dir: str
    lang: str
    anchors: tuple[Anchor, ...]
    figures: bool = False
    latin: bool = False


def is_short(blocks: tuple[Block, ...]) -> bool:
    """Whether some blocks fit a column, and may be asked to keep together; longer ones would leave a page white."""
    return sum(len(plain(inlines)) for block in blocks for inlines in block_inlines(block)) <= SHORT


def stretches(inlines: Inlines) -> Iterator[Stretch]:
    """Nest flat runs: isolates outermost, then links, then the looks."""
    for isolate, runs in by_isolate(inlines):
        direction = isolate.value if isolate else ""
        langs = {run.lang for run in runs if isinstance(run, Text)}
        shared = langs.pop() if direction and len(langs) == 1 else ""
        anchors = tuple(
            Anchor(href, tuple(_piece(run, shared) for run in linked)) for href, linked in groupby(runs, key=_href)
        )
        text = plain(runs)
        figures = bool(direction) and len(text) <= LONGEST_FIGURES and not any(map(str.isalpha, text))
        yield Stretch(direction, shared, anchors, figures, bool(direction) and not figures and _is_latin(runs))


def _is_latin(runs: Sequence[Inline]) -> bool:
    """Whether letters of a stretch may be spaced: it is no code, and none of it is of a script that joins."""
    if any(isinstance(run, Text) and Mark.CODE in run.marks for run in runs):
        return False
    return {unicodedata.bidirectional(character) for character in plain(runs)}.isdisjoint({"R", "AL", "AN", "NSM"})


def _href(inline: Inline) -> str:
    return inline.link if isinstance(inline, Text) else ""


def _piece(inline: Inline, outer_lang: str) -> Piece:
    match inline:
        case Text():
            return Piece(
                "text",
                inline.text,
                lang="" if inline.lang == outer_lang else inline.lang,
                strong=Mark.STRONG in inline.marks,
                emphasis=Mark.EMPHASIS in inline.marks,
                code=Mark.CODE in inline.marks,
            )
        case LineBreak():
            return Piece("break")
        case NoteRef():
            return Piece("note", number=inline.number)
        case _:
            assert_never(inline)


def kind(block: Block) -> str:
    """The name under which the templates know a block."""
    match block:
        case Paragraph():
            return "paragraph"
        case Subhead():
            return "subhead"
        case ItemList():
            return "list"
        case Figure():
            return "figure"
        case PullQuote():
            return "pullquote"
        case Quote():
            return "quote"
        case Box():
            return "box"
        case Table():
            return "table"
        case Verse():
            return "verse"
        case EditorNote():
            return "editor-note"
        case CodeBlock():
            return "code"
        case SectionBreak():
            return "section-break"
        case _:
            assert_never(block)


@dataclass(slots=True)
class Press:
    """What a format gives the macros for one article: where pictures lie, how notes and headings are named.

    It remembers what it gave, so that ids are unique and no heading level is skipped (PDF/UA-1, 7.4.2): make a new
    one for each article and each filling.

    Attributes:
        galley: the article.
        image_url: the address of a picture in the format.
        prefix: begins every id, for files that hold several articles.
        ready: what the format's renderer needs done to a text before it is printed.
        book: whether it is for reading systems, which may be narrow, and may speak.
        subheads: those that were printed so far, in order, with their ids.
    """

    galley: Galley
    image_url: Callable[[Picture], str]
    prefix: str = ""
    ready: Callable[[Inlines], Inlines] = tuple
    book: bool = False
    subheads: list[tuple[str, Subhead]] = field(default_factory=list)
    _marks: dict[int, int] = field(default_factory=dict)
    _level: int = 1
    _body: str | None = None

    def nest(self, inlines: Inlines) -> Iterator[Stretch]:
        """A text as nested values."""
        return stretches(self.ready(inlines))

    def bare(self, inlines: Inlines) -> Inlines:
        """A text for another place than its own, such as a headline in the contents."""
        return bare(inlines)

    def picture(self, path: str) -> Picture:
        """The picture that a figure names."""
        return self.galley.pictures[path]

    def source(self, path: str) -> str:
        """The address of the picture that a figure names."""
        return self.image_url(self.galley.pictures[path])

    def numeral(self, number: int) -> str:
        """A counter in the article's digits."""
        return self.galley.digits.spell(str(number))

    def note_id(self, number: int) -> str:
        """Id of a footnote."""
        return f"{self.prefix}note-{number}"

    def first_mark_id(self, number: int) -> str:
        """Id of the first mark of a footnote, where its back link leads."""
        return f"{self.prefix}noteref-{number}"

    def mark_id(self, number: int) -> str:
        """A new id for a mark of a footnote."""
        nth = self._marks[number] = self._marks.get(number, 0) + 1
        return self.first_mark_id(number) + (f"-{nth}" if nth > 1 else "")

    def subhead_id(self, subhead: Subhead) -> str:
        """A new id for a subhead: they are counted as they come."""
        identity = f"{self.prefix}subhead-{len(self.subheads) + 1}"
        self.subheads.append((identity, subhead))
        return identity

    def plain(self, inlines: Inlines) -> str:
        """A text alone on one line, for an attribute."""
        return " ".join(plain(inlines).split())

    def repeats(self, quote: PullQuote) -> bool:
        """Whether the body says every word of a pull quote in the same order, so that speech may leave it out.

        DPUB-ARIA 1.0, doc-pullquote: such a quote is a show for the eye. One that says something of its own, or has
        a link or the mark of a note, must stay.
        """
        if any(isinstance(run, NoteRef) or (isinstance(run, Text) and run.link) for run in quote.inlines):
            return False
        if self._body is None:
            blocks = (block for block in all_blocks(self.galley.body) if isinstance(block, Paragraph))
            self._body = " | ".join(" ".join(_spoken(block.inlines)) for block in blocks)
        words = _spoken(quote.inlines)
        return bool(words) and f" {' '.join(words)} " in f" {self._body} "

    def heading(self, level: int) -> int:
        """The level of the next heading, so that none is skipped."""
        self._level = min(level, self._level + 1, 6)
        return self._level


def _spoken(inlines: Inlines) -> list[str]:
    """The words of a text as speech has them: no punctuation, no vowel marks, no case."""
    letters = (
        letter if letter.isalnum() else " "
        for letter in unicodedata.normalize("NFKD", plain(inlines).casefold())
        if not unicodedata.combining(letter) and letter != TATWEEL
    )
    return "".join(letters).split()


def _fail_on(block: Block) -> NoReturn:
    raise TypeError(f"the templates print no block of the kind {kind(block)}")


@lru_cache(maxsize=KEPT)
def _environment(own: Path | None, _state: object) -> Sandbox:
    environment = Sandbox(own)
    environment.tests["kind"] = lambda block, name: kind(block) == name
    environment.tests["wholly_strong"] = wholly_strong
    environment.tests["short"] = is_short
    environment.globals["fail_on"] = _fail_on
    environment.filters["readable"] = readable
    return environment


def fill(template: str, values: Mapping[str, object], *, folder: Path | None = None) -> str:
    """Fill a template of the shipped ones, or of `folder` before these; compiled once per process.

    Args:
        template: its path in the templates' folder, such as `html/page.html.jinja`.
        values: what the template names; a missing one is an error.
        folder: where layouts of one's own lie.

    Raises:
        InputError: a template of one's own is wrong (LAYOUT-008, LAYOUT-010 to LAYOUT-015).
    """
    own = folder if folder != templates_dir() else None
    try:
        return _environment(own, stamp(own) if own else None).get_template(template).render(values)
    except Exception as fault:
        wrong = wrong_template(fault, own) if own else None
        if wrong is None:
            raise
        raise wrong from fault


def raw(text: str) -> Markup:
    """Text that a template takes as it is: our own style sheets, never an author's words."""
    return Markup(text)
