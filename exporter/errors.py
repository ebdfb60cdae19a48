"""The exceptions, each with its exit code.

    ExportError             4   an export failed
        UsageError          2   the command line is wrong
        InputError          3   the article, its pictures or its templates are wrong: all findings at once
        RenderError         4   a file could not be made
        ReadbackError       4   a file was made, and its text is not the article's (P1)
        OutputError         4   a file could not be written
        DependencyError     4   a program or library this needs is missing

1 (findings of `check`), 5 (a part of a batch failed) and 130 (interrupted) are results of a command, not exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.findings import Finding, in_order


class ExportError(Exception):
    """Something failed; the findings say what, where and how to mend it."""

    exit_code = 4

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        """Take one finding or many."""
        self.findings = (findings,) if isinstance(findings, Finding) else in_order(findings)
        super().__init__(", ".join(f"{f.code} {f.at}" for f in self.findings))


class UsageError(ExportError):
    """The command line is wrong."""

    exit_code = 2


class InputError(ExportError):
    """What the user gave is wrong."""

    exit_code = 3


class RenderError(ExportError):
    """A file could not be made."""


class ReadbackError(ExportError):
    """A file was made and its text is not the article's."""


class OutputError(ExportError):
    """A file could not be written."""


class DependencyError(ExportError):
    """A program or library this needs is missing."""
