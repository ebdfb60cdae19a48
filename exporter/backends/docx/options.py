"""What may be asked of a Word document beyond the article and the look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exporter.backends.api import GivenFile


@dataclass(frozen=True, slots=True)
class Options:
    """Options of this format.

    Attributes:
        docx_fonts: `whole` typefaces, so that editors can type in them; a `subset` holds the letters of this document
            alone, and is marked so that Word does not offer it for other text: for copies that nobody edits.
        reference: the newsroom's own document, whose styles, page, headers, footers and typefaces are taken.
    """

    docx_fonts: Literal["whole", "subset"] = "whole"
    reference: GivenFile | None = None


PLAIN = Options()
