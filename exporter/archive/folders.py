"""A bag in a folder of this machine or of a store; nothing is followed out of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from exporter.archive.container import LIMITS, inside, refused, too_large
from exporter.archive.names import clash, is_outside, shown
from exporter.findings import Span
from exporter.places import Store

# Never waiting for a pipe, in a bag never through a link; what a system has not, it does not need.
_PLAIN: Final = sum(getattr(os, f"O_{name}", 0) for name in ("NONBLOCK", "CLOEXEC", "BINARY"))
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)


def open_plain(path: Path, at: Span, flags: int = os.O_RDONLY) -> BinaryIO:
    """Open a plain file.

    Raises:
        InputError: it is a pipe, a device or a folder (BAG-008).
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, flags | _PLAIN)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refused("BAG-008", at)
    return os.fdopen(descriptor, "rb")


class Folder:
    """The bag in a folder of this machine.

    Attributes:
        top: the folder's name.
        path: the folder, free of links.
    """

    def __init__(self, path: Path, place: str) -> None:
        """List the folder.

        Raises:
            InputError: it cannot be read, is too large, or holds links, or names that are one elsewhere (BAG-001 to
                BAG-012).
        """
        self._place = place
        try:
            self.path = path.resolve(strict=True)
            self.top = self.path.name
            self.sizes: Mapping[str, int] = dict(sorted(self._walk(self.path)))
        except OSError as fault:
            raise refused("BAG-001", Span(place), reason=fault.strerror or str(fault)) from None
        _judge(place, self.sizes)

    def open(self, path: str) -> BinaryIO:
        """Open a file; it is judged again, for the name may have been given to a link meanwhile."""
        target, at = self.path / path, inside(self._place, path)
        try:
            file = open_plain(target, at, os.O_RDONLY | _NO_LINK)
        except OSError as fault:
            raise refused("BAG-001", at, reason=fault.strerror or str(fault)) from None
        if target.resolve() != target:
            file.close()
            raise refused("BAG-008", at)
        return file

    def close(self) -> None:
        """Nothing is held open."""

    def _walk(self, root: Path) -> Iterator[tuple[str, int]]:
        waiting, count = [root], 0
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    path = Path(entry.path).relative_to(root).as_posix()
                    status = entry.stat(follow_symlinks=False)
                    count += 1
                    if count > LIMITS.entries * 2:
                        raise refused("BAG-005", Span(self._place), what=f"> {count - 1}", limit=LIMITS.entries)
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(Path(entry.path))
                    elif stat.S_ISREG(status.st_mode):
                        yield path, status.st_size
                    else:
                        raise refused("BAG-008", inside(self._place, _printable(path)))


class Remote:
    """The bag in a folder of a store.

    Attributes:
        top: the folder's name.
    """

    def __init__(self, store: Store) -> None:
        """List the folder; errors as for `Folder`, and the store's own (PLACE-001 to PLACE-009)."""
        self._store = store
        self.top = store.path.rstrip("/").rpartition("/")[2]
        self.sizes: Mapping[str, int] = {one.path: one.size for one in store.walk(LIMITS.entries)}
        _judge(store.url, self.sizes)

    def open(self, path: str) -> BinaryIO:
        """Open a file."""
        return self._store.open(path, self.sizes[path])

    def close(self) -> None:
        """Nothing is held open."""


def _judge(place: str, sizes: Mapping[str, int]) -> None:
    for path in sizes:
        if not _is_unicode(path):
            raise refused("BAG-012", inside(place, _printable(path)))
        if is_outside(path):
            raise refused("BAG-004", inside(place, path), name=shown(path))
    if both := clash(sizes):
        raise refused("BAG-009", inside(place, both[1]), other=shown(both[0]))
    if fault := too_large(place, sizes):
        raise fault


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")
