"""The text layer changes what is read and not what is seen: pages look as WeasyPrint alone draws them.

WeasyPrint prints the same HTML in a process of its own, without the text layer, but with `repairs` and `headlines`,
which mend its layout. Two of its faults are allowed for: it cuts movements to whole thousandths of an em; and its
justified lines with marks end short of the margin (docs/decisions/012), so samples with many marks are compared ragged.
"""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from benchmarks.rival import html
from exporter import pipeline
from exporter.backends.api import Context
from exporter.model.galley import Galley
from tests.backends.pdf.pages import changed, context, data

pytestmark = [pytest.mark.real, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.parent.name for path in (ROOT / "samples").glob("*/article.yml"))
WITH_MARKS = frozenset({"andalus-culture", "caspian-persian", "date-palm-feature", "monsoon-urdu"})
SCALE = 4
"""Pixels to the point; PDFium puts each letter on a whole pixel."""
STRONG = 80
"""Of 255: an edge that lies a pixel aside, softened, is weaker."""
MOST = 8
"""Strong pixels of a page that may differ; a letter that stands a point aside has more."""

ALONE = """
import inspect, re, sys
from pathlib import Path
from exporter.backends.pdf import guard, headlines, repairs
from exporter.backends.pdf.engine import HTML, draw_text, pdf_fonts, svg_text
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.typefaces.families import load_families
repairs.install()
headlines.install()
source = inspect.getsource(guard.ORIGINALS["weasyprint.draw.text:draw_first_line"])
assert "{int(kerning)}" in source
exec(source.replace("{int(kerning)}", "{kerning:.4f}"), vars(draw_text))
svg_text.draw_first_line = draw_text.draw_first_line
pdf_fonts.Font.clean = guard.ORIGINALS["weasyprint.pdf.fonts:Font.clean"]
markup = re.sub("@font-face {[^}]*}", "", Path(sys.argv[1]).read_text("utf-8"))
HTML(string=markup, base_url=sys.argv[1]).write_pdf(
    sys.argv[2], font_config=bundled_fonts(load_families()), pdf_variant="pdf/ua-1"
)
"""
"""WeasyPrint's own drawing, its movements not cut to whole thousandths of an em: in a headline that makes a pixel.

The font map is ours, since that of the machine rounds advances as its settings for screens ask.
"""


def alone(galley: Galley, of: Context, folder: Path) -> bytes:
    """The page as WeasyPrint draws it without the text layer."""
    page = html(galley, of, folder, "page")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(page), str(page.with_suffix(".pdf"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return page.with_suffix(".pdf").read_bytes()


def pictures(content: bytes) -> list[Image.Image]:
    """The pages in grey, softened so that an edge within a pixel does not count."""
    document = pypdfium2.PdfDocument(content)
    return [
        page.render(scale=SCALE).to_pil().convert("L").filter(ImageFilter.GaussianBlur(SCALE / 2)) for page in document
    ]


def differences(one: bytes, other: bytes) -> list[int]:
    """Strong pixels that differ, page by page."""
    pages = zip(pictures(one), pictures(other), strict=True)
    return [sum(ImageChops.difference(*pair).histogram()[STRONG:]) for pair in pages]


def of_sample(name: str) -> Galley:
    """A sample, made ready."""
    return pipeline.examine(ROOT / "samples" / name / "article.yml")[0].galleys[0]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pages_of_a_sample_look_as_weasyprint_draws_them(name: str, tmp_path: Path) -> None:
    galley = of_sample(name)
    of = context(pipeline.examine(ROOT / "samples" / name / "article.yml")[1].moment)
    if name in WITH_MARKS:
        of = changed(tmp_path, "page.css", lambda css: css.replace(": justify", ": start"))
    found = differences(data(galley, of=of), alone(galley, of, tmp_path / "alone"))
    assert found and all(count <= MOST for count in found), found


def test_a_letter_that_stands_a_point_aside_is_seen() -> None:
    sound = data(of_sample("flood-brief"))
    with pikepdf.open(BytesIO(sound)) as file:
        page = file.pages[0]
        text = page.Contents.read_bytes()
        line = max(re.findall(rb"<([0-9a-f]{40,})>", text), key=len)
        middle = len(line) // 8 * 4
        moved = line[:middle] + b">-90<" + line[middle : middle + 4] + b">90<" + line[middle + 4 :]
        assert text.count(line) == 1
        page.Contents = file.make_stream(text.replace(line, moved))
        out = BytesIO()
        file.save(out)
    assert max(differences(out.getvalue(), sound)) > MOST
