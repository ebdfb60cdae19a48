"""Flat runs to inline Markdown that reads back as the same runs, with no more escapes than that needs.

CommonMark 0.31, 2.4 (backslash escapes), 2.5 (entities), 6 (inlines). What is written is read with the loader's own
parser; when the plain spelling would be read otherwise, a more careful one is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import product
from typing import Final

from markdown_it.token import Token

from exporter.loading.copy import Copy
from exporter.loading.inline_text import InlineReader, Stretch
from exporter.loading.markdown import parse_blocks, parse_inline
from exporter.loading.source import Source
from exporter.loading.yaml_tree import Scalar
from exporter.model.inlines import Inline, Inlines, LineBreak, Mark, NoteRef, Text

PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_TELLING: Final = re.compile(r"([\\`*_\[\]<>|~^]|&(?=#?\w+;)|!(?=\[|$))")
_OPENING: Final = re.compile(r"^(\d{0,9})(?=[#+\-=.)])")
_QUIET: Final = re.compile(r"[^\x00-\x1f!#&*+<>=\[\\\]^_`|~-]*")
"""A text that no rule of Markdown looks at; a digit or a hyphen at its start is looked at in `_is_quiet`."""
_MARKS: Final = ((Mark.STRONG, "**"), (Mark.EMPHASIS, "*"))


class Care(IntEnum):
    """How carefully a text is spelt."""

    NONE = 0
    TELLING = 1
    """Signs of Markdown are escaped."""
    ALL = 2
    """Every sign of ASCII is escaped, and what stands at the edge of a mark is an entity."""


def line(inlines: Inlines) -> str:
    """Markdown of a line of text: a headline, a caption, a cell of a typed table."""
    return _spelled(inlines, _line_reads)


def paragraph(inlines: Inlines) -> str:
    """Markdown of a paragraph: it may not pass for another block either."""
    return _spelled(inlines, _paragraph_reads)


def cell(inlines: Inlines) -> str:
    """Markdown of a cell of a pipe table (GFM 4.10): its pipes are escaped whatever they stand in."""
    return line(inlines).replace("|", r"\|")


def _spelled(inlines: Inlines, reads: Callable[[str], Inlines | None]) -> str:
    if len(inlines) == 1 and isinstance(only := inlines[0], Text) and _is_quiet(only):
        return only.text
    text = ""
    for care, slant in product(Care, ("*", "_")):
        text = _edges(_Writer(care, slant).write(inlines))
        if reads(text) == inlines:
            return text
    return text


def _is_quiet(run: Text) -> bool:
    text = run.text
    return (
        not (run.marks or run.link)
        and not text[:1].isspace()
        and not text[-1:].isspace()
        and not text[:1].isdecimal()
        and bool(_QUIET.fullmatch(text))
    )


def read_line(text: str) -> Inlines | None:
    """The runs of inline Markdown, a footnote's label taken for its number; None when something is wrong with it."""
    copy = Copy(Source("", text), Scalar(text, "", 0, len(text)), "")
    tokens = parse_inline(text)
    if not all(_is_numbered(token) for token in tokens if token.type == "footnote_ref"):
        return None
    reader = InlineReader(Stretch(copy, 0, len(text)), lambda token: int(token.meta["label"]), set())
    inlines = reader.read(tokens)
    return None if reader.findings or copy.text != text else inlines


def _is_numbered(token: Token) -> bool:
    """Whether a footnote's mark is one of those that are written here."""
    label = token.meta.get("label", "")
    return bool(label.isascii() and label.isdecimal())


def _line_reads(text: str) -> Inlines | None:
    return read_line(text.strip()) if "\n" not in text or "\\\n" in text else None


def _paragraph_reads(text: str) -> Inlines | None:
    tokens = parse_blocks(text)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    return read_line(tokens[1].content)


def _edges(text: str) -> str:
    """Space at the edges of a paragraph as entities: readers of Markdown take it off."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return _entities(text)
    return _entities(text[:start]) + text[start:end] + _entities(text[end:])


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


class _Writer:
    """Writes one text; `slant` is the sign of emphasis."""

    def __init__(self, care: Care, slant: str) -> None:
        self.care, self.slant = care, slant

    def write(self, inlines: Inlines) -> str:
        return "".join(self._parts(inlines, Mark.NONE, linked=False, start=True))

    def _parts(self, inlines: Inlines, active: Mark, *, linked: bool, start: bool = False) -> Iterator[str]:
        at = 0
        while at < len(inlines):
            one = inlines[at]
            first = start and at == 0
            if isinstance(one, Text) and one.link and not linked:
                end = _extent(inlines, at, _linked(one.link), notes=False)
                yield self._link(inlines[at:end], active, one.link)
            elif isinstance(one, Text) and (mark := self._longest(inlines, at, active)):
                end = _extent(inlines, at, _with(mark))
                yield self._marked(inlines, at, end, mark, active, linked=linked)
            else:
                end = at + 1
                yield self._plain(one, inlines, at, start=first)
            at = end

    def _longest(self, inlines: Inlines, at: int, active: Mark) -> Mark:
        """The mark that opens here and reaches furthest."""
        one = inlines[at]
        assert isinstance(one, Text)
        wanted = [mark for mark, _ in _MARKS if mark in one.marks and mark not in active]
        return max(wanted, key=lambda mark: _extent(inlines, at, _with(mark)), default=Mark.NONE)

    def _marked(self, inlines: Inlines, at: int, end: int, mark: Mark, active: Mark, *, linked: bool) -> str:
        sign = "**" if mark is Mark.STRONG else self.slant
        inner = "".join(self._parts(inlines[at:end], active | mark, linked=linked))
        if self.care is Care.ALL:
            inner = _edges(inner)
        return f"{sign}{inner}{sign}"

    def _link(self, inlines: Inlines, active: Mark, url: str) -> str:
        inner = "".join(self._parts(inlines, active, linked=True))
        if self.care is Care.NONE and inner == url and re.fullmatch(r"https?://[^\s<>]+", url):
            return f"<{url}>"
        return f"[{inner}]({_destination(url)})"

    def _plain(self, one: Inline, inlines: Inlines, at: int, *, start: bool) -> str:
        match one:
            case LineBreak():
                return "\\\n"
            case NoteRef():
                return f"[^{one.number}]"
            case Text() if Mark.CODE in one.marks:
                return _code(one.text)
            case Text():
                return self._words(one.text, inlines, at, start=start)

    def _words(self, text: str, inlines: Inlines, at: int, *, start: bool) -> str:
        before = inlines[at - 1] if at else None
        after_break = isinstance(before, LineBreak)
        lead = len(text) - len(text.lstrip()) if after_break else 0
        head, body = _entities(text[:lead]), text[lead:]
        if self.care is Care.NONE:
            return head + body
        if self.care is Care.TELLING:
            escaped = _TELLING.sub(r"\\\1", body)
            return head + (_OPENING.sub(r"\1\\", escaped) if start or after_break else escaped)
        joins = [place for place, other in ((0, before), (-1, _next(inlines, at))) if isinstance(other, Text)]
        return head + _guarded(body, joins)


def _next(inlines: Inlines, at: int) -> Inline | None:
    return inlines[at + 1] if at + 1 < len(inlines) else None


def _guarded(text: str, joins: list[int]) -> str:
    """Every sign escaped; a letter beside a mark is an entity, whose `&` and `;` let the mark open and close there."""
    characters = list(text)
    guarded = {place % len(characters) for place in joins} if characters else set()
    return "".join(
        f"&#{ord(c)};" if place in guarded and not c.isspace() else PUNCTUATION.sub(r"\\\1", c)
        for place, c in enumerate(characters)
    )


def _linked(url: str) -> Callable[[Text], bool]:
    return lambda run: run.link == url


def _with(mark: Mark) -> Callable[[Text], bool]:
    return lambda run: mark in run.marks


def _extent(inlines: Inlines, at: int, belongs: Callable[[Text], bool], *, notes: bool = True) -> int:
    """The end of the stretch whose runs all belong; breaks inside go with it, and `notes`, save in links."""
    end = at + 1
    for place in range(at, len(inlines)):
        one = inlines[place]
        if isinstance(one, Text):
            if not belongs(one):
                break
            end = place + 1
        elif isinstance(one, NoteRef) and not notes:
            break
    return end


def _code(text: str) -> str:
    """A code span (CommonMark 6.1): its fence longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = text.startswith("`") or text.endswith("`") or (text[:1] == " " == text[-1:] and text.strip(" "))
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _destination(url: str) -> str:
    """A link's destination (CommonMark 6.3): in angle brackets where its own signs would end it."""
    url = re.sub(r"&(?=#?\w+;)", "&amp;", url).replace("\\", "\\\\")
    if re.fullmatch(r"[^\s<>()\x00-\x1f]+", url):
        return url
    return "<" + re.sub(r"([<>])", r"\\\1", url) + ">"
