"""A text in the form that survives a word processor: what another way of cutting runs cannot change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from exporter.model.inlines import Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical


def normal(inlines: Iterable[Inline]) -> Inlines:
    """The text without isolates and languages, without space at the edges of its lines, marks and links.

    A word processor marks a word with the space after it as often as without; an author of Markdown cannot.
    """
    bare = canonical(
        replace(one, text=one.text.replace("\t", " "), lang="", isolate=None) if isinstance(one, Text) else one
        for one in inlines
    )
    if any(isinstance(one, Text) and (one.marks or one.link) for one in bare):
        bare = _outside(bare)
    return _trimmed(bare)


def _outside(inlines: Inlines) -> Inlines:
    """Space at the edge of a mark or link put outside it; code keeps its own."""
    runs = [piece for one in inlines for piece in (_pieces(one) if isinstance(one, Text) else [one])]
    for mark in (Mark.STRONG, Mark.EMPHASIS):
        runs = _cleared(runs, partial(_has, mark), partial(_without, mark))
    return canonical(_cleared(runs, lambda run: bool(run.link), lambda run: replace(run, link="")))


def _has(mark: Mark, run: Text) -> bool:
    return mark in run.marks


def _without(mark: Mark, run: Text) -> Text:
    return replace(run, marks=run.marks & ~mark)


def _pieces(run: Text) -> list[Inline]:
    """A run cut into the space before, the words, and the space after."""
    if Mark.CODE in run.marks:
        return [run]
    start, end = len(run.text) - len(run.text.lstrip()), len(run.text.rstrip())
    cut = (run.text,) if start >= end else (run.text[:start], run.text[start:end], run.text[end:])
    return [replace(run, text=text) for text in cut if text]


def _cleared(runs: list[Inline], has: Callable[[Text], bool], without: Callable[[Text], Text]) -> list[Inline]:
    """The property taken off the spaces at the edges of every stretch that has it."""
    out = list(runs)
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):
        inside = False
        for place in order:
            one = out[place]
            if not isinstance(one, Text):
                continue
            if has(one) and not inside and not one.text.strip() and Mark.CODE not in one.marks:
                out[place] = without(one)
            else:
                inside = has(one)
    return out


def _is_space(one: Inline) -> bool:
    match one:
        case Text():
            return Mark.CODE not in one.marks and not one.text.strip()
        case LineBreak():
            return True
        case NoteRef():
            return False


def _trimmed(inlines: Inlines) -> Inlines:
    """Without space at the edges of the text and of its lines, and without line breaks at its edges."""
    said = [place for place, one in enumerate(inlines) if not _is_space(one)]
    inlines = inlines[said[0] : said[-1] + 1] if said else ()
    out: list[Inline] = list(inlines)
    for place, one in enumerate(inlines):
        if isinstance(one, Text) and Mark.CODE not in one.marks:
            first = place == 0 or isinstance(inlines[place - 1], LineBreak)
            last = place == len(inlines) - 1 or isinstance(inlines[place + 1], LineBreak)
            text = one.text.lstrip() if first else one.text
            out[place] = replace(one, text=text.rstrip() if last else text)
    return canonical(out)


def after(inlines: Inlines, words: str) -> Inlines:
    """The text without the words that it begins with, in its normal form."""
    left, out = len(words), []
    for one in inlines:
        if isinstance(one, Text) and left:
            cut = min(left, len(one.text))
            left -= cut
            one = replace(one, text=one.text[cut:])
        out.append(one)
    return normal(out)


def until(inlines: Inlines, words: str) -> Inlines:
    """The text without the words that it ends with, in its normal form."""
    left, out = len(words), []
    for one in reversed(inlines):
        if isinstance(one, Text) and left:
            cut = min(left, len(one.text))
            left -= cut
            one = replace(one, text=one.text[: len(one.text) - cut])
        out.append(one)
    return normal(reversed(out))
