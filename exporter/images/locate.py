"""From the path an author wrote to the picture's file: inside the article's folder, or a finding that says why not."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from exporter.findings import Finding, finding
from exporter.reading import tell

MAX_BYTES = 60_000_000
"""The largest press photographs, uncompressed TIFFs aside, stay below this."""

# Never through a link, never waiting for a pipe; what a system has not, it does not need.
_READ = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY"))
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]?|[\\/~]")


def locate(folder: Path, written: str) -> Path | Finding:
    """The picture's file, free of links.

    Args:
        folder: the article's folder, which no picture may lie outside of.
        written: the path as the author wrote it, relative to the folder.
    """
    if (refused := forbidden(written)) is not None:
        return refused
    path = _match(folder, written)
    if isinstance(path, Finding):
        return path
    try:
        real = path.resolve(strict=True) if path else None
        status = real.stat() if real else None
    except (OSError, RuntimeError, ValueError):  # a link that leads round in a ring is a RuntimeError
        real = status = None
    if real is None or status is None:
        return _missing(folder, written)
    return _unfit(status, written) or real


def read(folder: Path, written: str) -> bytes | Finding:
    """The picture's bytes, within the bound, or why not.

    What was opened is judged again, for the path may have been given to another file meanwhile.
    """
    path = locate(folder, written)
    if isinstance(path, Finding):
        return path
    try:
        descriptor = os.open(path, _READ)
        try:
            return _read_open(descriptor, path, folder, written)
        finally:
            os.close(descriptor)
    except OSError as error:
        return finding("IMAGE-023", path=written, reason=error.strerror or "")


def _read_open(descriptor: int, path: Path, folder: Path, written: str) -> bytes | Finding:
    status = os.fstat(descriptor)
    if (unfit := _unfit(status, written)) is not None:
        return unfit
    if _is_outside(path, folder) or not os.path.samestat(status, path.lstat()):
        return finding("IMAGE-007", path=written)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        data = file.read(MAX_BYTES + 1)
    tell(path, status, data)
    return data if len(data) <= MAX_BYTES else _too_large(len(data), written)


def _unfit(status: os.stat_result, written: str) -> Finding | None:
    """Why what stands there is no file to be read."""
    if stat.S_ISDIR(status.st_mode):
        return finding("IMAGE-003", path=written)
    if not stat.S_ISREG(status.st_mode):
        return finding("IMAGE-022", path=written)
    return _too_large(status.st_size, written) if status.st_size > MAX_BYTES else None


def _too_large(size: int, written: str) -> Finding:
    limit = MAX_BYTES // 1_000_000
    return finding("IMAGE-008", path=written, size=f"{size / 1_000_000:.0f}", limit=limit)


def _is_outside(path: Path, folder: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False  # it leads nowhere


def forbidden(written: str) -> Finding | None:
    """Why a path is none of a file in the article's folder, whatever lies there."""
    if _DRIVE.match(written):
        return finding("IMAGE-005", path=written)
    if _URL.match(written):
        return finding("IMAGE-004", path=written)
    if ".." in PurePosixPath(written.replace("\\", "/")).parts:
        return finding("IMAGE-006", path=written)
    return None


def _match(folder: Path, written: str) -> Path | Finding | None:
    """The file of that name; a name that differs only in Unicode normalisation is the same name (UAX #15).

    A link out of the folder is refused before anything behind it is looked at.
    """
    path = folder
    for part in PurePosixPath(written).parts:
        names = [part] if _is_there(path, part) else _names(path)
        same = [name for name in names if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", part)]
        if not same:
            return None
        path = path / (part if part in same else same[0])
        if _is_outside(path, folder):
            return finding("IMAGE-007", path=written)
    return path


def _is_there(folder: Path, name: str) -> bool:
    """Whether a name stands in a folder as it is written; one look, however many stand there.

    A system that takes capitals for small letters gives the same file for both: there the folder itself has to tell.
    """
    one, other = (_status(folder / spelled) for spelled in (name, name.swapcase()))
    if one is None:
        return False
    return other is None or name == name.swapcase() or not os.path.samestat(one, other)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except (OSError, ValueError):
        return None


def _missing(folder: Path, written: str) -> Finding:
    """Names the file that was probably meant: other case, other slashes, or nearly the same letters."""
    written = written or "."
    tidy = PurePosixPath(written.replace("\\", "/"))
    # A name that is there and cannot be followed (a link to nothing) is no hint.
    beside = folder / tidy.parent
    if _is_outside(beside, folder):
        return finding("IMAGE-007", path=written)
    names = [name for name in _names(beside) if str(tidy.parent / name) != written]
    alike = [name for name in names if _folded(name) == _folded(tidy.name)]
    near = alike or get_close_matches(tidy.name, names, 1, 0.7)
    if near:
        return finding("IMAGE-002", path=written, nearest=str(tidy.parent / near[0]))
    return finding("IMAGE-001", path=written)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):
        return []


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
