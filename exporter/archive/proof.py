"""Files of a bag read and held against its manifests: nothing of a bag is used that has not its sum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from exporter.archive.container import inside
from exporter.archive.opening import Bag
from exporter.errors import InputError
from exporter.findings import finding

MAX_METADATA: Final = 50_000_000
"""Bytes of a file of metadata: an article of the longest source that is read, as values."""


def proved(bag: Bag, path: str, most: int) -> bytes:
    """The bytes of a file that every manifest which names it agrees with.

    Raises:
        InputError: it is missing, too large or cannot be read (BAG-019, BAG-006, BAG-003); it is damaged, or no
            manifest names it (RESTORE-001).
    """
    data = bag.read(path, most)
    sums = [(one.algorithm, one.sums[path]) for one in bag.manifests if path in one.sums]
    if not sums or any(hashlib.new(algorithm, data).hexdigest() != value for algorithm, value in sums):
        raise InputError(finding("RESTORE-001", inside(bag.place, path), path=path))
    return data


def damaged(bag: Bag) -> Iterator[str]:
    """The files that a manifest names and that are missing or other than it says, each once."""
    told = set[str]()
    for manifest in bag.manifests:
        for path, value in manifest.sums.items():
            if path in told:
                continue
            if path not in bag or _sum(bag, path, manifest.algorithm) != value:
                told.add(path)
                yield path


def _sum(bag: Bag, path: str, algorithm: str) -> str:
    value = hashlib.new(algorithm)
    with bag.open(path) as file:
        while block := file.read(1 << 20):
            value.update(block)
    return value.hexdigest()


def table(bag: Bag, path: str) -> dict[str, Any]:
    """A JSON object of the metadata; errors as `proved`, and RESTORE-002 when it is none."""
    try:
        value = json.loads(proved(bag, path, MAX_METADATA))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InputError(finding("RESTORE-002", inside(bag.place, path), path=path))
    return value
