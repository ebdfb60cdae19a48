"""What several commands ask the world."""

from __future__ import annotations

import os

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
