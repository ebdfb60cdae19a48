"""The order of an article on its pages: front matter, body, end matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from exporter.backends.docx.blocks import LOWEST_HEADING, blocks
from exporter.backends.docx.elements import Element, on, w
from exporter.backends.docx.figures import figure
from exporter.backends.docx.paragraphs import filled, kept_with_next, paragraph
from exporter.backends.docx.runs import mentions, runs, wide_space
from exporter.backends.docx.story import Setting, Story
from exporter.model.blocks import Subhead
from exporter.model.galley import EndMatter, EndRole, Galley
from exporter.model.walk import all_blocks, block_inlines

BODY: Final = "BodyText"
SMALL_LINES: Final = frozenset({"Byline", "Dateline", "Updated"})  # one block: no space between them


def flow(galley: Galley, story: Story, measure_mm: float) -> Iterator[Element]:
    """Everything of the article that stands in the text; `measure_mm` is the width between the margins."""
    setting = Setting(BODY, measure_mm)
    front = (
        ("Section", galley.section),
        ("Kicker", galley.kicker),
        ("Headline", galley.headline),
        ("Deck", galley.deck),
        ("Byline", galley.byline),
        ("Dateline", galley.dateline),
        ("Updated", galley.updated),
    )
    present = [(style, inlines) for style, inlines in front if inlines]
    for place, (style, inlines) in enumerate(present, 1):
        last = place == len(present)
        close = w("spacing", after=0) if style in SMALL_LINES and not last else None
        # A picture that finds no room would take everything above it to the next page.
        free = on("keepNext", False) if galley.lead and last else None
        yield paragraph(inlines, style, story, close, free, character="BylineName" if style == "Byline" else "")
    if galley.lead:
        yield from figure(galley.lead, story, setting)
    yield from blocks(galley.body, story, setting)
    yield from _end_matter(galley.end, story)


def mentioned(galley: Galley) -> frozenset[int]:
    """The numbers of the footnotes that the text mentions outside footnotes."""
    figures = (galley.lead,) if galley.lead else ()
    texts = (texts for block in (*figures, *galley.body) for texts in block_inlines(block))
    front = (galley.kicker, galley.headline, galley.deck)
    return frozenset(number for inlines in (*front, *texts) for number in mentions(inlines))


def heading_levels(galley: Galley) -> Iterator[int]:
    """The levels of the headings in order: the headline is the first."""
    yield 1
    yield from (min(block.level, LOWEST_HEADING) for block in all_blocks(galley.body) if isinstance(block, Subhead))


def _end_matter(parts: tuple[EndMatter, ...], story: Story) -> Iterator[Element]:
    """The end matter, kept on one page under its rule."""
    first = ("EndMatterFirst" if place == 0 else "EndMatter" for place in range(len(parts)))
    content = [line for part, style in zip(parts, first, strict=True) for line in _end(part, story, style)]
    yield from (kept_with_next(line) for line in content[:-1])
    yield from content[-1:]


def _end(part: EndMatter, story: Story, style: str) -> Iterator[Element]:
    match part.role:
        case EndRole.CORRECTIONS | EndRole.RELATED:
            yield paragraph(part.label, style, story, character="EndLabel")
            for item in part.items:
                yield paragraph(item, "EndMatter", story)
        case EndRole.TAGS | EndRole.SOURCE | EndRole.RIGHTS:
            yield filled(_line(part, story), style, story)
        case _:
            assert_never(part.role)


def _line(part: EndMatter, story: Story) -> Iterator[Element]:
    """Label and items on one line, with wide spaces between."""
    yield from runs(part.label, story, "EndLabel")
    for item in part.items:
        yield wide_space(story)
        yield from runs(item, story)
