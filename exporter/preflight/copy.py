"""What a check looks at: the galley and its texts with their places, walked once for all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from exporter.findings import Span
from exporter.house.layout import USUAL, Limits
from exporter.model.blocks import Block, CodeBlock
from exporter.model.galley import Galley
from exporter.model.inlines import Inlines, LineBreak, Mark, Text
from exporter.model.walk import all_blocks, block_inlines, map_children
from exporter.typefaces.families import Family

FRONT = ("section", "kicker", "headline", "deck", "byline", "dateline", "updated")
"""The galley's texts before its body, by the field of the article that each was made of."""
UNREAD = "\ufffc"
"""Stands for a run of code: no rule of language is for it (U+FFFC OBJECT REPLACEMENT CHARACTER)."""
EXCERPT = 40
"""Characters of a paragraph that are quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the article.

    Attributes:
        text: its words; a run of code is `UNREAD`, a line break a line feed.
        at: where it was written.
        block: the block that it belongs to; None for the front and the end matter.
    """

    text: str
    at: Span
    block: Block | None = None


@dataclass(frozen=True)
class Copy:
    """An article on the desk.

    Attributes:
        galley: what would be printed.
        roles: the typefaces of each role.
        limits: what the layout sets bounds to.
        now: the moment at which it would leave the house; None when nobody asks.
        breaks_embargo: whether it shall leave all the same, if that is too early.
    """

    galley: Galley
    roles: Mapping[str, tuple[Family, ...]]
    limits: Limits = USUAL
    now: datetime | None = None
    breaks_embargo: bool = False

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, those inside others too: the lead, the body, the footnotes."""
        galley = self.galley
        notes = (block for note in galley.notes for block in note.blocks)
        return tuple(all_blocks([*((galley.lead,) if galley.lead else ()), *galley.body, *notes]))

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """Every text in reading order."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[Said]:
        galley, span = self.galley, self.galley.article.span
        yield from (Said(readable(getattr(galley, name)), span(name)) for name in FRONT if getattr(galley, name))
        for block in self.blocks:
            yield from (Said(readable(inlines), block.at, block) for inlines in own_inlines(block))
        for part in galley.end:
            spans = (galley.article.item_span(part.role.value, nth) for nth in range(len(part.items)))
            yield from (Said(readable(item), at) for item, at in zip(part.items, spans, strict=True))


def own_inlines(block: Block) -> Iterator[Inlines]:
    """The texts of a block, without those of the blocks inside it."""
    return block_inlines(map_children(block, lambda inner: CodeBlock("")))


def readable(inlines: Inlines) -> str:
    """A text as the rules of language see it."""
    return "".join(_readable(inlines))


def _readable(inlines: Inlines) -> Iterator[str]:
    for one in inlines:
        if isinstance(one, Text):
            yield UNREAD if Mark.CODE in one.marks else one.text
        elif isinstance(one, LineBreak):
            yield "\n"


def excerpt(text: str, around: int = 0) -> str:
    """The beginning of a text, or what stands around a place, for a message."""
    start = max(0, around - EXCERPT // 2)
    quoted = " ".join(text[start : start + EXCERPT].split())
    return ("…" if start else "") + quoted + ("…" if start + EXCERPT < len(text) else "")


def folded(text: str) -> str:
    """A text for comparing: its words alone, one space between them."""
    return " ".join(text.split())
