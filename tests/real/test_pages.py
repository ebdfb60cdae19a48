"""Pages of the samples against pictures that were approved by eye (tests/pages/)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.pages import pictures

pytestmark = pytest.mark.real

HIGHEST = 40_000  # bytes of an approved picture
pages = pytest.mark.parametrize(("sample", "number"), pictures.NAMES)


@pages
def test_a_page_looks_as_it_was_approved(sample: str, number: int, exported: Path) -> None:
    assert pictures.approved(sample, number).is_file()
    said = pictures.complaint(exported / f"{sample}.pdf", sample, number)
    assert not said, said


@pages
def test_another_rasteriser_is_no_difference_and_half_a_page_moved_by_two_millimetres_is_one(
    sample: str, number: int, exported: Path
) -> None:
    drawn = pictures.draw(exported / f"{sample}.pdf", number)
    with pypdfium2.PdfDocument(exported / f"{sample}.pdf") as document:
        other = document[number - 1].render(scale=pictures.DPI / 72).to_pil().convert("L").resize(drawn.size)
    assert pictures.worst(pictures.difference(drawn, other)) <= pictures.TOLERANCE
    assert pictures.worst(pictures.difference(drawn, moved(drawn, 5))) > pictures.TOLERANCE


def moved(page: Image.Image, pixels: int) -> Image.Image:
    """The page with its lower half set lower."""
    out, middle = page.copy(), page.height // 2
    out.paste(page.crop((0, middle, page.width, page.height - pixels)), (0, middle + pixels))
    return out


def test_a_page_that_changed_is_drawn_for_the_eye_with_what_to_do(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample, number = pictures.NAMES[0]
    monkeypatch.setattr(pictures, "BUILD", tmp_path)
    said = pictures.complaint(exported / f"{pictures.NAMES[1][0]}.pdf", sample, number)
    assert "python -m tests.pages approve" in said
    assert {path.name for path in tmp_path.iterdir()} == {f"{sample}-1-new.png", f"{sample}-1-difference.png"}


def test_the_approved_pictures_are_small_and_each_is_asked_for() -> None:
    found = set(pictures.APPROVED.glob("*.png"))
    assert found == {pictures.approved(sample, number) for sample, number in pictures.NAMES}
    assert max(path.stat().st_size for path in found) < HIGHEST
