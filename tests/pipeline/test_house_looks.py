"""A house's masthead and colour in each format."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from exporter.backends.pdf.markup import page
from exporter.backends.pdf.pasteup.making import sheets_markup
from exporter.backends.pdf.pasteup.sheet import Made
from exporter.backends.table import FORMATS
from exporter.house.colour import contrast
from exporter.house.house import House
from exporter.pipeline import PLAIN, Wishes, examine, export

PALE = Wishes(house=House(masthead="صحيفة الضفاف", colour="#ffcc00"))
"""A colour in which nothing on white can be read."""
ARTICLE = """\
headline: خبر
section: محليات
byline: {agency: وكالة مدار}
body: "جملة *بارزة*."
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "khabar.yml"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def made(article: Path, format: str, wishes: Wishes = PALE) -> bytes:
    (row,) = (row for row in FORMATS if row.name == format)
    ((file,), _) = export(article, (row,), wishes)
    return file.data


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_html_has_one_shade_for_day_and_one_for_night(article: Path) -> None:
    *_, day, night = re.findall(r"--accent: (#\w{6})", made(article, "html").decode())
    assert contrast(day, "#fdfcf9") >= 4.5
    assert contrast(night, "#171615") >= 4.5
    assert day != night == "#ffcc00"


@pytest.mark.parametrize("layout", ["article", "newspaper"])
def test_a_pdf_has_the_paper_in_its_running_head_and_a_shade_that_reads_on_paper_and_boxes(
    article: Path, layout: str
) -> None:
    wishes = Wishes(layout=layout, house=PALE.house)
    edition, context, _ = examine(article, wishes)
    is_flat = layout == "article"
    markup = page(edition, context) if is_flat else sheets_markup(edition, context, [Made(number=2, articles=[0])])
    assert '<span class="running-paper">صحيفة الضفاف</span>' in markup
    (accent,) = re.findall(r"--accent: (#\w{6})", markup)
    assert min(contrast(accent, ground) for ground in ("#ffffff", "#f4f0e8")) >= 4.5


def test_an_article_without_a_house_has_no_paper_over_it(article: Path) -> None:
    edition, context, _ = examine(article, PLAIN)
    assert "running-paper" not in page(edition, context)


def test_a_word_document_has_the_paper_in_its_head_and_properties_and_no_other_accent(article: Path) -> None:
    files = parts(made(article, "docx"))
    assert "صحيفة الضفاف" in files["word/header1.xml"].decode()
    assert "صحيفة الضفاف" in files["docProps/custom.xml"].decode()
    styles = files["word/styles.xml"].decode()
    assert "9C1F1F" not in styles
    emphasis = re.search(r'w:styleId="Emphasis".*?w:color w:val="(\w{6})"', styles, re.DOTALL)
    assert emphasis
    assert min(contrast(f"#{emphasis[1]}", ground) for ground in ("#ffffff", "#f7f5f1")) >= 4.5


def test_a_book_has_the_paper_for_its_publisher_and_its_colour_on_the_cover_and_in_the_text(article: Path) -> None:
    files = parts(made(article, "epub"))
    assert re.search("<dc:publisher[^>]*>صحيفة الضفاف</dc:publisher>", files["EPUB/content.opf"].decode())
    assert "صحيفة الضفاف" in files["EPUB/text/cover.xhtml"].decode()
    sheet = files["EPUB/style/book.css"].decode()
    (accent,) = set(re.findall(r"border-top: 0.15em solid (#\w{6})", sheet))
    assert min(contrast(accent, ground) for ground in ("#ffffff", "#000000")) >= 4.5
    ground = Image.open(BytesIO(files["EPUB/images/cover.jpg"])).getpixel((20, 20))
    assert isinstance(ground, tuple)
    red, green, blue = ground
    assert red > green > blue  # the house's hue
    assert contrast(f"#{red:02x}{green:02x}{blue:02x}", "#ffffff") >= 4.5


def test_an_edition_s_own_masthead_goes_before_the_house_s(article: Path) -> None:
    plan = article.with_name("edition.yml")
    plan.write_text(f"masthead: جريدة الرصيف\nsections: [{{articles: [{article.name}]}}]\n", encoding="utf-8")
    edition, _, _ = examine(plan, PALE)
    assert (edition.title, edition.galleys[0].masthead) == ("جريدة الرصيف", "جريدة الرصيف")
