"""YAML as a tree in which every value is text and knows its place.

YAML 1.2.2, the part an article needs: one document, no anchors, no aliases, no tags. YAML 1.1's guesses (a score
`2:30` read as 150, `NO` as false) never happen: every scalar stays text, and the schema says what is a date.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from exporter.findings import Finding
from exporter.loading.source import Source, unshelter
from exporter.loading.yaml_faults import fault

MAX_DEPTH = 32
MAX_NODES = 200_000

_LOADER = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_HASHTAG = re.compile(r"[ \t]+(#[^\s#].*)")
_DASHES = re.compile(r"(-[^\s-].*)\n\s*-[^\s-]")
_LONE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_SHORTER = len(r"\ud83d\ude00") - 1
_JOINED = re.compile(r"\\\r?\n[ \t]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|x.{2}|u.{4}|U.{8}|.)", re.DOTALL)
_ALTERED = re.compile(r"""[\\"'\r\n\x85\u2028\u2029]""")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text of the file.

    Attributes:
        text: its value.
        style: how it is written: empty for plain, `"`, `'`, `|` or `>`.
        start: index of its first character in the source, the quote or the indicator.
        end: index after its last.
    """

    text: str
    style: str
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        """Whether nothing was written (`key:`, `~`, `null`)."""
        return not self.style and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of the file."""

    items: tuple[Node, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value; None when the value was refused."""

    key: Scalar
    value: Node | None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping of the file, by key in written order."""

    entries: dict[str, Entry]
    start: int


Node: TypeAlias = Scalar | Sequence | Mapping


class _TooMuch(Exception):
    """The tree passes a bound: nothing more is read."""


@dataclass
class _Composer:
    """Builds the tree from the parser's events, so that a bound stops a bomb before it is built."""

    source: Source
    events: Iterator[yaml.Event]
    pairs: _Pairs
    findings: list[Finding] = field(default_factory=list)
    nodes: int = 0

    def say(self, code: str, index: int, length: int = 0, **args: str | int) -> None:
        self.findings.append(self.source.finding(code, index, length, where="", **args))

    def bounds(self, event: yaml.Event) -> tuple[int, int]:
        """Where an event begins and ends in the source; the parser always knows."""
        start, end = event.start_mark, event.end_mark
        return (self.pairs.index(start.index), self.pairs.index(end.index)) if start and end else (0, 0)

    def node(self, event: yaml.Event, depth: int) -> Node | None:
        assert isinstance(event, yaml.NodeEvent)
        start, end = self.bounds(event)
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            code, limit = ("LOAD-023", MAX_DEPTH) if depth > MAX_DEPTH else ("LOAD-024", MAX_NODES)
            self.say(code, start, limit=limit)
            raise _TooMuch
        if isinstance(event, yaml.AliasEvent):
            self.say("LOAD-020", start, end - start, name=str(event.anchor))
            return None
        assert isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent)
        if event.anchor:
            self.say("LOAD-020", start, len(event.anchor) + 1, name=event.anchor)
        if event.tag:
            self.say("LOAD-021", start, tag=event.tag)
        match event:
            case yaml.SequenceStartEvent():
                return self.sequence(start, depth)
            case yaml.MappingStartEvent():
                return self.mapping(start, depth)
            case _:
                assert isinstance(event, yaml.ScalarEvent)
                return self.scalar(event, start, end)

    def scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> Scalar:
        style = event.style or ""
        scalar = Scalar(unshelter(event.value), style, start, end)
        if not style and (hashtag := _HASHTAG.match(self.source.text, scalar.end)):
            self.say("LOAD-040", hashtag.start(1), len(hashtag[1]), text=hashtag[1].strip())
        if not style and (dash := _DASHES.match(self.source.text, start, end)):
            self.say("LOAD-073", start, len(dash[1]))
        if style == '"' and (lone := _LONE.search(scalar.text)):  # yaml's own parser lets it pass, libyaml does not
            self.say("LOAD-010", Places(self.source, scalar).index(lone.start()), 6)
        if style == '"' and "\0" in scalar.text:
            index = Places(self.source, scalar).index(scalar.text.index("\0"))
            self.say("LOAD-009", index, 1, count=scalar.text.count("\0"))
        return scalar

    def sequence(self, start: int, depth: int) -> Sequence:
        items: list[Node] = []
        flow = self.source.text[start : start + 1] == "["
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            node = self.node(event, depth + 1)
            if node is not None:
                items.append(node)
            if flow and isinstance(node, Scalar) and not node.style and "،" in node.text:
                self.say("LOAD-041", node.start, node.end - node.start, text=node.text)
        return Sequence(tuple(items), start)

    def mapping(self, start: int, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                if key is not None:
                    self.say("LOAD-026", key.start)
            elif key.text in entries:
                first = self.source.span(entries[key.text].key.start).line
                self.say("LOAD-019", key.start, key.end - key.start, key=key.text, first=first)
            else:
                entries[key.text] = Entry(key, value)
        return Mapping(entries, start)

    def document(self) -> Node | None:
        next(self.events)
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            self.say("LOAD-025", 0)
            return None
        root = self.node(next(self.events), 1)
        next(self.events)
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            self.say("LOAD-022", self.bounds(event)[0])
        return root


class _Pairs:
    """JSON's pairs of escapes (RFC 8259, 7), which YAML does not know, as the characters that they mean.

    Attributes:
        text: with a character for each pair.
    """

    def __init__(self, text: str, *, is_json: bool) -> None:
        self._ends: list[int] = []
        self._shorter = 0
        self.text = _PAIR.sub(self._join, text) if is_json else text

    def _join(self, match: re.Match[str]) -> str:
        char = chr(0x10000 + (int(match[2], 16) - 0xD800 << 10) + int(match[3], 16) - 0xDC00)
        self._ends.append(match.end() - self._shorter - _SHORTER)
        self._shorter += _SHORTER
        return match[1] + char

    def index(self, index: int) -> int:
        """The place in the text as written of a place in `text`."""
        return index + _SHORTER * bisect_right(self._ends, index)


def compose(source: Source) -> tuple[Node | None, list[Finding]]:
    """The tree, and all that is wrong with the writing; None when there is no tree."""
    findings = list(source.refused())
    if any(found.code == "LOAD-075" for found in findings):
        return None, findings  # further on, it would pass for the character it stands for
    if source.is_json and (broken := _json_fault(source)):
        return None, [*findings, broken]
    pairs = _Pairs(source.sheltered, is_json=source.is_json)
    composer = _Composer(source, yaml.parse(pairs.text, Loader=_LOADER), pairs, findings)
    try:
        root = composer.document()
    except _TooMuch:
        root = None
    except yaml.MarkedYAMLError as error:
        root = None
        findings.append(fault(source, error, pairs.index))
    return root, findings


def _json_fault(source: Source) -> Finding | None:
    """What is wrong with a JSON file as JSON (RFC 8259); YAML alone would let much of it pass."""
    try:
        json.loads(source.text, strict=False)
    except json.JSONDecodeError as error:
        return source.finding("LOAD-042", error.pos, 1, problem=error.msg[:1].lower() + error.msg[1:])
    except RecursionError:
        return source.finding("LOAD-023", 0, limit=MAX_DEPTH)
    return None


class Places:
    """Where the characters of a scalar's value stand in the file."""

    def __init__(self, source: Source, scalar: Scalar) -> None:
        """Take the scalar; the map is made when first asked."""
        self._source = source
        self._scalar = scalar
        self._map: list[int] | None = None

    def index(self, offset: int) -> int:
        """The place in the source of the value's character at `offset`; the end for one past it."""
        if not self._scalar.style and "\n" not in self._source.text[self._scalar.start : self._scalar.end]:
            return min(self._scalar.start + offset, self._scalar.end)
        if self._map is None:
            self._map = _align(self._scalar, self._source.text)
        return self._map[min(max(offset, 0), len(self._map) - 1)]


def escape_length(text: str, at: int, style: str) -> int:
    """How many characters of the file stand for the one that is written at a place."""
    if style == '"' and text[at : at + 1] == "\\" and (escape := _ESCAPE.match(text, at)):
        return len(escape[0])
    return 2 if style == "'" and text[at : at + 2] == "''" else 1


def _align(scalar: Scalar, text: str) -> list[int]:
    """Each character of the value with the source character it was read from; blanks by order, the rest exactly."""
    at, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        at = _after_line(text, at)
    elif scalar.style:
        at += 1
    stop = at + len(scalar.text)
    # A quoted line without escapes stands in the file as it is read, and most do.
    if scalar.style in ("'", '"') and text[at:stop] == scalar.text and not _ALTERED.search(scalar.text):
        return list(range(at, stop + 1))
    places: list[int] = []
    for char in scalar.text:
        if scalar.style == '"' and (joined := _JOINED.match(text, at)):
            at = joined.end()
        if not char.isspace():
            while at < end and text[at] != char and text[at].isspace():
                at += 1
        places.append(min(at, end))
        if scalar.style == '"' and text[at : at + 1] == "\\" and (escape := _ESCAPE.match(text, at)):
            at = escape.end()
        elif scalar.style == "'" and char == "'":
            at += 2
        elif not char.isspace() or text[at : at + 1].isspace():
            at += 1
    return [*places, min(at, end)]


def _after_line(text: str, index: int) -> int:
    """Start of the first line with text after a block scalar's indicator."""
    end = text.find("\n", index)
    return end + 1 if end >= 0 else len(text)
