"""Names of files as programs pass them on: bytes that need not be text."""

from __future__ import annotations

import os

from exporter.places import is_url


def kept(name: str) -> str | bytes:
    """A name as SQLite can hold it: one that is no text stays bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def absolute(name: str) -> str:
    """The whole path of a name, or its URL; a link stays a link."""
    return name if is_url(name) else os.path.abspath(name)  # noqa: PTH100 - `resolve` would follow links, `absolute` keeps `..`
