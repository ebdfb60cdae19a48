"""What the document says of itself: settings, and core properties from the article.

ECMA-376 part 1, 17.15 (settings); part 2, 11 (core properties).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from lxml import etree

from exporter.backends.docx.elements import Element, on, w
from exporter.backends.docx.notes import CONTINUATION, SEPARATOR
from exporter.backends.docx.styles import LATIN_LANGUAGE
from exporter.backends.docx.typography import Typography
from exporter.model.galley import Galley
from exporter.model.inlines import plain

CP: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
WORD: Final = "http://schemas.microsoft.com/office/word"
WORD_2013: Final = 15


def settings_element(type_: Typography, *, notes: bool) -> Element:
    """The settings: fonts embedded whole, no hyphenation (ALREQ, Q19), the languages of both scripts."""
    separators = (w("footnote", id=SEPARATOR), w("footnote", id=CONTINUATION))
    mode = w("compatSetting", name="compatibilityMode", uri=WORD, val=WORD_2013)
    arabic, latin = (type_.language, LATIN_LANGUAGE) if type_.rtl else ("ar-SA", type_.language)
    return w(
        "settings",
        w("zoom", percent=100),
        on("embedTrueTypeFonts"),
        on("autoHyphenation", False),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *separators) if notes else None,
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
        (f"{{{DC}}}title", galley.title),
        (f"{{{DC}}}subject", plain(galley.deck)),
        (f"{{{DC}}}creator", "; ".join(authors)),
        (f"{{{CP}}}keywords", ", ".join(article.tags)),
        (f"{{{CP}}}category", article.section),
        (f"{{{DC}}}identifier", article.slug),
        (f"{{{DC}}}language", article.language),
    ):
        if value:
            etree.SubElement(root, name).text = value
    for name in ("created", "modified"):
        time = etree.SubElement(root, f"{{{TERMS}}}{name}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        time.text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return root
