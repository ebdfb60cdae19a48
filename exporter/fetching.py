"""An article or an edition out of a store: its own file and the files that it names, and no others, for a while.

They are fetched within the bounds that hold for files of this machine, into a folder of their own, and loaded from
there as any article is; whatever is said of them is said of the place that the user named.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.images.locate import MAX_BYTES as LARGEST_PICTURE
from exporter.images.locate import forbidden
from exporter.loading.edition import named_in
from exporter.loading.source import MAX_BYTES as LARGEST_ARTICLE
from exporter.places import Store, is_url, join, local_path, split

MAX_FILES: Final = 2_000
MAX_TOTAL: Final = 2_000_000_000
"""Bytes of all files of an article or an edition."""
LONGEST_NAME: Final = 200
"""Bytes of a name: most file systems take 255."""
NAMED: Final = re.compile(r"(article|edition)\.(ya?ml|json)")
NOT_THERE: Final = "PLACE-006"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An article's or an edition's file, here.

    Attributes:
        path: where it lies.
        folder: the folder that it was fetched into; empty for a file of this machine.
        base: the folder's place in the store, with its slash.
    """

    path: Path
    folder: str = ""
    base: str = ""

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
    base, name = split(place)
    if _is_no_name(name):
        raise InputError(finding(NOT_THERE, Span(place), reason=name or "/"))
    with tempfile.TemporaryDirectory(prefix="export-fetch-") as around:
        # An article without a slug goes by the name of its folder.
        above = split(base.rstrip("/"))[1]
        folder = Path(around) / ("article" if _is_no_name(above) else above)
        folder.mkdir()
        here = Fetched(folder / name, str(folder), base)
        try:
            _Porter(Store(base), folder, place).bring(name)
        except InputError as fault:
            raise InputError(here.named(fault.findings)) from None
        yield here


def articles_in(place: str) -> Iterator[str]:
    """The files of articles and editions below a folder of a store; any other place as itself.

    Raises:
        InputError: nothing of the kind lies there (PLACE-010), or the store does not answer.
    """
    if not is_url(place) or local_path(place) is not None or NAMED.fullmatch(split(place)[1]):
        yield place
        return
    store = Store(place)
    if not store.is_folder():
        yield place
        return
    waiting, found = [""], False
    while waiting:
        folders, files = store.listing(waiting.pop())
        for one in files:
            if NAMED.fullmatch(one.path.rpartition("/")[2]):
                found = True
                yield join(place, one.path)
        waiting += reversed(folders)
    if not found:
        raise InputError(finding("PLACE-010", Span(place)))


def _is_no_name(name: str) -> bool:
    """Whether a key's part, which may be anything, is no name for a file or a folder here."""
    return name in ("", ".", "..") or "\0" in name or len(name.encode("utf-8", "replace")) > LONGEST_NAME


class _Porter:
    """Brings files of one folder of a store into a folder here."""

    def __init__(self, store: Store, folder: Path, place: str) -> None:
        self._store, self._folder, self._place = store, folder, place
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
        self._keep(name, self._store.read(LARGEST_ARTICLE, name))
        is_edition, named = named_in(self._folder / name)
        # Of what lies elsewhere, whoever loads the file says so.
        return is_edition, tuple(path for path in named if not forbidden(path))

    def _picture(self, path: str) -> None:
        """Bring a picture, under whichever Unicode form of its name it lies there."""
        forms = dict.fromkeys([path, *(unicodedata.normalize(form, path) for form in ("NFC", "NFD"))])
        for form in forms:
            if (self._folder / path).exists():
                return
            with _missing_is_told_later():
                self._keep(path, self._store.read(LARGEST_PICTURE, form))

    def _keep(self, path: str, data: bytes) -> None:
        self._count += 1
        self._total += len(data)
        if self._count > MAX_FILES or self._total > MAX_TOTAL:
            raise InputError(finding("PLACE-004", Span(self._place), limit=MAX_FILES))
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@contextlib.contextmanager
def _missing_is_told_later() -> Iterator[None]:
    """What is not there is told by who loads the article, at the line that names it."""
    try:
        yield
    except InputError as fault:
        if any(one.code != NOT_THERE for one in fault.findings):
            raise
