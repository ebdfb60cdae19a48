"""`export catalog DIR...`: a page to search an archive of bags, and tables; `--search` asks at the terminal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.archive.catalog.store import Entry
    from exporter.cli.console import Console

PART_FAILED = 5
SHOWN = 20
"""Results of a search that are told at the terminal; JSON has as many."""


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("places", nargs="+", metavar="DIR", help=texts["catalog DIR"])
    what.add_argument("--search", metavar="WORDS", help=texts["--search"])
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="PLACE", default="", help=texts["catalog -o"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Make or renew the catalogue, or search the one that is there."""
    from exporter.batch.faults import as_error
    from exporter.cli.place import folder_here

    try:
        folder = folder_here(options.output) or _beside(options.places[0])
        if options.search is not None:
            return _search(folder, options.search, console)
        return _make(options.places, folder, options.lang or "", console)
    except Exception as fault:
        return console.failure(as_error(fault))


def _beside(place: str) -> Path:
    """Where the catalogue of a place is: in the folder, or beside the bag; of a store, in the current folder."""
    from pathlib import Path

    from exporter.archive.opening import DECLARATION
    from exporter.places import local_path

    local = local_path(place)
    if local is None:
        return Path("catalog")
    path = Path(local)
    return (path if path.is_dir() and not (path / DECLARATION).exists() else path.parent) / "catalog"


def _make(places: list[str], folder: Path, language: str, console: Console) -> int:
    from exporter.archive.catalog.make import make
    from exporter.cli.counting import counted

    said: list[dict[str, Any]] = []

    def tell(one: Any) -> None:
        console.findings([one])
        if console.json:
            said.append(console.as_json(one))

    with counted(console) as count:
        made = make(places, folder, language, tell, count)
    exit_code = PART_FAILED if made.left_out else 0
    console.result(f"{made.page}  {made.records:,}  {'=' if made.unchanged else '✓'}")
    counts = {"bags": made.bags, "read": made.read, "left_out": made.left_out, "records": made.records}
    console.dump({"exit": exit_code, "page": str(made.page), **counts, "unchanged": made.unchanged, "findings": said})
    return exit_code


def _search(folder: Path, words: str, console: Console) -> int:
    from exporter.archive.catalog import store
    from exporter.archive.catalog.make import DATABASE
    from exporter.cli.console import harmless
    from exporter.errors import UsageError
    from exporter.findings import Span, finding

    if not store.about(folder / DATABASE):
        raise UsageError(finding("CATALOG-006", Span(str(folder)), folder=str(folder)))
    with store.opened(folder / DATABASE) as base:
        found = [one for one, _ in zip(store.search(base, words), range(SHOWN), strict=False)]
    for one in found:
        console.result(f"{one.record.day}  {harmless(one.record.headline)}\n            {_path(folder, one)}")
    console.dump({"exit": 0, "found": [_as_json(one, folder) for one in found]})
    return 0


def _path(folder: Path, one: Entry) -> str:
    """Where a bag lies, as one would type it."""
    import os

    from exporter.places import is_url

    return one.place if is_url(one.place) else os.path.normpath(folder / one.place)


def _as_json(one: Entry, folder: Path) -> dict[str, Any]:
    record = one.record
    return {
        "slug": record.slug,
        "headline": record.headline,
        "published": record.published,
        "section": record.section,
        "authors": list(record.authors),
        "bag": _path(folder, one),
        "files": list(one.files),
    }
