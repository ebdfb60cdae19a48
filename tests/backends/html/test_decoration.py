"""Pictures that are mere decoration (`alt: ""`) in the PDF, whose page is filled from the same blocks.

ISO 14289-1, 7.1 (artifacts) and 7.3 (figures have alternative text).
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from exporter.model.blocks import Figure
from exporter.model.galley import Galley
from tests.backends.galleys import brief, paragraph, picture, says
from tests.backends.pdf.pages import data, rendition
from tests.real.tools import verapdf

RED = (150, 40, 36)
"""A colour of the drawn picture that nothing else on the page has."""

NEAR = 8


def decorated(alt: str = "", caption: str = "", width: int = 960, height: int = 600) -> Galley:
    galley = brief(Figure("p.png", alt, says(caption) if caption else ()), paragraph("متن"))
    return replace(galley, pictures={"p.png": picture("p.png", width, height)})


def figures(galley: Galley) -> int:
    with pikepdf.open(BytesIO(data(galley))) as pdf:
        return sum(isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure" for o in pdf.objects)


def box(galley: Galley) -> tuple[int, int, int, int] | None:
    """Where the picture stands on the first page, in pixels of 72 an inch."""
    page = pypdfium2.PdfDocument(data(galley))[0].render(scale=1).to_pil().convert("RGB")
    far = ImageChops.difference(page, Image.new("RGB", page.size, RED)).convert("L")
    return far.point([255] * NEAR + [0] * (256 - NEAR)).getbbox()


@pytest.mark.parametrize("shape", [(960, 600), (400, 900), (120, 80), (1200, 200)])
def test_a_decoration_is_an_artifact_of_the_same_place_and_size_as_a_picture(shape: tuple[int, int]) -> None:
    plain, described = decorated("", "تعليق", *shape), decorated("وصف", "تعليق", *shape)
    assert (figures(plain), figures(described)) == (0, 1)
    assert rendition(plain).findings == ()
    there, here = box(described), box(plain)
    assert there and here
    assert max(abs(a - b) for a, b in zip(there, here, strict=True)) <= 1


@pytest.mark.real
@pytest.mark.parametrize("caption", ["", "تعليق"])
def test_verapdf_finds_no_breach_of_pdf_ua_1_in_a_decorated_page(caption: str, tmp_path: Path) -> None:
    path = tmp_path / "decorated.pdf"
    path.write_bytes(data(decorated(caption=caption)))
    assert verapdf.validate(path, "ua1") == []
