"""Small files made by the raw libraries, sound ones and ones with a planted fault, to try the judges on."""

from __future__ import annotations

import zipfile
from pathlib import Path

FONT = Path(__file__).parents[2] / "fonts" / "amiri" / "Amiri-Regular.ttf"
SENTENCE = "افتتح رئيس البلدية خط الترام الجديد صباح اليوم"

PAGE = """<!doctype html>
<html lang="{lang}" dir="rtl">
<head><meta charset="utf-8"><title>{title}</title>
<style>
  @font-face {{ font-family: "Specimen"; src: url("{font}") }}
  @page {{ size: 120mm 80mm; margin: 5mm }}
  body {{ font: 14pt "Specimen" }}
</style></head>
<body>{body}</body></html>
"""

CHAPTER = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="ar" xml:lang="ar" dir="rtl">
<head><title>خط الترام</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body><main role="main">{body}</main></body></html>
"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="ar" dir="rtl">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:identifier id="id">urn:uuid:6f1d7e4a-5a0e-5b0c-9a5e-0f6f2f6a9d11</dc:identifier>
  <dc:title>خط الترام</dc:title><dc:language>ar</dc:language>
  <meta property="dcterms:modified">2026-03-01T07:00:00Z</meta>
  <meta property="schema:accessMode">textual</meta>
  <meta property="schema:accessModeSufficient">textual</meta>
  <meta property="schema:accessibilityFeature">structuralNavigation</meta>
  <meta property="schema:accessibilityHazard">none</meta>
  <meta property="schema:accessibilitySummary">نص يُقرأ كله</meta>
</metadata>
<manifest>
  <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  <item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
  <item id="css" href="book.css" media-type="text/css"/>
</manifest>
<spine page-progression-direction="{direction}"><itemref idref="text"/></spine>
</package>
"""

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""

NAV = """<nav epub:type="toc" role="doc-toc" aria-label="المحتويات"><h1>المحتويات</h1>
<ol><li><a href="text.xhtml">الخبر</a></li></ol></nav>"""


def pdf(path: Path, body: str, *, lang: str = "ar", title: str = "خط الترام", variant: str = "pdf/ua-1") -> Path:
    """A page of HTML printed by WeasyPrint alone."""
    from weasyprint import HTML

    HTML(string=PAGE.format(lang=lang, title=title, font=FONT.as_uri(), body=body)).write_pdf(path, pdf_variant=variant)
    return path


def epub(path: Path, body: str, *, css: str = "h1 { margin: 1em }", direction: str = "rtl") -> Path:
    """A book of one chapter, written by hand."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OEBPS/package.opf", PACKAGE.format(direction=direction))
        book.writestr("OEBPS/nav.xhtml", CHAPTER.format(body=NAV))
        book.writestr("OEBPS/text.xhtml", CHAPTER.format(body=body))
        book.writestr("OEBPS/book.css", css)
    return path


def docx(path: Path, *, misplaced: bool = False) -> Path:
    """A document of python-docx; with `misplaced`, a paragraph's `w:bidi` stands after its `w:jc`."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    properties = document.add_paragraph(SENTENCE)._p.get_or_add_pPr()
    direction, alignment = OxmlElement("w:bidi"), OxmlElement("w:jc", {qn("w:val"): "left"})
    properties.extend([alignment, direction] if misplaced else [direction, alignment])
    document.save(str(path))
    return path
