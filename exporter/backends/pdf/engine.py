"""WeasyPrint, imported quietly and without detours; nothing else here imports it.

cffi asks gcc and ldconfig for each library's file, 0.2 s in all, although WeasyPrint also gives the names by which the
loader of a Linux system finds them at once.
"""

from __future__ import annotations

import ctypes.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without_detours() -> Iterator[None]:
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        with warnings.catch_warnings():
            # A machine without fonts is no fault here: WeasyPrint looks for them when it is imported.
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        ctypes.util.find_library = find_library


with _without_detours():
    from weasyprint import CSS, HTML, images
    from weasyprint.anchors import gather_anchors, make_page_bookmark_tree
    from weasyprint.document import Page
    from weasyprint.draw import border
    from weasyprint.draw import text as draw_text
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline, preferred
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.pdf import stream as pdf_stream
    from weasyprint.pdf import tags as pdf_tags
    from weasyprint.svg import text as svg_text
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pango, pangoft2
    from weasyprint.text.fonts import (
        FontConfiguration,
        get_hb_object_data,
        get_pango_font_hb_face,
        get_pango_font_key,
    )
    from weasyprint.text.line_break import create_layout, strut
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "FontConfiguration",
    "Matrix",
    "Page",
    "URLFetcher",
    "URLFetcherResponse",
    "block",
    "border",
    "boxes",
    "create_layout",
    "draw_text",
    "ffi",
    "fontconfig",
    "gather_anchors",
    "get_hb_object_data",
    "get_pango_font_hb_face",
    "get_pango_font_key",
    "gobject",
    "images",
    "inline",
    "line_break",
    "make_page_bookmark_tree",
    "pango",
    "pangoft2",
    "pdf_fonts",
    "pdf_stream",
    "pdf_tags",
    "preferred",
    "strut",
    "svg_text",
]
