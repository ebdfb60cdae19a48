"""What several commands need when something is wrong with the world or with us."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.errors import ExportError

LAST = 253402300799
"""The last second of the year 9999."""


def source_date_epoch() -> int | None:
    """The time that builds of distributions ask for, in seconds since 1970.

    Raises:
        UsageError: the variable is no number of seconds (CLI-007).
    """
    from exporter.errors import UsageError
    from exporter.findings import finding

    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or int(value) > LAST:
        raise UsageError(finding("CLI-007", value=value))
    return int(value)


def as_error(fault: Exception) -> ExportError:
    """An error with its findings; any other exception is a fault of the program (CLI-008).

    The traceback of a fault goes into a file to report, not onto the terminal.
    """
    import tempfile
    import traceback

    from exporter.errors import ExportError
    from exporter.findings import finding

    if isinstance(fault, ExportError):
        return fault
    with tempfile.NamedTemporaryFile(
        "w", prefix="export-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join(traceback.format_exception(fault)))
    return ExportError(finding("CLI-008", fault=f"{type(fault).__name__}: {fault}"[:200], report=file.name))
