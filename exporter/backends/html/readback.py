"""The text of an HTML file, by the standard library's parser.

WAI-ARIA DPUB 1.1: marks of notes (doc-noteref) and the numbers that lead back (doc-backlink) are not the article's
text.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from exporter.model.galley import Passage, Rendition

INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"})
UNREAD = frozenset({"head", "script", "style"})
UNREAD_ROLES = frozenset({"doc-noteref", "doc-backlink", "banner"})
"""Marks of footnotes, and what an edition prints before its articles."""
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


def readback(rendition: Rendition) -> Iterator[Passage]:
    """Read the passages in the order of the file."""
    for data in rendition.files.values():
        reader = _Reader()
        reader.feed(data.decode("utf-8"))
        reader.close()
        yield from reader.passages()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._texts: list[str] = [""]
        self._open: list[tuple[str, bool]] = []

    def passages(self) -> Iterator[Passage]:
        return (Passage(text.strip()) for text in self._texts if text.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        if tag in VOID:
            return
        unread = tag in UNREAD or dict(attrs).get("role") in UNREAD_ROLES
        self._open.append((tag, unread))

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        if tag not in VOID:
            while self._open and self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(unread for _, unread in self._open):
            self._texts[-1] += data

    def _edge(self, tag: str) -> None:
        if tag == "br":
            self._texts[-1] += "\n"
        elif tag not in INLINE:
            self._texts.append("")
