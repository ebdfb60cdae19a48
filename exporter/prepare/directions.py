"""The stretches that run against their paragraph, carried as isolates with their language.

They are found over the whole paragraph, as UAX #9 asks, so that a Latin phrase cut by emphasis stays one phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from exporter.model.inlines import Direction, Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.text.direction import base_direction
from exporter.text.stretches import Stretch, ltr_stretches, number_stretches, rtl_stretches

FRENCH_PRESS = frozenset(["DZ", "MA", "MR", "TN"])
"""Regions of the Arab world where a phrase in Latin letters is French rather than English."""

NO_LANGUAGE = frozenset(["url", "email", "handle", "number", "date", "phone", "degree", "money", "figures", "signed"])
"""Kinds of stretches that are in no language of their own."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What directions follow from.

    Attributes:
        base: direction of the paragraphs.
        foreign: BCP 47 tag for phrases in letters of the other direction. The article does not say their language;
            `ar` on them would be wrong for certain, and a speaking reader would spell them out (ALREQ Q30).
    """

    base: Direction
    foreign: str


def setting(language: str) -> Setting:
    """The setting of an article by its language."""
    base = Direction(base_direction(language))
    if base is Direction.LTR:
        return Setting(base, "ar")
    french = FRENCH_PRESS.intersection(language.upper().split("-")[1:])
    return Setting(base, "fr" if french else "en")


def isolated(inlines: Inlines, setting: Setting) -> Inlines:
    """The same text, its runs cut where a stretch against the base direction begins or ends."""
    rtl = setting.base is Direction.RTL
    text = plain(inlines)
    stretches = (*ltr_stretches(text), *_torn_numbers(inlines, text)) if rtl else rtl_stretches(text)
    out: list[Inline] = []
    offset = 0
    for inline in inlines:
        match inline:
            case Text():
                out += _cut(inline, offset, stretches, setting)
                offset += len(inline.text)
            case LineBreak():
                out.append(inline)
                offset += 1
            case NoteRef():
                out.append(inline)
    return canonical(out)


def _torn_numbers(inlines: Inlines, text: str) -> list[Stretch]:
    """The numbers at the edge of a run: WeasyPrint lays out each inline box alone and would turn them round."""
    edges: set[int] = set()
    offset = 0
    for inline in inlines:
        edges.add(offset)
        offset += len(plain((inline,)))
    edges = edges - {0} if len(inlines) > 1 else set()
    return [s for s in number_stretches(text) if any(s.start <= edge <= s.end for edge in edges)] if edges else []


def _cut(run: Text, offset: int, stretches: tuple[Stretch, ...], setting: Setting) -> list[Text]:
    if Mark.CODE in run.marks:
        return [replace(run, isolate=Direction.LTR)]
    size = len(run.text)
    inside = (edge - offset for stretch in stretches for edge in (stretch.start, stretch.end))
    edges = sorted({0, size, *(edge for edge in inside if 0 < edge < size)})
    return [_piece(replace(run, text=run.text[a:b]), a + offset, stretches, setting) for a, b in pairwise(edges)]


def _piece(run: Text, at: int, stretches: tuple[Stretch, ...], setting: Setting) -> Text:
    stretch = next((stretch for stretch in stretches if stretch.start <= at < stretch.end), None)
    if stretch is None:
        return run
    against = Direction.LTR if setting.base is Direction.RTL else Direction.RTL
    return replace(run, isolate=against, lang="" if stretch.kind in NO_LANGUAGE else setting.foreign)
