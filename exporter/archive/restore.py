"""`export restore`: a bag back into the article's folder, and its renditions made again from the source inside.

Nothing is taken from a bag that has not its sum. The renditions are made with the look, the house and the options that
lie in the bag, by the program that runs here; where they come out otherwise, what changed since is told.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from exporter.archive.assemble import SOURCE, with_source
from exporter.archive.metadata import software
from exporter.archive.names import is_outside
from exporter.archive.opening import Bag, open_bag
from exporter.archive.proof import proved, table
from exporter.archive.sources import gather
from exporter.backends.api import GivenFile
from exporter.backends.table import FORMATS
from exporter.errors import ExportError, InputError, RenderError
from exporter.findings import Finding, Span, finding
from exporter.house.house import NO_HOUSE, load_house
from exporter.images.locate import MAX_BYTES
from exporter.loading.edition import load_file
from exporter.model.target import Target, target_of
from exporter.pipeline import Wishes, Written, look_over, produce
from exporter.resources import layouts
from exporter.text.slug import is_slug
from exporter.typefaces.families import load_families

DATA: Final = "data/"
MODEL: Final = "data/metadata/model.json"
SOFTWARE: Final = "data/metadata/software.json"
LAYOUTS: Final = "layout/"
HOUSE: Final = "house/house.toml"
MAX_SOURCES: Final = 2_000_000_000
"""Bytes of all sources of a bag, which are held in memory while its renditions are made."""
FLAGS: Final = {(row.name, flag.field): flag for row in FORMATS for flag in row.flags}

Option: TypeAlias = str | bool | GivenFile | Target


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rendition made again, beside the one in the bag.

    Attributes:
        made: what came out now.
        is_equal: whether it is byte for byte the same.
    """

    made: Written
    is_equal: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A bag's article.

    Attributes:
        slug: the name of the article or the edition: that of its folder, which a file without a slug goes by.
        entry: the article's or the edition's own file among `files`.
        files: the folder of the article, byte for byte.
        around: the look, the house and the files that options named.
        renditions: each made again.
        changed: what is other than when the bag was made: a name, then and now.
        findings: how the renditions compare.
    """

    slug: str
    entry: str
    files: Mapping[str, bytes]
    around: Mapping[str, bytes]
    renditions: tuple[Comparison, ...]
    changed: tuple[tuple[str, str, str], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How the renditions of a bag were made, as its model says."""

    slug: str
    entry: str
    files: tuple[str, ...]
    layout: str
    moment: datetime
    options: Mapping[str, Mapping[str, str | bool]]


def restore(place: str) -> Restored:
    """Read a bag and make its renditions again; nothing is written.

    Raises:
        InputError: it cannot be opened (BAG-...), a file of it is damaged (RESTORE-001), it is none of ours
            (RESTORE-002), or its article is wrong.
        ExportError: a rendition cannot be made any more.
    """
    with open_bag(place) as bag:
        recipe = _recipe(bag)
        sources = _sources(bag, recipe)
        with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
            made = tuple(_made_again(Path(folder) / recipe.slug, recipe, sources))
        then, now = table(bag, SOFTWARE), _now()
        renditions = tuple(_compared(bag, one) for one in made)
    changed = tuple(_changes(then, now))
    return Restored(
        slug=recipe.slug,
        entry=recipe.entry,
        files={path: sources[path] for path in recipe.files},
        around={path: data for path, data in sources.items() if path not in recipe.files},
        renditions=renditions,
        changed=changed,
        findings=tuple(_verdict(renditions, changed)),
    )


def _sources(bag: Bag, recipe: _Recipe) -> dict[str, bytes]:
    """The files that the renditions were made of, by their path under `data/source/`."""
    entries = [entry for entry in bag.names() if entry.path.startswith(DATA + SOURCE)]
    if (size := sum(entry.size for entry in entries)) > MAX_SOURCES:
        raise InputError(finding("BAG-006", Span(bag.place), size=size, limit=MAX_SOURCES))
    sources = {one.path.removeprefix(DATA + SOURCE): proved(bag, one.path, MAX_BYTES) for one in entries}
    known = {path.split("/")[1] for path in sources if path.startswith(LAYOUTS) and path.endswith("/layout.toml")}
    if recipe.layout not in {*known, *layouts()}:
        raise InputError(finding("RESTORE-007", Span(bag.place), layout=recipe.layout))
    if missing := {recipe.entry, *recipe.files} - sources.keys():
        raise InputError(finding("BAG-019", Span(bag.place), path=f"{DATA}{SOURCE}{min(missing)}"))
    return sources


def _recipe(bag: Bag) -> _Recipe:
    """What the model says of the making, every value of the kind that it must be."""
    model = table(bag, MODEL)
    slug, made = str(model.get("slug")), model.get("made")
    wrong = InputError(finding("RESTORE-002", Span(bag.place), path=MODEL))
    if not (isinstance(made, dict) and is_slug(slug)):
        raise wrong
    try:
        moment = datetime.fromisoformat(made["moment"])
        options = {
            str(name): {str(key): value if value is True else str(value) for key, value in given.items()}
            for name, given in made["options"].items()
        }
        recipe = _Recipe(slug, str(made["entry"]), tuple(map(str, made["files"])), str(made["layout"]), moment, options)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise wrong from None
    if any(map(is_outside, (recipe.entry, *recipe.files, recipe.layout))) or moment.tzinfo is None:
        raise wrong
    return recipe


def _made_again(folder: Path, recipe: _Recipe, sources: Mapping[str, bytes]) -> Iterator[Written]:
    """The renditions, of the files of the article laid out in a folder of their own.

    Raises:
        ExportError: one cannot be made; where the files lie for the moment is not told.
    """
    for path, data in sources.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    try:
        wishes, entry = _wishes(folder, recipe, sources), folder / recipe.entry
        loaded = load_file(entry)
        edition, context, found = look_over(loaded, wishes)
        made, _ = produce(edition, context, found, FORMATS, wishes)
        kept = gather(entry, loaded)
    except ExportError as fault:
        told = (replace(one, at=replace(one.at, file=one.at.file.removeprefix(f"{folder}/"))) for one in fault.findings)
        raise (InputError if isinstance(fault, InputError) else RenderError)(told) from fault
    for one in made:
        data = with_source(one.name, one.data, edition, context, kept) if one.format == "pdf" else one.data
        yield replace(one, data=data)


def _wishes(folder: Path, recipe: _Recipe, sources: Mapping[str, bytes]) -> Wishes:
    options = {
        name: {key: _option(name, key, value, sources) for key, value in given.items()}
        for name, given in recipe.options.items()
    }
    house = load_house(folder / HOUSE) if HOUSE in sources else NO_HOUSE
    moment, looks = int(recipe.moment.timestamp()), folder / LAYOUTS
    looks.mkdir(exist_ok=True)
    return Wishes(moment, recipe.layout, house, options, breaks_embargo=True, templates=looks)


def _option(format_name: str, name: str, value: str | bool, sources: Mapping[str, bytes]) -> Option:
    """The value of an option as the format takes it.

    Raises:
        InputError: there is no such option, or it takes no such value (RESTORE-002).
    """
    flag = FLAGS.get((format_name, name))
    taken: Option | None = None
    if flag and isinstance(value, bool):
        taken = value if not flag.metavar else None
    elif flag and flag.is_target:
        taken = target_of(str(value))
    elif flag and (flag.words or value in flag.choices):
        taken = value
    elif flag and not flag.choices and value in sources:
        taken = GivenFile(PurePosixPath(str(value)).name, sources[str(value)])
    if taken is None:
        raise InputError(finding("RESTORE-002", path=MODEL))
    return taken


# ---------------------------------------------------------------- then and now


def _compared(bag: Bag, made: Written) -> Comparison:
    path = f"{DATA}renditions/{made.name}"
    size = len(made.data)
    # Another size is another file: what is larger need not be read.
    same = path in bag and any(entry.path == path and entry.size == size for entry in bag.names())
    return Comparison(made, same and proved(bag, path, size) == made.data)


def _now() -> dict[str, Any]:
    """What would stand in software.json today; the layout is the bag's own."""
    return {**software.software(), "fonts": software.of_fonts(load_families().families)}


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What differs of programs, libraries, templates and of the typefaces that the bag names."""
    before, after = dict(_facts(then)), dict(_facts(now))
    for name, value in before.items():
        if after.get(name, "") != value:
            yield name, value, after.get(name, "")
    for name, value in after.items():
        if name not in before and not name.startswith("font "):
            yield name, "", value


def _facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    program = said.get("program")
    if isinstance(program, Mapping):
        yield str(program.get("name")), f"{program.get('version')} ({str(program.get('sha256'))[:12]})"
    yield "python", str(said.get("python", ""))
    yield "templates", str(said.get("templates", ""))[:12]
    for part in ("libraries", "native"):
        table_of = said.get(part)
        if isinstance(table_of, Mapping):
            yield from ((str(name), str(value)) for name, value in table_of.items())
    fonts = said.get("fonts")
    for face in fonts if isinstance(fonts, list) else ():
        if isinstance(face, Mapping):
            yield f"font {face.get('file')}", f"{face.get('version')} ({str(face.get('sha256'))[:12]})"


def _verdict(renditions: tuple[Comparison, ...], changed: tuple[tuple[str, str, str], ...]) -> Iterator[Finding]:
    if all(one.is_equal for one in renditions):
        yield finding("RESTORE-004", count=len(renditions))
        return
    reasons = ", ".join(f"{name} {then or '–'} → {now or '–'}" for name, then, now in changed)
    for one in renditions:
        if not one.is_equal and reasons:
            yield finding("RESTORE-005", file=one.made.name, reasons=reasons)
        elif not one.is_equal:
            yield finding("RESTORE-006", file=one.made.name)
