"""Colours and pictures as inks."""

from __future__ import annotations

import tomllib
from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exporter.house.layout import load_layout
from exporter.images.conditions import condition_of
from exporter.images.inks import Inks, heaviest, limited
from exporter.resources import profiles_dir, templates_dir

SHARE = st.floats(0, 1)
LIMIT = 2.4


def inks(limit: float = LIMIT) -> Inks:
    return Inks(condition_of("FOGRA39").profile, limit, {"#171614": (0.0, 0.0, 0.0, 1.0)})


@pytest.mark.parametrize("name", tomllib.loads((profiles_dir() / "profiles.toml").read_text(encoding="utf-8")))
def test_every_condition_that_is_bundled_is_a_press_of_four_inks_with_its_origin(name: str) -> None:
    condition = condition_of(name)
    assert (condition.profile[12:16], condition.profile[16:20], condition.profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
    row = tomllib.loads((profiles_dir() / "profiles.toml").read_text(encoding="utf-8"))[name]
    assert all(row[key] for key in ("licence", "copyright", "source", "version", "package"))
    notes = "".join(path.read_text(encoding="utf-8") for path in profiles_dir().glob("*.txt"))
    assert row["file"] in notes, "its licence lies beside it"


def test_newspapers_are_printed_for_newsprint_and_articles_for_coated_paper() -> None:
    presses = {name: load_layout(templates_dir() / name).press for name in ("newspaper", "article")}
    assert {name: press and press.condition for name, press in presses.items()} == {
        "newspaper": "IFRA26",
        "article": "FOGRA39",
    }


def test_a_jpeg_of_a_picture_has_no_pixel_above_the_limit() -> None:
    chance = Random(1)
    image = Image.new("RGB", (96, 96))
    image.putdata([(chance.randrange(70), chance.randrange(40), chance.randrange(40)) for _ in range(96 * 96)])
    out = BytesIO()
    inks().picture(image.resize((384, 384), Image.Resampling.BICUBIC)).save(out, "JPEG", quality=90, subsampling=0)
    with Image.open(out) as read:
        pixels = read.tobytes()
    assert max(sum(pixels[at : at + 4]) for at in range(0, len(pixels), 4)) / 255 <= LIMIT


@given(st.tuples(SHARE, SHARE, SHARE, SHARE), st.floats(1, 4))
def test_no_colour_has_more_ink_than_the_limit_and_black_stays(
    shares: tuple[float, float, float, float], limit: float
) -> None:
    after = limited(shares, limit)
    assert sum(after) <= limit + 1e-9
    assert after[3] == shares[3]
    assert after == shares or sum(shares) > limit


@given(st.integers(0, 255))
def test_grey_is_black_ink_alone(level: int) -> None:
    cyan, magenta, yellow, black = inks().colour(level / 255, level / 255, level / 255)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black == pytest.approx(1 - level / 255, abs=1e-4)


def test_a_colour_that_somebody_mixed_is_taken_as_it_was_mixed() -> None:
    assert inks().colour(0x17 / 255, 0x16 / 255, 0x14 / 255) == (0, 0, 0, 1)


def test_red_is_magenta_and_yellow() -> None:
    cyan, magenta, yellow, black = inks().colour(0.9, 0.1, 0.1)
    assert min(magenta, yellow) > 0.8
    assert max(cyan, black) < 0.2


def test_paper_white_has_no_ink_and_black_has_as_much_as_the_paper_takes() -> None:
    white, black = (inks().picture(Image.new("RGB", (16, 16), colour)) for colour in ("white", "black"))
    assert white.getextrema() == ((0, 0),) * 4
    assert 2.0 < heaviest(black) <= LIMIT + 0.02


@given(st.binary(min_size=192, max_size=192))
def test_no_picture_has_more_ink_than_the_limit(pixels: bytes) -> None:
    picture = inks().picture(Image.frombytes("RGB", (8, 8), pixels))
    assert picture.mode == "CMYK"
    data = picture.tobytes()
    assert max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) <= (LIMIT + 0.02) * 255


def test_a_heavy_square_among_white_is_found() -> None:
    picture = Image.new("CMYK", (64, 64), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (32, 32, 48, 48))
    assert heaviest(picture) == 4
