"""An article or an edition out of a store: its own file and the files that it names, and no others, for a while.

They are fetched within the bounds that hold for files of this machine, into a folder of their own, and loaded from
there as any article is; whatever is said of them is said of the place that the user named.

The folder is locked while it is in use (flock): whoever comes next can tell what a killed process left, and removes it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.images import locate
from exporter.images.locate import forbidden
from exporter.loading.edition import named_in
from exporter.loading.slug import slug_in
from exporter.loading.source import MAX_BYTES as LARGEST_ARTICLE
from exporter.places import Store, join, local_path, split
from exporter.reading import Seen, Stamp

try:
    import fcntl
except ImportError:  # Windows: folders that a killed process left stay
    fcntl = None  # type: ignore[assignment]

LARGEST_PICTURE: Final = locate.MAX_BYTES
MAX_FILES: Final = 2_000
MAX_TOTAL: Final = 2_000_000_000
"""Bytes of all files of an article or an edition."""
LONGEST_NAME: Final = 200
"""Bytes of a name: most file systems take 255."""
NOT_THERE: Final = "PLACE-006"
PREFIX: Final = "export-fetch-"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An article's or an edition's file, here.

    Attributes:
        path: where it lies.
        folder: the folder that it was fetched into; empty for a file of this machine.
        base: the folder's place in the store, with its slash.
        stamps: by the path of a file here, its URL and what the store said of it.
    """

    path: Path
    folder: str = ""
    base: str = ""
    stamps: dict[str, tuple[str, Stamp]] = field(default_factory=dict)

    def seen(self, files: Iterable[Seen]) -> tuple[Seen, ...]:
        """Files that were read here, as the files of the store that they are."""
        return tuple(_as_stored(one, self.stamps.get(one.path)) for one in files)

    def named(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings about what was fetched, as about what the user named."""
        if not self.folder:
            return tuple(findings)
        return tuple(replace(one, at=replace(one.at, file=self._in_store(one.at.file))) for one in findings)

    def _in_store(self, file: str) -> str:
        start = f"{self.folder}/"
        return self.base + file.removeprefix(start) if file.startswith(start) else file


@contextlib.contextmanager
def fetched(place: str) -> Iterator[Fetched]:
    """The file of an article or an edition: of this machine as it lies, of a store with the files that it names.

    Raises:
        InputError: the place is not opened, is not there, or the store does not answer (PLACE-001 to PLACE-009); the
            file cannot be read (LOAD-006 to LOAD-010).
        DependencyError: the store's driver is not installed (PLACE-003).
    """
    local = local_path(place)
    if local is not None:
        yield Fetched(Path(local))
        return
    with _folder(place) as here:
        try:
            _Porter(Store(here.base), here, place).bring(here.path.name)
        except InputError as fault:
            raise InputError(here.named(fault.findings)) from None
        yield here


def slug_at(place: str, known: Stamp | None = None) -> str:
    """The name that the files of an article in a store will bear; empty where what lies there is no text.

    Args:
        place: the article's file.
        known: what the store said of it a moment ago, if it did.

    Raises:
        InputError, DependencyError: the store does not give it; as `fetched`.
    """
    with _folder(place) as here:
        here.path.write_bytes(Store(place).take(LARGEST_ARTICLE, known=known)[0])
        with contextlib.suppress(InputError):  # what is wrong with it, whoever makes it will say
            return slug_in(here.path)
    return ""


@cache
def _clear_once() -> None:
    clear()


def clear() -> None:
    """Remove what killed processes fetched and left: folders of ours that nobody holds."""
    if not fcntl:
        return
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), _open(path) as descriptor:
            if os.fstat(descriptor).st_uid == os.getuid():
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _folder(place: str) -> Iterator[Fetched]:
    """A folder for what is fetched, locked, and gone afterwards; nothing lies in it yet."""
    base, name = split(place)
    if _is_no_name(name):
        raise InputError(finding(NOT_THERE, Span(place), reason=name or "/"))
    # An article without a slug goes by the name of its folder.
    above = split(base.rstrip("/"))[1]
    with contextlib.ExitStack() as held:
        try:
            folder = held.enter_context(_held()) / ("article" if _is_no_name(above) else above)
            folder.mkdir()
        except OSError as fault:
            raise _no_room(fault, place) from fault
        yield Fetched(folder / name, str(folder), base)


@contextlib.contextmanager
def _held() -> Iterator[Path]:
    """A new folder that no other process takes for a leftover; one that was taken a moment too early is made again."""
    _clear_once()
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
        try:
            with _open(path) as descriptor:
                if fcntl:
                    fcntl.flock(descriptor, fcntl.LOCK_EX)
                if fcntl and not path.exists():
                    continue
                yield path
                return
        except FileNotFoundError:
            if path.exists():
                raise
        finally:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _open(folder: Path) -> Iterator[int]:
    """A folder's descriptor, never through a link; where folders cannot be opened there is no lock either."""
    if not fcntl:
        yield -1
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _no_room(fault: OSError, place: str) -> InputError:
    facts = {"reason": fault.strerror or str(fault), "folder": tempfile.gettempdir()}
    return InputError(finding("PLACE-012", Span(place), **facts))


def _as_stored(one: Seen, stored: tuple[str, Stamp] | None) -> Seen:
    """What was seen of a file, under the place and the stamp that it has in a store, if it is of one."""
    return Seen(*stored, one.sum) if stored else one


def _is_no_name(name: str) -> bool:
    """Whether a key's part, which may be anything, is no name for a file or a folder here."""
    return name in ("", ".", "..") or "\0" in name or len(name.encode("utf-8", "replace")) > LONGEST_NAME


class _Porter:
    """Brings files of one folder of a store into a folder here."""

    def __init__(self, store: Store, here: Fetched, place: str) -> None:
        self._store, self._here, self._folder, self._place = store, here, Path(here.folder), place
        self._count = self._total = 0

    def bring(self, name: str) -> None:
        """Bring an article's or an edition's file, and what it names; editions do not list editions."""
        is_edition, named = self._file(name)
        for path in named:
            if is_edition:
                with _missing_is_told_later():
                    self._article(path)
            else:
                self._picture(path)

    def _article(self, path: str) -> None:
        """Bring an article that an edition lists, and its pictures."""
        is_edition, pictures = self._file(path)
        folder = path.rpartition("/")[0]
        for picture in () if is_edition else pictures:
            self._picture(join(folder, picture) if folder else picture)

    def _file(self, name: str) -> tuple[bool, tuple[str, ...]]:
        """Bring a file that names others: whether it is an edition, and what it names below its folder."""
        self._keep(name, name, LARGEST_ARTICLE)
        is_edition, named = named_in(self._folder / name)
        # Of what lies elsewhere, whoever loads the file says so. A key has no `./`, which a path of a file may have.
        return is_edition, tuple(str(PurePosixPath(path)) for path in named if not forbidden(path))

    def _picture(self, path: str) -> None:
        """Bring a picture, under whichever Unicode form of its name it lies there."""
        forms = dict.fromkeys([path, *(unicodedata.normalize(form, path) for form in ("NFC", "NFD"))])
        for form in forms:
            if (self._folder / path).exists():
                return
            with _missing_is_told_later():
                self._keep(path, form, LARGEST_PICTURE)

    def _keep(self, path: str, form: str, most: int) -> None:
        data, stamp = self._store.take(most, form)
        self._count += 1
        self._total += len(data)
        if self._count > MAX_FILES or self._total > MAX_TOTAL:
            raise InputError(finding("PLACE-004", Span(self._place), limit=MAX_FILES))
        target = self._folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as fault:
            raise _no_room(fault, self._here.base + path) from fault
        self._here.stamps[str(target)] = (self._here.base + form, stamp)


@contextlib.contextmanager
def _missing_is_told_later() -> Iterator[None]:
    """What is not there is told by who loads the article, at the line that names it."""
    try:
        yield
    except InputError as fault:
        if any(one.code != NOT_THERE for one in fault.findings):
            raise
