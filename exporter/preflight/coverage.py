"""Every character has a glyph in the typefaces of its role; else a page would show an empty box.

ISO 14289-1 (PDF/UA), 7.21.8: no reference to the .notdef glyph.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from exporter.findings import NOWHERE, Finding, Span, finding
from exporter.model.blocks import Block, CodeBlock
from exporter.model.galley import Galley
from exporter.model.inlines import plain
from exporter.model.issue import Furniture
from exporter.model.walk import all_blocks, block_inlines, map_children
from exporter.preflight.copy import Copy
from exporter.typefaces.coverage import missing
from exporter.typefaces.families import Family

EXCERPT = 12
"""Characters shown on each side of the one that no typeface has."""


def uncovered(copy: Copy) -> Iterator[Finding]:
    """One finding for each character that no family has, at each block where it stands; one for a script unknown here.

    Every chain ends in all families (`Families.chain`), so that one chain speaks for all.
    """
    galley = copy.galley
    families = tuple(dict.fromkeys(family for chain in copy.roles.values() for family in chain))
    texts = [(text, at, missing(text, families)) for text, at in _texts(galley)]
    strange = Counter(text[i] for text, _, offsets in texts for i in offsets if text[i].isalpha())
    if 2 * strange.total() > sum(character.isalpha() for text, _, _ in texts for character in text):
        yield _foreign(galley, strange)
        return
    for text, at, offsets in texts:
        for offset in dict.fromkeys({text[i]: i for i in reversed(offsets)}.values()):
            yield _finding(text, offset, at)


def uncovered_name(furniture: Furniture, roles: Mapping[str, tuple[Family, ...]]) -> Iterator[Finding]:
    """One finding for each character of an edition's masthead and number that no family has."""
    families = tuple(dict.fromkeys(family for chain in roles.values() for family in chain))
    for text in (furniture.masthead, furniture.number):
        for offset in dict.fromkeys({text[i]: i for i in reversed([*missing(text, families)])}.values()):
            yield _finding(text, offset, furniture.at)


def _foreign(galley: Galley, letters: Counter[str]) -> Finding:
    """One finding for an article most of whose letters no typeface has: it is in a script that is not ours."""
    at = galley.article.span("language")
    ((letter, _),) = letters.most_common(1)
    at = at if at != NOWHERE else galley.article.span("headline")
    return finding(
        "PREFLIGHT-002",
        replace(at, length=0),
        language=galley.article.language,
        count=len(letters),
        character=letter,
        name=unicodedata.name(letter, ""),
    )


def _texts(galley: Galley) -> Iterator[tuple[str, Span]]:
    span = galley.article.span
    front = ("section", "kicker", "headline", "deck", "byline", "dateline", "updated")
    yield from ((plain(getattr(galley, name)), span(name)) for name in front)
    blocks = [*((galley.lead,) if galley.lead else ()), *galley.body]
    blocks += [block for note in galley.notes for block in note.blocks]
    for block in all_blocks(blocks):
        yield from ((text, block.at) for text in _own(block))
    for part in galley.end:
        yield from ((plain(item), span(part.role.value)) for item in part.items)


def _own(block: Block) -> Iterator[str]:
    if isinstance(block, CodeBlock):
        yield block.text
    yield from map(plain, block_inlines(map_children(block, lambda inner: CodeBlock(""))))


def _finding(text: str, offset: int, at: Span) -> Finding:
    character = text[offset]
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    excerpt = text[max(0, offset - EXCERPT) : offset + EXCERPT].replace("\n", " ")
    return finding("PREFLIGHT-001", replace(at, length=0), character=character, name=name, excerpt=excerpt)
