"""Articles as values, by hypothesis: whatever the loader could have read from a file."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import reduce
from operator import or_

from hypothesis import strategies as st

from exporter.model.article import Article, Author, Byline, Correction, Related, Source
from exporter.model.blocks import (
    Align,
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.inlines import Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical

PLAIN = (
    "قالت",
    "الوزارة",
    "«الخبر»،",
    "كوفيد-19",
    "50%",
    "٢٥٪",
    "2023-09-13",
    "Reuters News",
    "ماذا؟!",
    "لِلَّآلِئِ",
    "می‌خواهم",
)
SIGNS = (
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "<b>",
    "&amp;",
    "!",
    "#",
    "+",
    "-",
    "=",
    "|",
    "~",
    "\\",
    "^",
    "(",
    ")",
    ".",
    ":",
    '"',
    "'",
)
STARTS = (
    "1. ",
    "12) ",
    "- ",
    "+ ",
    "# ",
    "> ",
    "* ",
    "--- ",
    "=== ",
    "[^9]",
    "[x]: y",
    "null",
    "https://example.org/a_b_c",
)
URLS = ("https://example.org/x", "https://example.org/a_(b)?q=1&copy=2", "mailto:desk@example.org", "tel:+20225550199")

PICTURES = ("lead.png", "inner.png", "plain.png")
words = st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(SIGNS))


def joined(parts: list[str]) -> str:
    return " ".join(parts)


tricky = st.one_of(
    st.lists(words, min_size=1, max_size=4).map(joined),
    st.lists(words, min_size=1, max_size=4).map("".join),
    st.builds(lambda start, word: start + word, st.sampled_from(STARTS), words),
)
tame = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map(joined)
marks = st.lists(st.sampled_from([Mark.STRONG, Mark.EMPHASIS]), max_size=2).map(
    lambda some: reduce(or_, some, Mark.NONE)
)


@st.composite
def runs(draw: st.DrawFn) -> Text:
    text, link = draw(tricky), draw(st.sampled_from(["", "", "", *URLS]))
    if draw(st.integers(0, 9)) == 0:
        return Text(text, Mark.CODE, link)
    return Text(text + draw(st.sampled_from(["", " "])), draw(marks), link)


@st.composite
def inlines(draw: st.DrawFn, notes: int = 0, breaks: bool = True) -> Inlines:
    """A text without space at its edges, as reading takes it off."""
    out: list[Inline] = [draw(runs())]
    for _ in range(draw(st.integers(0, 3))):
        if breaks and draw(st.integers(0, 7)) == 0:
            out.append(LineBreak())
        if notes and draw(st.integers(0, 5)) == 0:
            out.append(NoteRef(draw(st.integers(1, notes))))
        out.append(draw(runs()))
    return trimmed(tuple(out))


def trimmed(given: Inlines) -> Inlines:
    """Without spaces at the edges, those of its lines too."""
    out: list[Inline] = []
    for place, one in enumerate(given):
        if isinstance(one, Text):
            first = place == 0 or isinstance(given[place - 1], LineBreak)
            last = place == len(given) - 1 or isinstance(given[place + 1], LineBreak)
            text = one.text.lstrip() if first else one.text
            one = Text(text.rstrip() if last else text, one.marks, one.link)
        out.append(one)
    return canonical(out)


def lines(notes: int = 0) -> st.SearchStrategy[Inlines]:
    return inlines(notes, breaks=False)


def maybe(one: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inlines]:
    return st.one_of(st.just(()), one)


@st.composite
def tables(draw: st.DrawFn, caption: bool) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[maybe(lines())] * columns)
    return Table(
        draw(maybe(lines())) if caption else (),
        draw(row),
        tuple(draw(st.lists(row, min_size=1, max_size=3))),
        tuple(draw(st.lists(st.sampled_from(Align), min_size=columns, max_size=columns))),
    )


def codes() -> st.SearchStrategy[CodeBlock]:
    return st.lists(st.sampled_from(["SELECT *", "  x = 1", "```", "", "نص"]), min_size=1, max_size=3).map(
        lambda rows: CodeBlock("\n".join(rows).rstrip("\n"))
    )


def simple(notes: int) -> st.SearchStrategy[Block]:
    """Blocks of Markdown that hold no others."""
    return st.one_of(
        inlines(notes).map(Paragraph),
        inlines(notes).map(Paragraph),
        codes(),
        st.just(SectionBreak()),
        tables(caption=False),
    )


def nested(notes: int, depth: int = 2) -> st.SearchStrategy[Block]:
    """Blocks of Markdown, with lists and quotes of others."""
    if not depth:
        return simple(notes)
    some = st.lists(nested(notes, depth - 1), min_size=1, max_size=3).map(tuple)
    pictures = st.builds(Figure, st.sampled_from(PICTURES), tame, maybe(lines(notes)))
    return st.one_of(
        simple(notes),
        some.map(Quote),
        pictures if depth < 2 else simple(notes),
        st.builds(ItemList, st.lists(some, min_size=1, max_size=3).map(tuple), st.just(True), st.integers(0, 9)),
        st.builds(ItemList, st.lists(some, min_size=1, max_size=3).map(tuple)),
    )


@st.composite
def blocks(draw: st.DrawFn, notes: int) -> Block:
    """A block of the body."""
    inner = st.lists(nested(notes), min_size=1, max_size=3).map(tuple)
    pair = st.tuples(lines(), maybe(lines()))
    made: Block = draw(
        st.one_of(
            nested(notes),
            nested(notes),
            st.builds(Subhead, lines(notes), st.just(2)),
            st.builds(Figure, st.sampled_from(PICTURES), tame, maybe(lines(notes)), maybe(lines()), st.booleans()),
            st.builds(PullQuote, inlines(notes), maybe(lines())),
            st.builds(Quote, inner, lines()),
            st.builds(Box, lines(), inner),
            tables(caption=True),
            st.builds(Verse, st.lists(pair, min_size=1, max_size=3).map(tuple), maybe(lines())),
            inner.map(EditorNote),
        )
    )
    return made


moments = st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1)).map(
    lambda when: when.replace(microsecond=0, second=0, tzinfo=timezone(timedelta(hours=2)))
)
days = st.dates(date(2001, 1, 1), date(2100, 1, 1))
authors = st.builds(Author, tame, st.one_of(st.just(""), tame), st.sampled_from(["", "a.b@example.org"]))


def empty_or(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), one)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article; its notes are numbered as their first mentions come."""
    count = draw(st.integers(0, 2))
    mentions = tuple(Paragraph((Text("انظر"), NoteRef(number))) for number in range(1, count + 1))
    note = st.lists(nested(0, 1), min_size=1, max_size=2).map(tuple)
    body = draw(st.lists(blocks(count), min_size=1, max_size=5))
    return Article(
        language=draw(st.sampled_from(["ar", "ar-EG", "fa", "ur", "en"])),
        slug="invented",
        headline=draw(lines()),
        body=(*mentions, Paragraph((Text("تمهيد"),)), *body),
        section=draw(empty_or(tame)),
        kicker=draw(maybe(lines())),
        deck=draw(maybe(lines())),
        byline=Byline(draw(empty_or(tame)), tuple(draw(st.lists(authors, max_size=2)))),
        dateline=draw(empty_or(tame)),
        published=draw(st.one_of(st.none(), moments)),
        updated=draw(st.one_of(st.none(), moments)),
        lead=draw(
            st.one_of(
                st.none(),
                st.builds(Figure, st.sampled_from(PICTURES), tame, maybe(lines()), maybe(lines()), st.booleans()),
            )
        ),
        notes=tuple(Footnote(number, draw(note)) for number in range(1, count + 1)),
        tags=tuple(draw(st.lists(tame, max_size=3))),
        related=tuple(
            draw(st.lists(st.builds(Related, tame, st.sampled_from(["", "https://example.org/two"])), max_size=2))
        ),
        corrections=tuple(draw(st.lists(st.builds(Correction, days, lines()), max_size=2))),
        source=draw(st.one_of(st.none(), st.builds(Source, tame, st.sampled_from(["", "https://example.org"])))),
        rights=draw(empty_or(tame)),
    )
