"""Text inside a paragraph: flat runs, so that joining their texts gives the paragraph (what UAX #9 must see whole)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Flag, StrEnum, auto
from itertools import groupby
from typing import TypeAlias


class Direction(StrEnum):
    """A direction of text (UAX #9)."""

    RTL = "rtl"
    LTR = "ltr"


class Mark(Flag):
    """What a run is besides its text."""

    NONE = 0
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text with one look.

    Attributes:
        text: never empty; holds no line break.
        marks: emphasis, strong, code.
        link: target URL; empty when the run is no link.
        lang: BCP 47 tag; empty when it is the paragraph's.
        isolate: direction of the isolate the run stands in; None when it goes with the paragraph (UAX #9, isolates).
            Neighbours with the same isolate are one isolate.
    """

    text: str
    marks: Mark = Mark.NONE
    link: str = ""
    lang: str = ""
    isolate: Direction | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The mark of a footnote; its number counts from 1 in order of first mention."""

    number: int


Inline: TypeAlias = Text | LineBreak | NoteRef
Inlines: TypeAlias = tuple[Inline, ...]


def canonical(inlines: Iterable[Inline]) -> Inlines:
    """The same text in its one canonical form: no empty run, equal neighbours joined."""
    out: list[Inline] = []
    said = (inline for inline in inlines if not (isinstance(inline, Text) and not inline.text))
    for _, group in groupby(said, _manner):  # joined once: a word processor may have cut a paragraph into thousands
        runs = list(group)
        first, texts = runs[0], [run.text for run in runs if isinstance(run, Text)]
        out += [replace(first, text="".join(texts))] if isinstance(first, Text) and len(texts) > 1 else runs
    return tuple(out)


def _manner(inline: Inline) -> tuple[Mark, str, str, Direction | None] | None:
    """All that a run is besides its text; None for what is no run."""
    return (inline.marks, inline.link, inline.lang, inline.isolate) if isinstance(inline, Text) else None


def by_isolate(inlines: Iterable[Inline]) -> Iterator[tuple[Direction | None, Inlines]]:
    """A text cut where an isolate begins or ends, each part with its isolate; None for what goes with the paragraph.

    The mark of a footnote goes with the paragraph, but between two runs of one isolate it belongs to that isolate: cut
    in two there, the second half would stand on the wrong side of the first (UAX #9, rule N1 and L2).
    """
    given = tuple(inlines)
    isolates = [inline.isolate if isinstance(inline, Text) else None for inline in given]
    before: Direction | None = None
    marks: list[int] = []
    for place, inline in enumerate(given):
        if isinstance(inline, NoteRef):
            marks.append(place)
            continue
        for mark in marks if isolates[place] == before else ():
            isolates[mark] = before
        before, marks = isolates[place], []
    for isolate, group in groupby(zip(isolates, given, strict=True), key=lambda pair: pair[0]):
        yield isolate, tuple(inline for _, inline in group)


def wholly_strong(inlines: Iterable[Inline]) -> bool:
    """Whether every word is strong, as in an interview's questions; marks of footnotes and line breaks are none."""
    texts = [inline for inline in inlines if isinstance(inline, Text)]
    return bool(texts) and all(Mark.STRONG in text.marks for text in texts)


def plain(inlines: Iterable[Inline]) -> str:
    """The text alone: a line break is a line feed, a footnote mark is nothing."""
    return "".join(i.text if isinstance(i, Text) else "\n" if isinstance(i, LineBreak) else "" for i in inlines)


def bare(inlines: Iterable[Inline]) -> Inlines:
    """A text for another place than its own: on one line, without links and marks of footnotes."""
    texts = (Text(" ") if isinstance(inline, LineBreak) else inline for inline in inlines)
    return canonical(replace(text, link="") for text in texts if isinstance(text, Text))


def words_of(text: str) -> Inlines:
    """Inlines of a plain text; none for an empty one."""
    return (Text(text),) if text else ()


def exact_places(inlines: Iterable[Inline]) -> Iterator[int]:
    """The places in the plain text of what is code or a line break: no rule of style is for them."""
    at = 0
    for inline in inlines:
        size = len(plain((inline,)))
        if isinstance(inline, LineBreak) or (isinstance(inline, Text) and Mark.CODE in inline.marks):
            yield from range(at, at + size)
        at += size
