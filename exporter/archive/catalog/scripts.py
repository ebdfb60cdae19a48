"""The catalogue's data as scripts: a page opened from `file://` may fetch nothing, yet it may load a script.

Each file is one call, `catalog("records/3", ...)`; the page asks for a file when it needs it. Numbers that only grow
are written as differences, each in as few signs as it takes (five bits in a sign of RFC 4648, 5; the sixth bit says
that more follow). `templates/catalog/data.js` reads all this again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def number(value: int) -> str:
    """A whole number from 0, five bits a sign, the lowest first."""
    signs = ""
    while value >= 32:
        signs += SIGNS[value & 31 | 32]
        value >>= 5
    return signs + SIGNS[value]


def signed(value: int) -> str:
    """A whole number of either sign: 0, -1, 1, -2 are 0, 1, 2, 3."""
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def rising(values: Iterable[int]) -> str:
    """Numbers that rise, as differences."""
    before, signs = 0, []
    for value in values:
        signs.append(number(value - before))
        before = value
    return "".join(signs)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Shelf:
    """A folder of scripts, and the sum of all that was put into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sum = hashlib.sha256()

    def put(self, name: str, value: Any) -> None:
        """Write a value under a name such as `records/3`."""
        path = self.folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = f"catalog({_script(name)},{_script(value)})\n".encode()
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self._sum.update(f"{name} {len(data)}\n".encode() + data)

    @property
    def sum(self) -> str:
        """A name for what is in the folder, 16 hexadecimal digits."""
        return self._sum.hexdigest()[:16]


def _script(value: Any) -> str:
    """A value in JSON, which is JavaScript too (ECMA-262, 2019); no lone surrogate can stand in a file."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
