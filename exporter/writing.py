"""P4: a file appears whole under its name, or the old one stays.

The bytes go to a hidden file beside the target, are flushed to the disk, and then take the target's name in one step
(POSIX rename). A killed run can leave that hidden file; it is locked while in use, so the next run can tell and clear.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exporter.errors import OutputError
from exporter.findings import Span, finding

try:
    import fcntl
except ImportError:  # Windows has no such lock, and does not let an open file be removed either
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".exporting"


def write(target: Path, data: bytes) -> None:
    """Write a file whole, making its folder when it is missing.

    Raises:
        OutputError: the folder or the file cannot be written (WRITE-001 to WRITE-003).
    """
    if target.is_dir():
        raise OutputError(finding("WRITE-003", Span(str(target)), file=target.name))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target)
        with _hidden(target) as (descriptor, path):
            with os.fdopen(os.dup(descriptor), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            path.chmod(0o666 & ~_umask())
            path.replace(target)
    except OSError as fault:
        code = "WRITE-002" if fault.errno in FULL else "WRITE-001"
        at = Span(str(target))
        raise OutputError(finding(code, at, folder=str(target.parent), reason=fault.strerror or str(fault))) from fault


FULL = {28, 122}
"""errno of a full disk and of a spent quota (ENOSPC, EDQUOT)."""


@contextlib.contextmanager
def _hidden(target: Path) -> Iterator[tuple[int, Path]]:
    descriptor, name = tempfile.mkstemp(SUFFIX, f".{target.name}.", target.parent)
    path = Path(name)
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor, path
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)


def _clear_leftovers(target: Path) -> None:
    """Remove what killed runs left of this target: hidden files that nobody holds."""
    if not fcntl:
        return
    for path in target.parent.glob(f".{_literal(target.name)}.*{SUFFIX}"):
        with contextlib.suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
