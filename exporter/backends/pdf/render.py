"""Galleys as one PDF: the layout's page template filled, laid out and written.

ISO 19005-3 (PDF/A-3a) and ISO 14289-1 (PDF/UA-1) in one file: tagged, titled, with its language and colours; dates and
identifier follow from the content (P3).
"""

from __future__ import annotations

from exporter.backends.api import Context
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill
from exporter.backends.html.numerals import COUNTER_STYLE
from exporter.backends.html.typography import text_of
from exporter.backends.pdf import (
    facts,
    guard,
    journal,
    kashida,
    lineends,
    margins,
    memory,
    press,
    repairs,
    structure,
    surroundings,
    textlayer,
    xmp,
)
from exporter.backends.pdf.colophon import Colophon
from exporter.backends.pdf.composition import compose
from exporter.backends.pdf.engine import CSS, HTML
from exporter.backends.pdf.fetcher import EditionFetcher, picture_url
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.joining import breakable, hold_joins
from exporter.backends.pdf.options import PLAIN, Options
from exporter.backends.pdf.post import finisher
from exporter.backends.pdf.printable import check
from exporter.backends.pdf.sheets import ADDRESS, style_sheets
from exporter.errors import InputError, RenderError
from exporter.messages import is_error
from exporter.model.galley import Edition, Galley, Rendition
from exporter.typefaces.coverage import share

VARIANT = "pdf/a-3a"
"""The archive's standard; `xmp` says that the file is PDF/UA-1 too."""

guard.check()
for part in (memory, repairs, lineends, structure, textlayer):
    part.install()


def render(edition: Edition, context: Context, options: Options = PLAIN) -> Rendition:
    """Make the file.

    Raises:
        InputError: the layout is wrong (LAYOUT-007 to LAYOUT-023).
        RenderError: a character has no glyph (PDF-001), a picture or the page's style fails (PDF-002 to PDF-004), or
            it cannot go to the press (PDF-030 to PDF-034), or the finished file lacks something (PDF-040 to PDF-046).
    """
    first, for_press = edition.galleys[0], options.pdf_for == "press"
    bleed = [CSS(string=press.style_sheet(press.press_of(context.layout)))] if for_press else []
    fetcher = EditionFetcher(edition.galleys, context.layout)
    sheets, markup = style_sheets(context.layout), page(edition, context, for_press=for_press)
    with journal.listening() as lines:
        document = HTML(string=markup, base_url=ADDRESS, url_fetcher=fetcher).render(
            stylesheets=[*sheets, *bleed],
            font_config=bundled_fonts(context.families),
            pdf_variant=VARIANT,
        )
        how = context.layout.justification
        loose = kashida.report(kashida.justify(document, how), how) if how else ()
        composition = compose(document)
        seen = context.inspect(composition, edition)
        if context.layout.proof:
            margins.fill_margins(document, composition, edition, context, (*loose, *seen))
        surroundings.look_around(document)
        structure.find_repeated(document)
        xmp.say_more(document, edition)
        data: bytes = document.write_pdf(finisher=finisher(first.direction), pdf_variant=VARIANT, pdf_identifier=True)
    if fetcher.wrong:
        raise InputError(fetcher.wrong)
    found = (*journal.findings(lines, fetcher.refused), *loose, *seen)
    if any(map(is_error, found)):
        raise RenderError(found)
    name = f"{edition.file_name}-press.pdf" if for_press else f"{edition.file_name}.pdf"
    if for_press:
        data = press.made_ready(data, edition, context)
    if wrong := facts.look(data, context.layout.press if for_press else None):
        raise RenderError(wrong)
    return Rendition({name: data}, found)


def page(edition: Edition, context: Context, *, for_press: bool = False) -> str:
    """The markup that is laid out: it names nothing but pictures of the edition and bundled typefaces.

    Raises:
        DependencyError, RenderError: a family that takes part is damaged or cannot be printed, as `printable.check`.
    """
    first, layout = edition.galleys[0], context.layout
    text = "\n".join(map(text_of, edition.galleys))
    if layout.colophon:
        text += "\n".join(Colophon(galley).text for galley in edition.galleys)
    # Only the families that take part: whatever else is loaded, a page comes out the same.
    roles = {role: tuple(share(text, chain)) for role, chain in context.roles.items()}
    for family in dict.fromkeys(family for chain in roles.values() for family in chain):
        check(family)
    return fill(
        layout.template("page.html.jinja"),
        {
            "galleys": edition.galleys,
            "presses": [_press(galley, nth) for nth, galley in enumerate(edition.galleys, start=1)],
            "about": about(edition),
            "moment": context.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "layout": layout,
            "roles": roles,
            "colour": context.colour,
            "colophon": Colophon,
            "for_press": for_press,
            "counter": COUNTER_STYLE[first.digits],
        },
        folder=layout.root,
    )


def _press(galley: Galley, nth: int) -> Press:
    prefix = f"a{nth}-" if nth > 1 else ""
    return Press(galley, picture_url, prefix, lambda inlines: breakable(hold_joins(inlines)))
