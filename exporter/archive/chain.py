"""Versions of an article hang together: each bag names the one before by its identifier and its sum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from exporter.archive.opening import MAX_MANIFEST, Bag, open_bag
from exporter.archive.proof import proved
from exporter.errors import InputError
from exporter.findings import Span, finding

WORK: Final = "Bag-Group-Identifier"
VERSION: Final = "External-Identifier"
PREVIOUS: Final = "Previous-External-Identifier"
PREVIOUS_SUM: Final = "Previous-Tagmanifest-SHA256"
TAGMANIFEST: Final = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Previous:
    """The bag of the version before.

    Attributes:
        identifier: its External-Identifier.
        tagmanifest_sha256: the sum of its tagmanifest-sha256.txt, which covers every file of it, zipped or not.
    """

    identifier: str
    tagmanifest_sha256: str


def label(bag: Bag, name: str) -> str:
    """The first value of a label of bag-info.txt; empty when it has none."""
    return next(iter(bag.info.get(name, ())), "")


def seal(bag: Bag) -> str:
    """The sum of its tagmanifest-sha256.txt: no file of a bag can change without it."""
    return hashlib.sha256(bag.read(TAGMANIFEST, MAX_MANIFEST)).hexdigest()


def previous(place: str, work: str, version: str) -> Previous:
    """The version before, as the next bag names it; its tag files are proved, its payload is not read.

    Args:
        place: where it lies.
        work: the URN that all versions share.
        version: the URN of the version after it.

    Raises:
        InputError: it cannot be opened (BAG-...), a tag file is damaged (RESTORE-001), it is of another article
            (PACK-006) or of the same sources (PACK-007).
    """
    with open_bag(place) as bag:
        for one in bag.manifests:
            if one.of_tags:
                for path in one.sums:
                    proved(bag, path, MAX_MANIFEST)
        if label(bag, WORK) != work:
            raise InputError(finding("PACK-006", Span(place), work=label(bag, WORK) or "?", ours=work))
        if label(bag, VERSION) == version:
            raise InputError(finding("PACK-007", Span(place), version=version))
        return Previous(label(bag, VERSION), seal(bag))
