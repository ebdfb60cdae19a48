"""A house's colour where letters are set in it: darkened or lightened until they read.

WCAG 2.2, 1.4.3 (contrast of at least 4.5 to 1) and its definitions of contrast and relative luminance.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

READABLE: Final = 4.5
STEPS: Final = 128
"""In so many steps a colour is mixed with black or white."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, `#rrggbb`: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, *grounds: str) -> str:
    """The shade nearest to a colour whose letters read on every one of the grounds; hue kept.

    Args:
        colour: `#rrggbb`.
        grounds: such as paper and the tint of boxes. Black and white together leave a narrow band of middle tones.
    """
    return next(shade for shade in _shades(colour) if all(contrast(shade, ground) >= READABLE for ground in grounds))


def _shades(colour: str) -> Iterable[str]:
    """The colour, then darker and lighter ones by turns, down to black and up to white."""
    mixed = ((_mixed(colour, 0, step), _mixed(colour, 255, step)) for step in range(1, STEPS + 1))
    return (colour, *chain.from_iterable(mixed))


def _mixed(colour: str, end: int, step: int) -> str:
    parts = (part + (end - part) * step / STEPS for part in _parts(colour))
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
