"""One machine at a time writes into an output folder: SQLite's write-ahead log is shared memory of one machine.

A file beside the ledger names the machine, and every run that uses the ledger holds a shared lock of it. Who finds it
locked by another machine's runs keeps out; who finds it free puts the own name in. The locks of `flock` reach over NFS
(Linux 2.6.12) and SMB (Linux 5.5); where a network folder has none, nothing is known and nothing refused.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from exporter.errors import UsageError
from exporter.findings import finding

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

NAME = ".exporter.machine"
BOOT = Path("/proc/sys/kernel/random/boot_id")
"""The same for all that share a kernel, containers with names of their own too."""


class Machine:
    """The claim of this machine to an output folder, for as long as it is open."""

    def __init__(self, folder: Path) -> None:
        """Make it.

        Raises:
            UsageError: another machine is writing there (BATCH-018).
            OSError: the file cannot be written.
        """
        self._file: int | None = None
        if not fcntl:
            return
        file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.ftruncate(file, 0)
                os.pwrite(file, _ourselves().encode(), 0)
            fcntl.flock(file, fcntl.LOCK_SH)
        except OSError:  # a folder without locks
            os.close(file)
            return
        identity, _, host = os.pread(file, 1000, 0).decode(errors="replace").partition(" ")
        if identity != _ourselves().partition(" ")[0]:
            os.close(file)
            raise UsageError(finding("BATCH-018", folder=str(folder), host=host))
        self._file = file

    def leave(self) -> None:
        """Give it up."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _ourselves() -> str:
    """What tells this machine from others, and its name for people."""
    host = os.uname().nodename
    try:
        return f"{BOOT.read_text(encoding='ascii').strip()} {host}"
    except OSError:
        return f"{host} {host}"
