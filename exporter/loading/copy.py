"""An author's text, cleaned, that still knows where in the file each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from markdown_it.common.html_re import HTML_TAG_RE

from exporter.findings import Fact, Finding, Span
from exporter.loading.source import Source
from exporter.loading.yaml_tree import Places, Scalar, escape_length
from exporter.text.hygiene import CODES, Repair, clean, spelled

_TAG = re.compile(HTML_TAG_RE.pattern.removeprefix("^"))


class Copy:
    """A text of the article.

    Attributes:
        text: clean (`exporter.text.hygiene`).
        where: the field's path.
    """

    def __init__(self, source: Source, scalar: Scalar, where: str) -> None:
        """Clean a scalar of the file."""
        cleaned = clean(scalar.text)
        self.text = cleaned.text
        self.where = where
        self._source = source
        self._scalar = scalar
        self._places = Places(source, scalar)
        self._repairs = cleaned.repairs

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """Where in the clean text each repair ends, and how much longer the clean text is from there."""
        longer = list(accumulate(len(repair.now) - len(repair.was) for repair in self._repairs))
        ends = [r.offset + r.length + more for r, more in zip(self._repairs, longer, strict=True)]
        return list(accumulate(ends, max)), longer

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of each line of the clean text."""
        starts = [0]
        while (end := self.text.find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        return starts

    def offset(self, line: int) -> int:
        """Offset of the first character that is not blank on a line, counted from 0."""
        start = self.line_starts[min(line, len(self.line_starts) - 1)]
        end = self.text.find("\n", start)
        row = self.text[start : end if end >= 0 else None]
        return start + len(row) - len(row.lstrip())

    def span(self, offset: int = 0, length: int = 0) -> Span:
        """The place in the file of a character of the clean text."""
        return self._source.span(self._index(offset), length)

    def written(self, offset: int) -> tuple[int, int]:
        """Where in the file a character of the clean text is written: its start and its end, an escape whole."""
        start = self._index(offset)
        return start, start + escape_length(self._source.text, start, self._scalar.style)

    @property
    def style(self) -> str:
        """How the text is written: empty for plain, `"`, `'`, `|` or `>`."""
        return self._scalar.style

    def finding(self, code: str, offset: int = 0, length: int = 0, /, **args: Fact) -> Finding:
        """A finding about a stretch of the clean text."""
        return self._source.finding(code, self._index(offset), length, where=self.where, **args)

    def repairs(self) -> Iterator[Finding]:
        """What hygiene changed, told with its place; neighbours changed alike are one change."""
        for repair in _joined(self._repairs):
            index = self._places.index(repair.offset)
            args = {"was": spelled(repair.was), "now": spelled(repair.now)}
            yield self._source.finding(CODES[repair.kind], index, repair.length, where=self.where, **args)

    def plain(self) -> tuple[str, tuple[Finding, ...]]:
        """The text without Markdown, white space folded; a tag of HTML in it is refused here as everywhere."""
        refused: tuple[Finding, ...] = ()
        if tag := _TAG.search(self.text):
            html = tag[0].partition("\n")[0]
            refused = (self.finding("LOAD-054", tag.start(), len(html), html=html),)
        return " ".join(re.split(r"[ \t\n]+", self.text.strip(" \t\n"))), refused

    def _index(self, offset: int) -> int:
        ends, longer = self._shifts
        row = bisect_right(ends, offset)
        return self._places.index(offset - (longer[row - 1] if row else 0))


def _joined(repairs: tuple[Repair, ...]) -> Iterator[Repair]:
    last: Repair | None = None
    for repair in repairs:
        if last and last.kind == repair.kind and last.offset + last.length == repair.offset:
            length = last.length + repair.length
            last = Repair(last.offset, length, last.kind, last.was + repair.was, last.now + repair.now)
            continue
        if last:
            yield last
        last = repair
    if last:
        yield last
