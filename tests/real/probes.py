"""The bidi probes of `tests/text/probes.toml` as one article, and as the paragraphs that a judge of order wants."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HEADLINE = "اتجاه الأسطر"
TABLE = Path(__file__).parents[1] / "text" / "probes.toml"
PROBES: tuple[Mapping[str, Any], ...] = tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["probe"])
MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def article(folder: Path) -> Path:
    """Write the article: a paragraph a probe, each sign of Markdown's taken for itself."""
    body = "\n\n".join("    " + MARKUP.sub(r"\\\1", probe["paragraph"]) for probe in PROBES)
    path = folder / "probes.yml"
    path.write_text(f"language: ar\nslug: probes\nheadline: {HEADLINE}\nbody:\n  - |\n{body}\n", encoding="utf-8")
    return path


def expected() -> list[str]:
    """The headline and the probes, their left-to-right stretches between U+2066 and U+2069."""
    return [HEADLINE, *map(isolated, PROBES)]


def isolated(probe: Mapping[str, Any]) -> str:
    """A probe's paragraph with its stretches written as isolates."""
    paragraph, out, at = str(probe["paragraph"]), "", 0
    for stretch in probe["ltr"]:
        start = paragraph.index(stretch, at)
        out += f"{paragraph[at:start]}\u2066{stretch}\u2069"
        at = start + len(stretch)
    return out + paragraph[at:]
