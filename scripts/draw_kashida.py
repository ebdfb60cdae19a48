"""Draw docs/kashida.png: text in a narrow column, at the left with word spaces alone, at the right with kashida."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from exporter.backends.pdf import lineends, surroundings, textlayer
from exporter.backends.pdf.engine import HTML
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.kashida import justify
from exporter.house.layout import load_layout
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families

TEXT = (
    "فتحت مكتبة المدينة أبوابها صباح أمس بعد ترميم استمر سنتين، واستقبلت في الساعة الأولى مئات الطلاب والباحثين. "
    "وتضم القاعات الجديدة مجموعة من المخطوطات النادرة، وقسما للأطفال، وورشة لترميم الكتب القديمة. وقالت "
    "مديرة المكتبة إن القراءة ستبقى مجانية للجميع حتى منتصف الليل."
)
STYLE = (
    "@page {{ size: 76mm 74mm; margin: 5mm 6mm }} html {{ font: 12.5pt/1.6 {family}; word-spacing: 0.01pt }} "
    "body {{ margin: 0; text-align: justify; color: #171614 }} p {{ margin: 0 }}"
)
PIXELS_PER_POINT = 2.4


def column(family: str, kashida: bool) -> Image.Image:
    """The paragraph, drawn."""
    how = load_layout(templates_dir() / "newspaper").justification
    assert how
    page = f'<html dir="rtl" lang="ar"><style>{STYLE.format(family=family)}</style><p>{TEXT}'
    document = HTML(string=page).render(font_config=bundled_fonts(load_families()))
    justify(document, replace(how, kashida=kashida))
    surroundings.look_around(document)
    drawn = pypdfium2.PdfDocument(document.write_pdf())[0].render(scale=PIXELS_PER_POINT)
    image: Image.Image = drawn.to_pil().convert("L")
    return image


def main() -> None:
    """Draw both columns in two families, and write the picture."""
    lineends.install()
    textlayer.install()
    rows = [[column(family, kashida) for kashida in (False, True)] for family in ("Amiri", "Vazirmatn")]
    width, height = rows[0][0].size
    picture = Image.new("L", (2 * width, 2 * height), 255)
    for down, row in enumerate(rows):
        for along, image in enumerate(row):
            picture.paste(image, (along * width, down * height))
    picture.quantize(16).save(Path(__file__).parent.parent / "docs" / "kashida.png", optimize=True)


if __name__ == "__main__":
    main()
