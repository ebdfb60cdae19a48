"""A picture's colours as sRGB or grey of eight bits, converted through the profile that the picture brings.

ICC.1:2022, by LittleCMS. Adobe's programs write the inks of a CMYK JPEG inverted and mark the file so (Adobe Technical
Note 5116); Pillow takes every one for Adobe's.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from exporter.findings import Finding, finding

if TYPE_CHECKING:
    from PIL.Image import Image

_NEAR = 2
"""Of 255: a profile that moves no sample further is sRGB by another name."""
_SAMPLES = (0, 64, 128, 192, 255)


def is_srgb(profile: bytes, mode: str) -> bool:
    """Whether pixels of mode `L` or `RGB` are in sRGB as they stand."""
    return not profile or (mode in ("L", "RGB") and _moves_nothing(profile, mode))


def upright_inks(image: Image) -> Image:
    """The picture of a JPEG with its inks as they are to be printed: none inverted twice."""
    from PIL import ImageChops

    return ImageChops.invert(image) if image.mode == "CMYK" and "adobe" not in image.info else image


def in_srgb(image: Image, profile: bytes, findings: list[Finding]) -> Image:
    """The picture in `L`, `LA`, `RGB` or `RGBA`; what its file leaves open about its colours is told.

    Args:
        image: of any mode.
        profile: the ICC profile that its file brings; empty for none.
        findings: where to tell of it.
    """
    plain = _eight_bit(image)
    if plain.mode == "CMYK" and not profile:
        findings.append(finding("IMAGE-031"))
    if not is_srgb(profile, plain.mode.removesuffix("A")):
        plain = _through(plain, profile, findings)
    return plain.convert("RGB") if plain.mode in ("CMYK", "LAB") else plain


def _eight_bit(image: Image) -> Image:
    """L, LA, RGB, RGBA, CMYK or LAB, with no alpha that hides nothing."""
    if image.mode[0] in "IF":
        return _scaled(image)
    if "transparency" in image.info and image.mode != "RGBA":
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA") and image.getchannel("A").getextrema() == (255, 255):
        return image.convert(image.mode[:-1])
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    return image.convert("L" if image.mode == "1" else "RGBA" if image.mode in ("PA", "La", "RGBa") else "RGB")


def _scaled(image: Image) -> Image:
    """Grey of more than eight bits; a plain conversion would clip it. Floating numbers run to 1 or, rarely, to 255."""
    from PIL.Image import Image as Picture

    wide: Picture = image.convert("F" if image.mode == "F" else "I")
    top = wide.getextrema()[1]
    assert isinstance(top, int | float)
    if image.mode.startswith("I;16") or (image.mode == "I" and top > 255):
        return wide.point(lambda value: value * (1 / 257)).convert("L")
    return wide.point(lambda value: value * 255).convert("L") if image.mode == "F" and top <= 1 else wide.convert("L")


def _through(image: Image, profile: bytes, findings: list[Finding]) -> Image:
    """Through the profile, relative to white and with black to black, as picture editors do; grey stays grey."""
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    base = image.convert(image.mode[:-1]) if alpha else image
    try:
        done = ImageCms.profileToProfile(
            base,
            ImageCms.getOpenProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        findings.append(finding("IMAGE-021"))
        return image
    assert done is not None  # not in place
    if base.mode == "L":
        done = done.convert("L")
    if alpha:
        done.putalpha(alpha)
    return done


@lru_cache(maxsize=32)
def _moves_nothing(profile: bytes, mode: str) -> bool:
    """Whether a profile is sRGB's: by what it does to colours, for its name may say anything."""
    from PIL import Image as images

    colours = [(r, g, b) for r in _SAMPLES for g in _SAMPLES for b in _SAMPLES]
    sample = images.new("RGB", (len(colours), 1))
    sample.putdata(colours)
    faults: list[Finding] = []
    before = sample.convert(mode)
    after = _through(before, profile, faults)
    pairs = zip(before.tobytes(), after.tobytes(), strict=True)
    return not faults and all(abs(one - other) <= _NEAR for one, other in pairs)
