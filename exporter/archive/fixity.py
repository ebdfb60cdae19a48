"""Whether the files of a bag are those that its manifests list, with the sums that they say; each is read once.

RFC 8493, 3 (complete and valid), 2.1.3, 2.2.1, 2.2.2 (Payload-Oxum). Two sums of each file tell who is damaged: a file
that has neither of its sums, or a manifest whose sum alone is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exporter.archive.container import inside
from exporter.archive.names import shown
from exporter.archive.opening import Bag
from exporter.archive.tagfiles import ALGORITHMS, PAYLOAD, Manifest
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding

CHUNK: Final = 1 << 20
OXUM: Final = "payload-oxum"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a bag.

    Attributes:
        findings: what could not be read.
        sums: by the path of each file that could, its sum by algorithm.
        sizes: the same of its bytes.
    """

    findings: tuple[Finding, ...]
    sums: Mapping[str, Mapping[str, str]]
    sizes: Mapping[str, int]


def take(bag: Bag, folder: Path | None = None) -> Taken:
    """Read every file once: its sums, and a copy of those of the payload where a folder is given.

    Raises:
        InputError: the bag's store does not answer (PLACE-006 to PLACE-009).
        OSError: the folder takes no copy.
    """
    findings: list[Finding] = []
    sums: dict[str, Mapping[str, str]] = {}
    sizes: dict[str, int] = {}
    for entry in bag.names():
        copy = folder / entry.path if folder and entry.path.startswith(PAYLOAD) else None
        try:
            sums[entry.path], sizes[entry.path] = _read(bag, entry.path, copy)
        except InputError as fault:
            if any(one.code.startswith("PLACE-") for one in fault.findings):
                raise
            findings += fault.findings
            if copy:
                copy.unlink(missing_ok=True)
    return Taken(tuple(findings), sums, sizes)


def _read(bag: Bag, path: str, copy: Path | None) -> tuple[Mapping[str, str], int]:
    running = {name: hashlib.new(name) for name in ALGORITHMS}
    size = 0
    with ExitStack() as open_files:
        file = open_files.enter_context(bag.open(path))
        target = None
        if copy:
            copy.parent.mkdir(parents=True, exist_ok=True)
            target = open_files.enter_context(copy.open("xb"))
        while data := file.read(CHUNK):
            size += len(data)
            for one in running.values():
                one.update(data)
            if target:
                target.write(data)
    return {name: one.hexdigest() for name, one in running.items()}, size


def judge(bag: Bag, taken: Taken) -> Iterator[Finding]:
    """What the manifests and the bag do not agree on."""
    unread = {one.at.file.removeprefix(f"{bag.place}/") for one in taken.findings}
    damaged: set[str] = set()
    for of_tags in (True, False):
        manifests = {one.algorithm: one for one in bag.manifests if one.of_tags == of_tags}
        for algorithm in ALGORITHMS.keys() - manifests.keys():
            name = f"{'tag' if of_tags else ''}manifest-{algorithm}.txt"
            if name not in unread:
                yield finding("BAG-019", Span(bag.place), path=name)
        believed = {name: one for name, one in manifests.items() if one.name not in damaged}
        for found in _compared(bag, taken, believed, unread, of_tags=of_tags):
            damaged.add(found.at.file.removeprefix(f"{bag.place}/"))
            yield found
    yield from _oxum(bag, taken)


def _compared(
    bag: Bag, taken: Taken, manifests: Mapping[str, Manifest], unread: set[str], *, of_tags: bool
) -> Iterator[Finding]:
    """The files of one kind against the manifests that list them."""
    if not manifests:
        return
    lie = {path for path in taken.sums if _is_listed(path) and path.startswith(PAYLOAD) != of_tags}
    listed = {name: {bag.found(path) or path: value for path, value in m.sums.items()} for name, m in manifests.items()}
    for path in sorted(lie.union(*listed.values())):
        if shown(path) in unread:
            continue
        at = inside(bag.place, path)
        by = {name for name, sums in listed.items() if path in sums}
        if path not in taken.sums and len(by) == len(manifests):
            yield finding("BAG-032", at)
            continue
        if not by:
            yield finding("BAG-033", at)
            continue
        wrong = {name for name in by if taken.sums.get(path, {}).get(name) != listed[name][path]}
        if path in taken.sums and wrong == by == set(manifests):
            yield finding("BAG-034", at, algorithms=", ".join(sorted(by)))
            continue
        # The other sum is right, or the other manifest does not know the file: it is this manifest's line that is bad.
        for name in sorted(wrong | (manifests.keys() - by if path in taken.sums else set())):
            yield finding("BAG-036", inside(bag.place, manifests[name].name), path=shown(path))


def _is_listed(path: str) -> bool:
    """Whether a manifest may list a file: all save the tag manifests."""
    return not (path.startswith("tagmanifest-") and "/" not in path)


def _oxum(bag: Bag, taken: Taken) -> Iterator[Finding]:
    said = [value for label, values in bag.info.items() if label.lower() == OXUM for value in values]
    payload = [entry.size for entry in bag.names() if entry.path.startswith(PAYLOAD)]
    counted = f"{sum(payload)}.{len(payload)}"
    if said != [counted]:
        yield finding("BAG-035", inside(bag.place, "bag-info.txt"), said=", ".join(said) or "-", counted=counted)
