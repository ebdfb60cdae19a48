"""What the YAML parser stumbles over: each of its complaints to a code of ours, with the mend."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from exporter.findings import Finding
from exporter.loading.source import Source

_NO_SPACE = re.compile(r"^\s*(?:-\s+)?([\w$]+):(?=[^\s]|[\u00a0\u2000-\u200f\u202f])")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\U0000[dD][89a-fA-F][0-9a-fA-F]{2}")


def fault(source: Source, error: yaml.MarkedYAMLError, place: Callable[[int], int]) -> Finding:
    """The one finding of a syntax error; `place` says where in the source a place of the parser's text is."""
    problem = error.problem or str(error)
    mark = error.problem_mark or error.context_mark
    index = min(place(mark.index), len(source.text)) if mark else 0
    opened = place(error.context_mark.index) if error.context_mark else index
    line = source.line(source.span(index).line)
    char = source.text[index : index + 1]
    if "tab" in problem or char == "\t" or re.match(r" *\t", line):
        return source.finding("LOAD-014", source.text.find("\t", index), 1)
    if "cannot start" in problem or "expected comment or line break" in problem:
        char = source.text[opened : opened + 1] if "comment" in problem else char
        return source.finding("LOAD-018", opened, 1, char=char)
    if "end of stream" in problem:
        return source.finding("LOAD-017", opened, 1)
    if "escape" in problem:
        return _escape(source, opened, index)
    if "expected ',' or" in problem:
        return source.finding("LOAD-028", opened, 1, bracket=source.text[opened : opened + 1])
    if "mapping values" in problem:
        return _colon(source, index)
    if "expected key" in problem or "expected <block end>" in problem or "'-' indicator" in problem:
        return _place(source, index)
    return _unspaced(source, index) or source.finding("LOAD-011", index, 1, problem=problem)


def _escape(source: Source, opened: int, index: int) -> Finding:
    surrogate = _SURROGATE.search(source.text, max(opened, index - 12))
    if surrogate and surrogate.start() <= index:
        return source.finding("LOAD-010", surrogate.start(), len(surrogate[0]))
    return source.finding("LOAD-029", index, 1)


def _colon(source: Source, index: int) -> Finding:
    """A colon where none may stand: in an unquoted text, after a bad indent, or under a line without one."""
    at = source.span(index)
    line = source.line(at.line)
    if re.search(r":\s", line[: at.column - 1]):
        return source.finding("LOAD-016", index, 1)
    if (before := _unspaced(source, index)) is not None:
        return before
    above = source.line(at.line - 1)
    if _indent(line) > _indent(above) and ":" in above:
        return source.finding("LOAD-015", source.text.rfind("\n", 0, index) + 1 + _indent(line), 1)
    return source.finding("LOAD-013", index, 1)


def _place(source: Source, index: int) -> Finding:
    """A key or a dash where none may begin: a quote inside quotes, or a bad indent."""
    at = source.span(index)
    before = source.line(at.line)[: at.column - 1]
    if before.strip():
        return source.finding("LOAD-027", index, 1)
    return source.finding("LOAD-015", index, 1)


def _unspaced(source: Source, index: int) -> Finding | None:
    """A key whose colon no plain space follows, on this line or the one above."""
    number = source.span(index).line
    for row in (number, number - 1):
        if row >= 1 and (match := _NO_SPACE.match(line := source.line(row))):
            start = source.text.rfind("\n", 0, index) + 1 if row == number else source.text.find(line)
            return source.finding("LOAD-043", start + match.end() - 1, 1, key=match[1])
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
