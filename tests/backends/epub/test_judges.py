"""What independent judges say of books that the samples do not show: decoration, editions, odd names and titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from exporter.backends.api import GivenFile
from exporter.backends.table import FORMATS
from exporter.model.blocks import Figure
from exporter.model.galley import Edition, Rendition
from exporter.pipeline import examine, export
from tests.backends.epub.books import made, opened, rendered, titled
from tests.backends.epub.test_edition import issue
from tests.backends.galleys import brief, everything
from tests.real.exports import SAMPLES
from tests.real.tools import ace, epubcheck

pytestmark = pytest.mark.real

ODD = """language: ar
slug: {slug}
headline: '{headline}'
lead: {{image: 'صورة %20 الترام & co.png', alt: "ترام 'أحمر'"}}
body:
  - متن.
  - figure: {{image: 'b.png', alt: وصف}}
"""


def checked(rendition: Rendition, folder: Path) -> list[str]:
    """What EPUBCheck says."""
    path = folder / "judged.epub"
    path.write_bytes(*rendition.files.values())
    return epubcheck.validate(path)


def judged(rendition: Rendition, folder: Path) -> list[str]:
    """What EPUBCheck and Ace say."""
    return checked(rendition, folder) + ace.validate(folder / "judged.epub")


def test_a_picture_that_is_mere_decoration_is_accepted(tmp_path: Path) -> None:
    galley = everything()
    assert judged(rendered(replace(galley, body=(*galley.body, Figure("plain.png", "")))), tmp_path) == []


def test_an_edition_in_two_languages_is_accepted(tmp_path: Path) -> None:
    assert judged(made(issue()), tmp_path) == []


def test_all_samples_in_one_edition_are_accepted(tmp_path: Path) -> None:
    galleys = tuple(galley for path in SAMPLES.values() for galley in examine(path)[0].galleys)
    edition = Edition(galleys, "جريدة مدار", "1204", date(2026, 3, 5), "978-3-16-148410-0")
    assert judged(made(edition), tmp_path) == []


def test_a_cover_of_ones_own_is_accepted(tmp_path: Path) -> None:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "PNG")
    assert checked(made(Edition((everything(),)), GivenFile("غلاف.png", out.getvalue())), tmp_path) == []


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script> & \"'", "2026", "سطر\nوسطر", "عنوان طويل " * 454],
    ids=["markup", "digits", "two lines", "five thousand characters"],
)
def test_any_title_makes_a_sound_book(title: str, tmp_path: Path) -> None:
    assert checked(rendered(titled(brief(), title)), tmp_path) == []


def test_a_slug_and_names_of_pictures_in_any_script_make_a_sound_book_with_each_picture_once(tmp_path: Path) -> None:
    slug = "خط-الترام-2026"
    for name in ("صورة %20 الترام & co.png", "b.png"):
        Image.linear_gradient("L").save(tmp_path / name, "PNG")
    article = tmp_path / "article.yml"
    article.write_text(ODD.format(slug=slug, headline="عنوان"), encoding="utf-8")
    (book,), _ = export(article, [row for row in FORMATS if row.name == "epub"])
    assert book.name == f"{slug}.epub"
    rendition = Rendition({book.name: book.data})
    assert sum(name.startswith("EPUB/images/") for name in opened(rendition)) == 2
    assert all(name.isascii() for name in opened(rendition))
    assert checked(rendition, tmp_path) == []
