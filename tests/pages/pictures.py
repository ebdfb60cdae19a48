"""Pictures of pages: drawn small and grey, and compared with a blur, tile by tile, so that a moved line is seen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.real.tools import poppler

APPROVED = Path(__file__).parent
BUILD = Path(__file__).parents[2] / "build" / "pages"
DPI, BLUR, TILE = 60, 2, 24
TOLERANCE = 20
"""How far the mean grey of a tile may be off, 0 to 255. Between the rasterisers of Poppler and PDFium it is up to 16;
half a page that moves by two millimetres makes 25 or more."""
GREYS = 16

PAGES = {
    "tram-line-opens": (1,),
    "date-palm-feature": (1, 4),
    "andalus-culture": (1,),
    "currency-economy": (1, 2),
    "caspian-persian": (1,),
}
"""Numbers of the pages of each sample that were approved."""

NAMES = tuple((sample, number) for sample, numbers in PAGES.items() for number in numbers)


def draw(pdf: Path, number: int) -> Image.Image:
    """A page of a PDF in grey; pages count from 1."""
    with tempfile.TemporaryDirectory() as folder:
        return Image.open(poppler.pictures(pdf, Path(folder), dpi=DPI)[number - 1]).convert("L")


def approved(sample: str, number: int) -> Path:
    """Where the approved picture lies."""
    return APPROVED / f"{sample}-{number}.png"


def approve(sample: str, number: int, picture: Image.Image) -> None:
    """Keep a picture as the approved one."""
    picture.quantize(GREYS).save(approved(sample, number), optimize=True)


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Where two pictures differ: the mean difference of each tile, one pixel a tile."""
    if one.size != other.size:
        return Image.new("L", (1, 1), 255)
    blurred = (picture.filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other))
    tiles = (max(one.width // TILE, 1), max(one.height // TILE, 1))
    return ImageChops.difference(*blurred).resize(tiles, Image.Resampling.BOX)


def complaint(pdf: Path, sample: str, number: int) -> str:
    """Nothing when the page looks as approved; else what to do, and the new picture and the difference in build/."""
    new, old = draw(pdf, number), approved(sample, number)
    tiles = difference(new, Image.open(old).convert("L")) if old.exists() else Image.new("L", (1, 1), 255)
    if worst(tiles) <= TOLERANCE:
        return ""
    BUILD.mkdir(parents=True, exist_ok=True)
    name = f"{sample}-{number}"
    new.save(BUILD / f"{name}-new.png")
    tiles.resize(new.size, Image.Resampling.NEAREST).save(BUILD / f"{name}-difference.png")
    return (
        f"page {number} of {sample} differs by {worst(tiles)}: look at build/pages/{name}-new.png beside "
        f"tests/pages/{old.name} (build/pages/{name}-difference.png shows where). If it is meant: "
        "`python -m tests.pages approve`"
    )


def worst(tiles: Image.Image) -> int:
    """The greatest difference of any tile, 0 to 255."""
    return max(grey for grey, count in enumerate(tiles.histogram()) if count)
