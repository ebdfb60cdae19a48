"""Bags made by hand from the words of RFC 8493, and the ways in which they are spoilt."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = {"data/source/article.yml": "headline: ترام\nbody: نص\n".encode(), "data/text/ترام.txt": "نص\n".encode()}
TOP = "tram"
Files = dict[str, bytes]


def encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    lines = (f"{hashlib.new(algorithm, data).hexdigest()}  {encoded(path)}\n" for path, data in files.items())
    return "".join(lines).encode("utf-8", "surrogateescape")


def sealed(files: Files, algorithms: tuple[str, ...] = ("sha256", "sha512")) -> Files:
    """The files of a bag with their tag manifests made anew, and all else as given."""
    tags = {p: d for p, d in files.items() if not p.startswith(("data/", "tagmanifest-"))}
    return {**files, **{f"tagmanifest-{name}.txt": manifest(tags, name) for name in algorithms}}


def with_right_sums(files: Files) -> Files:
    """The files with all manifests made anew: the sums are right, whatever else is wrong."""
    payload = {path: data for path, data in files.items() if path.startswith("data/")}
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    info = re.sub("Payload-Oxum: .*", oxum, files["bag-info.txt"].decode()).encode()
    made = {f"manifest-{name}.txt": manifest(payload, name) for name in ("sha256", "sha512")}
    return sealed({**files, **made, "bag-info.txt": info})


def files_of(payload: Mapping[str, bytes] = PAYLOAD, algorithms: tuple[str, ...] = ("sha256", "sha512")) -> Files:
    """The files of a whole bag by their paths in it."""
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n"
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": f"External-Identifier: urn:x\n{oxum}".encode()}
    tags |= {f"manifest-{name}.txt": manifest(payload, name) for name in algorithms}
    return sealed({**tags, **payload}, algorithms)


def packed(files: Mapping[str, bytes], top: str = TOP, change: Callable[[zipfile.ZipInfo], object] = id) -> bytes:
    """A ZIP archive of files under one folder; `change` spoils each entry."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{path}" if top else path)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            change(entry)
            archive.writestr(entry, files[path])
    return out.getvalue()


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """The files as a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def resealed(files: Files, top: str = "jisr") -> bytes:
    """The archive of changed files whose manifests say that all is well."""
    payload = {path: data for path, data in files.items() if path.startswith("data/")}
    manifests = {f"manifest-{name}.txt": manifest(payload, name) for name in ("sha256", "sha512")}
    return packed(sealed({**files, **manifests}), top)
