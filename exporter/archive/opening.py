"""A bag opened without trust, whatever it lies in: a ZIP archive, a folder, or a URL of either.

RFC 8493, 2 (structure), 2.2.3 (fetch.txt), 5 (security). What could do harm or cannot be understood is refused here;
whether the bag is complete and unchanged is asked by `export verify`.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from exporter.archive.container import DAMAGE, Container, inside, refused
from exporter.archive.folders import Folder, Remote, open_plain
from exporter.archive.names import same_form, shown
from exporter.archive.tagfiles import Manifest, declaration, information, manifest, manifest_names
from exporter.archive.zipped import Zipped
from exporter.errors import InputError
from exporter.findings import Span
from exporter.places import Store, local_path

DECLARATION: Final = "bagit.txt"
INFORMATION: Final = "bag-info.txt"
OF_A_BAG: Final = ("data/", "bag-info.txt", "manifest-", "tagmanifest-")
"""How the paths begin of what a bag has besides its declaration: what has none of them is not a bag that lost it."""
MAX_DECLARATION: Final = 1_000
MAX_INFORMATION: Final = 1_000_000
MAX_MANIFEST: Final = 30_000_000
"""Bytes: 20,000 files with the longest names that most file systems take, in SHA-512."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a bag.

    Attributes:
        path: from the bag's folder, such as `data/source/article.yml`.
        size: bytes.
    """

    path: str
    size: int


class Bag:
    """An open bag.

    Attributes:
        place: as the user gave it.
        top: the name of its folder.
        version: of BagIt, as it declares.
        info: the labels of `bag-info.txt`, each with its values in order; empty where there is no such file.
        manifests: of the payload and of the tag files, in the order of their names.
    """

    def __init__(self, container: Container, place: str) -> None:
        """Read the tag files; errors as `open_bag`."""
        self.place, self.top = place, container.top
        self.container = container
        self._sizes = container.sizes
        self._forms = {same_form(path): path for path in self._sizes}
        if DECLARATION not in self._sizes:
            is_none = not any(path.startswith(OF_A_BAG) for path in self._sizes)
            raise refused("BAG-046", Span(place)) if is_none else refused("BAG-019", Span(place), path=DECLARATION)
        if "fetch.txt" in self._sizes:
            raise refused("BAG-020", inside(place, "fetch.txt"))
        self.version = declaration(self.read(DECLARATION, MAX_DECLARATION), inside(place, DECLARATION))
        self.info: Mapping[str, tuple[str, ...]] = {}
        if INFORMATION in self._sizes:
            self.info = information(self.read(INFORMATION, MAX_INFORMATION), inside(place, INFORMATION))
        self.manifests = tuple(self._manifests())
        if all(one.of_tags for one in self.manifests):
            raise refused("BAG-019", Span(place), path="manifest-sha512.txt")

    def names(self) -> Iterator[Entry]:
        """The files, in the order in which they lie there."""
        return (Entry(path, size) for path, size in self._sizes.items())

    def __contains__(self, path: str) -> bool:
        return path in self._sizes

    def found(self, path: str) -> str | None:
        """The path under which a file lies that a manifest may write in another Unicode form; None when none does."""
        return path if path in self._sizes else self._forms.get(same_form(path))

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; it gives as many bytes as `names` said, and damage raises at the place it is met.

        Raises:
            InputError: there is no such file (BAG-019), or it cannot be read (BAG-001, BAG-003).
        """
        if path not in self._sizes:
            raise refused("BAG-019", Span(self.place), path=shown(path))
        stream = _Stream(self.container.open(path), inside(self.place, path), self._sizes[path])
        return cast(BinaryIO, io.BufferedReader(stream, 1 << 16))

    def read(self, path: str, most: int) -> bytes:
        """The bytes of a file.

        Raises:
            InputError: it is larger than `most` bytes (BAG-006), or as `open`.
        """
        if (size := self._sizes.get(path, 0)) > most:
            raise refused("BAG-006", inside(self.place, path), size=size, limit=most)
        with self.open(path) as file:
            return file.read()

    def _manifests(self) -> Iterator[Manifest]:
        for name, algorithm, of_tags in manifest_names(iter(sorted(self._sizes)), self.place):
            data = self.read(name, MAX_MANIFEST)
            yield manifest(data, inside(self.place, name), name, algorithm, of_tags, self.version)


@contextlib.contextmanager
def open_bag(place: str) -> Iterator[Bag]:
    """Open the bag of a ZIP archive, an unpacked folder, or a URL of either.

    Raises:
        InputError: it cannot be read, is none, is damaged or would do harm (BAG-001 to BAG-020), or its store does not
            answer (PLACE-001 to PLACE-009).
        DependencyError: the store's driver is not installed (PLACE-003).
    """
    container = _container(place)
    try:
        yield Bag(container, place)
    finally:
        container.close()


def _container(place: str) -> Container:
    local = local_path(place)
    if local is None:
        store = Store(place)
        return Remote(store) if store.is_folder() else _zipped(store.open(), place)
    path = Path(local)
    try:
        return Folder(path, place) if path.is_dir() else _zipped(open_plain(path, Span(place)), place)
    except (OSError, ValueError) as fault:
        raise refused("BAG-001", Span(place), reason=getattr(fault, "strerror", None) or str(fault)) from None


def _zipped(file: BinaryIO, place: str) -> Container:
    try:
        return Zipped(file, place)
    except BaseException:
        file.close()
        raise


class _Stream(io.RawIOBase):
    """The bytes of one file, as many as it may have; what goes wrong is said of that file."""

    def __init__(self, file: BinaryIO, at: Span, size: int) -> None:
        self._file, self._at, self._left = file, at, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            # One byte more than is left: a file that grew is not taken for the one that was listed.
            data = self._file.read(min(len(view), self._left + 1))
        except InputError:
            raise
        except DAMAGE as fault:
            said = str(fault) or type(fault).__name__
            reason = "CRC-32" if "CRC-32" in said else shown(said)[:160]
            raise refused("BAG-003", self._at, reason=reason) from None
        if len(data) > self._left or (not data and self._left):
            raise refused("BAG-003", self._at, reason="size")
        self._left -= len(data)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
