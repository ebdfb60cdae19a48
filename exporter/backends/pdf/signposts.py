"""Marks of direction at the places where readers lose their way in a line that is read from the right.

UAX #9, 2.6 (implicit directional marks). Poppler takes separators for numbers, and gives a number and what lies between
it and the next Arabic letter on its left, a space too, in the order of the line: `16 مايو` comes back as ` 16مايو`.
PDFium leaves a mark or a joiner and the stop after it as they stand. A mark of direction in between, which has a code
of its own and shows nothing, parts them; pdf.js passes over it. To MuPDF signs (`-`, `%`) run from the left: they are
drawn by themselves, as numbers are, in their place of the reading order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from exporter.backends.pdf.codes import EDGE_SPACE, SLIVER, Edges, Shown, Spelled

_FROM_RIGHT = "\u200f"
_NUMBERS = frozenset({"L", "EN", "AN"})
_SEPARATORS = frozenset({"CS", "ES", "ET"})
_SIGNS = frozenset({"ES", "ET"})
"""Bidi classes: what runs from left to right, stops and signs, and signs alone."""


def signposted(line: Sequence[Spelled], edges: Edges, upem: int) -> list[Spelled]:
    """The clusters of a stretch from left to right, with marks of direction among them where one is needed."""
    if not edges.rtl or not line or line[0].is_ltr:
        return [*line]
    post = Spelled((Shown(_FROM_RIGHT, (), round(SLIVER * upem)),), 0.0, is_post=True)
    first = line[0]
    out = [post, first] if not first.is_space and (_is_neutral(first) or _is_separator(first)) else [first]
    for one in line[1:]:
        if _must_part(out[-1], one):
            out.append(post)
        out.append(one)
    if (_is_neutral(out[-1]) or _is_separator(out[-1])) and _class(edges.right) in _NUMBERS | _SEPARATORS:
        if out[-1].is_space:
            (space,) = out[-1].shown
            out[-1] = out[-1]._replace(shown=(space._replace(text=EDGE_SPACE[True]),))
        out.append(post)
    return out


def parted(line: Sequence[Spelled]) -> Iterator[tuple[Spelled, ...]]:
    """The stretches of a run from left to right, so that each has one direction to every reader."""
    for _, stretch in groupby(line, key=lambda one: not one.is_ltr and _class(one.shown[0].text) in _SIGNS):
        yield tuple(stretch)


def _must_part(left: Spelled, right: Spelled) -> bool:
    """Whether a mark of direction must stand between two neighbours."""
    if _is_separator(right):
        return _is_neutral(left) or (_is_separator(left) and left.shown != right.shown)
    return _is_separator(left) and unicodedata.category(right.shown[0].text[0]) in {"Mn", "Cf"}


def _is_separator(one: Spelled) -> bool:
    return not one.is_space and _class(one.shown[0].text) in _SEPARATORS


def _is_neutral(one: Spelled) -> bool:
    return one.is_space or _class(one.shown[-1].text) not in {*_NUMBERS, *_SEPARATORS, "R", "AL", "NSM"}


def _class(text: str) -> str:
    return unicodedata.bidirectional(text[-1]) if text else ""
