"""P4: files appear whole under their names, or the old ones stay.

The bytes of all files go to hidden files beside their targets and are flushed to the disk; only then does each take its
target's name in one step (POSIX rename). A killed run can leave hidden files; they are locked while in use, so the next
run can tell them and clear up.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from exporter.errors import OutputError
from exporter.findings import Span, finding
from exporter.reading import Stamp, stamp

try:
    import fcntl
except ImportError:  # Windows has no such lock, and does not let an open file be removed either
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".exporting"
FULL = {errno.ENOSPC, errno.EDQUOT}
NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}


def write(files: Mapping[Path, bytes], *, cleared: bool = False) -> dict[Path, Stamp]:
    """Write files whole, making their folders where they are missing; none changes before all are on the disk.

    Args:
        files: the bytes by their target.
        cleared: whether `clear` went through the folder already: to look for leftovers at each of a hundred thousand
            files would mean to list a hundred thousand names each time.

    Returns:
        What the system says of each file that took its name, even if another run replaces it a moment later.

    Raises:
        OutputError: a folder or a file cannot be written (WRITE-001 to WRITE-005).
    """
    with contextlib.ExitStack() as hidden:
        staged = [(hidden.enter_context(_staged(target, data, cleared)), target) for target, data in files.items()]
        stamps = {target: stamp(path.stat()) for path, target in staged}
        for path, target in staged:
            with _told(target):
                path.replace(target)
        for folder in dict.fromkeys(target.parent for target in files):
            _flush(folder)
    return stamps


def make_folder(target: Path) -> None:
    """Make the folder of a target where it is missing, so that a wrong place is told before there is any work.

    So is a folder that may not be written: of a thousand articles, each would be made for nothing.

    Raises:
        OutputError: it cannot be made (WRITE-001, WRITE-002, WRITE-005).
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def clear(folder: Path) -> None:
    """Remove the hidden files that killed runs left in a folder, of any target."""
    _clear_leftovers(folder, f".*{SUFFIX}")


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn the system's errors into findings."""
    try:
        yield
    except OSError as fault:
        code = "WRITE-002" if fault.errno in FULL else "WRITE-005" if fault.errno in NO_FOLDER else "WRITE-001"
        facts = {"folder": str(target.parent), "reason": fault.strerror or str(fault)}
        raise OutputError(finding(code, Span(str(target)), **facts)) from fault


@contextlib.contextmanager
def _staged(target: Path, data: bytes, cleared: bool) -> Iterator[Path]:
    """The hidden file of a target, written and flushed; gone afterwards unless it was renamed."""
    if target.is_dir():
        raise OutputError(finding("WRITE-003", Span(str(target)), file=target.name))
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if not cleared:
            _clear_leftovers(target.parent, f".{_literal(target.name)}.*{SUFFIX}")
        descriptor, path = _create(target)
        with contextlib.suppress(FileNotFoundError):
            path.chmod(stat.S_IMODE(target.stat().st_mode))  # who may read the old file may read the new one
    try:
        with _told(target), os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _create(target: Path) -> tuple[int, Path]:
    """A new hidden file, open and locked. Between the two another run may have taken it for a leftover: try again."""
    path = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_native_id()}{SUFFIX}")
    while True:
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        if not fcntl:
            return descriptor, path
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)


def _clear_leftovers(folder: Path, pattern: str) -> None:
    """Remove what killed runs left: hidden files that nobody holds."""
    if not fcntl:
        return
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _flush(folder: Path) -> None:
    """Have the folder's new names on the disk too, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
