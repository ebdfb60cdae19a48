"""What is wrong with a galley before it is printed: one check, one file, in the order of `CHECKS`.

What is wrong for one format alone stands in `FORMAT_CHECKS`: it stops that format and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exporter.findings import Finding
from exporter.model.galley import Galley
from exporter.preflight.coverage import uncovered
from exporter.preflight.word_columns import too_wide
from exporter.typefaces.families import Family

Roles = Mapping[str, tuple[Family, ...]]

CHECKS: tuple[tuple[str, Callable[[Galley, Roles], Iterator[Finding]]], ...] = (
    ("every character has a typeface", uncovered),
)

FORMAT_CHECKS: tuple[tuple[str, str, Callable[[Galley], Iterator[Finding]]], ...] = (
    ("docx", "every table is as wide as Word takes", too_wide),
)


def preflight(galley: Galley, roles: Roles) -> tuple[Finding, ...]:
    """Everything the checks find."""
    return tuple(finding for _, check in CHECKS for finding in check(galley, roles))


def unfit(galley: Galley, format_name: str) -> tuple[Finding, ...]:
    """Why a galley that passed cannot be made into one format."""
    return tuple(finding for name, _, check in FORMAT_CHECKS if name == format_name for finding in check(galley))
