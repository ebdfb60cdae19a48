"""Names of files as programs pass them on: bytes that need not be text."""

from __future__ import annotations

import os


def kept(name: str) -> str | bytes:
    """A name as SQLite can hold it: one that is no text stays bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def absolute(name: str) -> str:
    """The whole path of a name; a link stays a link."""
    return os.path.abspath(name)  # noqa: PTH100 - `resolve` would follow links, `absolute` keeps `..`
