"""Galleys as one PDF: the layout's page template filled, laid out and written.

ISO 19005-3 (PDF/A-3a) and ISO 14289-1 (PDF/UA-1) in one file: tagged, titled, with its language and colours; dates and
identifier follow from the content (P3).
"""

from __future__ import annotations

from dataclasses import replace

from exporter.backends.api import Context
from exporter.backends.pdf import (
    facts,
    guard,
    headlines,
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
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fitting.fit import fit
from exporter.backends.pdf.laid import VARIANT, layer_out
from exporter.backends.pdf.options import PLAIN, Options
from exporter.backends.pdf.pasteup.outline import by_article
from exporter.backends.pdf.post import finisher
from exporter.errors import InputError, RenderError, UsageError
from exporter.findings import finding
from exporter.house.sheets import on_paper
from exporter.messages import is_error
from exporter.model.galley import Edition, Rendition
from exporter.model.inlines import Direction

guard.check()
for part in (memory, repairs, lineends, headlines, structure, textlayer):
    part.install()


def render(edition: Edition, context: Context, options: Options = PLAIN) -> Rendition:
    """Make the file.

    Raises:
        InputError: the layout is wrong (LAYOUT-007 to LAYOUT-023).
        RenderError: a character has no glyph (PDF-001), a picture or the page's style fails (PDF-002 to PDF-004), it
            cannot go to the press (PDF-031 to PDF-034), is over what it is to fill (FIT-007, FIT-008), or the
            finished file lacks something (PDF-060 to PDF-066).
        UsageError: the layout has no such paper or columns (PDF-040 to PDF-043), is none for the press (PDF-030),
            or is not fitted (FIT-009, FIT-016, FIT-017); or spreads are asked for the press (PDF-050).
    """
    context = replace(context, layout=on_paper(context.layout, options.paper, int(options.columns or 0)))
    first, for_press = edition.galleys[0], options.pdf_for == "press"
    if for_press and options.spreads:
        raise UsageError(finding("PDF-050"))
    fetcher = EditionFetcher(edition.galleys, context.layout)
    with journal.listening() as lines:
        lay_out = layer_out(edition, context, fetcher, for_press=for_press)
        laid, fitted = (
            fit(edition, context.layout, options.fit, lay_out) if options.fit else (lay_out(context.layout), ())
        )
        context, document, how = replace(context, layout=laid.layout), laid.document, laid.layout.justification
        loose = kashida.report(laid.filled, how) if how else ()
        composition = compose(document)
        seen = context.inspect(composition, edition)
        if context.layout.proof:
            margins.fill_margins(document, composition, edition, context, (*loose, *seen))
        surroundings.look_around(document)
        structure.find_repeated(document)
        sheets = spreads.sheets(len(document.pages), facing=options.spreads)
        document = spreads.joined(document, sheets, rtl=first.direction is Direction.RTL)
        if laid.parts:
            by_article(document, laid.parts)
        xmp.say_more(document, edition)
        data: bytes = document.write_pdf(finisher=finisher(edition, sheets), pdf_variant=VARIANT, pdf_identifier=True)
    if fetcher.wrong:
        raise InputError(fetcher.wrong)
    found = (*journal.findings(lines, fetcher.refused), *fitted, *laid.said, *loose, *seen)
    if any(map(is_error, found)):
        raise RenderError(found)
    name = f"{edition.file_name}-press.pdf" if for_press else f"{edition.file_name}.pdf"
    if for_press:
        data = press.made_ready(data, edition, context)
    if wrong := facts.look(data, context.layout.press if for_press else None):
        raise RenderError(wrong)
    return Rendition({name: data}, found)
