"""An edition laid out: WeasyPrint's document between layout and drawing, its justified lines filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from exporter.backends.api import Context
from exporter.backends.pdf import kashida, press
from exporter.backends.pdf.engine import CSS, HTML
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.markup import page
from exporter.backends.pdf.pasteup.making import pasted
from exporter.backends.pdf.sheets import ADDRESS, style_sheets
from exporter.findings import Finding
from exporter.house.layout import Layout
from exporter.model.galley import Edition

VARIANT = "pdf/a-3a"
"""The archive's standard; `xmp` says that the file is PDF/UA-1 too."""


class Laid(NamedTuple):
    """Pages.

    Attributes:
        layout: as they were set.
        document: WeasyPrint's.
        filled: the justified lines.
        parts: of pages that were pasted up, the boxes of the parts of the articles, article by article.
        said: where the pages are not what the edition's file asks.
    """

    layout: Layout
    document: Any
    filled: tuple[kashida.Filled, ...]
    parts: tuple[Any, ...] = ()
    said: tuple[Finding, ...] = ()


def layer_out(
    edition: Edition, context: Context, fetcher: EditionFetcher, *, for_press: bool
) -> Callable[[Layout], Laid]:
    """What lays an edition out with a layout, as often as is asked.

    Raises:
        UsageError: of a press, its layout does not say how (PDF-030).
    """
    bleed = [CSS(string=press.style_sheet(press.press_of(context.layout)))] if for_press else []

    def lay_out(layout: Layout) -> Laid:
        with_layout = replace(context, layout=layout)

        def rendered(markup: str, *, on_sheets: bool) -> Any:
            return HTML(string=markup, base_url=ADDRESS, url_fetcher=fetcher).render(
                stylesheets=[*style_sheets(layout), *(bleed if on_sheets else ())],
                font_config=bundled_fonts(context.families),
                pdf_variant=VARIANT,
            )

        if layout.sheets:
            return Laid(layout, *pasted(edition, with_layout, rendered))
        document = rendered(page(edition, with_layout, for_press=for_press), on_sheets=True)
        how = layout.justification
        return Laid(layout, document, kashida.justify(document, how) if how else ())

    return lay_out
