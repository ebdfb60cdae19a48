"""What is written into the file after WeasyPrint: how a viewer opens it.

ISO 32000-1, 12.2 (viewer preferences); ISO 14289-1, 7.1 (DisplayDocTitle).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf

from exporter.model.inlines import Direction

BINDING = {Direction.RTL: "/R2L", Direction.LTR: "/L2R"}


def finisher(direction: Direction) -> Callable[[Any, Any], None]:
    """Make WeasyPrint's finisher for a document whose pages turn in a direction (ALREQ statement Q2)."""

    def finish(_document: Any, pdf: Any) -> None:
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
            {"DisplayDocTitle": "true", "Direction": BINDING[direction]}
        )

    return finish
