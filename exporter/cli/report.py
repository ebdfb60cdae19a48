"""What is said of an article that was exported: lines to people, an entry of the report to programs."""

from __future__ import annotations

from typing import Any

from exporter.batch.task import Outcome
from exporter.cli.console import Console

UNCHANGED = {"en": "unchanged", "ar": "بلا تغيير"}


def show(console: Console, outcome: Outcome) -> None:
    """Say to people what became of an article."""
    console.findings(outcome.findings)
    if outcome.unchanged:
        console.result(f"{outcome.name}  {UNCHANGED[console.language]}")
        return
    for one in outcome.products:
        console.result(f"{one.seen.path}  {one.seen.stamp.size / 1000:,.0f} kB  {one.words}/{one.words} ✓")


def as_json(console: Console, outcome: Outcome) -> dict[str, Any]:
    """What became of an article, for programs."""
    files = [
        {"path": one.seen.path, "format": one.format, "bytes": one.seen.stamp.size, "words": one.words}
        for one in outcome.products
    ]
    report = {"article": outcome.name, "files": files, "findings": [console.as_json(one) for one in outcome.findings]}
    return report | ({"unchanged": True} if outcome.unchanged else {})
