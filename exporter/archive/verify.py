"""Whether a bag is whole, unchanged and true: its sums, its files, and every rendition's words against its source.

RFC 8493, 3 (complete, valid); promise P1, which holds for thirty years: the words of the article inside, loaded and
prepared with the house inside, against those that each format's own reader finds.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Final

from exporter.archive import consistency, fixity, validity
from exporter.archive.consistency import RENDITIONS, SOURCE
from exporter.archive.container import inside
from exporter.archive.metadata import software
from exporter.archive.names import is_outside, shown
from exporter.archive.opening import INFORMATION, Bag, open_bag
from exporter.archive.zipform import disagreements
from exporter.archive.zipped import Zipped
from exporter.backends.table import FORMATS, Format
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding, in_order
from exporter.house.house import NO_HOUSE, load_house
from exporter.messages import is_error
from exporter.model.galley import Edition, Passage, Rendition
from exporter.model.walk import passages
from exporter.pipeline import edition_of
from exporter.readback import judge
from exporter.text.slug import is_slug
from exporter.text.words import words

MODEL: Final = "data/metadata/model.json"
HOUSE: Final = "data/source/house/house.toml"
TAGS: Final = "tagmanifest-sha256.txt"
MAX_RENDITION: Final = 400_000_000
SPARE: Final = 20_000
"""Characters that a rendition may have besides twice those of the article, before it is given up."""
ENTRIES: Final = ("article.yml", "article.yaml", "article.json", "edition.yml", "edition.yaml", "edition.json")
UNREAD: Final = ("BAG-001", "BAG-002", "BAG-043", "BAG-046", "PLACE-")
"""Codes of what could not be looked at: whether the bag is good is not known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What there is to say of a bag.

    Attributes:
        place: as the user gave it.
        findings: what is wrong; nothing when the bag is good.
        files: how many could be read.
        size: their bytes.
        words: of the article.
        read_back: by the name of each rendition, how many words of it are the article's.
        sum: SHA-256 of `tagmanifest-sha256.txt`, which stands for the whole bag; empty when it could not be read.
    """

    place: str
    findings: tuple[Finding, ...] = ()
    files: int = 0
    size: int = 0
    words: int = 0
    read_back: Mapping[str, int] = field(default_factory=dict)
    sum: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def is_unread(self) -> bool:
        """Whether the bag could not be looked at."""
        return any(one.code.startswith(UNREAD) for one in self.findings)


def verify(place: str) -> Verdict:
    """Verify the bag of a ZIP archive, an unpacked folder, or a URL of either.

    Each file is read once, in pieces; one rendition at a time is held in memory. What is wrong is told, never raised,
    save `DependencyError` and an `OSError` of the folder for temporary files.
    """
    try:
        with open_bag(place) as bag, tempfile.TemporaryDirectory(prefix="export-verify-") as folder:
            return _verified(bag, Path(folder))
    except InputError as refusal:
        return Verdict(place, refusal.findings)


def _verified(bag: Bag, folder: Path) -> Verdict:
    taken = fixity.take(bag, folder)
    found = [*taken.findings, *fixity.judge(bag, taken)]
    if isinstance(bag.container, Zipped):
        known = {one.at.file for one in found}
        found += (one for one in disagreements(bag.container) if one.at.file not in known)
    damaged = {one.at.file for one in found}
    read_back, expected = dict[str, int](), tuple[Passage, ...]()
    # A source that is not as it was is the fault of no rendition: there is nothing to compare them with.
    has_source = not any(file.startswith(f"{bag.place}/{SOURCE}") for file in damaged)
    edition = _edition(bag, taken, folder, found) if has_source else None
    if edition:
        expected = tuple(passage for galley in edition.galleys for passage in passages(galley))
        sources = {sums["sha256"] for path, sums in taken.sums.items() if path.startswith(SOURCE)}
        for path in sorted(path for path in taken.sums if path.startswith(RENDITIONS)):
            if inside(bag.place, path).file not in damaged:
                count, wrong = _read_back(bag, path, folder, expected, sources)
                found += wrong
                read_back |= {} if wrong else {PurePosixPath(path).name: count}
        found += _missing(bag, taken)
        if not damaged:
            found += _texts(bag, folder, edition)
            found += consistency.disagreements(bag, taken, folder, edition)
    found += _another_version(bag, found)
    seal = taken.sums.get(TAGS, {}).get("sha256", "")
    total = sum(len(words(passage.text)) for passage in expected)
    return Verdict(bag.place, in_order(found), len(taken.sums), sum(taken.sizes.values()), total, read_back, seal)


def _another_version(bag: Bag, found: list[Finding]) -> Iterator[Finding]:
    """Words that differ may be those that the program makes by itself, of dates and labels, and made otherwise then."""
    then, now = bag.info.get("Bag-Software-Agent", ("-",))[0], f"{software.PROGRAM} {software.version()}"
    if then != now and any(one.code == "READ-001" for one in found):
        yield finding("BAG-044", inside(bag.place, INFORMATION), then=shown(then), now=now)


# ---------------------------------------------------------------- the source inside


def _edition(bag: Bag, taken: fixity.Taken, folder: Path, found: list[Finding]) -> Edition | None:
    """What the source inside says; what is wrong with it is added to `found`."""
    entry = _entry(taken, folder)
    if not entry:
        found.append(finding("BAG-019", Span(bag.place), path=f"{SOURCE}article.yml"))
        return None
    try:
        house = load_house(folder / HOUSE) if HOUSE in taken.sums else NO_HOUSE
        with _under_its_name(folder / SOURCE, _slug(taken, folder)) as source:
            return edition_of(source / entry.removeprefix(SOURCE), house)
    except InputError as fault:
        found.append(finding("BAG-040", inside(bag.place, entry)))
        wrong = (one for one in fault.findings if is_error(one))
        found += (replace(one, at=_in_bag(one.at, bag, folder)) for one in wrong)
        return None


@contextlib.contextmanager
def _under_its_name(source: Path, slug: str) -> Iterator[Path]:
    """The source in a folder of the article's own name, which an article without a slug goes by."""
    with tempfile.TemporaryDirectory(prefix="export-verify-") as folder:
        named = source.rename(Path(folder) / slug)
        try:
            yield named
        except InputError as fault:
            there, here = f"{named}/", f"{source}/"
            found = (replace(one, at=replace(one.at, file=one.at.file.replace(there, here))) for one in fault.findings)
            raise InputError(found) from None
        finally:
            named.rename(source)


def _slug(taken: fixity.Taken, folder: Path) -> str:
    slug = str(_model(taken, folder).get("slug"))
    return slug if is_slug(slug) else "source"


def _model(taken: fixity.Taken, folder: Path) -> Mapping[str, Any]:
    """What the model says; nothing, where it is none."""
    if MODEL not in taken.sums or taken.sizes[MODEL] > consistency.MAX_FILE:
        return {}
    try:
        model = json.loads((folder / MODEL).read_bytes())
    except (ValueError, RecursionError):
        return {}
    return model if isinstance(model, dict) else {}


def _entry(taken: fixity.Taken, folder: Path) -> str:
    """The path of the article's or the edition's own file: the model names it, else its name tells."""
    made = _model(taken, folder).get("made")
    named = str(made.get("entry")) if isinstance(made, dict) else ""
    tried = (named, *ENTRIES)
    return next((SOURCE + name for name in tried if SOURCE + name in taken.sums and not is_outside(SOURCE + name)), "")


def _in_bag(at: Span, bag: Bag, folder: Path) -> Span:
    """A place in the copy, as a place in the bag."""
    inner = at.file.removeprefix(f"{folder}/")
    return replace(at, file=inside(bag.place, inner).file)


# ---------------------------------------------------------------- the renditions


def _read_back(
    bag: Bag, path: str, folder: Path, expected: tuple[Passage, ...], sources: set[str]
) -> tuple[int, tuple[Finding, ...]]:
    """How many words a rendition has of the article, and what is wrong with it."""
    at, copy = inside(bag.place, path), folder / path
    row = next((row for row in FORMATS if row.suffix == copy.suffix), None)
    if row is None:
        return 0, (finding("BAG-042", at),)
    if copy.stat().st_size > MAX_RENDITION:
        return 0, (finding("BAG-006", at, size=copy.stat().st_size, limit=MAX_RENDITION),)
    if reason := validity.look(copy, sources):
        return 0, (finding("BAG-037", at, format=row.name.upper(), reason=shown(reason)),)
    most = SPARE + 2 * sum(len(passage.text) for passage in expected)
    try:
        comparison, verdict = judge(expected, tuple(_passages(row, copy, most)), at.file)
    except Exception as fault:
        # A file that its own structure calls whole can still lead a reader astray, each in a way of its own.
        reason = shown(f"{type(fault).__name__}: {fault}")[:160]
        return 0, (finding("BAG-037", at, format=row.name.upper(), reason=reason),)
    return comparison.total, verdict


def _passages(row: Format, copy: Path, most: int) -> Iterator[Passage]:
    """The text of a rendition by its format's reader, which never sees the writer; at most so many characters.

    Comparing takes the square of what differs: a file stuffed with text is given up, not compared.
    """
    reader = import_module(f"{row.module}.readback")
    for passage in reader.readback(Rendition({copy.name: copy.read_bytes()})):
        most -= len(passage.text)
        if most < 0:
            raise validity.Invalid("far more text than the article has")
        yield passage


def _missing(bag: Bag, taken: fixity.Taken) -> Iterator[Finding]:
    """The formats of which the bag has none, or more than one."""
    unread = [one.at.file for one in taken.findings]
    for row in FORMATS:
        count = sum(path.startswith(RENDITIONS) and path.endswith(row.suffix) for path in taken.sums)
        count += sum(file.endswith(row.suffix) for file in unread)
        if count != 1:
            yield finding("BAG-038", Span(bag.place), format=row.name.upper(), count=count)


def _texts(bag: Bag, folder: Path, edition: Edition) -> Iterator[Finding]:
    """The words of each plain text against the article's."""
    for galley in edition.galleys:
        path = f"data/text/{galley.article.slug}.txt"
        # A longer one is told with the metadata.
        if (folder / path).is_file() and (folder / path).stat().st_size <= consistency.MAX_FILE:
            text = (folder / path).read_text(encoding="utf-8", errors="replace")
            yield from judge(passages(galley), (Passage(text),), inside(bag.place, path).file)[1]
