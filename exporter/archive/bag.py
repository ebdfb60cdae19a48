"""A BagIt bag as one ZIP archive whose bytes follow from the payload and the moment alone.

RFC 8493 (BagIt 1.0): declaration, bag-info, manifests and tag manifests. Every entry of the archive is stored and not
compressed: what is large in a bag is compressed already, a bad byte then spoils one file and no more, and the bytes do
not depend on anybody's version of zlib (decision 025).
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

ALGORITHMS: Final = ("sha256", "sha512")
DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD: Final = "data/"
FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)
LAST: Final = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""The first and the last time that an entry of a ZIP archive can bear (APPNOTE 4.4.6)."""
UNIX: Final = 3
PLAIN_FILE: Final = (stat.S_IFREG | 0o644) << 16


def bag(top: str, payload: Mapping[str, bytes], info: Iterable[tuple[str, str]], moment: datetime) -> bytes:
    """Pack a bag.

    Args:
        top: the one folder that the archive holds.
        payload: files by their path under `data/`.
        info: the lines of bag-info.txt; `Payload-Oxum` is added.
        moment: the time of every entry.
    """
    data = {PAYLOAD + path: payload[path] for path in sorted(payload)}
    oxum = ("Payload-Oxum", f"{sum(map(len, data.values()))}.{len(data)}")
    tags = {"bagit.txt": DECLARATION.encode(), "bag-info.txt": _lines((*info, oxum))}
    tags |= {f"manifest-{name}.txt": _manifest(data, name) for name in ALGORITHMS}
    tags |= {f"tagmanifest-{name}.txt": _manifest(dict(sorted(tags.items())), name) for name in ALGORITHMS}
    return _archive({f"{top}/{path}": content for path, content in {**tags, **data}.items()}, moment)


def _manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """RFC 8493, 2.1.3: a sum, two spaces and a path on each line; as `sha256sum` reads it too."""
    lines = (f"{hashlib.new(algorithm, content).hexdigest()}  {path}\n" for path, content in files.items())
    return "".join(lines).encode()


def _lines(info: Iterable[tuple[str, str]]) -> bytes:
    """RFC 8493, 2.2.2: a label, a colon and a value; each on one line, for readers differ on how a second is joined."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info).encode()


def _archive(entries: Mapping[str, bytes], moment: datetime) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(entries.items()):
            archive.writestr(_entry(name, moment), content)
    return out.getvalue()


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    at = min(max(moment.astimezone(UTC), FIRST), LAST)
    entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    return entry
