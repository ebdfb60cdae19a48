"""Galleys as one PDF: the layout's page template filled, laid out and written.

ISO 19005-3 (PDF/A-3a) and ISO 14289-1 (PDF/UA-1) in one file: tagged, titled, with its language and colours; dates and
identifier follow from the content (P3).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from exporter.backends.api import Context
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill
from exporter.backends.html.numerals import COUNTER_STYLE
from exporter.backends.html.typography import text_of
from exporter.backends.pdf import (
    guard,
    journal,
    kashida,
    lineends,
    margins,
    press,
    repairs,
    structure,
    surroundings,
    textlayer,
    xmp,
)
from exporter.backends.pdf.composition import compose
from exporter.backends.pdf.engine import CSS, HTML
from exporter.backends.pdf.fetcher import EditionFetcher, picture_url
from exporter.backends.pdf.fitting.fit import fit
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.joining import breakable, hold_joins
from exporter.backends.pdf.options import PLAIN, Options
from exporter.backends.pdf.post import finisher
from exporter.backends.pdf.printable import check
from exporter.errors import RenderError
from exporter.findings import Finding
from exporter.house.layout import Layout
from exporter.messages import is_error
from exporter.model.galley import Edition, Galley, Rendition
from exporter.typefaces.coverage import share

VARIANT = "pdf/a-3a"
"""The archive's standard; `xmp` says that the file is PDF/UA-1 too."""

guard.check()
for part in (repairs, lineends, structure, textlayer):
    part.install()


def render(edition: Edition, context: Context, options: Options = PLAIN) -> Rendition:
    """Make the file.

    Raises:
        RenderError: a character has no glyph (PDF-001), a picture or a template fails (PDF-002 to PDF-004), or it
            cannot go to the press (PDF-030 to PDF-034), or is over what it is to fill (FIT-007 to FIT-016).
    """
    first, for_press = edition.galleys[0], options.pdf_for == "press"
    fetcher = EditionFetcher(edition.galleys)
    with journal.listening() as lines:
        context, document, fitted = laid_out(edition, context, options, fetcher)
        how = context.layout.justification
        loose = kashida.report(kashida.justify(document, how), how) if how else ()
        composition = compose(document)
        seen = context.inspect(composition, edition)
        if context.layout.proof:
            margins.fill_margins(document, composition, edition, context, (*loose, *seen))
        surroundings.look_around(document)
        structure.find_repeated(document)
        xmp.say_accessible(document)
        data: bytes = document.write_pdf(finisher=finisher(first.direction), pdf_variant=VARIANT, pdf_identifier=True)
    found = (*journal.findings(lines, fetcher.refused), *fitted, *loose, *seen)
    if any(map(is_error, found)):
        raise RenderError(found)
    if for_press:
        return Rendition({f"{edition.file_name}-press.pdf": press.made_ready(data, edition, context)}, found)
    return Rendition({f"{edition.file_name}.pdf": data}, found)


def fit_report(edition: Edition, context: Context, options: Options) -> tuple[Finding, ...]:
    """What there is to say of how the text fills its target, without making the file.

    Raises:
        RenderError: it is over (FIT-007 to FIT-016), or the page cannot be laid out, as `render`.
    """
    with journal.listening():
        return laid_out(edition, context, options, EditionFetcher(edition.galleys))[2]


def laid_out(
    edition: Edition, context: Context, options: Options, fetcher: EditionFetcher
) -> tuple[Context, Any, tuple[Finding, ...]]:
    """The context as the text was fitted, the document between layout and drawing, what there is to say of the fit."""
    bleed = [CSS(string=press.style_sheet(press.press_of(context.layout)))] if options.pdf_for == "press" else []

    def lay_out(layout: Layout) -> Any:
        return HTML(string=page(edition, replace(context, layout=layout)), url_fetcher=fetcher).render(
            stylesheets=[style_sheet(layout.folder), *bleed],
            font_config=bundled_fonts(context.families),
            pdf_variant=VARIANT,
        )

    if options.fit is None:
        return context, lay_out(context.layout), ()
    fitted = fit(edition, context.layout, options.fit, lay_out)
    return replace(context, layout=fitted.layout), fitted.document, fitted.findings


def page(edition: Edition, context: Context) -> str:
    """The markup that is laid out: it names nothing but pictures of the edition and bundled typefaces.

    Raises:
        DependencyError, RenderError: a family that takes part is damaged or cannot be printed, as `printable.check`.
    """
    first, layout = edition.galleys[0], context.layout
    text = "\n".join(map(text_of, edition.galleys))
    # Only the families that take part: whatever else is loaded, a page comes out the same.
    roles = {role: tuple(share(text, chain)) for role, chain in context.roles.items()}
    for family in dict.fromkeys(family for chain in roles.values() for family in chain):
        check(family)
    return fill(
        f"{layout.folder.name}/page.html.jinja",
        {
            "galleys": edition.galleys,
            "presses": [_press(galley, nth) for nth, galley in enumerate(edition.galleys, start=1)],
            "about": about(edition),
            "moment": context.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "layout": layout,
            "roles": roles,
            "colour": context.colour,
            "counter": COUNTER_STYLE[first.digits],
        },
        folder=layout.folder.parent,
    )


@cache
def style_sheet(folder: Path) -> CSS:
    """A layout's style sheet, parsed once for all articles."""
    return CSS(string=(folder / "page.css").read_text(encoding="utf-8"))


def _press(galley: Galley, nth: int) -> Press:
    prefix = f"a{nth}-" if nth > 1 else ""
    return Press(galley, picture_url, prefix, lambda inlines: breakable(hold_joins(inlines)))
