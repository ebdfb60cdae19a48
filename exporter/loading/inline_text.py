"""Inline Markdown to flat runs (CommonMark 0.31, 6), for paragraphs and for every field that is a line of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from exporter.findings import Finding
from exporter.loading.copy import Copy
from exporter.loading.formats import LINK_SCHEMES
from exporter.model.inlines import Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical
from exporter.text.hygiene import clean

_STARS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_MARKS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG}


@dataclass
class Stretch:
    """A part of a copy in which the faults of inline tokens are looked up; the tokens carry no places of their own."""

    copy: Copy
    start: int
    end: int

    def finding(self, code: str, needle: str, **args: str) -> Finding:
        """A finding about the next place where a text stands as written."""
        at = self.copy.text.find(needle, self.start, self.end)
        if at < 0:
            return self.copy.finding(code, self.start, **args)
        self.start, start = at + len(needle), at
        return self.copy.finding(code, start, len(needle.partition("\n")[0]), **args)


@dataclass
class InlineReader:
    """Reads one paragraph's tokens.

    Attributes:
        stretch: where the paragraph stands.
        note: gives the number of a footnote's mark; None when no footnote has this label.
        used: labels of link definitions that were used.
        places: where in the copy each character of the text stands as written; -1 where that cannot be told.
    """

    stretch: Stretch
    note: Callable[[Token], int | None]
    used: set[str]
    findings: list[Finding] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    _at: int = field(init=False)
    _out: list[Inline] = field(default_factory=list)
    _open: list[Mark] = field(default_factory=list)
    _link: str = ""
    _link_at: int = 0

    def __post_init__(self) -> None:
        """Begin where the paragraph begins."""
        self._at = self.stretch.start

    def read(self, tokens: Sequence[Token]) -> Inlines:
        """The runs."""
        for token in tokens:
            self._token(token)
        return canonical(self._out)

    def _say(self, code: str, needle: str, **args: str) -> None:
        self.findings.append(self.stretch.finding(code, needle, **args))

    def _text(self, text: str, extra: Mark = Mark.NONE, written: str = "") -> None:
        self._place(text, written or text)
        marks = extra
        for mark in self._open:
            marks |= mark
        self._out.append(Text(text.replace("\n", " "), marks, self._link))

    def _place(self, text: str, written: str) -> None:
        """Note where a text is written: after what was read before it."""
        at = self.stretch.copy.text.find(written, self._at, self.stretch.end)
        self.places += range(at, at + len(text)) if at >= 0 and written == text else [-1] * len(text)
        if at >= 0:
            self._at = at + len(written)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                if stars := _STARS.search(token.content):
                    self._say("LOAD-058", stars[0], stars=stars[0])
                self._text(token.content)
            case "text_special":
                is_entity = token.info == "entity"
                text = clean(token.content).text if is_entity else token.content
                self._text(text, written=token.markup if is_entity else "")
            case "code_inline":
                self._text(token.content, Mark.CODE)
            case "softbreak":
                if not (self._out and isinstance(self._out[-1], Text) and self._out[-1].text.endswith(" ")):
                    self._text(" ", written="\n")
            case "hardbreak":
                self._out.append(LineBreak())
                self.places.append(-1)
            case "em_open" | "strong_open":
                self._open.append(_MARKS[token.tag])
            case "em_close" | "strong_close":
                self._open.pop()
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case "html_inline":
                self._html(token.content)
            case "image":
                self._use(token)
                self._say("LOAD-056", "![")
            case "footnote_ref":
                self._note(token)
            case _:  # pragma: no cover - the parser's rules make no other token
                raise AssertionError(token.type)

    def _open_link(self, token: Token) -> None:
        href = str(token.attrs["href"])
        self._use(token)
        if href.partition(":")[0].lower() not in LINK_SCHEMES or ":" not in href:
            self._say("LOAD-059", href, url=href)
        if title := str(token.attrs.get("title", "")):
            self._say("LOAD-060", title, title=title)
        self._link = normalizeLink(href)
        self._link_at = len(self._out)

    def _close_link(self) -> None:
        if not any(isinstance(inline, Text) and inline.text.strip() for inline in self._out[self._link_at :]):
            self._say("LOAD-061", "[]", url=self._link)
        if self.stretch.copy.text.startswith("](", self._at):
            self._at = max(self._at, self.stretch.copy.text.find(")", self._at, self.stretch.end))
        self._link = ""

    def _html(self, tag: str) -> None:
        """Refuse a tag; its end needs no words of its own."""
        if not (tag.startswith("</") and any(found.code == "LOAD-054" for found in self.findings)):
            self._say("LOAD-054", tag, html=tag)

    def _note(self, token: Token) -> None:
        number = self.note(token)
        if number is None:
            mark = f"[^{token.meta['label']}]"
            self._say("LOAD-062", mark, label=token.meta["label"])
        else:
            self._out.append(NoteRef(number))

    def _use(self, token: Token) -> None:
        if "label" in token.meta:
            self.used.add(token.meta["label"])
