"""The files that an article or an edition was made of, byte for byte, under names that open everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from exporter.archive.names import same_form
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.images.locate import read
from exporter.loading.edition import LoadedEdition
from exporter.loading.load import Loaded

UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f"%*:<>?\\|]|[. ](?=/|$)')
"""What some system cannot have in a name, and `%`, which RFC 8493 wants encoded and its tools read in two ways."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an article or an edition.

    Attributes:
        entry: the article's or the edition's own file.
        articles: the files of the articles, in order; of an article alone `entry`.
        files: the bytes of each file by its path relative to the folder of `entry`.
    """

    entry: str
    articles: tuple[str, ...]
    files: Mapping[str, bytes]


def gather(path: Path, loaded: Loaded | LoadedEdition) -> Sources:
    """Read again what was loaded.

    Raises:
        InputError: a file is another than the one that was loaded (PACK-002), or has a name that some system or tool
            would read otherwise (PACK-003).
    """
    parts: tuple[tuple[str, Loaded], ...]
    if isinstance(loaded, LoadedEdition):
        placed = (PurePosixPath(one.path) for _, one in loaded.plan.placed())
        parts = tuple((path.as_posix(), one) for path, one in zip(placed, loaded.articles, strict=True))
        sums = {path.name: loaded.sha256}
    else:
        parts, sums = ((path.name, loaded),), {}
    for article, one in parts:
        folder = PurePosixPath(article).parent
        sums |= {(folder / name).as_posix(): value for name, value in one.sums.items()}
    if wrong := tuple(finding("PACK-003", Span(str(path)), path=name) for name in sums if UNSAFE.search(name)):
        raise InputError(wrong)
    files: dict[str, bytes] = {}
    for name, value in sums.items():
        kept, data = same_form(name), _same(path, name, value)
        if files.setdefault(kept, data) != data:
            raise InputError(finding("PACK-004", Span(str(path)), path=name, other=kept))
    return Sources(same_form(path.name), tuple(same_form(article) for article, _ in parts), files)


def _same(path: Path, name: str, value: str) -> bytes:
    try:
        data = path.read_bytes() if name == path.name else read(path.parent, name)
    except OSError:
        data = b""
    if isinstance(data, Finding) or hashlib.sha256(data).hexdigest() != value:
        raise InputError(finding("PACK-002", Span(str(path)), path=name))
    return data
