"""What a catalogue takes from a bag: the model, the plain texts, the renditions' names; and how it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporter.archive.catalog.record import Record, UnusableError, records
from exporter.archive.opening import Bag, open_bag
from exporter.errors import InputError
from exporter.findings import Span, finding
from exporter.places import Store, join, local_path

SEAL = "tagmanifest-sha256.txt"
SUMS = "manifest-sha256.txt"
MODEL = "data/metadata/model.json"
TEXTS, RENDITIONS = "data/text/", "data/renditions/"
LARGEST = 32_000_000
"""Bytes of a model, and of all plain texts of a bag: twenty times a novel."""


@dataclass(frozen=True, slots=True)
class Found:
    """A bag that lies there, not opened yet.

    Attributes:
        place: path or URL, as the user's folder leads to it.
        folder: whether it lies unpacked.
        stamp: its size and time, by which an unchanged one is known without being opened.
    """

    place: str
    folder: bool
    stamp: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a catalogue takes from a bag: its records, and the renditions as paths inside it."""

    records: tuple[Record, ...]
    files: tuple[str, ...]


def found(place: str) -> Found:
    """A bag as it lies there.

    Raises:
        InputError: it is gone, or may not be looked at (BAG-001), or its store does not answer.
    """
    local = local_path(place)
    if local is None:
        store = Store(place)
        folder = store.is_folder()
        return Found(place, folder, (Store(join(place, SEAL)) if folder else store).stamp())
    path = Path(local)
    folder, sealed = path.is_dir(), path / SEAL
    try:
        status = (sealed if folder and sealed.exists() else path).stat()
    except OSError as fault:
        raise InputError(finding("BAG-001", Span(place), reason=fault.strerror or str(fault))) from None
    return Found(place, folder, f"{status.st_size} {status.st_mtime_ns}")


def read(found: Found, is_known: Callable[[str], bool]) -> tuple[str, Contents | None]:
    """The seal of a bag, which is the sum of its tag manifest, and what it says of itself, unless the seal is known.

    Raises:
        InputError: the bag cannot be opened (BAG-001 to BAG-020), has no model (BAG-019), or one that is no such thing
            (CATALOG-002); what is read of it is not what its manifest says (CATALOG-003).
    """
    with open_bag(found.place) as bag:
        seal = hashlib.sha256(bag.read(SEAL, LARGEST)).hexdigest()
        return seal, None if is_known(seal) else _contents(bag)


def _contents(bag: Bag) -> Contents:
    sizes = {entry.path: entry.size for entry in bag.names()}
    names = sorted(sizes)
    if (size := sum(sizes[name] for name in names if name.startswith(TEXTS))) > LARGEST:
        raise InputError(finding("BAG-006", Span(f"{bag.place}/{TEXTS}"), size=size, limit=LARGEST))
    sums = next((one.sums for one in bag.manifests if one.name == SUMS), {})
    texts = {
        name.removeprefix(TEXTS).removesuffix(".txt"): _checked(bag, name, sums.get(name)).decode("utf-8", "replace")
        for name in names
        if name.startswith(TEXTS) and name.endswith(".txt")
    }
    model = _model(_checked(bag, MODEL, sums.get(MODEL)), bag.place)
    try:
        taken = tuple(records(model, texts))
    except UnusableError as fault:
        raise InputError(finding("CATALOG-002", Span(f"{bag.place}/{MODEL}"), field=str(fault))) from None
    return Contents(taken, tuple(name for name in names if name.startswith(RENDITIONS)))


def _checked(bag: Bag, name: str, wanted: str | None) -> bytes:
    data = bag.read(name, LARGEST)
    if hashlib.sha256(data).hexdigest() != wanted:
        raise InputError(finding("CATALOG-003", Span(f"{bag.place}/{name}")))
    return data


def _model(data: bytes, place: str) -> dict[str, Any]:
    try:
        model = json.loads(data)
    except (ValueError, RecursionError):
        model = None
    if not isinstance(model, dict):
        raise InputError(finding("CATALOG-002", Span(f"{place}/{MODEL}"), field="JSON"))
    return model
