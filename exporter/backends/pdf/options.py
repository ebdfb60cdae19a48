"""What may be asked of a PDF beyond the article and the look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exporter.model.target import Target


@dataclass(frozen=True, slots=True)
class Options:
    """Options of this format.

    Attributes:
        pdf_for: the `screen`, the office and the archive (PDF/A-3a and PDF/UA-1); or the `press` (PDF/X-4).
        paper: of a layout that has columns, the size: one of its names, or WIDTHxHEIGHT in mm; empty for its own.
        columns: how many such a page has; empty for as many as its paper is usually set in.
        spreads: whether facing pages stand on one sheet, the first alone.
        fit: what the text is to fill; None for as many pages as it takes.
    """

    pdf_for: Literal["screen", "press"] = "screen"
    paper: str = ""
    columns: Literal["", "3", "4", "5", "6", "7", "8"] = ""
    spreads: bool = False
    fit: Target | None = None


PLAIN = Options()
