"""What WeasyPrint would work out anew although nothing has changed since, left out.

A part of a page is laid out again where it is broken, and its lines come out the same. A line from right to left is
laid out twice by itself: WeasyPrint waits for its right end to stand where its left end stood, as if it came from the
left. A PNG of ours has the very form in which PDF takes pixels (ISO 32000-1, 7.4.4.4: predictors from 10 are PNG's).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from math import inf
from typing import Any

from exporter.backends.pdf.engine import ffi, images, inline, line_break, pango, preferred

_original_room = inline.avoid_collisions
_original_setup = line_break.Layout.setup
_original_split = line_break.split_first_line
_original_data = images.RasterImage._get_png_data
_SIGNATURE, _HEADER = b"\x89PNG\r\n\x1a\n", struct.Struct(">IIBBBBB")
_GREY_OR_RGB, _DEPTH = (0, 2), 8
BEGINNING = 100
"""Letters, and up to the end of the word: enough for a line to end in it, and few enough to be set for each of them."""
RESUMED = 2
"""Where the next line begins stands there in what is told of a line."""


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """Set the first line of a text; the same text in the same style and width gives the line that was set before.

    Of a long text the narrowest line is a word or, where words may break, a letter, and is found in its beginning.
    WeasyPrint sets all of it for each: a cell of 2,000 words took minutes.
    """
    if minimum and max_width == 0 and (short := _beginning(text)):
        found = split_first_line(short, style, context, 0, justification_spacing, is_line_start, minimum=True)
        if found[RESUMED] is not None:
            return found
    if context is None:
        return _set(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    lines = context.__dict__.setdefault("lines_set", {})
    key = (text, id(style), max_width, justification_spacing, is_line_start, minimum)
    if key not in lines:
        # With its style, so that no other can come to live at the same place.
        set_now = _set(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        lines[key] = (style, set_now)
    layout, *measures = lines[key][1]
    return (copy(layout), *measures)


@contextmanager
def laid_out_once(context: Any, line: Any, first_line_style: Any) -> Iterator[None]:
    """While a line is laid out: what is found for it first stands, where no float can make it shorter."""
    is_first = line.style["direction"] == "rtl" and not first_line_style and not context.excluded_shapes
    line.is_settled = is_first and not _has_floats(line)
    try:
        yield
    finally:
        line.is_settled = False


def setup(layout: Any, style: Any) -> None:
    """Make Pango's layout ready for a style; the list of attributes is its own, and goes when it goes.

    WeasyPrint makes a list for each layout, of an attribute that all lists share, and lets go of neither: 200 bytes a
    line, 0.2 MB an article. Here each list has an attribute of its own (`OwnFeatures`), so that Pango may free both.
    """
    _original_setup(layout, style)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes != ffi.NULL and isinstance(style.font_config.font_features, OwnFeatures):
        pango.pango_attr_list_unref(attributes)  # the reference of whoever made it; the layout has one besides


class OwnFeatures(dict[Any, Any]):
    """WeasyPrint's store of font features, which gives the one just made to the list that asks, and keeps none."""

    def setdefault(self, features: Any, attribute: Any = None) -> Any:
        """The attribute that was made for the features."""
        return attribute


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> tuple[Any, ...]:
    """Find the room for a box; for a line that is settled, as high as may be: no higher one is sought then."""
    found: tuple[Any, ...] = _original_room(context, box, containing_block, outer)
    if getattr(box, "is_settled", False):
        box.is_settled = False
        box.height = inf
    return found


def png_data(image: Any) -> bytes:
    """A picture's pixels as PDF takes them: those of a PNG as they are, where none is to be turned into another."""
    if image.format == "PNG" and isinstance(image.fp, BytesIO):
        chunks = dict[bytes, bytes]()
        for name, content in _chunks(image.fp.getvalue()):
            chunks[name] = chunks.get(name, b"") + content
        *_, depth, colours, _, _, interlaced = _HEADER.unpack(chunks[b"IHDR"])
        if depth == _DEPTH and colours in _GREY_OR_RGB and not interlaced:
            return chunks[b"IDAT"]
    data: bytes = _original_data(image)
    return data


def _beginning(text: str) -> str:
    """Some words of a text and a letter of the next, so that the last of them ends; empty where it is all."""
    end = text.find(" ", BEGINNING) + 2
    return text[:end] if 1 < end < len(text) else ""


def _set(*arguments: Any) -> tuple[Any, ...]:
    first: tuple[Any, ...] = _original_split(*arguments)
    return first


def _has_floats(line: Any) -> bool:
    """Whether something in the lines of a paragraph stands beside them."""
    if not hasattr(line, "has_floats"):
        line.has_floats = any(not box.is_in_normal_flow() for box in line.descendants())
    return bool(line.has_floats)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG that Pillow has opened (ISO/IEC 15948, 5.3)."""
    at = len(_SIGNATURE)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def install() -> None:
    """Put it in place; twice does no harm."""
    inline.avoid_collisions = avoid_collisions
    line_break.Layout.setup = setup
    inline.split_first_line = split_first_line
    preferred.split_first_line = split_first_line
    images.RasterImage._get_png_data = staticmethod(png_data)
