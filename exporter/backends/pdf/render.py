"""Galleys as one PDF: the layout's page template filled, laid out and written.

ISO 14289-1 (PDF/UA-1): tagged, titled, with its language; dates and identifier follow from the content (P3).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exporter.backends.api import NO_OPTIONS, Context, NoOptions
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill
from exporter.backends.html.numerals import COUNTER_STYLE
from exporter.backends.html.typography import text_of
from exporter.backends.pdf import journal, repairs, textlayer
from exporter.backends.pdf.engine import CSS, HTML
from exporter.backends.pdf.fetcher import EditionFetcher, picture_url
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.joining import breakable, hold_joins
from exporter.backends.pdf.post import finisher
from exporter.errors import RenderError
from exporter.messages import is_error
from exporter.model.galley import Edition, Galley, Rendition
from exporter.typefaces.coverage import share

VARIANT = "pdf/ua-1"

repairs.install()
textlayer.install()


def render(edition: Edition, context: Context, _options: NoOptions = NO_OPTIONS) -> Rendition:
    """Make the file.

    Raises:
        RenderError: a character has no glyph (PDF-001), a picture or a template fails (PDF-002 to PDF-004).
    """
    first = edition.galleys[0]
    fetcher = EditionFetcher(edition.galleys)
    with journal.listening() as lines:
        document = HTML(string=page(edition, context), url_fetcher=fetcher).render(
            stylesheets=[_style_sheet(context.layout.folder)],
            font_config=bundled_fonts(context.families),
            pdf_variant=VARIANT,
        )
        textlayer.look_around(document)
        data: bytes = document.write_pdf(finisher=finisher(first.direction), pdf_variant=VARIANT, pdf_identifier=True)
    found = journal.findings(lines, fetcher.refused)
    if any(map(is_error, found)):
        raise RenderError(found)
    return Rendition({f"{edition.file_name}.pdf": data}, found)


def page(edition: Edition, context: Context) -> str:
    """The markup that is laid out: it names nothing but pictures of the edition and bundled typefaces."""
    first, layout = edition.galleys[0], context.layout
    text = "\n".join(map(text_of, edition.galleys))
    return fill(
        f"{layout.folder.name}/page.html.jinja",
        {
            "galleys": edition.galleys,
            "presses": [_press(galley, nth) for nth, galley in enumerate(edition.galleys, start=1)],
            "about": about(edition),
            "moment": context.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "layout": layout,
            # Only the families that take part: whatever else is loaded, a page comes out the same.
            "roles": {role: tuple(share(text, chain)) for role, chain in context.roles.items()},
            "counter": COUNTER_STYLE[first.digits],
        },
        folder=layout.folder.parent,
    )


@cache
def _style_sheet(folder: Path) -> CSS:
    """A layout's style sheet, parsed once for all articles."""
    return CSS(string=(folder / "page.css").read_text(encoding="utf-8"))


def _press(galley: Galley, nth: int) -> Press:
    prefix = f"a{nth}-" if nth > 1 else ""
    return Press(galley, picture_url, prefix, lambda inlines: breakable(hold_joins(inlines)))
