"""Markdown to blocks: CommonMark 0.31 with tables (GFM 4.10) and footnotes; raw HTML is refused.

All texts of an article are one document: a footnote or a link defined in one may be used in any other. So every text
is declared first (its blocks parsed, definitions gathered) and read afterwards, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from exporter.findings import Finding
from exporter.loading.copy import Copy
from exporter.loading.inline_text import InlineReader, Stretch
from exporter.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    Quote,
    SectionBreak,
    Subhead,
    Table,
)
from exporter.model.inlines import Inlines, plain

_ARABIC = re.compile("[\u0600-\u06ff]")
ALIGNS = {"text-align:left": Align.START, "text-align:right": Align.END, "text-align:center": Align.CENTER}
"""`:--` is where the column starts: an editor shows that colon on the right in a right-to-left line."""
_CODE_NAME = re.compile(r"[\w.+#-]+", re.ASCII)
_LONGEST_LABEL = 200
"""Characters of a footnote's mark, brackets included."""
_DEEPEST = 18
"""Two levels before the parser itself (`maxNesting`, 20) leaves out what is nested deeper, without a word."""


class _Parser(MarkdownIt):
    """The parser; addresses stay as written, we judge and encode them ourselves."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


@cache
def _parser() -> _Parser:
    parser = _Parser("commonmark", {"html": True, "store_labels": True})
    parser.enable("table")
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.inline.ruler.at("footnote_ref", _mention)
    return parser


def _mention(state: StateInline, silent: bool) -> bool:
    """The plugin's own rule, where a label ends in time: for each `[^` it looks through all that follows it."""
    if not state.src.startswith("[^", state.pos) or state.src.find("]", state.pos, state.pos + _LONGEST_LABEL) < 0:
        return False
    return footnote_ref(state, silent, always_match=True)


def parse_inline(text: str) -> list[Token]:
    """The tokens of one line of inline Markdown that refers to nothing else but footnotes."""
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), {}, tokens)
    return tokens


def parse_blocks(text: str) -> list[Token]:
    """The tokens of a text's blocks, their inlines not yet read."""
    state = StateCore(text, _parser(), {})
    for rule in _parser().core.ruler.getRules("")[:2]:  # normalize, block
        rule(state)
    return state.tokens


@dataclass(frozen=True, slots=True)
class _Definition:
    """A footnote as written: its tokens and the copy they stand in."""

    tokens: Sequence[Token]
    copy: Copy
    line: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A text of the article, and where each of its characters is written.

    Attributes:
        inlines: the text.
        copy: the field that it stands in.
        places: by character of the plain text, where in the copy; -1 where that cannot be told.
    """

    inlines: Inlines
    copy: Copy
    places: tuple[int, ...]


class Markdown:
    """Reads the Markdown of one article; every text that it reads goes into `trace`, if there is one."""

    def __init__(self, trace: list[Traced] | None = None) -> None:
        self.findings: list[Finding] = []
        self._trace = trace
        self._env: dict[str, Any] = {}
        self._declared: dict[int, list[Token]] = {}
        self._links: dict[str, Copy] = {}
        self._used: set[str] = set()
        self._definitions: dict[str, _Definition] = {}
        self._numbers: dict[int, int] = {}
        self._mentions: list[tuple[Token, Copy]] = []
        self._level = 1

    # ------------------------------------------------------------ the two passes

    def declare(self, copy: Copy) -> None:
        """Parse the blocks of a text, and gather what it defines."""
        state = StateCore(copy.text, _parser(), self._env)
        for rule in _parser().core.ruler.getRules("")[:2]:  # normalize, block
            rule(state)
        self._declared[id(copy)] = state.tokens
        if any(token.level >= _DEEPEST for token in state.tokens):
            self.findings.append(copy.finding("LOAD-064", limit=_DEEPEST // 2))
        for label in self._env.get("references", {}):
            self._links.setdefault(label, copy)
        for label in self._env.pop("duplicate_refs", ()):
            self.findings.append(self._at_line(copy, "LOAD-068", label["map"][0], url=label["href"]))
        for i, token in enumerate(state.tokens):
            if token.type == "footnote_reference_open":
                self._define(token, state.tokens[i + 1 : _close(state.tokens, i)], copy)

    def _define(self, token: Token, inner: list[Token], copy: Copy) -> None:
        label, line = token.meta["label"], token.map[0] if token.map else 0
        if label in self._definitions:
            self.findings.append(self._at_line(copy, "LOAD-065", line, label=label))
        else:
            self._definitions[label] = _Definition(inner, copy, line)

    def blocks(self, copy: Copy) -> tuple[Block, ...]:
        """The blocks of a declared text."""
        return self._blocks(self._declared[id(copy)], copy)

    def inlines(self, copy: Copy) -> Inlines:
        """A line of text: inline Markdown only."""
        return self._inlines(copy.text.strip(), copy, 0, len(copy.text))

    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes mentioned so far and in one another, in order of first mention; to be asked last."""
        notes: list[Footnote] = []
        for token, copy in self._mentions:  # grows while the notes are read
            number = len(notes) + 1
            if "label" in token.meta:
                definition = self._definitions[token.meta["label"]]
                blocks = self._blocks(definition.tokens, definition.copy)
                at = definition.copy.span(definition.copy.offset(definition.line))
            else:
                content = self._env["footnotes"]["list"][token.meta["id"]]["content"]
                start = max(copy.text.find(content), 0)
                blocks = (Paragraph(self._inlines(content, copy, start, start + len(content)), copy.span(start)),)
                at = copy.span(start)
            notes.append(Footnote(number, blocks, at))
        self._unused()
        return tuple(notes)

    def _unused(self) -> None:
        mentioned = {token.meta.get("label") for token, _ in self._mentions}
        for label, note in self._definitions.items():
            if label not in mentioned:
                self.findings.append(self._at_line(note.copy, "LOAD-066", note.line, label=label))
        for label, copy in self._links.items():
            if label not in self._used:
                line = self._env["references"][label]["map"][0]
                self.findings.append(self._at_line(copy, "LOAD-067", line, label=label.lower()))

    # ------------------------------------------------------------ blocks

    def _blocks(self, tokens: Sequence[Token], copy: Copy) -> tuple[Block, ...]:
        out: list[Block] = []
        at = 0
        while at < len(tokens):
            end = _close(tokens, at)
            if (block := self._block(tokens[at], tokens[at + 1 : end], copy)) is not None:
                out.append(block)
            at = end + 1
        return tuple(out)

    def _block(self, token: Token, inner: Sequence[Token], copy: Copy) -> Block | None:
        line = token.map[0] if token.map else 0
        at = copy.span(copy.offset(line))
        match token.type:
            case "paragraph_open":
                return self._paragraph(inner[0], copy)
            case "heading_open":
                return Subhead(self._inline_token(inner[0], copy), self._heading(token, copy, line), at)
            case "bullet_list_open" | "ordered_list_open":
                items = tuple(self._blocks(item, copy) for item in _parts(inner))
                items = tuple(item for item in items if item)
                start = int(token.attrs.get("start", 1))
                return ItemList(items, token.type[0] == "o", start, at) if items else None
            case "blockquote_open":
                blocks = self._blocks(inner, copy)
                return Quote(blocks, at=at) if blocks else None
            case "table_open":
                return self._table(inner, copy, line)
            case "fence" | "code_block":
                if token.type == "code_block" and _ARABIC.search(token.content):
                    self.findings.append(self._at_line(copy, "LOAD-063", line))
                if token.info.strip() and not _CODE_NAME.fullmatch(token.info.strip()):
                    self.findings.append(self._at_line(copy, "LOAD-072", line, text=token.info.strip()))
                return CodeBlock(token.content.rstrip("\n"), at)
            case "hr":
                return SectionBreak(at)
            case "html_block":
                html = token.content.strip().partition("\n")[0]
                stretch = Stretch(copy, copy.offset(line), len(copy.text))
                self.findings.append(stretch.finding("LOAD-054", html, html=html))
                return None
            case "footnote_reference_open":
                return None
            case _:  # pragma: no cover - the parser's rules make no other block
                raise AssertionError(token.type)

    def _paragraph(self, token: Token, copy: Copy) -> Block | None:
        at = copy.span(copy.offset(token.map[0] if token.map else 0))
        children = self._children(token)
        if len(children) == 1 and children[0].type == "image":
            return self._figure(children[0], token, copy)
        inlines = self._inline_token(token, copy)
        return Paragraph(inlines, at) if inlines else None

    def _figure(self, image: Token, token: Token, copy: Copy) -> Figure:
        stretch = self._stretch(token, copy)
        self._used.add(image.meta.get("label", ""))
        start = stretch.start
        alt = " ".join(re.split("[ \n]+", plain(self._alt(image.children or (), stretch)).strip()))
        if not alt:
            self.findings.append(copy.finding("IMAGE-016", start, len(token.content.partition("\n")[0])))
        caption = self._inlines(str(image.attrs.get("title", "")), copy, stretch.start, stretch.end)
        return Figure(str(image.attrs["src"]), alt, caption, at=copy.span(start))

    def _alt(self, tokens: Sequence[Token], stretch: Stretch) -> Inlines:
        """What is written in a picture's square brackets; marks and links there are words and no more."""
        notes = [token for token in tokens if token.type == "footnote_ref"]
        self.findings += [stretch.finding("LOAD-074", "^") for _ in notes]
        return self._read([token for token in tokens if token.type != "footnote_ref"], stretch)

    def _heading(self, token: Token, copy: Copy, line: int) -> int:
        level = int(token.tag[1])
        if level == 1:
            self.findings.append(self._at_line(copy, "LOAD-055", line))
        elif level > self._level + 1:
            self.findings.append(
                self._at_line(copy, "LOAD-057", line, level=level, last=self._level, wanted="#" * (self._level + 1))
            )
        self._level = level
        return max(level, 2)

    def _table(self, inner: Sequence[Token], copy: Copy, line: int) -> Table:
        rows: list[tuple[Inlines, ...]] = []
        aligns: tuple[Align, ...] = ()
        for i, token in enumerate(inner):
            if token.type != "tr_open":
                continue
            cells = _parts(inner[i + 1 : _close(inner, i)], keep_open=True)
            if not rows:
                aligns = tuple(ALIGNS.get(str(cell[0].attrs.get("style")), Align.START) for cell in cells)
            else:
                self._excess(token, copy, len(aligns), len(rows))
            rows.append(tuple(self._inline_token(cell[1], copy) for cell in cells))
        return Table((), rows[0], tuple(rows[1:]), aligns, copy.span(copy.offset(line)))

    def _excess(self, token: Token, copy: Copy, columns: int, row: int) -> None:
        """GFM leaves out the cells of a row that the header has no column for; here they are an error."""
        start = copy.offset(token.map[0] if token.map else 0)
        written = copy.text[start:].partition("\n")[0].lstrip("> \t").rstrip()
        cells = escapedSplit(written)
        found = len(cells) - (not cells[0].strip()) - (len(cells) > 1 and not cells[-1].strip())
        if found > columns:
            self.findings.append(copy.finding("LOAD-070", start, len(written), row=row, found=found, columns=columns))

    # ------------------------------------------------------------ inlines

    def _inline_token(self, token: Token, copy: Copy) -> Inlines:
        stretch = self._stretch(token, copy)
        return self._read(self._children(token), stretch)

    def _inlines(self, text: str, copy: Copy, start: int, end: int) -> Inlines:
        tokens: list[Token] = []
        _parser().inline.parse(text, _parser(), self._env, tokens)
        return self._read(tokens, Stretch(copy, start, end))

    def _read(self, tokens: Sequence[Token], stretch: Stretch) -> Inlines:
        copy = stretch.copy
        reader = InlineReader(stretch, lambda token: self._number(token, copy), self._used)
        inlines = reader.read(tokens)
        self.findings += reader.findings
        if self._trace is not None:
            self._trace.append(Traced(inlines, copy, tuple(reader.places)))
        return inlines

    def _number(self, token: Token, copy: Copy) -> int | None:
        """The number of a footnote's mark: given at its first mention."""
        if "label" in token.meta and token.meta["label"] not in self._definitions:
            return None
        identity = token.meta["id"]
        if identity not in self._numbers:
            self._mentions.append((token, copy))
            self._numbers[identity] = len(self._mentions)
        return self._numbers[identity]

    def _children(self, token: Token) -> list[Token]:
        """The inline tokens of a paragraph: parsed when read, so that every definition is known."""
        if not token.children:
            token.children = []
            _parser().inline.parse(token.content, _parser(), self._env, token.children)
        return token.children

    def _stretch(self, token: Token, copy: Copy) -> Stretch:
        first, last = token.map or (0, len(copy.line_starts))
        end = copy.line_starts[last] if last < len(copy.line_starts) else len(copy.text)
        return Stretch(copy, copy.offset(first), end)

    def _at_line(self, copy: Copy, code: str, line: int, **args: str | int) -> Finding:
        start = copy.offset(line)
        return copy.finding(code, start, len(copy.text[start:].partition("\n")[0]), **args)


def _close(tokens: Sequence[Token], at: int) -> int:
    """Index of the token that closes the one at `at`; `at` itself when it closes itself."""
    depth = 0
    for i in range(at, len(tokens)):
        depth += tokens[i].nesting
        if depth == 0:
            return i
    return len(tokens)  # pragma: no cover - the parser closes what it opens


def _parts(tokens: Sequence[Token], *, keep_open: bool = False) -> list[Sequence[Token]]:
    """What stands between each opening token of the highest level and its end."""
    parts: list[Sequence[Token]] = []
    at = 0
    while at < len(tokens):
        end = _close(tokens, at)
        parts.append(tokens[at if keep_open else at + 1 : end])
        at = end + 1
    return parts
