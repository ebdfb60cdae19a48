"""What is written into the file after WeasyPrint: how a viewer opens it, and what its pages are called.

ISO 32000-1, 7.7.2 (PageLayout), 12.2 (viewer preferences), 12.4.2 (page labels), 14.7.3 (role map); ISO 14289-1, 7.1
(DisplayDocTitle).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pydyf

from exporter.backends.pdf import elements
from exporter.model.digits import Digits
from exporter.model.galley import Edition
from exporter.model.inlines import Direction

BINDING = {Direction.RTL: "/R2L", Direction.LTR: "/L2R"}

FACING = "/TwoPageRight"
"""A first page alone, then pairs. By the letter of the standard odd pages stand on the right; every viewer that knows
`Direction` turns that round for R2L, and Acrobat, pdf.js and SumatraPDF take the name for "with a cover page"."""


def finisher(edition: Edition, sheets: Sequence[Sequence[int]]) -> Callable[[Any, Any], None]:
    """Make WeasyPrint's finisher for a document whose pages turn in an edition's direction (ALREQ statement Q2).

    Args:
        edition: what it is made of; only one that has furniture has front page and labels.
        sheets: the numbers of the pages that each page of the file shows.
    """
    words, direction = edition.furniture, edition.galleys[0].direction

    def finish(_document: Any, pdf: Any) -> None:
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
            {"DisplayDocTitle": "true", "Direction": BINDING[direction]}
        )
        if words:
            pdf.catalog["PageLabels"] = _labels(sheets, words.digits)
            pdf.catalog["PageLayout"] = FACING if max(map(len, sheets)) == 1 else "/SinglePage"
            root = elements.at(pdf, pdf.catalog["StructTreeRoot"])
            root["RoleMap"] = pydyf.Dictionary(elements.ROLES)

    return finish


def _labels(sheets: Sequence[Sequence[int]], digits: Digits) -> Any:
    """The labels of the pages. The standard numbers in Western digits alone; any others are a prefix without number."""
    if digits is Digits.WESTERN and max(map(len, sheets)) == 1:
        return pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    nums = pydyf.Array()
    for nth, numbers in enumerate(sheets):
        label = "–".join(digits.spell(str(number)) for number in numbers)
        nums += [nth, pydyf.Dictionary({"P": pydyf.String(label)})]
    return pydyf.Dictionary({"Nums": nums})
