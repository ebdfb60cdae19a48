"""The bags that lie in folders, one after another: no list of them is ever held."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from exporter.archive.opening import DECLARATION
from exporter.backends.table import BUNDLE
from exporter.places import Store, join, local_path

IN_ORDER: Final = 10_000
"""Names of one folder up to which they are put in order; of more, the order is the folder's own."""


def bags_in(places: Iterable[str]) -> Iterator[str]:
    """Each place that is a bag, and of each folder that is none every bag below it; a folder without any as itself.

    Links to folders are not followed. What cannot be looked into comes as itself: whoever opens it is told why.

    Raises:
        InputError: a store does not answer.
    """
    for place in places:
        local = local_path(place)
        found = _in_store(place) if local is None else _in_folder(local, place)
        first = next(found, place)
        yield from chain([first], found)


def _in_folder(path: str, place: str) -> Iterator[str]:
    waiting: list[Iterator[tuple[str, str]]] = [iter([(path, place)])]
    while waiting:
        path, place = next(waiting[-1], ("", ""))
        if not path:
            waiting.pop()
        elif _is_no_folder_of_bags(path):
            yield place
        else:
            waiting.append(_below(path, place))


def _is_no_folder_of_bags(path: str) -> bool:
    """Whether a path is a bag, or nothing to look for bags in; of a folder that is closed to us `_below` tells."""
    try:
        return not Path(path).is_dir() or (Path(path) / DECLARATION).exists()
    except OSError:
        return not os.path.isdir(path)  # noqa: PTH112 - false, and no error, where even that may not be asked


def _below(path: str, place: str) -> Iterator[tuple[str, str]]:
    """The folders and the archives of bags in a folder; one that cannot be looked into as a place of its own."""
    try:
        with os.scandir(path) as entries:
            head = list(islice(entries, IN_ORDER + 1))
            ordered = sorted(head, key=lambda entry: entry.name) if len(head) <= IN_ORDER else head
            for entry in chain(ordered, entries):
                if entry.is_dir(follow_symlinks=False) or (entry.name.endswith(BUNDLE.suffix) and not entry.is_dir()):
                    yield entry.path, entry.name if place == "." else join(place, entry.name)
    except OSError:
        yield os.devnull, place  # no folder, so it comes as itself


def _in_store(place: str) -> Iterator[str]:
    store = Store(place)
    if not store.is_folder():
        yield place
        return
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folders, files = store.listing(below)
        if any(one.path.rpartition("/")[2] == DECLARATION for one in files):
            yield join(place, below) if below else place
            continue
        yield from (join(place, one.path) for one in files if one.path.endswith(BUNDLE.suffix))
        waiting += reversed(folders)
