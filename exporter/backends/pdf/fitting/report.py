"""What copy fitting found and did, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from exporter.backends.pdf.fitting.balance import Balance
from exporter.backends.pdf.fitting.means import Change
from exporter.findings import Finding, Span, finding
from exporter.model.target import Target

CHANGED: Final = {
    "text_pt": "FIT-010",
    "leading": "FIT-011",
    "word_space_em": "FIT-012",
    "kashida_line_em": "FIT-013",
    "latin_tracking_em": "FIT-014",
    "picture_share": "FIT-015",
}


def fits(at: Span, target: Target, as_designed: Balance) -> Finding:
    """It fits as it is."""
    return finding("FIT-002", at, target=str(target), lines=as_designed.lines, words=as_designed.words)


def fitted(
    at: Span, target: Target, before: Balance, after: Balance, changed: Iterable[Change], slack: float
) -> Iterator[Finding]:
    """It was made to fit: what it was, what was changed, and what is still missing where that is worth a word."""
    code = "FIT-003" if before.depth > 0 else "FIT-004"
    yield finding(code, at, target=str(target), lines=before.lines, words=before.words, left=after.lines)
    for one in changed:
        yield finding(CHANGED[one.name], at, was=_said(one.name, one.was), now=_said(one.name, one.now))
    if -after.depth > slack:
        yield finding("FIT-005", at, target=str(target), lines=after.lines, words=after.words)


def under(at: Span, target: Target, as_designed: Balance, at_limit: Balance | None) -> Finding:
    """It does not fill the target; at the limits of the layout, if it has any, so much is still missing."""
    facts: dict[str, Any] = {"target": str(target), "lines": as_designed.lines, "words": as_designed.words}
    if at_limit is None or at_limit.depth > 0:
        return finding("FIT-005", at, **facts)
    return finding("FIT-006", at, **facts, left_lines=at_limit.lines, left_words=at_limit.words)


def over(at: Span, target: Target, as_designed: Balance, at_limit: Balance | None, layout: str) -> Finding:
    """It is over, and the layout has no limits to fit it in, or is over at them too."""
    facts: dict[str, Any] = {"target": str(target), "lines": as_designed.lines, "words": as_designed.words}
    if at_limit is None:
        return finding("FIT-007", at, **facts, layout=layout)
    return finding("FIT-008", at, **facts, left_lines=at_limit.lines, left_words=at_limit.words)


def _said(name: str, value: float) -> float:
    """A measure as people say it: of pictures per cent."""
    return round(value * 100, 1) if name == "picture_share" else value
