"""No table is wider than Word takes; the writer of DOCX would refuse it, after all the others were made.

ECMA-376 part 1, 17.4.48, names no bound; Word opens no table beyond its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporter.findings import Finding, finding
from exporter.model.blocks import Table
from exporter.model.galley import Galley
from exporter.model.limits import WORD_COLUMNS
from exporter.model.walk import all_blocks


def too_wide(galley: Galley) -> Iterator[Finding]:
    """One finding for each table that has too many columns."""
    for block in all_blocks([*galley.body, *(block for note in galley.notes for block in note.blocks)]):
        if isinstance(block, Table) and len(block.aligns) > WORD_COLUMNS:
            yield finding("DOCX-001", block.at, columns=len(block.aligns), most=WORD_COLUMNS)
