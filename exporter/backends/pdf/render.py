"""Galleys as one PDF: the layout's page template filled, laid out and written.

ISO 19005-3 (PDF/A-3a) and ISO 14289-1 (PDF/UA-1) in one file: tagged, titled, with its language and colours; dates and
identifier follow from the content (P3).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exporter.backends.api import Context
from exporter.backends.pdf import (
    guard,
    journal,
    kashida,
    lineends,
    margins,
    memory,
    press,
    repairs,
    spreads,
    structure,
    surroundings,
    textlayer,
    xmp,
)
from exporter.backends.pdf.composition import compose
from exporter.backends.pdf.engine import CSS, HTML
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.markup import page, style_sheet
from exporter.backends.pdf.options import PLAIN, Options
from exporter.backends.pdf.pasteup.making import pasted
from exporter.backends.pdf.pasteup.outline import by_article
from exporter.backends.pdf.post import finisher
from exporter.errors import RenderError, UsageError
from exporter.findings import finding
from exporter.house.sheets import on_paper
from exporter.messages import is_error
from exporter.model.galley import Edition, Rendition
from exporter.model.inlines import Direction

VARIANT = "pdf/a-3a"
"""The archive's standard; `xmp` says that the file is PDF/UA-1 too."""

guard.check()
for part in (memory, repairs, lineends, structure, textlayer):
    part.install()


def render(edition: Edition, context: Context, options: Options = PLAIN) -> Rendition:
    """Make the file.

    Raises:
        RenderError: a character has no glyph (PDF-001), a picture or a template fails (PDF-002 to PDF-004), or it
            cannot go to the press (PDF-030 to PDF-034).
        UsageError: the layout has no such paper or columns (PDF-040 to PDF-043), or spreads are asked for the press
            (PDF-050).
    """
    context = replace(context, layout=on_paper(context.layout, options.paper, int(options.columns or 0)))
    first, for_press = edition.galleys[0], options.pdf_for == "press"
    if for_press and options.spreads:
        raise UsageError(finding("PDF-050"))
    bleed = [CSS(string=press.style_sheet(press.press_of(context.layout)))] if for_press else []
    fetcher = EditionFetcher(edition.galleys)

    def lay_out(markup: str, *, on_sheets: bool) -> Any:
        return HTML(string=markup, url_fetcher=fetcher).render(
            stylesheets=[style_sheet(context.layout.folder), *(bleed if on_sheets else ())],
            font_config=bundled_fonts(context.families),
            pdf_variant=VARIANT,
        )

    how = context.layout.justification
    with journal.listening() as lines:
        if context.layout.sheets:
            document, filled, parts, said = pasted(edition, context, lay_out)
        else:
            document, parts, said = lay_out(page(edition, context), on_sheets=True), (), ()
            filled = kashida.justify(document, how) if how else ()
        loose = kashida.report(filled, how) if how else ()
        composition = compose(document)
        seen = context.inspect(composition, edition)
        if context.layout.proof:
            margins.fill_margins(document, composition, edition, context, (*loose, *seen))
        surroundings.look_around(document)
        structure.find_repeated(document)
        sheets = spreads.sheets(len(document.pages), facing=options.spreads)
        document = spreads.joined(document, sheets, rtl=first.direction is Direction.RTL)
        if parts:
            by_article(document, parts)
        xmp.say_accessible(document)
        data: bytes = document.write_pdf(finisher=finisher(edition, sheets), pdf_variant=VARIANT, pdf_identifier=True)
    found = (*journal.findings(lines, fetcher.refused), *said, *loose, *seen)
    if any(map(is_error, found)):
        raise RenderError(found)
    if for_press:
        return Rendition({f"{edition.file_name}-press.pdf": press.made_ready(data, edition, context)}, found)
    return Rendition({f"{edition.file_name}.pdf": data}, found)
