"""Places by URL: object stores and what else fsspec knows, opened only where the user's command line names one.

Credentials are never part of a URL, an article or an option: the store's driver finds them in its environment. Nothing
is imported before a URL is met; a path without a scheme never comes here.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO, Final, cast
from urllib.parse import unquote, urlsplit

from exporter.errors import DependencyError, InputError, OutputError
from exporter.findings import Finding, Span, finding
from exporter.reading import Stamp

DRIVERS: Final = {
    "s3": "arabic-exporter[remote]",
    "s3a": "arabic-exporter[remote]",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "memory": "arabic-exporter[remote]",
}
"""The schemes that are opened, and what to install for each: stores of objects, which put a file in place whole."""

BLOCK: Final = 1 << 20
"""Bytes that are fetched of a file at a time."""
BLOCKS: Final = 16
"""Blocks of one file that are held."""
CONNECT_SECONDS: Final = 10
READ_SECONDS: Final = 60

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""Two letters at least: one is a drive of Windows."""


def is_url(place: str) -> bool:
    """Whether a place is written as a URL; `file:` is one too."""
    return bool(_SCHEME.match(place))


def local_path(place: str) -> str | None:
    """The path of a place on this machine, None for one in a store."""
    if not is_url(place):
        return place
    parts = urlsplit(place)
    if parts.scheme.lower() != "file":
        return None
    if parts.netloc not in ("", "localhost"):
        raise InputError(finding("PLACE-001", Span(place), scheme=f"file://{parts.netloc}"))
    return unquote(parts.path)


def join(place: str, name: str) -> str:
    """The place of a name below a place, path or URL."""
    return f"{place.rstrip('/')}/{name}"


def split(place: str) -> tuple[str, str]:
    """The folder of a URL, with its slash, and the last name in it."""
    folder, slash, name = place.rpartition("/")
    return folder + slash, name


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store.

    Attributes:
        path: from the place that was listed.
        size: bytes.
        stamp: what changes when it is written anew.
    """

    path: str
    size: int
    stamp: str

    @property
    def status(self) -> Stamp:
        """What tells that it is still the one it was."""
        return Stamp(self.size, self.stamp, 0)


class Store:
    """A store and the path of one place in it.

    Attributes:
        url: the place as the user wrote it.
        path: the place as its driver names it.
    """

    def __init__(self, url: str) -> None:
        """Find the driver of a URL; nothing is asked of the network yet.

        Raises:
            InputError: its scheme is not opened (PLACE-001), or it holds a password (PLACE-002).
            DependencyError: the driver is not installed (PLACE-003).
        """
        self.url = url
        match = _SCHEME.match(url)
        scheme = match[1].lower() if match else ""
        login, at, _ = url.partition("://")[2].partition("/")[0].rpartition("@")
        if scheme not in DRIVERS or "::" in url:
            # fsspec reads `a::b` as a within b, whatever b's scheme.
            raise InputError(finding("PLACE-001", Span(f"{scheme}://…" if at else url), scheme=scheme))
        if at and (":" in login or scheme in ("s3", "s3a", "gs", "gcs")):
            raise InputError(finding("PLACE-002", Span(f"{scheme}://…")))
        try:
            fsspec = import_module("fsspec")
            self._fs, self.path = fsspec.core.url_to_fs(url, **_options(scheme))
        except ImportError:
            raise DependencyError(finding("PLACE-003", Span(url), package=DRIVERS[scheme])) from None
        except MemoryError:
            raise  # no fault of the store
        except Exception as fault:
            raise InputError(_told(fault, url)) from fault

    def is_folder(self) -> bool:
        """Whether names lie below the place."""
        with told(self.url):
            return bool(self._fs.isdir(self.path))

    def listing(self, below: str = "") -> tuple[list[str], list[Stored]]:
        """The folders and the files right below the place, or below a folder of it, in order of their names.

        Raises:
            InputError: there is no such place, or the store does not answer.
        """
        folder = join(self.path, below) if below else self.path
        with told(join(self.url, below) if below else self.url):
            entries = sorted(self._fs.ls(folder, detail=True), key=lambda entry: str(entry["name"]))
        folders, files = [], []
        for entry in entries:
            name = str(entry["name"]).rstrip("/").rpartition("/")[2]
            if str(entry["name"]).strip("/") == folder.strip("/"):
                continue  # a store may list a folder's own mark in it
            path = join(below, name) if below else name
            if entry["type"] == "directory":
                folders.append(path)
            else:
                files.append(Stored(path, int(entry["size"]), _stamp(entry)))
        return folders, files

    def walk(self, most: int) -> Iterator[Stored]:
        """Every file below the place.

        Raises:
            InputError: there is no such place, more than `most` files lie there, or the store does not answer.
        """
        waiting, count = [""], 0
        while waiting:
            folders, files = self.listing(waiting.pop())
            count += len(files)
            if count > most:
                raise InputError(finding("PLACE-004", Span(self.url), limit=most))
            yield from files
            waiting += reversed(folders)

    def fitting(self) -> list[str]:
        """The URLs of the files and folders that fit the place, taken for a pattern.

        `**` stands for folders at any depth, and then everything below is listed at once.

        Raises:
            InputError: the store does not answer.
        """
        with told(self.url):
            found = self._fs.glob(self.path)
        scheme, _, rest = self.url.partition("://")
        top = f"{scheme}://{rest.partition('/')[0]}"  # as it was written: a driver leaves an account out of it
        return sorted(f"{top}/{str(name).strip('/').partition('/')[2]}" for name in found)

    def exists(self) -> bool:
        """Whether a file or a folder is there."""
        with told(self.url):
            return bool(self._fs.exists(self.path))

    def status(self) -> Stamp:
        """What tells that the file is still the one it was.

        Raises:
            InputError: it is not there, or the store does not answer.
        """
        with told(self.url):
            return _status(self._fs.info(self.path))

    def take(self, most: int, name: str = "", known: Stamp | None = None) -> tuple[bytes, Stamp]:
        """A whole file at or below the place, by one request, with a stamp from before: a later change shows.

        Args:
            most: bytes that are taken.
            name: of a file below the place; empty for the place itself.
            known: the stamp, where a listing gave it: then it is not asked for.

        Raises:
            InputError: it is larger than `most` bytes (PLACE-005), is not there, or the store does not answer.
        """
        path, url = (join(self.path, name), join(self.url, name)) if name else (self.path, self.url)
        with told(url):
            now = known or _status(self._fs.info(path))
            data: bytes = self._fs.cat_file(path, start=0, end=most + 1) if 0 < now.size <= most else b""
        if max(now.size, len(data)) > most:
            raise InputError(finding("PLACE-005", Span(url), limit=most // 1_000_000))
        return data, now

    def stamp(self) -> str:
        """What changes when the file is written anew: its size, and the store's tag for it or its time."""
        with told(self.url):
            info = self._fs.info(self.path)
        return f"{info['size']} {_stamp(info)}"

    def open(self, name: str = "", size: int = -1) -> BinaryIO:
        """Open the file, or one below the place.

        A few blocks of it are held at a time; one that is known to be no larger than a block comes by one request.
        """
        path = join(self.path, name) if name else self.path
        url = join(self.url, name) if name else self.url
        with told(url):
            if 0 <= size <= BLOCK:
                return io.BytesIO(self._fs.cat_file(path, start=0, end=BLOCK + 1) if size else b"")
            file = self._fs.open(
                path, "rb", block_size=BLOCK, cache_type="blockcache", cache_options={"maxblocks": BLOCKS}
            )
        return cast(BinaryIO, io.BufferedReader(_Told(file, url)))

    def put(self, data: bytes) -> None:
        """Give the place these bytes; the store shows the old file or the new one, never a part.

        A store of objects makes an object visible when all of it has arrived.

        Raises:
            OutputError: the store did not take them (PLACE-006 to PLACE-009).
        """
        try:
            with told(self.url):
                self._fs.pipe_file(self.path, data)
        except InputError as fault:
            raise OutputError(fault.findings) from fault


class _Told(io.RawIOBase):
    """A file of a store whose faults are findings, also those in the middle."""

    def __init__(self, file: Any, url: str) -> None:
        self._inner, self._url = file, url

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with told(self._url):
            data: bytes = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        with told(self._url):
            return int(self._inner.seek(offset, whence))

    def tell(self) -> int:
        return int(self._inner.tell())

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _stamp(info: Mapping[str, Any]) -> str:
    known = (info.get(name) for name in ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created"))
    return next((str(one) for one in known if one), "")


def _status(info: Mapping[str, Any]) -> Stamp:
    if info["type"] != "file":
        raise FileNotFoundError(str(info["name"]))
    return Stamp(int(info["size"]), _stamp(info), 0)


def _options(scheme: str) -> dict[str, Any]:
    if scheme not in ("s3", "s3a"):
        return {}
    patience = {"connect_timeout": CONNECT_SECONDS, "read_timeout": READ_SECONDS, "retries": {"max_attempts": 2}}
    return {"config_kwargs": patience, "use_listings_cache": False}


@contextlib.contextmanager
def told(url: str) -> Iterator[None]:
    """Turn what a store answers into findings: each driver has exceptions of its own, and none is ours."""
    try:
        yield
    except (InputError, DependencyError, GeneratorExit, MemoryError):
        raise
    except Exception as fault:
        raise InputError(_told(fault, url)) from fault


def _told(fault: Exception, url: str) -> Finding:
    reason = _reason(fault)
    at = Span(url)
    if isinstance(fault, FileNotFoundError):
        return finding("PLACE-006", at, reason=reason)
    name = type(fault).__name__
    if isinstance(fault, PermissionError) or "Credentials" in name or "Credential" in reason:
        return finding("PLACE-007", at, reason=reason)
    if isinstance(fault, TimeoutError) or "Timeout" in name or "Connect" in name:
        return finding("PLACE-008", at, reason=reason)
    return finding("PLACE-009", at, reason=reason)


def _reason(fault: Exception) -> str:
    said = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return " ".join(str(said).split())[:200]
