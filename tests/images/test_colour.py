"""Colours come out as they went in: through the profile, of 8 bits, no ink inverted twice; what is guessed is told."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any

import pillow_heif
import pytest
from PIL import Image

from exporter.images.prepare import Ready, prepare_picture
from tests.images import profiles
from tests.images.pictures import jp2_with_profile, opened, photo, png, saved, tiff16

pillow_heif.register_heif_opener()

PIXELS = [(200, 40, 90), (20, 180, 60), (30, 60, 220), (240, 200, 120), (128, 128, 128), (255, 255, 255), (0, 0, 0)]
P3 = profiles.rgb_profile(profiles.DISPLAY_P3, profiles.srgb_curve)
ADOBE = profiles.rgb_profile(profiles.ADOBE_RGB, profiles.adobe_curve)


def ready(data: bytes) -> Ready:
    result = prepare_picture(data)
    assert isinstance(result, Ready), result
    return result


def codes(result: Ready) -> list[str]:
    return [found.code for found in result.findings]


def patches(colours: Sequence[tuple[int, ...]], mode: str = "RGB") -> Image.Image:
    """A patch of 16 by 16 for each colour: codecs blur edges, not the middle."""
    image = Image.new(mode, (16 * len(colours), 16))
    for nth, colour in enumerate(colours):
        image.paste(colour, (16 * nth, 0, 16 * nth + 16, 16))
    return image


def middles(result: Ready) -> list[tuple[int, ...]]:
    image = opened(result.picture.data).convert("RGB")
    pixels = [image.getpixel((x, 8)) for x in range(8, image.width, 16)]
    return [pixel for pixel in pixels if isinstance(pixel, tuple)]


def near(found: list[tuple[int, ...]], expected: list[profiles.Triple], within: float) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(abs(a - b) <= within for one, other in pairs for a, b in zip(one, other, strict=True))


LOSSLESS: dict[str, dict[str, Any]] = {
    "PNG": {},
    "TIFF": {},
    "WEBP": {"lossless": True},
    "JPEG": {"quality": 100, "subsampling": 0},
    "AVIF": {"quality": 100, "subsampling": "4:4:4"},
    "HEIF": {"quality": -1, "chroma": 444, "matrix_coefficients": 0},
    "JPEG2000": {},
}


@pytest.mark.parametrize("kind", LOSSLESS)
@pytest.mark.parametrize(
    ("profile", "primaries", "curve"),
    [(P3, profiles.DISPLAY_P3, profiles.srgb_curve), (ADOBE, profiles.ADOBE_RGB, profiles.adobe_curve)],
    ids=["Display P3", "Adobe RGB"],
)
def test_a_wide_gamut_comes_out_as_the_same_colours_in_srgb(
    kind: str, profile: bytes, primaries: profiles.Primaries, curve: Callable[[float], float]
) -> None:
    options = LOSSLESS[kind] if kind == "JPEG2000" else LOSSLESS[kind] | {"icc_profile": profile}
    data = saved(patches(PIXELS), kind, **options)
    result = ready(jp2_with_profile(data, profile) if kind == "JPEG2000" else data)
    expected = [profiles.srgb_of(pixel, primaries, curve) for pixel in PIXELS]
    within = 7 if kind == "AVIF" else 4  # Pillow writes AVIF in luma and chroma only
    assert near(middles(result), expected, within)
    assert not near(middles(result), [(float(r), float(g), float(b)) for r, g, b in PIXELS], within)
    assert "icc_profile" not in opened(result.picture.data).info


def test_a_profile_is_srgb_by_what_it_does_and_not_by_its_name() -> None:
    named = profiles.rgb_profile(profiles.DISPLAY_P3, profiles.srgb_curve, "not sRGB at all")
    expected = [profiles.srgb_of(pixel, profiles.DISPLAY_P3, profiles.srgb_curve) for pixel in PIXELS]
    assert near(middles(ready(saved(patches(PIXELS), "PNG", icc_profile=named))), expected, 2)
    nameless = profiles.rgb_profile(profiles.SRGB, profiles.srgb_curve, "c2")
    jpeg = saved(photo(), "JPEG", icc_profile=nameless)
    assert opened(ready(jpeg).picture.data).tobytes() == opened(jpeg).tobytes()


@pytest.mark.parametrize(("index", "is_wide"), [("R03", True), ("R98", False)])
def test_a_photograph_that_names_adobe_rgb_and_brings_no_profile_is_taken_at_its_word(
    index: str, is_wide: bool
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: index}
    options: dict[str, Any] = {"quality": 100, "subsampling": 0}
    named = ready(saved(patches(PIXELS), "JPEG", exif=exif.tobytes(), **options))
    wide = [profiles.srgb_of(pixel, profiles.ADOBE_RGB, profiles.adobe_curve) for pixel in PIXELS]
    plain = [(float(r), float(g), float(b)) for r, g, b in PIXELS]
    assert near(middles(named), wide if is_wide else plain, 4)
    damaged = exif.tobytes().replace(index.encode(), b"R0")
    assert ready(saved(patches(PIXELS), "JPEG", exif=damaged, **options)).picture.width == 16 * len(PIXELS)


def test_clear_parts_stay_clear_through_a_profile() -> None:
    clear = patches(PIXELS).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    palette = patches(PIXELS[:3]).quantize(8)
    palette.info["transparency"] = palette.getpixel((8, 8))
    for image in (clear, palette):
        result = opened(ready(saved(image, "PNG", icc_profile=P3)).picture.data)
        assert result.mode == "RGBA" and result.getchannel("A").getextrema() != (255, 255)


def test_a_palette_with_a_clear_colour_and_grey_with_alpha_keep_both() -> None:
    palette = patches(PIXELS[:3]).quantize(8)
    clear = palette.getpixel((8, 8))
    first = opened(ready(saved(palette, "PNG", transparency=clear)).picture.data).convert("RGBA")
    assert [first.getpixel((x, 8)) for x in (8, 24)] == [(200, 40, 90, 0), (20, 180, 60, 255)]
    grey = Image.merge("LA", (Image.linear_gradient("L"), Image.radial_gradient("L")))
    second = opened(ready(saved(grey, "PNG")).picture.data)
    assert (second.mode, second.tobytes()) == ("LA", grey.tobytes())


def test_grey_through_a_profile_of_grey_stays_grey() -> None:
    image = Image.linear_gradient("L")
    result = ready(saved(image, "PNG", icc_profile=profiles.grey_profile(lambda value: value)))
    assert opened(result.picture.data).mode == "L"
    expected = profiles.srgb_of((64, 64, 64), profiles.SRGB, lambda value: value)[0]
    assert abs(opened(result.picture.data).tobytes()[64 * 256] - expected) <= 2


# ------------------------------------------------------------------ CMYK

SOLIDS = [(0, 255, 0, 0), (255, 0, 0, 0), (0, 0, 255, 0), (255, 255, 0, 0), (0, 0, 0, 255)]


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_with_a_profile_come_out_as_that_press_prints_them(kind: str) -> None:
    options = {"quality": 100} if kind == "JPEG" else {}
    result = ready(saved(patches(SOLIDS, "CMYK"), kind, icc_profile=profiles.cmyk_profile(), **options))
    keys = [(0, 1, 0), (1, 0, 0), (0, 0, 1), (1, 1, 0)]
    expected = [profiles.srgb_of_lab(*profiles.INKS[key]) for key in keys] + [(0.0, 0.0, 0.0)]
    assert near(middles(result), expected, 4)
    assert codes(result) == []


def test_inks_without_a_profile_are_guessed_and_that_is_told() -> None:
    result = ready(saved(patches(SOLIDS, "CMYK"), "JPEG", quality=100))
    expected = [(255, 0, 255), (0, 255, 255), (255, 255, 0), (0, 0, 255), (0, 0, 0)]
    assert near(middles(result), [(float(r), float(g), float(b)) for r, g, b in expected], 3)
    assert codes(result) == ["IMAGE-031"]


def test_inks_are_inverted_only_where_adobes_mark_says_so() -> None:
    marked = saved(patches(SOLIDS, "CMYK"), "JPEG", quality=100)
    at = marked.index(b"\xff\xee")
    unmarked = marked[:at] + marked[at + 2 + int.from_bytes(marked[at + 2 : at + 4], "big") :]
    assert b"Adobe" in marked and b"Adobe" not in unmarked
    inverted = ready(saved(patches([tuple(255 - v for v in inks) for inks in SOLIDS], "CMYK"), "JPEG", quality=100))
    assert near(middles(ready(unmarked)), [(float(r), float(g), float(b)) for r, g, b in middles(inverted)], 3)


# ------------------------------------------------------------------ sixteen bits


def wide(*channels: int) -> bytes:
    return b"".join(struct.pack(">H", value * 257) for value in channels)


def row(samples: list[tuple[int, ...]]) -> bytes:
    return b"".join(wide(*sample) * 16 for sample in samples)


def test_sixteen_bits_a_channel_come_out_as_their_upper_eight() -> None:
    colours: list[tuple[int, ...]] = [(200, 40, 90), (20, 180, 60), (0, 0, 0), (255, 255, 255)]
    rows = [row(colours)] * 16
    swapped = [b"".join(r[i + 1 : i + 2] + r[i : i + 1] for i in range(0, len(r), 2)) for r in rows]
    for data in (png(64, 2, 16, rows), tiff16(64, swapped)):
        assert middles(ready(data)) == colours
    clear = ready(png(64, 6, 16, [row([(*colour, 128) for colour in colours])] * 16))
    pixel = opened(clear.picture.data).getpixel((8, 8))
    assert pixel == (200, 40, 90, 128)


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped() -> None:
    greys: list[tuple[int, ...]] = [(0,), (64,), (128,), (255,)]
    expected = [(v, v, v) for (v,) in greys]
    assert middles(ready(png(64, 0, 16, [row(greys)] * 16))) == expected
    for mode, kind in (("I;16B", "TIFF"), ("I;16", "TIFF"), ("I;16", "PNG"), ("I;16", "JPEG2000")):
        samples = b"".join(struct.pack(">H" if mode[-1] == "B" else "<H", value * 257) * 16 for (value,) in greys)
        assert middles(ready(saved(Image.frombytes(mode, (64, 16), samples * 16), kind))) == expected
    alpha = ready(png(64, 4, 16, [row([(*grey, 64) for grey in greys])] * 16))
    assert opened(alpha.picture.data).convert("LA").getpixel((24, 8)) == (64, 64)


@pytest.mark.parametrize(("mode", "scale"), [("I", 257), ("F", 1 / 255), ("F", 1)])
def test_grey_of_thirty_two_bits_is_scaled_to_what_it_runs_to(mode: str, scale: float) -> None:
    image = Image.linear_gradient("L").convert(mode).point(lambda value: value * scale)
    result = opened(ready(saved(image, "TIFF")).picture.data).convert("L")
    assert [result.getpixel((8, y)) for y in (0, 64, 255)] == [0, 64, 255]
