"""Amounts that a user asks for: any number from 1, and no more processes than the machine bears."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from exporter.batch.cores import cores

if TYPE_CHECKING:
    from exporter.cli.console import Console

A_CORE = 4
"""Workers for each core: more only want memory, for an article or a bag waits for nothing but its core."""


def positive(text: str) -> int:
    """A whole number from 1, for a parser of arguments."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError("1, 2, 3 …")
    return int(text)


def bearable(jobs: int | None, console: Console) -> int | None:
    """As many workers as were asked for, unless the machine would drown in them; then a word about it (BATCH-021)."""
    from exporter.findings import finding

    most = A_CORE * cores()
    if not jobs or jobs <= most:
        return jobs
    console.findings([finding("BATCH-021", asked=jobs, count=most)])
    return most
