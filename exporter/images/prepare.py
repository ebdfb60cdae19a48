"""A picture's bytes to a picture that can be placed in any format: upright, sRGB or grey, without private metadata.

The same bytes give the same picture (P3). A JPEG that is upright and sRGB keeps its own data, metadata stripped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, cast

from exporter.findings import Finding, finding
from exporter.images.iptc import Carried, carried
from exporter.images.sniff import Kind, kind_of, webp_size
from exporter.images.strip import strip_jpeg, strip_png
from exporter.images.svg import draw
from exporter.model.galley import Picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 50_000_000
LONG_SIDE = 4096
"""Pixels: 34 cm at 300 dpi, the width of a broadsheet page."""

_QUALITY = 88
_FEW_COLOURS = 32_768
_ORIENTATION = 0x0112
_PLUGINS = {
    Kind.JPEG: "Jpeg",
    Kind.PNG: "Png",
    Kind.WEBP: "WebP",
    Kind.GIF: "Gif",
    Kind.TIFF: "Tiff",
    Kind.AVIF: "Avif",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture made ready, what it says about itself, and what was done to it."""

    picture: Picture
    carried: Carried
    findings: tuple[Finding, ...] = ()


def prepare_picture(data: bytes) -> Ready | Finding:
    """Make a picture ready, or say why it cannot be; the findings have no place, for only the caller knows it."""
    kind = kind_of(data)
    if not isinstance(kind, Kind):
        return finding("IMAGE-025", kind=kind) if kind else finding("IMAGE-009")
    if kind is Kind.SVG:
        drawn = draw(data)
        return drawn if isinstance(drawn, Finding) else _raster(drawn, Kind.PNG)
    return _raster(data, kind)


def _raster(data: bytes, kind: Kind) -> Ready | Finding:
    if kind is Kind.WEBP and (large := _too_large(*webp_size(data))):
        return large
    try:
        with _whole_files_only():
            image = _open(data, kind)
            if large := _too_large(*image.size):
                return large
            said = carried(image)
            plain = _is_plain(image)
            if plain and kind is Kind.JPEG and image.mode in ("RGB", "L"):
                return _as_it_is(image, data, said)
            image.load()
            return _ready(image, data, kind, said, plain=plain)
    except Exception as error:  # Pillow raises whatever a damaged file provokes: OSError, SyntaxError, struct.error ...
        return finding("IMAGE-010", kind=kind.value, reason=str(error).partition("\n")[0][:120])


def _too_large(width: int, height: int) -> Finding | None:
    if width * height <= MAX_PIXELS:
        return None
    megapixels = f"{width * height / 1_000_000:.0f}"
    return finding("IMAGE-011", width=width, height=height, megapixels=megapixels, limit=MAX_PIXELS // 1_000_000)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Importing weasyprint tells Pillow to accept truncated files; here they are faults."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _open(data: bytes, kind: Kind) -> ImageFile:
    """Open by the kind that the content shows: no other plugin is tried, and our own bound on pixels is the one."""
    module = import_module(f"PIL.{_PLUGINS[kind]}ImagePlugin")
    return cast("ImageFile", getattr(module, f"{_PLUGINS[kind]}ImageFile")(BytesIO(data)))


def _is_plain(image: ImageFile) -> bool:
    """Whether it may be printed as it is: upright, in sRGB, within the bound."""
    profile = _profile(image)
    upright = image.getexif().get(_ORIENTATION, 1) == 1
    return upright and (not profile or b"sRGB" in profile) and max(image.size) <= LONG_SIDE


def _profile(image: ImageFile) -> bytes:
    return image.info.get("icc_profile") or b""


def _as_it_is(image: ImageFile, data: bytes, said: Carried) -> Ready:
    """A JPEG without its metadata. It is read to its end to prove it whole, at an eighth of its size: half the time."""
    picture = _picture(strip_jpeg(data), "jpg", image)
    image.draft(image.mode, (1, 1))
    image.load()
    return Ready(picture, said, said.findings)


def _ready(image: ImageFile, data: bytes, kind: Kind, said: Carried, *, plain: bool) -> Ready:
    findings = list(said.findings)
    if getattr(image, "is_animated", False):  # `n_frames` would read every frame of a GIF or TIFF
        findings.append(finding("IMAGE-020", kind=kind.value))
    if plain and kind is Kind.PNG and data[24] <= 8 and (_has_alpha(image) or _few_colours(image)):
        return Ready(_picture(strip_png(data), "png", image), said, tuple(findings))
    final = _convert(image, _profile(image), findings)
    return Ready(_encode(final), said, tuple(findings))


def _convert(image: Image, profile: bytes, findings: list[Finding]) -> Image:
    """Upright, in sRGB or grey with or without alpha, no larger than the bound."""
    from PIL import Image as images
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if profile and b"sRGB" not in profile:
        upright = _to_srgb(upright, profile, findings)
    upright = _eight_bit(upright)
    if max(upright.size) > LONG_SIDE:
        scale = LONG_SIDE / max(upright.size)
        size = (max(round(upright.width * scale), 1), max(round(upright.height * scale), 1))
        findings.append(finding("IMAGE-024", width=upright.width, height=upright.height, limit=LONG_SIDE))
        upright = upright.resize(size, images.Resampling.LANCZOS)
    return upright


def _eight_bit(image: Image) -> Image:
    """L, LA, RGB or RGBA; 16-bit grey is scaled, for a plain conversion would clip it."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info and image.mode != "RGBA":
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA") and image.getchannel("A").getextrema() == (255, 255):
        return image.convert(image.mode[:-1])
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    return image.convert("L" if image.mode == "1" else "RGBA" if image.mode in ("PA", "La", "RGBa") else "RGB")


def _to_srgb(image: Image, profile: bytes, findings: list[Finding]) -> Image:
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    base = image.convert(image.mode[:-1]) if alpha else image
    if base.mode == "P":
        base = base.convert("RGB")
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        done = ImageCms.profileToProfile(base, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        findings.append(finding("IMAGE-021"))
        return image
    assert done is not None  # not in place
    if alpha:
        done.putalpha(alpha)
    return done


def _has_alpha(image: Image) -> bool:
    return "A" in image.mode or "transparency" in image.info


def _few_colours(image: Image) -> bool:
    return image.getcolors(_FEW_COLOURS) is not None


def _encode(image: Image) -> Picture:
    """PNG for what is transparent or flat, else JPEG without colour subsampling; nothing of the old file's info."""
    out = BytesIO()
    as_png = "A" in image.mode or _few_colours(image)
    image.info.clear()
    if as_png:
        image.save(out, "PNG", compress_level=6)
    else:
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return _picture(out.getvalue(), "png" if as_png else "jpg", image)


def _picture(data: bytes, suffix: str, image: Image) -> Picture:
    name = f"{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    return Picture(name, "image/png" if suffix == "png" else "image/jpeg", data, image.width, image.height)
