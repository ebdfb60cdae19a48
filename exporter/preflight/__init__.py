"""What is wrong with a galley before it is printed: one check, one file, in the order of `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exporter.findings import Finding
from exporter.model.galley import Galley
from exporter.preflight.coverage import uncovered
from exporter.typefaces.families import Family

Roles = Mapping[str, tuple[Family, ...]]

CHECKS: tuple[tuple[str, Callable[[Galley, Roles], Iterator[Finding]]], ...] = (
    ("every character has a typeface", uncovered),
)


def preflight(galley: Galley, roles: Roles) -> tuple[Finding, ...]:
    """Everything the checks find."""
    return tuple(finding for _, check in CHECKS for finding in check(galley, roles))
