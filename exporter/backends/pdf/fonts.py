"""The bundled typefaces as the only ones that WeasyPrint can find, so that no font of the machine changes a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os import fsencode
from pathlib import Path
from typing import Any

from exporter.backends.pdf.engine import FontConfiguration, ffi, fontconfig, gobject, pangoft2
from exporter.backends.pdf.memory import OwnFeatures
from exporter.typefaces.families import Families

ffi.cdef("FcConfig *FcConfigCreate(void);")


class BundledFonts(FontConfiguration):  # type: ignore[misc]
    """A font configuration that knows the bundled faces and nothing else.

    WeasyPrint's own reads the machine's fontconfig files; this one starts from an empty configuration and is given the
    faces as files, which also spares the copies that `@font-face` makes.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._folder = None
        self._config = fontconfig.FcConfigCreate()
        for path in paths:
            fontconfig.FcConfigAppFontAddFile(self._config, fsencode(path))
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features = OwnFeatures()


def bundled_fonts(families: Families) -> BundledFonts:
    """The one configuration of the process: a new one for each document leaks (WeasyPrint #2843)."""
    return _bundled(tuple(face.path for family in families.families for face in family.faces))


@cache
def _bundled(paths: tuple[Path, ...]) -> BundledFonts:
    return BundledFonts(paths)
