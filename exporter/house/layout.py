"""A layout: the measures and typeface roles that its folder's `layout.toml` gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """The page and its margins, in mm; start is the right edge of a right-to-left page."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    start_mm: float
    end_mm: float


@dataclass(frozen=True, slots=True)
class Type:
    """The body type: size in pt, leading as a multiple of the size."""

    text_pt: float
    leading: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One look.

    Attributes:
        name: the folder's name.
        folder: where its templates and style sheets lie.
        roles: family names by role (`text`, `headline`, `caption`), first choice first.
    """

    name: str
    folder: Path
    page: Page
    type: Type
    roles: Mapping[str, tuple[str, ...]]


def load_layout(folder: Path) -> Layout:
    """Read a layout's folder."""
    table = tomllib.loads((folder / "layout.toml").read_text(encoding="utf-8"))
    roles = {role: tuple(names) for role, names in table["roles"].items()}
    return Layout(folder.name, folder, Page(**table["page"]), Type(**table["type"]), roles)
