"""Article to galley: the text is worded first, then every text of the galley goes through the passes, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from exporter.house.house import NO_HOUSE, House
from exporter.model.article import Article
from exporter.model.blocks import Block, Figure
from exporter.model.galley import Galley, Picture
from exporter.model.inlines import Direction, Inlines, plain, words_of
from exporter.model.walk import block_inlines, map_block, map_children
from exporter.prepare.directions import Setting, isolated, setting
from exporter.prepare.marks import whole_words
from exporter.prepare.styling import in_style
from exporter.prepare.wording import Wording, digits_of
from exporter.prepare.words import Words

PASSES: tuple[tuple[str, Callable[[Inlines, Setting], Inlines]], ...] = (
    ("emphasis and links take whole words", lambda inlines, _: whole_words(inlines)),
    ("stretches against the base direction become isolates", isolated),
)


def prepare(article: Article, pictures: Mapping[str, Picture], house: House = NO_HOUSE) -> Galley:
    """Make an article ready to print: in the house's style and words, every visible word in it, every isolate found."""
    how = setting(article.language)
    printed = in_style(article, house.rendering(article.language))
    words = Words(article.language, digits_of(article.language, _own_text(printed)), house)
    wording = Wording(printed, words)
    return _through_passes(_worded(article, printed, pictures, wording, how.base), how)


def _own_text(article: Article) -> str:
    bodies = (plain(inlines) for block in article.body for inlines in block_inlines(block))
    return " ".join([plain(article.headline), plain(article.deck), *bodies])


def _worded(
    written: Article, article: Article, pictures: Mapping[str, Picture], wording: Wording, direction: Direction
) -> Galley:
    return Galley(
        article=article,
        written=written,
        direction=direction,
        digits=wording.words.digits,
        title=plain(article.headline),
        section=words_of(article.section),
        kicker=article.kicker,
        headline=article.headline,
        deck=article.deck,
        byline=wording.byline(),
        dateline=wording.dateline(),
        updated=wording.updated(),
        lead=_marked(article.lead, wording) if article.lead else None,
        body=tuple(_mark_figures(block, wording) for block in article.body),
        notes_label=words_of(wording["notes"]) if article.notes else (),
        notes=article.notes,
        contents_label=wording["contents"],
        page_line=wording["page"],
        end=wording.end_matter(),
        pictures=pictures,
        masthead=wording.words.house.masthead,
    )


def _marked(figure: Figure, wording: Wording) -> Figure:
    mark = wording.archival_mark() if figure.archival else ()
    return replace(figure, mark=mark, credit=wording.credit(figure.credit))


def _mark_figures(block: Block, wording: Wording) -> Block:
    if isinstance(block, Figure):
        return _marked(block, wording)
    return map_children(block, lambda inner: _mark_figures(inner, wording))


def _through_passes(galley: Galley, how: Setting) -> Galley:
    def change(inlines: Inlines) -> Inlines:
        ready = inlines
        for name, one in PASSES:
            ready = one(ready, how)
            if plain(ready) != plain(inlines):
                raise AssertionError(f"a pass changed the author's words: {name}")
        return ready

    lead = galley.lead and map_block(galley.lead, change)
    assert lead is None or isinstance(lead, Figure)
    return replace(
        galley,
        section=change(galley.section),
        kicker=change(galley.kicker),
        headline=change(galley.headline),
        deck=change(galley.deck),
        byline=change(galley.byline),
        dateline=change(galley.dateline),
        updated=change(galley.updated),
        notes_label=change(galley.notes_label),
        lead=lead,
        body=tuple(map_block(block, change) for block in galley.body),
        notes=tuple(
            replace(note, blocks=tuple(map_block(block, change) for block in note.blocks)) for note in galley.notes
        ),
        end=tuple(replace(part, label=change(part.label), items=tuple(map(change, part.items))) for part in galley.end),
    )
