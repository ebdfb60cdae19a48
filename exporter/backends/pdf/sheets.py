"""The style sheets of a layout: its own, and what that imports from other layouts.

CSS Cascading and Inheritance 5, 2: what is imported comes first. A sheet names others from the folder of layouts, as
templates do, and nothing outside it; pictures are named in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from exporter.backends.html.templates import read_within, refuse_outside
from exporter.backends.pdf import journal
from exporter.backends.pdf.engine import CSS, URLFetcher, URLFetcherResponse
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.house.folders import stamp
from exporter.house.layout import Layout
from exporter.images.prepare import Ready, prepare_picture
from exporter.model.galley import Picture
from exporter.resources import templates_dir

ADDRESS: Final = "https://layouts.invalid/"
"""Stands for the folder of layouts while names are joined (RFC 2606, 2: no such host can be)."""
NAME: Final = "page.css"
ALWAYS: Final = "pdf/always.css"
KEPT: Final = 32
"""Layouts and pictures that are kept ready."""
LARGEST: Final = 20_000_000
"""Bytes of a picture of a layout."""

_PLACE: Final = re.compile(r" at (\d+):(\d+)")
_QUOTED: Final = re.compile(r"'([^']+)'")
_FACE: Final = re.compile(r"@font-face\b", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def style_sheets(layout: Layout) -> tuple[CSS, ...]:
    """A layout's style sheets in the order of the cascade, parsed once for all articles.

    Raises:
        InputError: a sheet is wrong: everything at once (LAYOUT-020 to LAYOUT-022), or it cannot be had (LAYOUT-007,
            LAYOUT-008, LAYOUT-010).
    """
    return _cascade(layout.file(NAME), layout.root, stamp(layout.root))


@lru_cache(maxsize=KEPT)
def _cascade(path: Path, root: Path, _state: object) -> tuple[CSS, ...]:
    sheets: dict[Path, CSS] = {}
    found = [*_gather(path, root, sheets, ()), *_gather(templates_dir() / ALWAYS, root, sheets, ())]
    if found:
        raise InputError(found)
    return tuple(sheets.values())


def _gather(path: Path, root: Path, sheets: dict[Path, CSS], around: tuple[Path, ...]) -> Iterator[Finding]:
    """Parse a sheet after those that it imports; what is wrong with them."""
    text, imports = read_within(root, path), _Imports()
    with journal.listening() as lines:
        sheet = CSS(string=text, base_url=ADDRESS, url_fetcher=imports)
    for name in imports.names:
        other = _named(name, path, root)
        if other is None or other in around:
            yield _at(path, text, name, "LAYOUT-021", file=name)
        elif other not in sheets:
            yield from _gather(other, root, sheets, (*around, path))
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    yield from (_at(path, text, face.start(), "LAYOUT-022") for face in _FACE.finditer(bare))
    yield from (_fault(path, text, line) for line in dict.fromkeys(lines) if "Failed to load" not in line)
    sheets[path] = sheet


def picture_of(layout: Layout, url: str) -> Picture | None:
    """A picture of the folder of layouts, such as a paper's own emblem; None when there is none of that name.

    Raises:
        InputError: it lies elsewhere (LAYOUT-008) or is no picture (LAYOUT-023).
    """
    name = unquote(url.removeprefix(ADDRESS))
    if name == url:
        return None
    path = _named(name, layout.folder, layout.root)
    return _ready(path, layout.root, stamp(layout.root)) if path else None


@lru_cache(maxsize=KEPT)
def _ready(path: Path, root: Path, _state: object) -> Picture:
    refuse_outside(root, path)
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    ready = prepare_picture(data) if len(data) <= LARGEST else None
    if not isinstance(ready, Ready):
        raise InputError(finding("LAYOUT-023", Span(str(path)), file=path.name))
    return ready.picture


class _Imports(URLFetcher):  # type: ignore[misc]
    """Notes what a sheet imports, and gives nothing: the sheets are parsed one by one, each under its own name."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("https",), allow_redirects=False)
        self.names: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Note an address."""
        self.names.append(url.removeprefix(ADDRESS))
        return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})


def _named(name: str, path: Path, root: Path) -> Path | None:
    """The sheet of a name: a newsroom's own, else the shipped one; one that names itself means the shipped one."""
    places = [place / name for place in (root, templates_dir())]
    return next((one for one in places if ".." not in one.parts and one != path and one.is_file()), None)


def _fault(path: Path, text: str, said: str) -> Finding:
    if place := _PLACE.search(said):
        problem = said[: place.start()] + said[place.end() :]
        return _at(path, text, (int(place[1]), int(place[2])), "LAYOUT-020", problem=problem.strip(" ."))
    quoted = _QUOTED.search(said)
    return _at(path, text, quoted[1] if quoted else 0, "LAYOUT-020", problem=said.strip(" ."))


def _at(path: Path, text: str, place: str | int | tuple[int, int], code: str, **facts: str) -> Finding:
    """A finding at an offset, at a text that stands there, or at a line and column."""
    if not isinstance(place, tuple):
        offset = max(text.find(place), 0) if isinstance(place, str) else place
        place = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    line, column = place
    rows = text.splitlines()
    snippet = rows[line - 1] if line <= len(rows) else ""
    return finding(code, Span(str(path), line, column), snippet=snippet, **facts)
