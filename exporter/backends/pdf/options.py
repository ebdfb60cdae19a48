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
        fit: what the text is to fill; None for as many pages as it takes.
    """

    pdf_for: Literal["screen", "press"] = "screen"
    fit: Target | None = None


PLAIN = Options()
