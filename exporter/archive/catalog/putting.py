"""P4 for a folder: all is made in a hidden folder, flushed, and then takes its names, the page after its data.

Between two renames the old page still finds the old data, and the new one the new: each names the folder of its data by
their sum. What a killed run left is cleared by the next.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.errors import OutputError
from exporter.findings import Span, finding
from exporter.writing import FULL, NO_FOLDER

try:
    import fcntl
except ImportError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

DATA, WORK = "data", ".catalog.exporting"


@contextlib.contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """An empty hidden folder in a folder, which is made where it is missing; gone afterwards.

    Raises:
        OutputError: nothing can be written there (WRITE-001, WRITE-002, WRITE-005), or another run does (CATALOG-005).
    """
    with _told(folder), contextlib.ExitStack() as held:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        held.callback(_gone_if_empty, folder, made)
        held.enter_context(_locked(folder))
        work = folder / WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        held.callback(shutil.rmtree, work, ignore_errors=True)
        yield work


def take_place(work: Path, folder: Path, names: Sequence[str]) -> None:
    """Give the folders of data and then the files their names, and remove the data that no page names any more."""
    fresh = [path.name for path in work.iterdir() if path.is_dir()]
    data = folder / DATA
    if fresh:
        data.mkdir(exist_ok=True)
    for name in fresh:
        if _listed(data / name) != _listed(work / name):
            shutil.rmtree(data / name, ignore_errors=True)  # nobody's page: one that names it would find it whole
            (work / name).replace(data / name)
    for name in names:
        _flush(work / name)
        (work / name).replace(folder / name)
    _flush(folder)
    for path in data.iterdir() if fresh else ():
        if path.name not in fresh:
            shutil.rmtree(path, ignore_errors=True)


def _listed(folder: Path) -> list[tuple[str, int]]:
    """The files below a folder, each with its bytes."""
    return sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in folder.rglob("*.js"))


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn the system's errors into findings."""
    try:
        yield
    except OSError as fault:
        code = "WRITE-002" if fault.errno in FULL else "WRITE-005" if fault.errno in NO_FOLDER else "WRITE-001"
        facts = {"folder": str(folder), "reason": fault.strerror or str(fault)}
        raise OutputError(finding(code, Span(str(folder)), **facts)) from fault
    except sqlite3.OperationalError as fault:
        code = "WRITE-002" if fault.sqlite_errorcode == sqlite3.SQLITE_FULL else "WRITE-001"
        raise OutputError(finding(code, Span(str(folder)), folder=str(folder), reason=str(fault))) from fault


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs out; the lock goes with the process."""
    if not fcntl:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            if fault.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            raise OutputError(finding("CATALOG-005", Span(str(folder)))) from fault
        yield
    finally:
        os.close(descriptor)


def _gone_if_empty(folder: Path, made: bool) -> None:
    """A folder that this run made and left empty is taken away again."""
    if made:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _flush(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
