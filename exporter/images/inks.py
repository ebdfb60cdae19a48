"""Colours and pictures as inks: from sRGB through the profile of a printing condition, within its limit of ink.

ICC.1:2022, by LittleCMS. A picture goes through a table of 33 steps a channel, as profiles themselves are. Its
entries keep the limit; what lies between them keeps it too, being a mean of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFilter import Color3DLUT

Shares: TypeAlias = tuple[float, float, float, float]
"""Of cyan, magenta, yellow and black, each from 0 to 1."""

WAVERING = 0.08
"""So far below the limit pictures stay: JPEG adds up to seven hundredths to a pixel (seen on Ghostscript's plates)."""

_STEPS = 33
_NEUTRAL = 1 / 255
"""Channels so near to each other are grey."""


def limited(shares: Shares, limit: float) -> Shares:
    """The shares with no more ink than the limit, 1 being a full plate; black stays, for it draws the picture."""
    *colours, black = shares
    coloured = sum(colours)
    if coloured + black <= limit:
        return shares
    scale = max(limit - black, 0.0) / coloured
    cyan, magenta, yellow = (share * scale for share in colours)
    return cyan, magenta, yellow, min(black, limit)


@dataclass(frozen=True)
class Inks:
    """What sRGB becomes on a press.

    Attributes:
        profile: the printing condition's ICC profile.
        limit: the most ink of all plates, 1 being a full plate.
        swatches: colours that somebody has mixed, by their hexadecimal names (`#171614`).
    """

    profile: bytes
    limit: float
    swatches: Mapping[str, Shares]

    def colour(self, red: float, green: float, blue: float) -> Shares:
        """A colour, its channels from 0 to 1: as it was mixed; grey by black ink alone; else by the profile."""
        channels = tuple(round(channel * 255) for channel in (red, green, blue))
        name = "#{:02x}{:02x}{:02x}".format(*channels)
        if name in self.swatches:
            return self.swatches[name]
        if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
            return 0.0, 0.0, 0.0, round(1 - green, 4)
        (mixed,) = _mixed(self.profile, [channels])
        return limited(mixed, self.limit)

    def picture(self, image: Image) -> Image:
        """A picture of any mode without alpha, in CMYK."""
        return image.convert("RGB").filter(self._table)

    @cached_property
    def _table(self) -> Color3DLUT:
        return _table(self.profile, self.limit - WAVERING)


@lru_cache(maxsize=4)
def _table(profile: bytes, limit: float) -> Color3DLUT:
    from PIL.ImageFilter import Color3DLUT

    steps = [round(step * 255 / (_STEPS - 1)) for step in range(_STEPS)]
    colours = [(red, green, blue) for blue in steps for green in steps for red in steps]
    values = [share for one in _mixed(profile, colours) for share in limited(one, limit)]
    return Color3DLUT(_STEPS, values, channels=4, target_mode="CMYK")


def _mixed(profile: bytes, colours: Iterable[tuple[int, ...]]) -> list[Shares]:
    """Colours through a profile, relative to white and with black to black, as pictures are brought into sRGB."""
    from PIL import Image as images
    from PIL import ImageCms

    listed = list(colours)
    strip = images.new("RGB", (len(listed), 1))
    strip.putdata(listed)
    done = ImageCms.profileToProfile(
        strip,
        ImageCms.createProfile("sRGB"),
        ImageCms.getOpenProfile(BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert done is not None  # not in place
    data = done.tobytes()
    return [
        (data[at] / 255, data[at + 1] / 255, data[at + 2] / 255, data[at + 3] / 255) for at in range(0, len(data), 4)
    ]


def heaviest(image: Image) -> float:
    """The most ink anywhere in a CMYK picture, 1 being a full plate.

    Of squares of eight pixels: the wavering of JPEG, which lies within them, is no ink that a paper would notice.
    """
    small = image.reduce(8).tobytes()
    return max((sum(small[at : at + 4]) for at in range(0, len(small), 4)), default=0) / 255
