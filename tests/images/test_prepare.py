"""A picture comes out upright, in sRGB, without private metadata, the same bytes each time; or it is refused."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from io import BytesIO
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from exporter.findings import Finding
from exporter.images.prepare import LONG_SIDE, Ready, prepare_picture
from tests.images.pictures import IIM_UTF8, XMP, corner, huge_png, iim, opened, photo, saved, with_segment

pillow_heif.register_heif_opener()


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


def enlarged(data: bytes, kind: str, sign: bytes) -> bytes:
    """The same file, its header claiming 40,000 by 40,000 pixels."""
    match kind:
        case "GIF":
            return data.replace(sign, struct.pack("<HH", 40_000, 40_000))
        case "TIFF":
            for tag in (256, 257):
                at = data.index(struct.pack("<HH", tag, 3)) if struct.pack("<HH", tag, 3) in data else -1
                old = at if at >= 0 else data.index(struct.pack("<HH", tag, 4))
                data = data[:old] + struct.pack("<HHII", tag, 4, 1, 40_000) + data[old + 12 :]
            return data
        case _:
            at = data.index(sign) + 8
            return data[:at] + struct.pack(">II", 40_000, 40_000) + data[at + 8 :]


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


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_kind_that_can_say_how_it_was_held_comes_out_upright(kind: str, orientation: int) -> None:
    expected = {1: "upper left", 2: "upper right", 3: "lower right", 4: "lower left"}
    expected |= {5: "upper left", 6: "upper right", 7: "lower right", 8: "lower left"}
    picture = ready(saved(corner((64, 32)), kind, exif=exif(orientation).tobytes())).picture
    assert red_corner(opened(picture.data)) == expected[orientation]
    assert (picture.width, picture.height) == ((64, 32) if orientation < 5 else (32, 64))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("form", ["kept", "drawn", "turned"])
def test_where_and_with_which_camera_a_picture_was_taken_stays_in_the_newsroom(kind: str, form: str) -> None:
    told = exif(6 if form == "turned" else 1)
    told.get_ifd(0x8825)[29] = "2026:03:01"
    told.get_ifd(0x8769)[0xA431] = "SN-998877"
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><!--GPSLatitude 30,2N SN-998877--></x:xmpmeta>"
    tiff = {271: "Camera of Salma", 0xC62F: "SN-998877", 306: "2026:03:01", 700: packet}
    options: dict[str, Any] = {"tiffinfo": tiff} if kind == "TIFF" else {"exif": told.tobytes(), "xmp": packet}
    data = saved(corner() if form == "drawn" else photo(), kind, **options)
    private = (b"Salma", b"SN-998877", b"2026:03:01", b"GPSLatitude")
    assert all(secret in data for secret in private[:3])
    picture = ready(data).picture
    assert not [secret for secret in private if secret in picture.data]
    assert not dict(opened(picture.data).getexif()) and "xmp" not in opened(picture.data).info


def test_the_little_picture_of_a_jfif_header_goes_for_it_may_show_what_was_cropped() -> None:
    plain = saved(photo(), "JPEG")
    little = plain[4:18][:16].ljust(14, b"\0")
    segment = b"\xff\xe0" + (2 + 14 + 12).to_bytes(2, "big") + little[2:14] + b"\x02\x02" + b"SECRET_PIXEL"
    data = plain[:2] + segment + plain[20:]
    assert opened(data).size == (320, 240)
    assert ready(data).picture.data == ready(plain).picture.data


def test_a_name_that_promises_another_kind_is_told_and_the_content_decides() -> None:
    webp = saved(photo(), "WEBP")
    for written, told in (("a/photo.JPG", ["IMAGE-029"]), ("photo.webp", []), ("photo", []), ("photo.2026", [])):
        result = prepare_picture(webp, written)
        assert isinstance(result, Ready)
        assert [found.code for found in result.findings] == told
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    result = prepare_picture(drawing, "drawing.png")
    assert isinstance(result, Ready) and dict(result.findings[0].args) == {"kind": "SVG", "suffix": ".png"}


def test_without_the_library_that_reads_heic_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heic = saved(photo(), "HEIF")
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    assert refused(heic) == "IMAGE-028"


def test_a_picture_is_encoded_alike_by_another_process() -> None:
    heic = saved(photo(size=(900, 700)), "HEIF")
    code = "import sys; from exporter.images.prepare import prepare_picture as make; data = sys.stdin.buffer.read()"
    code += "; print(make(data).picture.name)"
    said = subprocess.run([sys.executable, "-c", code], input=heic, capture_output=True, check=True).stdout
    assert said.decode().strip() == ready(heic).picture.name


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF", "JPEG2000"])
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
    for kind in ("GIF", "PNG", "WEBP", "AVIF"):
        result = ready(saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True))
        assert [f.code for f in result.findings] == ["IMAGE-020"]
        pixel = opened(result.picture.data).convert("RGB").getpixel((1, 1))
        assert isinstance(pixel, tuple) and pixel[0] > 250 and max(pixel[1:]) < 5
        assert getattr(opened(result.picture.data), "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF", "JPEG2000"])
def test_a_truncated_picture_is_refused_even_after_weasyprint_allowed_them(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved(photo(), kind)
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused(data[: len(data) * 2 // 3]) == "IMAGE-010"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF", "JPEG2000"])
def test_a_picture_with_a_wrong_byte_anywhere_is_made_ready_or_refused(kind: str) -> None:
    data = saved(photo(size=(24, 24)), kind)
    step = max(len(data) // 150, 1)
    for at in range(0, len(data), step):
        result = prepare_picture(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        assert isinstance(result, Ready) or result.code in ("IMAGE-009", "IMAGE-010", "IMAGE-011", "IMAGE-025")


def test_a_gigantic_picture_is_refused_by_its_header() -> None:
    start = time.perf_counter()
    assert refused(huge_png(40_000, 40_000)) == "IMAGE-011"
    assert refused(huge_png(2**31 - 1, 2**31 - 1)) == "IMAGE-011"
    header = b"VP8X\x0a\0\0\0\0\0\0\0" + (16_383).to_bytes(3, "little") * 2
    assert refused(b"RIFF" + (22).to_bytes(4, "little") + b"WEBP" + header) == "IMAGE-011"
    small = saved(photo(size=(24, 24)), "JPEG2000")
    at = small.index(b"\xff\x4f\xff\x51") + 8
    assert refused(small[:at] + (40_000).to_bytes(4, "big") * 2 + small[at + 8 :]) == "IMAGE-011"
    for kind, size in (("GIF", struct.pack("<HH", 24, 24)), ("TIFF", b""), ("AVIF", b"ispe"), ("HEIF", b"ispe")):
        assert refused(enlarged(saved(photo(size=(24, 24)), kind), kind, size)) in ("IMAGE-010", "IMAGE-011")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IMAGE-030"),
        (b"headline: x", "IMAGE-009"),
        (b"%PDF-1.7", "IMAGE-025"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMAGE-010"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 40, "IMAGE-010"),
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
    marked = ready(with_segment(jpeg, iim(coded=IIM_UTF8, caption="وصول".encode(), credit="مدار".encode())))
    assert (marked.carried.caption, marked.carried.credit, marked.findings) == ("وصول", "مدار", ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_every_kind_that_carries_xmp_says_its_caption_and_credit(kind: str) -> None:
    options: dict[str, Any] = {"xmp": XMP.encode()}
    if kind == "PNG":
        options = {"pnginfo": PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP)
    if kind == "TIFF":
        options = {"tiffinfo": {700: XMP.encode()}}
    said = ready(saved(photo(), kind, **options)).carried
    assert (said.caption, said.credit) == ("وصول الترام", "هند / مدار")


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
