"""A file for the press under the eyes of other programs: Ghostscript's plates, four readers, poppler."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exporter import pipeline
from exporter.backends.table import FORMATS
from exporter.model.galley import Galley
from exporter.pipeline import Wishes
from tests.real.survival import READERS, lost
from tests.real.test_text_survival import SAMPLES_DIR, sample, wanted
from tests.real.tools import poppler

pytestmark = [pytest.mark.real, pytest.mark.slow]

DPI = 150
MM = DPI / 25.4
BLEED, SLUG = 3 * MM, 12 * MM
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
PDF = [row for row in FORMATS if row.name == "pdf"]


@pytest.fixture(scope="module", params=["article", "newspaper"])
def pressed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample with a picture, for the press."""
    return _pressed("tram-line-opens", request.param, tmp_path_factory.mktemp("press"))


def _pressed(name: str, layout: str, folder: Path) -> Path:
    wishes = Wishes(layout=layout, options={"pdf": {"pdf_for": "press"}})
    (made,), _ = pipeline.export(SAMPLES_DIR / name / "article.yml", PDF, wishes)
    path = folder / made.name
    path.write_bytes(made.data)
    return path


def plates(path: Path, page: int = 1) -> dict[str, Image.Image]:
    """What each plate of a page prints, ink as white on black."""
    words = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
    words += [f"-dFirstPage={page}", f"-dLastPage={page}", "-o", str(path.with_name("plate-%d.tif")), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "", "Ghostscript complains of nothing"
    images = {name: Image.open(path.with_name(f"plate-1({name}).tif")) for name in PLATES}
    return {name: Image.eval(image.convert("L"), lambda value: 255 - value) for name, image in images.items()}


def edges(plate: Image.Image) -> tuple[float, float, float, float]:
    """The trimmed page on a plate."""
    out = BLEED + SLUG
    return out, out, plate.width - out, plate.height - out


def test_body_text_stands_on_the_black_plate_alone(pressed: Path) -> None:
    with pikepdf.open(pressed) as file:
        plain = len(file.pages) // 2 + 1  # past the pull quote, whose rule is red
    last = plates(pressed, plain)
    left, top, right, bottom = edges(last["Black"])
    column = (
        round(left),
        round(top + 45 * MM),
        round(right),
        round(bottom - 40 * MM),
    )  # past the red of the page's head
    coverage = {name: sum(plate.crop(column).histogram()[128:]) for name, plate in last.items()}
    assert coverage["Black"] > 1000
    assert (coverage["Cyan"], coverage["Magenta"], coverage["Yellow"]) == (0, 0, 0)


def test_every_plate_has_its_marks_and_none_reaches_into_the_bleed(pressed: Path) -> None:
    for name, plate in plates(pressed).items():
        left, top, right, bottom = edges(plate)
        middle = round(plate.width / 2)
        register = plate.crop((middle - 12, 0, middle + 12, round(SLUG)))
        assert sum(register.histogram()[128:]) > 20, f"the registration mark of {name}"
        corner = plate.crop((0, round(top) - 2, round(SLUG), round(top) + 3))
        assert sum(corner.histogram()[128:]) > 20, f"the crop mark of {name}"
        inner = plate.copy()
        inner.paste(0, (round(left), round(top), round(right), round(bottom)))
        bleed = inner.crop(
            (round(SLUG) + 1, round(SLUG) + 1, round(plate.width - SLUG) - 1, round(plate.height - SLUG) - 1)
        )
        assert bleed.getbbox() is None, f"{name} in the bleed, where this page has nothing"


def test_the_bar_shows_each_ink_on_its_own_plate(pressed: Path) -> None:
    made = plates(pressed)
    left, _, _, bottom = edges(made["Black"])
    y = bottom + BLEED + SLUG / 2
    for nth, own in enumerate(PLATES):
        x = left + (4 + 4.5 * (nth + 0.5)) * MM
        patch = {name: plate.getpixel((round(x), round(y))) for name, plate in made.items()}
        assert patch == {name: 255 if name == own else 0 for name in PLATES}


def test_a_picture_lies_on_all_plates_and_is_no_negative(pressed: Path) -> None:
    made = plates(pressed)
    joined = Image.merge("CMYK", [made[name] for name in PLATES]).convert("L").resize((64, 64))
    assert max(joined.tobytes()) > 240, "the paper"
    middle = made["Cyan"].crop(
        (made["Cyan"].width // 3, made["Cyan"].height // 3, made["Cyan"].width // 2, made["Cyan"].height // 2)
    )
    assert middle.getbbox() is not None


@pytest.mark.parametrize("name", sorted(path.parent.name for path in SAMPLES_DIR.glob("*/article.yml")))
def test_every_word_comes_back_from_the_press_file_too(name: str, tmp_path: Path) -> None:
    galley: Galley = sample(name)
    path = _pressed(name, "article", tmp_path)
    assert {reader: lost(wanted(galley, reader), read(path)) for reader, read in READERS.items()} == {
        reader: Counter() for reader in READERS
    }
    assert poppler.validate(path) == []
