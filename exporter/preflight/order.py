"""The order of an article: subheads with text after them, breaks that part something, paragraphs one can read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from exporter.findings import Finding, finding
from exporter.model.blocks import Paragraph, SectionBreak, Subhead
from exporter.model.inlines import plain
from exporter.preflight.copy import Copy, excerpt, folded


def subhead_without_text(copy: Copy) -> Iterator[Finding]:
    """Text, or a deeper subhead, follows each subhead. WCAG 2.2, 2.4.6."""
    for block, after in pairwise([*copy.galley.body, None]):
        ends = after is None or isinstance(after, SectionBreak)
        if isinstance(block, Subhead) and (ends or (isinstance(after, Subhead) and after.level <= block.level)):
            yield finding("PREFLIGHT-030", block.at, excerpt=excerpt(plain(block.inlines)))


def break_without_sections(copy: Copy) -> Iterator[Finding]:
    """A section break stands between two sections. HTML Standard, 4.4.2."""
    body = copy.galley.body
    for before, block, after in zip([None, *body], body, [*body[1:], None], strict=False):
        if isinstance(block, SectionBreak) and (before is None or after is None or isinstance(before, SectionBreak)):
            yield finding("PREFLIGHT-031", block.at)


def long_paragraph(copy: Copy) -> Iterator[Finding]:
    """A paragraph has no more words than the layout's limit: in a column it is a grey wall. Newspaper practice."""
    most = copy.limits.paragraph_words
    for said in copy.texts:
        count = len(said.text.split()) if isinstance(said.block, Paragraph) else 0
        if count > most:
            yield finding("PREFLIGHT-032", said.at, words=count, most=most)


def headline_with_full_stop(copy: Copy) -> Iterator[Finding]:
    """A headline has no full stop at its end. Newspaper practice."""
    headline = plain(copy.galley.headline).rstrip()
    if headline.endswith((".", "۔")) and not headline.endswith(("..", "U.S.")):
        yield finding("PREFLIGHT-033", copy.galley.article.span("headline"))


def deck_repeats_headline(copy: Copy) -> Iterator[Finding]:
    """The deck goes on from the headline and does not say it again. Newspaper practice."""
    deck, headline = (folded(plain(text)).strip(" .،؛:!؟") for text in (copy.galley.deck, copy.galley.headline))
    if deck and deck == headline:
        yield finding("PREFLIGHT-034", copy.galley.article.span("deck"))
