"""Where layouts lie: shipped ones, a newsroom's own, and the one that another is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from exporter.errors import InputError
from exporter.findings import Span, finding
from exporter.house.document import Document, load_document
from exporter.resources import layouts, templates_dir


def layout_folder(name: str, root: Path | None) -> Path | None:
    """The folder of a layout: a newsroom's own goes before the shipped one; None when there is neither."""
    for place in dict.fromkeys((root or templates_dir(), templates_dir())):
        if name in layouts(place):
            return place / name
    return None


def stamp(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells one state of a folder of layouts from another, so that what was kept of an old one is not taken.

    A newsroom changes its layouts while a hot folder is watched.
    """
    states: list[tuple[str, int, int, int]] = []
    if folder == templates_dir():  # the shipped one does not change
        return ()
    with suppress(OSError):  # gone since
        for place in (folder, *sorted(one for one in folder.iterdir() if _is_part(one))):
            for path in sorted(one for one in place.iterdir() if one.suffix):
                state = path.lstat()
                states.append((str(path), state.st_ino, state.st_mtime_ns, state.st_size))
    return tuple(states)


def _is_part(folder: Path) -> bool:
    """Whether it is a layout, or stands in for a shipped folder; a newsroom may keep much else beside."""
    return (folder / "layout.toml").is_file() or (folder.is_dir() and (templates_dir() / folder.name).is_dir())


def chain(folder: Path, root: Path) -> Iterator[tuple[Path, Document]]:
    """A layout's folder and file, then those of what it is based on."""
    seen: list[Path] = []
    at: Path | None = folder
    while at:
        seen.append(at)
        document = load_document(_inside(at, root), "LAYOUT-001", "LAYOUT-002")
        yield at, document
        wanted = document.table.get("based_on", "")
        if not wanted:
            return
        # One that bears the name of a shipped layout and is based on it means the shipped one.
        own = wanted != at.name
        at = layout_folder(wanted, root if own else None) if isinstance(wanted, str) else None
        if at is None or at in seen:
            known = ", ".join(sorted({*layouts(root), *layouts()} - {folder.name}))
            raise InputError(document.finding("LAYOUT-006", ("based_on",), name=str(wanted), known=known))


def _inside(folder: Path, root: Path) -> Path:
    """The file `layout.toml`, which no link may lead to elsewhere."""
    path = folder / "layout.toml"
    if not any(path.resolve().is_relative_to(place.resolve()) for place in (root, templates_dir())):
        raise InputError(finding("LAYOUT-008", Span(str(path)), file=path.name, folder=str(root)))
    return path


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables laid over tables, key by key."""
    table = dict(base)
    for key, value in own.items():
        under = table.get(key)
        table[key] = merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return table
