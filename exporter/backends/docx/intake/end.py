"""What stands below the body: corrections, related articles, tags, source and rights, each after its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from exporter.backends.docx.intake.days import day_in
from exporter.backends.docx.intake.desk import Desk, excerpt, flat
from exporter.backends.docx.intake.flow import Piece
from exporter.backends.docx.intake.front import SEPARATORS
from exporter.backends.docx.intake.wordbook import Wordbook
from exporter.backends.docx.memo import packed
from exporter.model.article import Correction, Related, Source
from exporter.model.galley import EndRole
from exporter.model.inlines import Inlines, Text, plain
from exporter.model.normal import after

WEB: Final = ("http://", "https://")
ROLES: Final = frozenset({"EndMatter", "EndMatterFirst"})
LISTED: Final = frozenset({EndRole.CORRECTIONS, EndRole.RELATED})


@dataclass(slots=True)
class End:
    """The fields below the body; `rest` are the pieces that are none of them."""

    corrections: list[Correction] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    source: Source | None = None
    rights: str = ""
    rest: list[Piece] = field(default_factory=list)


class Ends:
    """Reads the end matter."""

    def __init__(self, desk: Desk, wordbook: Wordbook, language: str, today: date) -> None:
        """Take the document; `today` is the day on which it was last saved."""
        self._desk = desk
        self._language = language
        self._today = today
        own = {label: role for label, role in desk.memo.labels} if desk.memo else {}
        self._labels = {**wordbook.labels, **own}

    def read(self, pieces: Sequence[Piece]) -> End:
        """Take the end matter off the pieces."""
        end = End()
        role: EndRole | None = None
        for piece in pieces:
            if piece.role not in ROLES or not piece.inlines:
                end.rest.append(piece)
                continue
            told, words = self._labelled(piece)
            role = told or role
            if role is None:
                end.rest.append(piece)
            elif words:
                self._take(end, role, words)
                role = role if role in LISTED else None
        return end

    def _labelled(self, piece: Piece) -> tuple[EndRole | None, Inlines]:
        """What the label of a line says, and the line without it."""
        label, rest = piece.read.part("EndLabel")
        text = plain(label).strip()
        if text in self._labels:
            return EndRole(self._labels[text]), self._desk.text(rest)
        words = plain(piece.inlines)
        told = next((one for one in sorted(self._labels, key=len, reverse=True) if words.startswith(one)), "")
        if told:
            return EndRole(self._labels[told]), self._desk.text(after(piece.inlines, told))
        return None, piece.inlines

    def _take(self, end: End, role: EndRole, words: Inlines) -> None:
        text = flat(words)
        match role:
            case EndRole.CORRECTIONS:
                end.corrections.append(self._correction(words))
            case EndRole.RELATED:
                end.related.append(Related(text, self._address(words)))
            case EndRole.TAGS:
                end.tags += self._tags(words)
            case EndRole.SOURCE:
                end.source = Source(text, self._address(words))
            case EndRole.RIGHTS:
                end.rights = f"{end.rights} {text}".strip()

    def _tags(self, words: Inlines) -> list[str]:
        memo = self._desk.memo
        if memo and packed(words) == memo.worded.get("tags"):
            return list(memo.tags)
        return [tag for tag in SEPARATORS.split(flat(words)) if tag]

    def _correction(self, words: Inlines) -> Correction:
        """Its day as the memo says it or as its own words do; else the day of the last saving, told."""
        text = plain(words)
        for prefix, day in self._desk.memo.corrections if self._desk.memo else ():
            if prefix and text.startswith(prefix.rstrip()):
                return Correction(date.fromisoformat(day), self._desk.text(after(words, prefix.rstrip())) or words)
        found = day_in(text[:60], self._language)
        if found and not found[0]:
            start = text.index(found[2]) if found[2] else len(text[:60])
            return Correction(found[1], self._desk.text(after(words, text[:start])) or words)
        self._desk.say("INTAKE-046", text=excerpt(text), day=self._today.isoformat())
        return Correction(self._today, words)

    def _address(self, words: Inlines) -> str:
        """The address of a line: that of its first link, which must be of the web."""
        url = next((one.link for one in words if isinstance(one, Text) and one.link), "")
        if url and not url.lower().startswith(WEB):
            self._desk.say("INTAKE-032", url=url[:120])
            return ""
        return url
