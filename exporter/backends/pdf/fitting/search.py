"""The least change that fits: arithmetic that knows no page.

Settings stand on a line: 0 is the layout as designed, negative ones are tighter, positive ones looser, each a little
more than the one before. To measure one is to lay the text out, so few are measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

MOST_LAYOUTS: Final = 8
"""So many settings are measured at most: the layout as designed, one limit, and six between them."""

MOST_STEPS: Final = 2 ** (MOST_LAYOUTS - 2)
"""So many settings may stand on one side: with every layout their number is halved."""


class Verdict(Enum):
    """What came of it."""

    FITS = auto()
    """It fits as designed."""
    FITTED = auto()
    """It fits with another setting."""
    OVER = auto()
    """It is over even at the limit."""
    UNDER = auto()
    """It does not fill the target even at the limit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found.

    Attributes:
        verdict: what came of it.
        position: the setting to be used; 0 where none is better than the design.
        limit: the farthest setting that was tried; 0 when only the design was.
        layouts: how many settings were measured.
    """

    verdict: Verdict
    position: int
    limit: int
    layouts: int


def search(measure: Callable[[int], float], tighter: int, looser: int, slack: float) -> Outcome:
    """Find the setting nearest to the design with which a text fits.

    A measure that falls from looser settings to tighter ones gives the nearest one exactly. Any other gives one that
    was measured and fits no worse than the design.

    Args:
        measure: the lines that a text is over with a setting; what is missing to the foot of the target is negative.
        tighter: how many settings there are on the tight side, at most `MOST_STEPS`.
        looser: likewise on the loose side.
        slack: so many lines may be missing.
    """
    known = {0: measure(0)}

    def lines(position: int) -> float:
        if position not in known:
            known[position] = measure(position)
        return known[position]

    if -slack <= known[0] <= 0:
        return Outcome(Verdict.FITS, 0, 0, 1)
    limit = -tighter if known[0] > 0 else looser
    if limit == 0:
        return Outcome(Verdict.OVER if known[0] > 0 else Verdict.UNDER, 0, 0, 1)
    if known[0] > 0:
        if lines(limit) > 0:
            return Outcome(Verdict.OVER, 0, limit, 2)
        position = _nearest(lines, limit, 0.0, lambda over: over <= 0)
        return Outcome(Verdict.FITTED, position, limit, len(known))
    if lines(limit) < -slack:
        return Outcome(Verdict.UNDER, 0, limit, 2)
    _nearest(lines, limit, -slack, lambda over: over >= -slack)
    # A block that keeps together may jump over the target: then the fullest that is not over is the best there is.
    position = max((one for one, over in known.items() if over <= 0), key=lambda one: (min(known[one], -slack), -one))
    return Outcome(Verdict.FITTED if known[position] >= -slack else Verdict.UNDER, position, limit, len(known))


def _nearest(lines: Callable[[int], float], limit: int, aim: float, holds: Callable[[float], bool]) -> int:
    """The position nearest to 0 at which a condition holds, which does at the limit and does not at 0.

    Pages change in jumps, so the guess lies halfway between the middle and where a straight line through both ends
    would meet the aim; and never so far aside that halving could not end within `MOST_LAYOUTS`.
    """
    side = 1 if limit > 0 else -1
    near, far = 0, abs(limit)  # does not hold, holds
    left = MOST_LAYOUTS - 2
    while far - near > 1:
        left -= 1
        room = 2**left  # the gap that the layouts left after this one can close
        low, high = lines(side * near), lines(side * far)
        straight = (aim - low) / (high - low) if high != low else 0.5
        guess = near + round((straight + 0.5) / 2 * (far - near))
        guess = min(max(guess, near + 1, far - room), far - 1, near + room)
        if holds(lines(side * guess)):
            far = guess
        else:
            near = guess
    return side * far
