"""Names of files in a bag: which are safe, which would be one file on another system, how manifests write them.

RFC 8493, 2.1.3 (percent-encoding of CR, LF and %), 5.1 (special directory characters), 5.2 (control of filenames);
UAX #15 (normalisation).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

MAX_NAME: Final = 1_024
"""Characters of a path: what S3 takes as bytes of a key, and less than any file system's path."""
MAX_DEPTH: Final = 24
"""Parts of a path; each folder of each path is remembered while names are compared."""

_OUTSIDE: Final = re.compile(r"^[/\\~]|^[A-Za-z]:|\0|\\")
_ENCODED: Final = re.compile("%(0[aA]|0[dD]|25)")
_RAW: Final = re.compile("[\r\n%]")


def is_outside(path: str) -> bool:
    """Whether a path could lead out of the bag on any system, or is longer or deeper than a bag's.

    That is: absolute, a drive, a way up, a backslash, a NUL, a part without a name.
    """
    if len(path) > MAX_NAME or path.count("/") >= MAX_DEPTH or _OUTSIDE.search(path):
        return True
    parts = path.split("/")
    return not all(parts) or not {".", ".."}.isdisjoint(parts)


def decoded(written: str) -> str:
    """The path that a manifest writes: CR, LF and % are percent-encoded, these and no others."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), written)


def encoded(path: str) -> str:
    """A path as a manifest writes it."""
    return _RAW.sub(lambda match: f"%{ord(match[0]):02X}", path)


def shown(path: str) -> str:
    """A path fit for a message: no character that moves the cursor, hides itself or turns the line round."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path[:300])


def same_form(path: str) -> str:
    """What paths have in common that differ in their Unicode form only (RFC 8493, 5.2; macOS decomposes names)."""
    return unicodedata.normalize("NFC", path)


def folded(path: str) -> str:
    """What paths have in common that are one path where case or Unicode form does not matter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clash(paths: Iterable[str]) -> tuple[str, str] | None:
    """The first two paths that cannot lie side by side: equal save case or form, or one a folder and one a file."""
    met: dict[str, str] = {}
    files: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for count in range(1, len(parts)):
            folder = "/".join(parts[:count])
            key = folded(folder)
            other = met.setdefault(key, folder)
            if other != folder or key in files:
                return other, path
        key = folded(path)
        if key in met or key in files:
            return files.get(key) or met[key], path
        files[key] = path
    return None


def picture_path(folder: str, written: str) -> str:
    """The path in the payload of a picture that an article in a folder of the payload names."""
    return same_form((PurePosixPath(folder) / written).as_posix())
