"""What a house says of findings: it may let one matter more or less, and gives its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from exporter.findings import Finding, Ruling


def ruled(findings: Iterable[Finding], rulings: Mapping[str, Ruling]) -> tuple[Finding, ...]:
    """The findings with the severities of a house."""
    return tuple(replace(one, ruling=rulings[one.code]) if one.code in rulings else one for one in findings)
