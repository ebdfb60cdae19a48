"""What the document says of itself: settings, and core and custom properties from the article.

ECMA-376 part 1, 17.15 (settings), 22.3 (custom properties); part 2, 11 (core properties).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from exporter.backends.docx.elements import Element, on, w
from exporter.backends.docx.notes import CONTINUATION, SEPARATOR
from exporter.backends.docx.story import Book
from exporter.backends.docx.styles import LATIN_LANGUAGE
from exporter.model.galley import Galley
from exporter.model.identity import identifier, version
from exporter.model.inlines import plain

CP: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # custom ones (22.3.2.2)
FIRST_CUSTOM: Final = 2
WORD: Final = "http://schemas.microsoft.com/office/word"
WORD_2013: Final = 15


def settings_element(book: Book) -> Element:
    """The settings: fonts embedded, no hyphenation (ALREQ, Q19), the languages of both scripts."""
    type_, house = book.type, book.house
    separators = (w("footnote", id=SEPARATOR), w("footnote", id=CONTINUATION))
    mode = w("compatSetting", name="compatibilityMode", uri=WORD, val=WORD_2013)
    arabic, latin = (type_.language, LATIN_LANGUAGE) if type_.rtl else ("ar-SA", type_.language)
    return w(
        "settings",
        w("zoom", percent=100),
        on("embedTrueTypeFonts"),
        on("saveSubsetFonts") if book.options.docx_fonts == "subset" else None,
        on("mirrorMargins") if house and house.mirrored else None,
        on("autoHyphenation", False),
        on("evenAndOddHeaders") if house and house.even_and_odd else None,
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *separators) if book.notes else None,
        w("compat", on("doNotExpandShiftReturn"), mode),
        w("themeFontLang", val=latin, bidi=arabic),
        w("decimalSymbol", val="."),
        w("listSeparator", val=";"),
    )


def core_element(galley: Galley, moment: datetime) -> Element:
    """Title, authors, keywords, section, language, and the moment as the time of making and changing."""
    article = galley.article
    authors = [author.name for author in article.byline.authors] or [article.byline.agency]
    root = etree.Element(f"{{{CP}}}coreProperties", None, {"cp": CP, "dc": DC, "dcterms": TERMS, "xsi": XSI})
    for name, value in (
        (f"{{{DC}}}title", one_line(galley.title)),
        (f"{{{DC}}}subject", one_line(plain(galley.deck))),
        (f"{{{DC}}}creator", "; ".join(authors)),
        (f"{{{CP}}}keywords", ", ".join(article.tags)),
        (f"{{{CP}}}category", article.section),
        (f"{{{DC}}}identifier", article.slug),
        (f"{{{CP}}}version", version(galley)),
        (f"{{{DC}}}language", article.language),
    ):
        if value:
            etree.SubElement(root, name).text = value
    for name in ("created", "modified"):
        time = etree.SubElement(root, f"{{{TERMS}}}{name}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        time.text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return root


def facts(galley: Galley) -> dict[str, str]:
    """What core properties have no place for, each under its English name, in this order; empty ones are left out."""
    article = galley.article
    values = {
        "Article ID": identifier([article]),
        "Version": version(galley),
        "Slug": article.slug,
        "Section": article.section,
        "Language": article.language,
        "Publication": publication(galley),
        "Source": article.source.name if article.source else "",
        "Source URL": article.source.url if article.source else "",
        "Published": article.published.isoformat() if article.published else "",
        "Updated": article.updated.isoformat() if article.updated else "",
    }
    return {name: one_line(value) for name, value in values.items() if value}


def custom_element(said: Mapping[str, str]) -> Element:
    """Facts as custom properties."""
    root = etree.Element(f"{{{CUSTOM}}}Properties", None, {"c": CUSTOM, "vt": VT})
    for place, (name, value) in enumerate(said.items(), FIRST_CUSTOM):
        about = {"fmtid": USER_DEFINED, "pid": str(place), "name": name}
        item = etree.SubElement(root, f"{{{CUSTOM}}}property", about)
        etree.SubElement(item, f"{{{VT}}}lpwstr").text = value
    return root


def publication(galley: Galley) -> str:
    """Who publishes it: the paper, the agency of the byline, or the source."""
    article = galley.article
    return galley.masthead or article.byline.agency or (article.source.name if article.source else "")


def one_line(text: str) -> str:
    """A text without the line breaks that its author asked for on the page."""
    return " ".join(text.split())
