"""From the path an author wrote to the picture's file: inside the article's folder, or a finding that says why not."""

from __future__ import annotations

import re
import stat
import unicodedata
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from exporter.findings import Finding, finding

MAX_BYTES = 60_000_000
"""The largest press photographs, uncompressed TIFFs aside, stay below this."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]?|[\\/~]")


def locate(folder: Path, written: str) -> Path | Finding:
    """The picture's file.

    Args:
        folder: the article's folder, which no picture may lie outside of.
        written: the path as the author wrote it, relative to the folder.
    """
    if (refused := _forbidden(written)) is not None:
        return refused
    path = _match(folder, written)
    try:
        status = path.stat() if path else None
    except (OSError, ValueError):
        status = None
    if path is None or status is None:
        return _missing(folder, written)
    if not path.resolve().is_relative_to(folder.resolve()):
        return finding("IMAGE-007", path=written)
    if stat.S_ISDIR(status.st_mode):
        return finding("IMAGE-003", path=written)
    if not stat.S_ISREG(status.st_mode):
        return finding("IMAGE-022", path=written)
    if status.st_size > MAX_BYTES:
        size = f"{status.st_size / 1_000_000:.0f}"
        return finding("IMAGE-008", path=written, size=size, limit=MAX_BYTES // 1_000_000)
    return path


def read(folder: Path, written: str) -> bytes | Finding:
    """The picture's bytes, within the bound, or why not."""
    path = locate(folder, written)
    if isinstance(path, Finding):
        return path
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        return finding("IMAGE-023", path=written, reason=error.strerror or "")


def _forbidden(written: str) -> Finding | None:
    if _DRIVE.match(written):
        return finding("IMAGE-005", path=written)
    if _URL.match(written):
        return finding("IMAGE-004", path=written)
    if ".." in PurePosixPath(written.replace("\\", "/")).parts:
        return finding("IMAGE-006", path=written)
    return None


def _match(folder: Path, written: str) -> Path | None:
    """The file of that name; a name that differs only in Unicode normalisation is the same name (UAX #15)."""
    path = folder
    for part in PurePosixPath(written).parts:
        names = _names(path)
        same = [name for name in names if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", part)]
        if not same:
            return None
        path = path / (part if part in same else same[0])
    return path


def _missing(folder: Path, written: str) -> Finding:
    """Names the file that was probably meant: other case, other slashes, or nearly the same letters."""
    written = written or "."
    tidy = PurePosixPath(written.replace("\\", "/"))
    # A name that is there and cannot be followed (a link to nothing) is no hint.
    names = [name for name in _names(folder / tidy.parent) if str(tidy.parent / name) != written]
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
