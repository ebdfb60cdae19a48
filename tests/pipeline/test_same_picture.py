"""One picture under several names lies once in a book, a document and a PDF."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from exporter.backends.table import FORMATS, Format
from exporter.pipeline import export
from tests.images.pictures import photo, saved

ARTICLE = """headline: عنوان
body:
  - نص
  - figure: {image: a.jpg, alt: أول}
  - figure: {image: نسخة من الصورة.jpeg, alt: ثان}
  - figure: {image: a.jpg, alt: ثالث}
"""


def stored(row: str, data: bytes) -> int:
    """How many pictures as wide as ours a file holds."""
    if row == "pdf":
        with pikepdf.open(BytesIO(data)) as pdf:
            return sum(isinstance(o, pikepdf.Stream) and o.get("/Width") == 320 for o in pdf.objects)
    with ZipFile(BytesIO(data)) as archive:
        return sum(bool(re.search(r"(images|media)/[0-9a-f]{12}\.jpg$", name)) for name in archive.namelist())


@pytest.mark.parametrize("row", [row for row in FORMATS if row.name != "html"], ids=lambda row: row.name)
def test_a_picture_under_two_names_is_stored_once(row: Format, tmp_path: Path) -> None:
    for name in ("a.jpg", "نسخة من الصورة.jpeg"):
        (tmp_path / name).write_bytes(saved(photo(), "JPEG"))
    article = tmp_path / "article.yml"
    article.write_text(ARTICLE, encoding="utf-8")
    (written,), _ = export(article, [row])
    assert stored(row.name, written.data) == 1
