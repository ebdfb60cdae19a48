"""What Pango makes of words: their width, their letters' forms, and what an elongation would do to them.

Kept by type and word for all articles of a process, as the same words come again.
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import Any, NamedTuple

from exporter.backends.pdf.engine import (
    create_layout,
    ffi,
    get_hb_object_data,
    get_pango_font_hb_face,
    get_pango_font_key,
)
from exporter.backends.pdf.runs import EMPTY, INFO
from exporter.text.kashida import TATWEEL
from exporter.typefaces import tatweel

UNITS = 1024
"""Pango's units to the CSS pixel (PANGO_SCALE)."""

KNOWN_WORDS = 20_000
"""So many of a type are kept."""

PROPERTIES = (
    "font_family",
    "font_size",
    "font_style",
    "font_weight",
    "font_stretch",
    "lang",
    "font_language_override",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "word_spacing",
    "direction",
)
"""What a word's shape follows from (WeasyPrint, `text/line_break.py: Layout.setup`)."""


class Shaped(NamedTuple):
    """A text as shaped, by the bytes at which its clusters begin; widths in CSS pixels.

    Attributes:
        widths: of each cluster.
        glyphs: all of them from left to right: the byte, the glyph's number.
        fault: what keeps the faces' tatweel from being used; empty when nothing does.
    """

    widths: dict[int, float]
    glyphs: tuple[tuple[int, int], ...]
    fault: str

    @property
    def width(self) -> float:
        """The whole."""
        return sum(self.widths.values())


class Elongation(NamedTuple):
    """What one tatweel at a place does to a word.

    Attributes:
        growth: how much wider the word becomes, in CSS pixels.
        keeps_forms: whether its letters look as before.
    """

    growth: float
    keeps_forms: bool


class Type:
    """A typeface in a size with its features: what is known of words set in it.

    Attributes:
        space: the width of a word space, in CSS pixels.
        tatweel: the width of a tatweel between two letters.
    """

    def __init__(self, style: Any) -> None:
        self._style = style
        self._elongations: dict[tuple[str, int], Elongation | None] = {}
        between = self.shaped(f"ب ب{TATWEEL}ب")
        self.space = between.widths.get(2, 0.0)
        self.tatweel = between.widths.get(5, 0.0)
        self.is_usable = not between.fault and self.tatweel > 0

    def elongation(self, word: str, at: int) -> Elongation | None:
        """What a tatweel before a character of a word does; None when the typeface cannot do it."""
        key = word, at
        if key not in self._elongations:
            if len(self._elongations) >= KNOWN_WORDS:
                self._elongations.clear()
            self._elongations[key] = self._measured(word, at)
        return self._elongations[key]

    def _measured(self, word: str, at: int) -> Elongation | None:
        plain, longer = self.shaped(word), self.shaped(word[:at] + TATWEEL + word[at:])
        start = len(word[:at].encode())
        written = word[at - 1] == TATWEEL  # the face may draw the author's and ours as one
        if plain.fault or longer.fault or (start not in longer.widths and not written):
            return None
        letters = tuple(number for byte, number in longer.glyphs if byte != start)
        keeps = written or letters == tuple(number for _, number in plain.glyphs)
        return Elongation(longer.width - plain.width, keeps)

    def shaped(self, text: str) -> Shaped:
        """A text on one line, spaced as it is written."""
        layout = create_layout(text, self._style, None, None, 0)  # Pango's line lives no longer than it
        first = layout.get_first_line()[0]
        widths: dict[int, float] = {}
        glyphs: list[tuple[int, int]] = []
        fault, run = "", first.runs[0]
        while run != ffi.NULL:
            item, string = run.data.item, run.data.glyphs
            fault = fault or _fault(self._style.font_config, item.analysis.font)
            count = string.num_glyphs
            record = array("i", bytes(ffi.buffer(string.glyphs, count * INFO * 4)))
            for nth, start in enumerate(ffi.unpack(string.log_clusters, count)):
                byte = item.offset + start
                widths[byte] = widths.get(byte, 0.0) + record[nth * INFO + 1] / UNITS
                if record[nth * INFO] != EMPTY:
                    glyphs.append((byte, record[nth * INFO]))
            run = run.next
        return Shaped(widths, tuple(glyphs), fault)


def type_of(style: Any) -> Type:
    """The type of a style."""
    key = (style.font_config, *(_hashable(style[name]) for name in PROPERTIES))
    known = _types.get(key)
    if known is None:
        if len(_types) >= 200:
            _types.clear()
        known = _types[key] = Type(style)
    return known


_types: dict[tuple[Any, ...], Type] = {}


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _fault(config: Any, pango_font: Any) -> str:
    key, *_ = get_pango_font_key(pango_font)
    known = _faults(config)
    if key not in known:
        known[key] = tatweel.fault(get_hb_object_data(get_pango_font_hb_face(pango_font)))
    return known[key]


@cache
def _faults(_config: Any) -> dict[int, str]:
    """Of the faces of a font configuration."""
    return {}
