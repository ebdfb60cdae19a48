"""What decides the bytes of a file besides the article: the program, its data, and what was asked for, as one sum."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from exporter.backends.table import BUNDLE, Format
from exporter.pipeline import Wishes
from exporter.resources import PACKAGE, fonts_dir, profiles_dir, templates_dir

MAKERS = (
    "babel",
    "ebooklib",
    "hijridate",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pi-heif",
    "pikepdf",
    "pillow",
    "pydyf",
    "pypdfium2",
    "python-docx",
    "resvg-py",
    "uharfbuzz",
    "weasyprint",
)
"""The libraries whose versions show in the files."""


@cache
def software() -> str:
    """The sum of the program itself: its code and data, the manifest of its fonts, its libraries' versions.

    Two machines with the same sum make the same bytes (P3), as far as pango and HarfBuzz of the system are the same.
    """
    whole = sha256()
    for folder, patterns in (
        (PACKAGE, ("*.py", "*.toml", "*.json")),
        (templates_dir(), ("*",)),
        (fonts_dir(), ("fonts.toml",)),
        (profiles_dir(), ("*",)),
    ):
        found = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
        kept = (path for path in found if not {"__pycache__", "_data"} & set(path.relative_to(folder).parts))
        for path in sorted(kept):
            whole.update(f"{path.relative_to(folder).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    for name in MAKERS:
        whole.update(f"{name} {_version(name)}\0".encode())
    return whole.hexdigest()


def recipe(row: Format, wishes: Wishes) -> str:
    """The sum of all that decides a format's files besides the article."""
    everything = row.name == BUNDLE.name  # a bag holds files of all formats
    used = {
        name: given
        for name, given in wishes.options.items()
        if given and (everything or name in (row.name, row.drawn_from))
    }
    asked = dataclasses.replace(wishes, options=used, now=None)
    return sha256(f"{software()}\0{row.name}\0".encode() + _spelled(asked)).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _spelled(value: object) -> bytes:
    """A value as bytes that are the same in every process; of a path, what lies there."""
    if isinstance(value, bytes):
        return b"b" + sha256(value).digest()
    if isinstance(value, Path):
        return b"f" + _contents(value)
    inner: Iterable[bytes]
    if isinstance(value, Mapping):
        inner = (_spelled(name) + _spelled(value[name]) for name in sorted(value))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = (one.name.encode() + _spelled(getattr(value, one.name)) for one in dataclasses.fields(value))
    elif isinstance(value, frozenset):
        inner = sorted(map(_spelled, value))
    elif isinstance(value, tuple | list):
        inner = map(_spelled, value)
    else:
        return b"v" + repr(value).encode()
    parts = [sha256(part).digest() for part in inner]
    return b"m" + len(parts).to_bytes(4, "big") + b"".join(parts)


def _contents(path: Path) -> bytes:
    """The sum of a file, or of all files of a folder with their names."""
    if not path.is_dir():
        return sha256(path.read_bytes()).digest() if path.is_file() else b""
    files = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return b"".join(
        sha256(file.relative_to(path).as_posix().encode()).digest() + sha256(file.read_bytes()).digest()
        for file in files
    )
