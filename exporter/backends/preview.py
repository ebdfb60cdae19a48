"""The pages of a PDF on one sheet, for people who would rather look: in the order in which they are turned.

Drawn by PDFium, which Chrome shows PDFs with. A viewer of pictures shows the sheet; nobody has to open the PDF.
"""

from __future__ import annotations

import math
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image

DPI = 110
MOST_PIXELS = 40_000_000
"""Of the sheet: with many pages they are drawn smaller."""

COLUMNS = 4
_GUTTER = 0.25
"""Inches round each page."""
_DESK = (112, 110, 106)


def draw(data: bytes) -> bytes:
    """The pages of a PDF as one PNG; the first is at the right when the PDF is bound there."""
    with pikepdf.open(BytesIO(data)) as file:
        rtl = file.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction") == "/R2L"
    document = pypdfium2.PdfDocument(data)
    try:
        sizes = [
            (page_width / 72, page_height / 72)
            for page_width, page_height in map(document.get_page_size, range(len(document)))
        ]
        columns = min(len(sizes), COLUMNS)
        rows = math.ceil(len(sizes) / columns)
        width = max(width for width, _ in sizes) + _GUTTER
        height = max(height for _, height in sizes) + _GUTTER
        area = (columns * width + _GUTTER) * (rows * height + _GUTTER)
        dpi = min(DPI, math.sqrt(MOST_PIXELS / area))
        size = int((columns * width + _GUTTER) * dpi), int((rows * height + _GUTTER) * dpi)
        sheet = Image.new("RGB", size, _DESK)
        for nth in range(len(sizes)):
            row, column = divmod(nth, columns)
            place = columns - 1 - column if rtl else column
            bitmap = document[nth].render(scale=dpi / 72)
            sheet.paste(bitmap.to_pil(), (int((place * width + _GUTTER) * dpi), int((row * height + _GUTTER) * dpi)))
            bitmap.close()
    finally:
        document.close()
    out = BytesIO()
    sheet.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
