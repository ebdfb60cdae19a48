"""Exceptions to findings: those of ours have theirs, any other is a fault of the program."""

from __future__ import annotations

from exporter.errors import ExportError
from exporter.findings import NOWHERE, Span, finding


def as_error(fault: Exception, at: Span = NOWHERE) -> ExportError:
    """An error with its findings; any other exception is a fault of the program (CLI-008).

    The traceback of a fault goes into a file to report, not onto the terminal.

    Args:
        fault: the exception.
        at: what was being done, to stand before what it says.
    """
    import tempfile
    import traceback

    if isinstance(fault, ExportError):
        return fault
    if isinstance(fault, MemoryError):
        return ExportError(finding("BATCH-004", at))
    with tempfile.NamedTemporaryFile(
        "w", prefix="export-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join(traceback.format_exception(fault)))
    return ExportError(finding("CLI-008", at, fault=f"{type(fault).__name__}: {fault}"[:200], report=file.name))
