"""An article in house style: what the house lets an export change, and nothing of what is another's words."""

from __future__ import annotations

from dataclasses import replace

from exporter.model.article import Article
from exporter.model.blocks import Block, CodeBlock, Figure, Quote, Verse
from exporter.model.inlines import Inline, Inlines, Text, canonical, exact_places, plain
from exporter.model.style import AS_WRITTEN, Style
from exporter.model.walk import map_children, map_texts
from exporter.text.style.rules import styled


def in_style(article: Article, style: Style) -> Article:
    """The article with the texts of Markdown in house style; verse, code and quotations marked exact stay."""
    if style == AS_WRITTEN:
        return article

    def change(inlines: Inlines) -> Inlines:
        return _styled(inlines, style)

    def block(one: Block) -> Block:
        match one:
            case Verse() | CodeBlock():
                return one
            case Quote(exact=True):
                return replace(one, attribution=change(one.attribution))
            case _:
                return map_texts(map_children(one, block), change)

    lead = article.lead and block(article.lead)
    assert lead is None or isinstance(lead, Figure)
    return replace(
        article,
        kicker=change(article.kicker),
        headline=change(article.headline),
        deck=change(article.deck),
        lead=lead,
        body=tuple(map(block, article.body)),
        notes=tuple(replace(note, blocks=tuple(map(block, note.blocks))) for note in article.notes),
        corrections=tuple(replace(one, text=change(one.text)) for one in article.corrections),
    )


def _styled(inlines: Inlines, style: Style) -> Inlines:
    """The text in house style, each run with what became of its own characters."""
    cells = styled(plain(inlines), style, set(exact_places(inlines))).cells
    out: list[Inline] = []
    at = 0
    for inline in inlines:
        size = len(plain((inline,)))
        out.append(replace(inline, text="".join(cells[at : at + size])) if isinstance(inline, Text) else inline)
        at += size
    return canonical(out)
