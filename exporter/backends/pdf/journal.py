"""What WeasyPrint says in its log, as findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from exporter.findings import Fact, Finding, finding

_KINDS = (
    ("PDF-001", re.compile(r"\.notdef glyph .*\((?P<character>U\+[0-9A-F]+)\)$", re.DOTALL)),
    ("PDF-002", re.compile(r"Failed to load image at '(?P<picture>[^']*)': (?P<problem>.*)", re.DOTALL)),
    ("PDF-004", re.compile(r"(?P<said>(@|Ignored|Invalid|Unknown|Unsupported|Unable|Parse error).*)", re.DOTALL)),
)
OTHER = "PDF-005"
"""In order: the first whose pattern matches gives the code, and its groups the facts."""


class _Journal(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint warns of meanwhile, line by line; nothing of it is printed."""
    logger, journal = logging.getLogger("weasyprint"), _Journal()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(journal)
    try:
        yield journal.lines
    finally:
        logger.removeHandler(journal)
        logger.propagate = propagate


def findings(lines: Iterable[str], refused: Iterable[str]) -> tuple[Finding, ...]:
    """The findings of a rendering: refused addresses, then what was said, each once."""
    denied = (finding("PDF-003", address=url) for url in refused)
    return tuple(dict.fromkeys((*denied, *map(_read, lines))))


def _read(line: str) -> Finding:
    for code, pattern in _KINDS:
        if match := pattern.match(line):
            facts: dict[str, Fact] = match.groupdict()
            return Finding(code, args=tuple(sorted(facts.items())))
    return finding(OTHER, said=line)
