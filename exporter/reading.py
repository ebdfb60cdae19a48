"""What a piece of work read: each file with the sum of the very bytes that were used, and what the system said of it.

The two doors through which an article's files come in, `loading.source` and `images.locate`, tell here what they read;
where nobody listens, that costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """How a file is told to be still the one it was.

    Attributes:
        size: its bytes.
        modified: its time in nanoseconds; of a file in a store, the store's tag for its bytes, or its time.
        inode: the system's number for it; 0 in a store.
    """

    size: int
    modified: int | str
    inode: int


class Seen(NamedTuple):
    """A file that was read or written: its path, its stamp, and the SHA-256 of its bytes."""

    path: str
    stamp: Stamp
    sum: str


def stamp(status: os.stat_result) -> Stamp:
    """The stamp that a status gives."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def sum_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    from hashlib import sha256

    return sha256(data).hexdigest()


_listener: ContextVar[dict[str, Seen] | None] = ContextVar("listener", default=None)


@contextmanager
def listening() -> Iterator[dict[str, Seen]]:
    """Collect what is read meanwhile, by path."""
    seen: dict[str, Seen] = {}
    token = _listener.set(seen)
    try:
        yield seen
    finally:
        _listener.reset(token)


def tell(path: Path, status: os.stat_result, data: bytes) -> None:
    """Say that a file was read; its status is the one from before, so that a later change is always seen as one."""
    if (seen := _listener.get()) is not None:
        absolute = os.path.abspath(path)  # noqa: PTH100 - a link stays a link
        seen[absolute] = Seen(absolute, stamp(status), sum_of(data))
