"""Bags to a catalogue: gather, put in order, write the database, the tables and the page, change the old for the new.

P3: nothing but the bags and the place of the catalogue decides its bytes; `.seen.jsonl` alone knows times of files.
P4: all is made in a hidden folder first. The page names the folder of its data by their sum, so the old page and the
new one each find their own.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from exporter.archive.catalog import gather, page, store
from exporter.archive.catalog.gather import Found
from exporter.archive.catalog.lists import write_csv, write_lines
from exporter.archive.catalog.putting import DATA, take_place, work_folder
from exporter.archive.catalog.scripts import Shelf
from exporter.archive.catalog.shards import fill
from exporter.archive.catalog.stage import Stage, Stamp
from exporter.archive.catalog.worded import Worded
from exporter.archive.walk import bags_in
from exporter.errors import InputError, OutputError
from exporter.findings import Finding, Span, finding
from exporter.places import local_path
from exporter.text.direction import base_direction

FORM = "1"
"""Of the database; another one is not taken over."""
DATABASE, CSV, LINES, PAGE, SEEN = "catalog.sqlite", "catalog.csv", "catalog.jsonl", "index.html", ".seen.jsonl"
FILES = (DATABASE, CSV, LINES, PAGE, SEEN)
"""In the order in which they take their names; with what was seen before the page, an ended run would look done."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did.

    Attributes:
        page: the page to open.
        bags: how many bags are in the catalogue, and how many of these were read by this run.
        records: articles and editions.
        left_out: bags that could not be read.
        unchanged: whether the old catalogue was left as it is.
    """

    page: Path
    bags: int = 0
    read: int = 0
    records: int = 0
    left_out: int = 0
    unchanged: bool = False


def make(
    places: Sequence[str],
    folder: Path,
    language: str,
    tell: Callable[[Finding], None],
    count: Callable[[], None] = lambda: None,
) -> Made:
    """Write the catalogue of all bags at or below some places.

    Args:
        places: folders and bags, as paths or URLs.
        folder: the catalogue's own, made where it is missing.
        language: of the page, `ar` or `en`; empty for that of most articles.
        tell: is told why a bag or a folder was left out, at once.
        count: is called for each bag.

    Raises:
        InputError: the one place that is given is no bag and has none below it (BAG-...), there is no bag that can be
            read (CATALOG-001), or a store does not answer.
        OutputError: the folder cannot be written into (WRITE-001, WRITE-002), holds a page of somebody else
            (CATALOG-004), or another run is writing there (CATALOG-005).
    """
    with work_folder(folder) as work:
        known = store.about(folder / DATABASE)
        if (folder / PAGE).exists() and not (known or (folder / SEEN).exists()):
            raise OutputError(finding("CATALOG-004", Span(str(folder / PAGE))))
        old = folder / DATABASE if known.get("form") == FORM else None
        stage = Stage(work / "stage", old, _stamps(folder / SEEN) if old else ())
        with contextlib.closing(stage):
            made = _gathered(stage, places, folder, tell, count)
            if not made.bags:
                raise InputError(finding("CATALOG-001", places=", ".join(places)))
            about = {"form": FORM, "language": language or _language(stage.languages()), "look": page.look()}
            complete = all((folder / name).is_file() for name in FILES)
            if complete and known == about and stage.is_as_before():
                _write_stamps(work / SEEN, stage.stamps())
                take_place(work, folder, (SEEN,))
                return replace(made, records=_count(folder), unchanged=True)
            _write(work, stage, about)
        take_place(work, folder, FILES)
        return replace(made, records=_count(folder))


# ------------------------------------------------------------ gathering


def _gathered(
    stage: Stage, places: Sequence[str], folder: Path, tell: Callable[[Finding], None], count: Callable[[], None]
) -> Made:
    """Every bag with its records in the stage; those that an earlier run read and that are as they were, unread."""
    bags = read = left_out = 0
    for bag in bags_in(places):
        place = _seen_from(folder, bag)
        if stage.has(place):
            continue  # two places that were given lead to it
        try:
            read += _take(stage, gather.found(bag), place)
            bags += 1
        except InputError as error:
            if [bag] == [*places]:
                raise  # the one place that was named, with nothing below it: that is all there is to say
            for said in error.findings:
                tell(said)
            left_out += 1
        count()
    return Made(folder / PAGE, bags, read, 0, left_out)


def _take(stage: Stage, one: Found, place: str) -> bool:
    """Whether the bag had to be read."""
    before = stage.before(place)
    if before and before.stamp == one.stamp and before.folder == one.folder and stage.keep(before):
        return False

    def has(seal: str) -> bool:
        now = Stamp(place, one.stamp, seal, one.folder)
        return before is not None and (before.sum, before.folder) == (seal, one.folder) and stage.keep(now)

    seal, contents = gather.read(one, has)
    if contents is None:
        return False
    stage.add(Stamp(place, one.stamp, seal, one.folder), contents.files, contents.records)
    return True


def _seen_from(folder: Path, place: str) -> str:
    """A place as a link in the folder's page leads to it."""
    local = local_path(place)
    if local is None:
        return place
    path = Path(local).resolve()
    try:
        return Path(os.path.relpath(path, folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_uri()


def _stamps(path: Path) -> Iterator[Stamp]:
    """What the run before saw; what is not as we write it is not believed."""
    with contextlib.suppress(OSError, ValueError, TypeError), path.open(encoding="utf-8") as file:
        for line in file:
            yield Stamp(*json.loads(line))


def _write_stamps(path: Path, stamps: Iterable[Stamp]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for one in stamps:
            file.write(json.dumps(astuple(one), ensure_ascii=False) + "\n")


def _count(folder: Path) -> int:
    with store.opened(folder / DATABASE) as base:
        return store.count(base)


def _language(written: dict[str, int]) -> str:
    """The page's language: Arabic, unless most articles are written from left to right."""
    from_left = sum(count for language, count in written.items() if base_direction(language) == "ltr")
    return "en" if from_left * 2 > sum(written.values()) else "ar"


# ------------------------------------------------------------ writing


def _write(work: Path, stage: Stage, about: dict[str, str]) -> None:
    """Make every file of the catalogue in the work folder."""
    worded = Worded(about["language"])
    store.write(work / DATABASE, stage.in_order(), about)
    with store.opened(work / DATABASE) as base:
        shelf = Shelf(work / DATA)
        digits = fill(shelf, base, worded)
        write_csv(work / CSV, store.entries(base), worded)
        write_lines(work / LINES, store.entries(base))
    (work / DATA).rename(work / shelf.sum)
    (work / PAGE).write_bytes(page.html(worded, shelf.sum, digits))
    _write_stamps(work / SEEN, stage.stamps())
