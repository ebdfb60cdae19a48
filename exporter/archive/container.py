"""What a bag lies in, as its opener sees it; the limits that hold for every kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol
from zipfile import BadZipFile

from exporter.archive.names import shown
from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span


@dataclass(frozen=True, slots=True)
class Limits:
    """What is opened of one bag at most.

    Attributes:
        entries: files.
        directory: bytes of a ZIP archive's directory.
        entry: bytes of one file.
        total: bytes of all files.
        free: bytes of all files up to which it does not matter how well they were compressed.
        ratio: beyond that, how many times larger than its archive the bag may be. A newspaper's bag is 1.1 times.
    """

    entries: int = 20_000
    directory: int = 16_000_000
    entry: int = 4_000_000_000
    total: int = 20_000_000_000
    free: int = 100_000_000
    ratio: int = 100


LIMITS: Final = Limits()

DAMAGE: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What `zipfile` and the system raise of a damaged archive."""


class Container(Protocol):
    """A folder, an archive, or a folder in a store."""

    top: str
    """The name of the bag's one folder."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of each file, by its path from the bag's folder."""

    def open(self, path: str) -> BinaryIO:
        """Open a file that `sizes` names."""

    def close(self) -> None:
        """Let go of what is open."""


def inside(place: str, path: str) -> Span:
    """The place of a file in a bag."""
    return Span(f"{place}/{shown(path)}")


def refused(code: str, at: Span, **args: Fact) -> InputError:
    """Why a bag is not opened."""
    return InputError(Finding(code, at, tuple(sorted(args.items()))))


def too_large(place: str, sizes: Mapping[str, int]) -> InputError | None:
    """Why a bag of these files is not opened, if their sizes are the reason."""
    if len(sizes) > LIMITS.entries:
        return refused("BAG-005", Span(place), what=f"> {LIMITS.entries}", limit=LIMITS.entries)
    for path, size in sizes.items():
        if size > LIMITS.entry:
            return refused("BAG-006", inside(place, path), size=size, limit=LIMITS.entry)
    total = sum(sizes.values())
    return refused("BAG-006", Span(place), size=total, limit=LIMITS.total) if total > LIMITS.total else None
