"""The one way to say something: a code, a place, and the facts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Fact: TypeAlias = str | int | float


class Severity(StrEnum):
    """How much a finding matters; an error stops the export."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source file.

    Attributes:
        file: the file as the user named it; empty when the finding is about no file.
        line: first line, from 1; 0 when unknown.
        column: first column, from 1, in code points; 0 when unknown.
        length: code points on that line that the finding is about; 0 when unknown.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 0

    def __str__(self) -> str:
        """Give `file:line:column`, leaving out what is not known."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


NOWHERE = Span()


@dataclass(frozen=True, slots=True)
class Ruling:
    """How much a house lets a code matter, and why."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    The texts, the severity and the mend of a code stand in `exporter/messages/`.

    Attributes:
        code: stable name, such as `LOAD-012`.
        at: where.
        args: the facts that the catalogue's texts name.
        field: the article's field by its path, such as `byline.authors.0.role`.
        snippet: the offending source line, as written.
        ruling: what the house says of it; None where the catalogue's severity holds.
    """

    code: str
    at: Span = NOWHERE
    args: tuple[tuple[str, Fact], ...] = ()
    field: str = ""
    snippet: str = dataclasses.field(default="", compare=False)
    ruling: Ruling | None = None


def finding(code: str, at: Span = NOWHERE, *, where: str = "", snippet: str = "", **args: Fact) -> Finding:
    """Make a finding; `where` is the field's path, the other names are the facts."""
    return Finding(code, at, tuple(sorted(args.items())), where, snippet)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a reader of the file meets them: by file, line and column; duplicates dropped."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.at.file, f.at.line, f.at.column)))
