"""A picture's bytes to a picture that can be placed in any format: upright, sRGB or grey, without private metadata.

The same bytes give the same picture (P3). A JPEG that is upright and sRGB keeps its own data, metadata stripped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, cast

from exporter.findings import Finding, finding
from exporter.images import adobe_rgb, jpeg2000
from exporter.images.colour import in_srgb, is_srgb, upright_inks
from exporter.images.iptc import Carried, carried
from exporter.images.sniff import Kind, kind_of, misnamed, webp_size
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
    Kind.JPEG: ("PIL.JpegImagePlugin", "JpegImageFile"),
    Kind.PNG: ("PIL.PngImagePlugin", "PngImageFile"),
    Kind.WEBP: ("PIL.WebPImagePlugin", "WebPImageFile"),
    Kind.GIF: ("PIL.GifImagePlugin", "GifImageFile"),
    Kind.TIFF: ("PIL.TiffImagePlugin", "TiffImageFile"),
    Kind.AVIF: ("PIL.AvifImagePlugin", "AvifImageFile"),
    Kind.JPEG2000: ("PIL.Jpeg2KImagePlugin", "Jpeg2KImageFile"),
    Kind.HEIC: ("pi_heif", "HeifImageFile"),
}
_SIZES = {Kind.WEBP: webp_size, Kind.JPEG2000: jpeg2000.codestream_size}
"""Kinds of which Pillow reserves what they ask for before one can ask it, or asks another header than its decoder."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture made ready, what it says about itself, and what was done to it."""

    picture: Picture
    carried: Carried
    findings: tuple[Finding, ...] = ()


def prepare_picture(data: bytes, written: str = "") -> Ready | Finding:
    """Make a picture ready, or say why it cannot be; the findings have no place, for only the caller knows it.

    Args:
        data: the file.
        written: its name, if it has one that may be wrong about its kind.
    """
    kind = kind_of(data)
    if not isinstance(kind, Kind):
        return finding("IMAGE-025", kind=kind) if kind else finding("IMAGE-009" if data else "IMAGE-030")
    ready = _drawing(data) if kind is Kind.SVG else _photograph(data, kind)
    suffix = misnamed(written, kind)
    if not suffix or isinstance(ready, Finding):
        return ready
    return replace(ready, findings=(finding("IMAGE-029", kind=kind.value, suffix=suffix), *ready.findings))


def _drawing(data: bytes) -> Ready | Finding:
    drawn = draw(data)
    if isinstance(drawn, Finding):
        return drawn
    png, said = drawn
    ready = _raster(png, Kind.PNG)
    return ready if isinstance(ready, Finding) else replace(ready, findings=(*said, *ready.findings))


def _photograph(data: bytes, kind: Kind) -> Ready | Finding:
    if kind in _SIZES and (large := _too_large(*_SIZES[kind](data))):
        return large
    return _raster(data, kind)


def _raster(data: bytes, kind: Kind) -> Ready | Finding:
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
    except MemoryError:
        raise  # the file is not to blame
    except ImportError:
        return finding("IMAGE-028", kind=kind.value)
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
    module, name = _PLUGINS[kind]
    return cast("ImageFile", getattr(import_module(module), name)(BytesIO(data)))


def _is_plain(image: ImageFile) -> bool:
    """Whether it may be printed as it is: upright, in sRGB, within the bound."""
    upright = image.getexif().get(_ORIENTATION, 1) == 1
    return upright and max(image.size) <= LONG_SIDE and is_srgb(_profile(image), image.mode.removesuffix("A"))


def _profile(image: ImageFile) -> bytes:
    """The profile that the file brings, or the one it names; empty for neither."""
    brought: bytes = image.info.get("icc_profile") or b""
    return brought or (adobe_rgb.profile() if image.mode == "RGB" and adobe_rgb.is_named(image.getexif()) else b"")


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
    profile = jpeg2000.profile(data) if kind is Kind.JPEG2000 else _profile(image)
    final = _convert(upright_inks(image) if kind is Kind.JPEG else image, profile, findings)
    return Ready(_encode(final), said, tuple(findings))


def _convert(image: Image, profile: bytes, findings: list[Finding]) -> Image:
    """Upright, in sRGB or grey with or without alpha, no larger than the bound."""
    from PIL import Image as images
    from PIL import ImageOps

    final = in_srgb(ImageOps.exif_transpose(image), profile, findings)
    if max(final.size) > LONG_SIDE:
        scale = LONG_SIDE / max(final.size)
        size = (max(round(final.width * scale), 1), max(round(final.height * scale), 1))
        findings.append(finding("IMAGE-024", width=final.width, height=final.height, limit=LONG_SIDE))
        final = final.resize(size, images.Resampling.LANCZOS)
    return final


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
