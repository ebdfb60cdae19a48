"""A picture comes out upright, in sRGB, without private metadata, the same bytes each time; or it is refused."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageFile

from exporter.findings import Finding
from exporter.images.prepare import LONG_SIDE, Ready, prepare_picture
from tests.images.pictures import XMP, corner, huge_png, iim, opened, photo, saved, with_segment


def ready(data: bytes) -> Ready:
    result = prepare_picture(data)
    assert isinstance(result, Ready), result
    return result


def refused(data: bytes) -> str:
    result = prepare_picture(data)
    assert isinstance(result, Finding)
    return result.code


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "Camera of Salma"
    made.get_ifd(0x8825)[1] = "N"
    return made


def red_corner(image: Image.Image) -> str:
    width, height = image.size
    places = {"upper left": (2, 2), "upper right": (width - 3, 2), "lower left": (2, height - 3)}
    rgb = image.convert("RGB")
    for name, place in places.items():
        pixel = rgb.getpixel(place)
        assert isinstance(pixel, tuple)
        if pixel[1] < 100:
            return name
    return "lower right"


def test_a_plain_jpeg_keeps_its_own_data_without_its_metadata() -> None:
    image = photo()
    data = with_segment(saved(image, "JPEG", exif=exif(1), comment=b"secret"), iim(caption=b"x" * 20))
    picture = ready(data).picture
    assert opened(picture.data).tobytes() == opened(data).tobytes()
    for private in (b"Salma", b"secret", b"Photoshop", b"Exif"):
        assert private in data and private not in picture.data
    assert picture.data.endswith(b"\xff\xd9")
    assert picture.data == ready(saved(image, "JPEG")).picture.data


def test_a_progressive_jpeg_survives_the_stripping() -> None:
    data = saved(photo(), "JPEG", progressive=True, exif=exif(1))
    assert opened(ready(data + b"trailing").picture.data).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation: int) -> None:
    data = saved(corner(), "JPEG", exif=exif(orientation), quality=95)
    expected = {1: "upper left", 2: "upper right", 3: "lower right", 4: "lower left"}
    expected |= {5: "upper left", 6: "upper right", 7: "lower right", 8: "lower left"}
    picture = ready(data).picture
    image = opened(picture.data)
    assert red_corner(image) == expected[orientation]
    assert image.size == (picture.width, picture.height) == ((40, 20) if orientation < 5 else (20, 40))
    assert not dict(image.getexif())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_every_kind_is_known_by_its_content_and_comes_out_alike_twice(kind: str) -> None:
    data = saved(photo(), kind)
    first, second = ready(data), ready(data)
    assert first == second
    suffix = first.picture.name.rpartition(".")[2]
    assert first.picture.media_type == {"jpg": "image/jpeg", "png": "image/png"}[suffix]
    assert first.picture.name.isascii() and len(first.picture.name) == 16
    assert opened(first.picture.data).size == (320, 240)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "I", "F"])
def test_every_colour_mode_comes_out_as_grey_or_rgb(mode: str) -> None:
    kind = "PNG" if mode in ("LA", "P", "RGBA", "I;16", "1", "L", "RGB") else "TIFF"
    image = photo("L" if mode in ("I;16", "PA") else "RGB")
    image = image.convert("P").convert("PA") if mode == "PA" else image.convert(mode)
    picture = ready(saved(image, kind)).picture
    assert opened(picture.data).mode in ("1", "L", "LA", "P", "RGB", "RGBA")


def test_cmyk_becomes_rgb() -> None:
    picture = ready(saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")).picture
    pixel = opened(picture.data).convert("RGB").getpixel((4, 4))
    assert isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60


def test_another_colour_space_is_brought_to_srgb_and_a_broken_profile_is_told() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert [f.code for f in ready(saved(photo(), "JPEG", icc_profile=lab)).findings] in ([], ["IMAGE-021"])
    broken = ready(saved(photo(), "JPEG", icc_profile=b"nonsense"))
    assert [f.code for f in broken.findings] == ["IMAGE-021"]
    assert b"nonsense" not in broken.picture.data
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(ready(saved(photo(), "PNG", icc_profile=srgb)).picture.data).info


def test_what_is_clear_stays_clear_and_what_is_flat_stays_sharp() -> None:
    clear = photo("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    for kind in ("PNG", "WEBP"):
        assert opened(ready(saved(clear, kind, lossless=True)).picture.data).mode == "RGBA"
    assert ready(saved(corner(), "TIFF")).picture.media_type == "image/png"
    assert ready(saved(photo(size=(900, 900)), "TIFF")).picture.media_type == "image/jpeg"
    assert opened(ready(saved(photo("RGBA"), "PNG")).picture.data).size == (320, 240)


def test_a_picture_wider_than_a_page_is_scaled_down_and_that_is_told() -> None:
    result = ready(saved(Image.new("RGB", (LONG_SIDE * 2, 30), "red"), "PNG"))
    assert (result.picture.width, result.picture.height) == (LONG_SIDE, 15)
    assert [f.code for f in result.findings] == ["IMAGE-024"]


def test_of_a_moving_picture_the_first_frame_is_taken_and_that_is_told() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "PNG", "WEBP"):
        result = ready(saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True))
        assert [f.code for f in result.findings] == ["IMAGE-020"]
        assert opened(result.picture.data).convert("RGB").getpixel((1, 1)) == (255, 0, 0)
        assert getattr(opened(result.picture.data), "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_a_truncated_picture_is_refused_even_after_weasyprint_allowed_them(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved(photo(), kind)
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused(data[: len(data) * 2 // 3]) == "IMAGE-010"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_gigantic_picture_is_refused_by_its_header() -> None:
    start = time.perf_counter()
    assert refused(huge_png(40_000, 40_000)) == "IMAGE-011"
    assert refused(huge_png(2**31 - 1, 2**31 - 1)) == "IMAGE-011"
    header = b"VP8X\x0a\0\0\0\0\0\0\0" + (16_383).to_bytes(3, "little") * 2
    assert refused(b"RIFF" + (22).to_bytes(4, "little") + b"WEBP" + header) == "IMAGE-011"
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IMAGE-009"),
        (b"headline: x", "IMAGE-009"),
        (b"%PDF-1.7", "IMAGE-025"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMAGE-025"),
        (b"\x89PNG\r\n\x1a\n", "IMAGE-010"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "IMAGE-010"),
        (b"GIF89a" + b"\xff" * 4, "IMAGE-010"),
        (b"II*\0" + b"\xff" * 20, "IMAGE-010"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_caption_and_credit_are_read_from_xmp_first_then_iptc() -> None:
    plain = saved(photo(), "JPEG", xmp=XMP.encode())
    assert (ready(plain).carried.caption, ready(plain).carried.credit) == ("وصول الترام", "هند / مدار")
    jpeg = saved(photo(), "JPEG")
    unmarked = ready(with_segment(jpeg, iim(caption="وصول".encode(), byline="هند".encode())))
    assert (unmarked.carried.caption, unmarked.carried.credit, unmarked.findings) == ("وصول", "هند", ())
    old = ready(with_segment(jpeg, iim(caption="وصول".encode("cp1256"), credit=b"AP")))
    assert (old.carried.caption, old.carried.credit) == ("وصول", "AP")
    assert [f.code for f in old.findings] == ["IMAGE-019"]


def test_metadata_that_is_broken_or_hostile_does_no_harm() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for packet in (bomb, b"<not closed", b"\xff\xfe"):
        assert ready(saved(photo(), "JPEG", xmp=packet)).carried.caption == ""
    cut = iim(caption=b"x" * 20)[:-9]
    broken = with_segment(saved(photo(), "JPEG"), cut[:2] + (len(cut) - 2).to_bytes(2, "big") + cut[4:])
    assert ready(broken).picture.width == 320


def test_no_change_of_any_byte_raises_anything() -> None:
    data = saved(photo(size=(24, 24)), "JPEG", exif=exif(3))
    out = BytesIO(data).getvalue()
    for at in range(0, len(out), 7):
        assert isinstance(prepare_picture(out[:at] + b"\xff" + out[at + 1 :]), Ready | Finding)


@pytest.mark.parametrize("kind", ["GIF", "TIFF"])
def test_a_picture_that_moves_is_told_by_its_second_frame_and_the_rest_is_not_read(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import GifImagePlugin, TiffImagePlugin

    def count(_: object) -> int:
        raise AssertionError("every frame is read")

    for plugin in (GifImagePlugin.GifImageFile, TiffImagePlugin.TiffImageFile):
        monkeypatch.setattr(plugin, "n_frames", property(count))
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    for some, expected in ((frames[:1], []), (frames, ["IMAGE-020"])):
        result = prepare_picture(saved(some[0], kind, save_all=True, append_images=some[1:]))
        assert isinstance(result, Ready)
        assert [found.code for found in result.findings] == expected
        assert opened(result.picture.data).convert("RGB").getpixel((4, 4)) == (255, 0, 0)
