"""What a picky proof-reader sees on laid-out pages: lines alone, words alone, stacks, pictures too coarse.

W3C alreq and CSS Fragmentation 3, 3.3 (widows and orphans); else newspaper practice, and issue 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from exporter.findings import NOWHERE, Finding, Span, finding
from exporter.house.layout import Limits
from exporter.model.composition import Composition, Line, Part, Sources
from exporter.model.galley import Edition
from exporter.preflight.copy import excerpt

POINTS_AN_INCH: Final = 72
MM_A_POINT: Final = 25.4 / 72
UPSCALED_PPI: Final = 96
"""A picture's own size is 96 pixels to the inch (CSS Images 3, 5.2); below, it is enlarged."""
TOLERANCE_PT: Final = 1.5
"""A swash may reach over the edge, and engines round."""
LONE_WORD: Final = 4
"""Letters of a word that is too short to stand alone on a line."""
STACK: Final = 3
"""So many lines that begin or end alike make a stack."""
_HYPHENS: Final = ("-", "\u2010", "\u00ad")
_MARKS: Final = ".,،؛:!؟?…«»“”\"'()[]–—-"


@dataclass(frozen=True)
class Paper:
    """Laid-out pages beside the articles on them, and what the layout sets bounds to."""

    composition: Composition
    sources: Sources
    limits: Limits

    @classmethod
    def of(cls, composition: Composition, edition: Edition, limits: Limits) -> Paper:
        """The paper of an edition."""
        return cls(composition, Sources(edition, composition), limits)

    @cached_property
    def blocks(self) -> tuple[tuple[Line, ...], ...]:
        """The lines block by block."""
        return tuple(self.composition.blocks())


def coarse_pictures(paper: Paper) -> Iterator[Finding]:
    """A picture has the layout's pixels to the inch at its printed size. ISO 12647-3: twice the screen of newsprint."""
    for placed in paper.composition.pictures:
        figure = paper.sources.picture(placed.name)
        ppi = round(placed.pixels * POINTS_AN_INCH / placed.width_pt) if placed.width_pt else paper.limits.picture_ppi
        if figure is None or ppi >= paper.limits.picture_ppi:
            continue
        page, image, least = placed.page, figure.image, paper.limits.picture_ppi
        if ppi < UPSCALED_PPI:
            yield finding("PREFLIGHT-061", figure.at, page=page, image=image, ppi=ppi)
        else:
            yield finding("PREFLIGHT-060", figure.at, page=page, image=image, ppi=ppi, least=least)


def clipped_pictures(paper: Paper) -> Iterator[Finding]:
    """A picture stands on its page whole: what goes over its side or below its foot is cut off. Newspaper practice."""
    for placed in paper.composition.pictures:
        figure = paper.sources.picture(placed.name)
        if figure and placed.over_pt > TOLERANCE_PT:
            over = round(placed.over_pt * MM_A_POINT, 1)
            yield finding("PREFLIGHT-078", figure.at, page=placed.page, image=figure.image, over=over)


def overset(paper: Paper) -> Iterator[Finding]:
    """Every line stands between its edges and above the foot of its page: overset text is cut off by the press.

    Of what is written at one place, as the cells of a table are, the first speaks for all on its page.
    """
    told: set[tuple[Span, int]] = set()
    for block in paper.blocks:
        for line in block:
            least, most = line.edges
            inside = line.left >= least - TOLERANCE_PT and line.right <= most + TOLERANCE_PT
            if not inside or line.bottom > line.foot + TOLERANCE_PT:
                at = paper.sources.of(block)
                if at == NOWHERE or (at, line.page) not in told:
                    yield finding("PREFLIGHT-062", at, page=line.page, excerpt=excerpt(line.text))
                told.add((at, line.page))
                break


def widows(paper: Paper) -> Iterator[Finding]:
    """A paragraph's last line does not stand alone at the head of a column or page. CSS Fragmentation 3, 3.3."""
    for block in _paragraphs(paper):
        before, last = block[-2:] if len(block) > 1 else (block[0], block[0])
        if _place(before) != _place(last):
            yield finding("PREFLIGHT-063", paper.sources.of(block), page=last.page, excerpt=excerpt(last.text))


def orphans(paper: Paper) -> Iterator[Finding]:
    """A paragraph's first line does not stand alone at the foot of a column or page. CSS Fragmentation 3, 3.3."""
    for block in _paragraphs(paper):
        if len(block) > 1 and _place(block[0]) != _place(block[1]):
            yield finding("PREFLIGHT-064", paper.sources.of(block), page=block[0].page, excerpt=excerpt(block[0].text))


def subheads_at_the_foot(paper: Paper) -> Iterator[Finding]:
    """A subhead stands in one column with the text that it is of. Newspaper practice."""
    for block, after in pairwise(paper.blocks):
        last = block[-1]
        if last.part is Part.SUBHEAD and after[0].part is Part.PARAGRAPH and _place(last) != _place(after[0]):
            yield finding("PREFLIGHT-065", paper.sources.of(block), page=last.page, excerpt=excerpt(last.text))


def lone_last_words(paper: Paper) -> Iterator[Finding]:
    """No word of few letters is the whole last line of a paragraph. Newspaper practice."""
    for block in _paragraphs(paper):
        word = _lone_word(block)
        if word and len(word.strip(_MARKS)) <= LONE_WORD:
            yield finding("PREFLIGHT-066", paper.sources.of(block), page=block[-1].page, word=word)


def tall_headlines(paper: Paper) -> Iterator[Finding]:
    """A headline keeps to the lines of its layout (`limits.headline_lines`)."""
    most = paper.limits.headline_lines
    for block in _headlines(paper):
        if len(block) > most:
            yield finding("PREFLIGHT-067", paper.sources.of(block), lines=len(block), most=most)


def lone_words_of_headlines(paper: Paper) -> Iterator[Finding]:
    """No word is the whole last line of a headline. Newspaper practice."""
    for block in _headlines(paper):
        if word := _lone_word(block):
            yield finding("PREFLIGHT-068", paper.sources.of(block), word=word)


def stacks(paper: Paper) -> Iterator[Finding]:
    """No three lines of a paragraph in a row begin, or end, with one word: the eye goes astray. Newspaper practice."""
    for block in _paragraphs(paper):
        for word, lines in _alike(block, 0):
            at = paper.sources.of(block)
            yield finding("PREFLIGHT-069", at, page=lines[0].page, lines=len(lines), word=word)
        for word, lines in _alike(block[:-1], -1):  # a last line ends where it likes
            at = paper.sources.of(block)
            yield finding("PREFLIGHT-070", at, page=lines[0].page, lines=len(lines), word=word)


def _alike(block: tuple[Line, ...], nth: int) -> Iterator[tuple[str, list[Line]]]:
    """Runs of lines in which one word is the first, or the last."""
    for word, lines in groupby(block, lambda line: (line.text.split() or [""])[nth].strip(_MARKS)):
        run = list(lines)
        if word and len(run) >= STACK:
            yield word, run


def stacked_hyphens(paper: Paper) -> Iterator[Finding]:
    """No three lines of a paragraph in a row end with a hyphen: a ladder. CSS Text 4, hyphenate-limit-lines."""
    for block in _paragraphs(paper):
        for hyphened, run in groupby(block, lambda line: line.text.rstrip().endswith(_HYPHENS)):
            lines = list(run)
            if hyphened and len(lines) >= STACK:
                at, page = paper.sources.of(block), lines[0].page
                yield finding("PREFLIGHT-079", at, page=page, lines=len(lines), excerpt=excerpt(lines[0].text))


def _paragraphs(paper: Paper) -> Iterator[tuple[Line, ...]]:
    """Paragraphs of the articles; what the layout says of its own has no place in them."""
    return (block for block in paper.blocks if block[0].part is Part.PARAGRAPH and paper.sources.of(block) != NOWHERE)


def _headlines(paper: Paper) -> Iterator[tuple[Line, ...]]:
    return (block for block in paper.blocks if block[0].part is Part.HEADLINE)


def _lone_word(block: tuple[Line, ...]) -> str:
    """The word that is the whole last line; empty when there are more, or no line before."""
    words = block[-1].text.split()
    return words[0] if len(block) > 1 and len(words) == 1 else ""


def _place(line: Line) -> tuple[int, int]:
    return line.page, line.column
