"""A face cut down to the characters of one file, shaped as the whole face shapes them.

HarfBuzz's subsetter over the OpenType layout tables (GSUB, GPOS, GDEF); no variation, no change of outlines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exporter.errors import RenderError
from exporter.findings import Span, finding
from exporter.typefaces.families import Face

COMPANIONS = frozenset({0x20, 0xA0, 0x200C, 0x200D, 0x200E, 0x200F, 0x25CC})
"""What a shaper puts in by itself, or needs for joining: spaces, joiners, marks of direction, the dotted circle."""

KEPT_NAMES = frozenset({0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17})
"""Name table records that stay: copyright, names, version, and the licence with its address (13, 14)."""


def subset(face: Face, code_points: Iterable[int]) -> bytes:
    """Cut a face to some code points and all that their shaping may reach.

    Every layout feature stays, so that words look as with the whole face; the same request gives the same bytes.

    Raises:
        DependencyError: the face's file is missing or damaged.
        RenderError: the subsetter refused the face (FONT-007).
    """
    import uharfbuzz

    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.clear()
    wish.unicode_set.update(COMPANIONS.union(code_points))
    # clear() first: inverting the default set would keep its complement, and Arabic would fall apart.
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.invert()
    wish.name_id_set.clear()
    wish.name_id_set.update(KEPT_NAMES)
    try:
        result: Any = uharfbuzz.subset(uharfbuzz.Face(face.data()), wish)
    except RuntimeError as fault:
        raise RenderError(finding("FONT-007", Span(str(face.path)), family=face.family)) from fault
    return bytes(result.blob.data)
