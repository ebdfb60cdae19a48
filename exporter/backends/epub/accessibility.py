"""How far a book can be read by everybody, said of what its articles really have.

EPUB Accessibility 1.1, section 2.2; the values are those of the Schema.org Accessibility Properties vocabulary.
Conformance to WCAG is not claimed here: that takes a person's evaluation (EPUB Accessibility 1.1, section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.backends.epub.package import Term
from exporter.backends.epub.wording import Wording
from exporter.model.blocks import Block, Table
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Inlines, Text
from exporter.model.walk import all_blocks, block_inlines, figures

ALWAYS = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
"""Features of every book: roles, sizes and colours that a reader may change, order, headings, contents, no lock."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edition has.

    Attributes:
        described: whether it has pictures that say something; each of those has a text alternative (IMAGE-016).
        decorated: whether it has pictures that are mere decoration and are hidden from screen readers.
        tables: whether it has tables with a header row.
        notes: whether it has footnotes.
        languages: whether words in another language than their article's stand in it.
    """

    described: bool
    decorated: bool
    tables: bool
    notes: bool
    languages: bool


def facts(edition: Edition) -> Facts:
    """What the articles of an edition have, body and notes alike."""
    alts = [figure.alt.strip() for galley in edition.galleys for figure in figures(galley)]
    blocks = [block for galley in edition.galleys for block in _blocks(galley)]
    return Facts(
        described=any(alts),
        decorated=not all(alts),
        tables=any(isinstance(block, Table) and block.header for block in blocks),
        notes=any(galley.notes for galley in edition.galleys),
        languages=any(map(_changes_language, edition.galleys)),
    )


def accessibility(edition: Edition, words: Wording, here: Mapping[str, str]) -> Iterator[Term]:
    """The schema.org terms of an edition; the drawn cover counts for nothing, since the text says all of it."""
    has = facts(edition)
    modes = ["textual", "visual"] if has.described else ["textual"]
    said = {
        "accessMode": modes,
        "accessModeSufficient": ["textual", "textual,visual"] if has.described else ["textual"],
        "accessibilityFeature": sorted([*ALWAYS, *(["alternativeText"] if has.described else [])], key=str.lower),
        "accessibilityHazard": ["none"],  # nothing moves, flashes or sounds
    }
    for name, values in said.items():
        yield from (Term(f"schema:{name}", value) for value in values)
    yield Term("schema:accessibilitySummary", _summary(has, words), more=here)


def _summary(has: Facts, words: Wording) -> str:
    parts = (
        ("summary", True),
        ("described", has.described),
        ("decorated", has.decorated),
        ("no_pictures", not has.described and not has.decorated),
        ("tables", has.tables),
        ("notes", has.notes),
        ("languages", has.languages),
    )
    return words["comma"].join(words[key] for key, true in parts if true) + words["full_stop"]


def _blocks(galley: Galley) -> Iterator[Block]:
    yield from all_blocks(galley.body)
    for note in galley.notes:
        yield from all_blocks(note.blocks)


def _changes_language(galley: Galley) -> bool:
    own = galley.article.language
    return any(isinstance(run, Text) and run.lang not in ("", own) for text in _texts(galley) for run in text)


def _texts(galley: Galley) -> Iterator[Inlines]:
    yield from (galley.kicker, galley.headline, galley.deck, galley.byline)
    if galley.lead:
        yield from block_inlines(galley.lead)
    for block in _blocks(galley):
        yield from block_inlines(block)
