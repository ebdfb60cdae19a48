"""The stretches that run against their paragraph, carried as isolates.

They are found over the whole paragraph, as UAX #9 asks, so that a Latin phrase cut by emphasis stays one phrase.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from exporter.model.inlines import Direction, Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.text.stretches import Stretch, ltr_stretches, number_stretches, rtl_stretches


def isolated(inlines: Inlines, base: Direction) -> Inlines:
    """The same text, its runs cut where a stretch against the base direction begins or ends."""
    against = Direction.LTR if base is Direction.RTL else Direction.RTL
    text = plain(inlines)
    found = (*ltr_stretches(text), *_torn_numbers(inlines, text)) if base is Direction.RTL else rtl_stretches(text)
    stretches = [(stretch.start, stretch.end) for stretch in found]
    out: list[Inline] = []
    offset = 0
    for inline in inlines:
        match inline:
            case Text():
                out += _cut(inline, offset, stretches, against)
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


def _cut(run: Text, offset: int, stretches: list[tuple[int, int]], against: Direction) -> list[Text]:
    if Mark.CODE in run.marks:
        return [replace(run, isolate=Direction.LTR)]
    edges = sorted(
        {0, len(run.text), *(e - offset for pair in stretches for e in pair if 0 < e - offset < len(run.text))}
    )
    return [
        replace(run, text=run.text[start:end], isolate=against if _inside(start + offset, stretches) else None)
        for start, end in pairwise(edges)
    ]


def _inside(position: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in stretches)
