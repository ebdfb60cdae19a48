"""Reference documents as newsrooms have them, made with python-docx, and damaged ones."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as House
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from exporter.backends.api import GivenFile
from exporter.backends.docx.options import Options
from tests.backends.galleys import picture

Change = Callable[[dict[str, bytes]], object]
BODY = "نص من النموذج لا يبقى منه شيء"


def house() -> House:
    """A document with a headline, a kicker under its Arabic name, a page of its own, a head and body text."""
    document = Document()
    heading = document.styles["Heading 1"].element
    for size in heading.iter("{*}sz", "{*}szCs"):
        size.set(size.tag.rpartition("}")[0] + "}val", "66")
    kicker = document.styles.add_style("عنوان تمهيدي", WD_STYLE_TYPE.PARAGRAPH)
    kicker.font.size, kicker.font.name = Pt(19), "House Kufi"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(170), Mm(240)
    section.left_margin, section.right_margin = Mm(20), Mm(30)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(BytesIO(picture("masthead.png", 300, 60).data))
    head.add_run("صحيفة الميدان ")
    _link(head, "https://example.org/home")
    section.footer.paragraphs[0].text = "هاتف التحرير"
    document.add_heading(BODY)
    document.add_paragraph(BODY)
    document.core_properties.author = "كاتب النموذج"
    return document


def _link(paragraph: object, target: str) -> None:
    part = paragraph.part  # type: ignore[attr-defined]
    identity = part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = paragraph._p  # type: ignore[attr-defined]
    link = element.makeelement(element.tag.replace("}p", "}hyperlink"), {})
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", identity)
    element.append(link)


def data(document: House) -> bytes:
    """The document as it lies on the disk."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def reference(content: House | bytes) -> Options:
    """The options with that document for a reference."""
    return Options(reference=GivenFile("house.docx", content if isinstance(content, bytes) else data(content)))


def changed(content: bytes, change: Change) -> bytes:
    """A package with its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


FLAT_ODF = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb"/>
  <style:text-properties fo:font-family="DejaVu Sans" style:font-family-complex="DejaVu Sans"
   fo:font-size="12pt" style:font-size-complex="12pt" style:language-complex="ar" style:country-complex="EG"/>
 </style:default-style>
 <style:style style:name="Standard" style:family="paragraph" style:class="text"/>
 <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:font-size="31pt"
  style:font-size-complex="31pt" fo:color="#006633" fo:font-family="DejaVu Sans Mono"
  style:font-family-complex="DejaVu Sans Mono"/></style:style>
 <style:style style:name="Kicker" style:display-name="عنوان تمهيدي" style:family="paragraph"
  style:parent-style-name="Standard"><style:text-properties fo:font-size="19pt" style:font-size-complex="19pt"
  /></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="17cm"
 fo:page-height="24cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="3cm"
 style:writing-mode="rl-tb"/><style:header-style><style:header-footer-properties fo:min-height="5mm"
 fo:margin-bottom="5mm"/></style:header-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p
 >صحيفة الميدان</text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text><text:h text:outline-level="1">نص من النموذج</text:h><text:p text:style-name="Kicker"
 >نص من النموذج</text:p></office:text></office:body>
</office:document>
"""
"""A reference as LibreOffice writes one from it: page, head, a heading and an Arabic-named kicker, from the right."""
