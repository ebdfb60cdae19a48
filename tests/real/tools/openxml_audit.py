"""openxml-audit, a validator of Office documents in pure Python: the second opinion on ECMA-376."""

from __future__ import annotations

from pathlib import Path

from tests.real.tools.missing import package_folder


def validate(path: Path) -> list[str]:
    """Every finding: part, place, description."""
    package_folder("openxml_audit")
    from openxml_audit import OpenXmlValidator

    found = OpenXmlValidator().validate(str(path))
    return [f"{one.part_uri} {one.path}: {one.description}" for one in found.errors]
