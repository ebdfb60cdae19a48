"""Findings with the line of the file that each is about, for those who found them without having the file at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.loading.source import Source, read


def quoted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings; a file is read once, and one that can no longer be read is not quoted."""
    source = cache(_source)
    for one in findings:
        text = source(one.at.file) if one.at.line and not one.snippet else None
        yield replace(one, snippet=text.line(one.at.line)) if text else one


def _source(name: str) -> Source | None:
    try:
        return read(Path(name))
    except InputError:
        return None
