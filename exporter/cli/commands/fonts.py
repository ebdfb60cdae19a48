"""`export fonts`: the typefaces inside."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from exporter.cli.console import Console
    from exporter.typefaces.families import Family

SCRIPTS = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى", "fa": "پچژگکی", "ur": "ٹڈڑںھہےۓ", "latin": "AaZzÉéŁł"}
"""Letters that tell whether a family sets a language's text."""


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Take no argument."""


def run(options: argparse.Namespace, console: Console) -> int:
    """List the families."""
    from exporter.typefaces.families import load_families

    rows = [_row(family) for family in load_families().families]
    width = max(len(row["family"]) for row in rows)
    for row in rows:
        roles, weights = ", ".join(row["roles"]), " ".join(row["faces"])
        console.result(f"{row['family']:<{width}}  {roles}")
        console.result(f"{'':<{width}}  {weights}; {' '.join(row['covers'])}; {row['licence']}; {row['source']}")
    console.dump({"exit": 0, "fonts": rows})
    return 0


def _row(family: Family) -> dict[str, Any]:
    return {
        "family": family.name,
        "roles": list(family.roles),
        "faces": [f"{face.weight}{'i' if face.italic else ''}" for face in family.faces],
        "covers": [name for name, letters in SCRIPTS.items() if all(family.covers(ord(c)) for c in letters)],
        "licence": family.licence,
        "copyright": family.copyright,
        "version": family.version,
        "source": family.source,
        "files": [{"file": face.path.name, "sha256": face.sha256} for face in family.faces],
    }
