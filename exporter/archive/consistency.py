"""Whether what a bag says of its article agrees with the article: each standard's file, field by field.

Only what every version of this program will say is compared: identifiers, headline, language, days, sums, sizes and
words; the wording around them may change in thirty years.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from exporter.archive.container import inside
from exporter.archive.fixity import Taken
from exporter.archive.metadata.model import VERSION, canonical, whole
from exporter.archive.opening import Bag
from exporter.archive.tagfiles import PAYLOAD
from exporter.findings import Finding, Span, finding
from exporter.model.article import Article
from exporter.model.galley import Edition
from exporter.model.inlines import plain

MAX_FILE: Final = 50_000_000
METADATA: Final = "data/metadata/"
SOURCE: Final = "data/source/"
RENDITIONS: Final = "data/renditions/"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
TERMS: Final = "{http://purl.org/dc/terms/}"
PREMIS: Final = "{http://www.loc.gov/premis/v3}"
TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
NAMES: Final = ("model.json", "newsarticle.jsonld", "ninjs.json", "dublincore.xml")
SHOWN: Final = 80
"""Characters of a value that are shown."""
DIGESTS: Final = {f"SHA-{bits}": f"sha{bits}" for bits in (256, 512)}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file of metadata says, and what it ought to say.

    Attributes:
        file: its path in the bag.
        field: where it says it.
        said: its words.
        due: those of the article or of another file.
    """

    file: str
    field: str
    said: str
    due: str


class Unreadable(Exception):
    """A file of metadata that is none of its kind."""


def disagreements(bag: Bag, taken: Taken, folder: Path, edition: Edition) -> Iterator[Finding]:
    """What the metadata and the article do not agree on.

    Args:
        bag: the bag.
        taken: the sums of its files, all of which could be read and are as they were.
        folder: where its payload was copied to.
        edition: what the source inside says.
    """
    for path in expected_files(edition):
        if path not in taken.sums:
            yield finding("BAG-019", Span(bag.place), path=path)
    for claims in (_of_the_bag(bag, taken, folder, edition), _of_articles(taken, folder, edition)):
        for claim in claims:
            if isinstance(claim, Finding):
                yield replace(claim, at=inside(bag.place, claim.at.file))
            elif claim.file in taken.sums and claim.said != claim.due:
                said, due = _where_they_part(claim.said, claim.due)
                facts = {"field": claim.field, "said": said, "due": due}
                yield finding("BAG-041", inside(bag.place, claim.file), **facts)


def expected_files(edition: Edition) -> Iterator[str]:
    """The files of metadata and text that a bag has."""
    yield from (METADATA + name for name in (*NAMES, "premis.xml", "software.json"))
    for galley in edition.galleys:
        slug = galley.article.slug
        yield f"data/text/{slug}.txt"
        if edition.title:
            yield from (f"{METADATA}articles/{slug}/{name}" for name in NAMES)


Told = Iterator[Claim | Finding]


def _of_the_bag(bag: Bag, taken: Taken, folder: Path, edition: Edition) -> Told:
    """What is said of the whole."""
    files = _Files(folder, taken)
    version, work = (bag.info.get(label, ("",))[0] for label in ("External-Identifier", "Bag-Group-Identifier"))
    model, news, item, core = (files.read(METADATA + name) for name in NAMES)
    headline = edition.heading if edition.title else plain(edition.galleys[0].written.headline)
    said = (
        Claim(METADATA + NAMES[0], "version", _at(model, "version"), version),
        Claim(METADATA + NAMES[0], "work", _at(model, "work"), work),
        Claim(METADATA + NAMES[0], "headline", _at(model, "headline"), headline),
        Claim(METADATA + NAMES[1], "identifier", _at(news, "identifier"), version),
        Claim(METADATA + NAMES[1], "@id", _at(news, "@id"), work),
        Claim(METADATA + NAMES[2], "uri", _at(item, "uri"), work),
        Claim(METADATA + NAMES[2], "altIds", _at(item, "altIds", 0, "value"), version),
        Claim(METADATA + NAMES[2], "title", _at(item, "title"), headline),
        Claim(METADATA + NAMES[3], "identifier", _text(core, f"{DC}identifier"), version),
        Claim(METADATA + NAMES[3], "isVersionOf", _text(core, f"{TERMS}isVersionOf"), work),
        Claim(METADATA + NAMES[3], "title", _text(core, f"{DC}title"), headline),
    )
    broken = files.broken()
    yield from (claim for claim in said if claim.file not in broken)
    yield from _sources(model, taken)
    yield from _renditions(news, item, core, taken, broken)
    yield from _premis(files.read(f"{METADATA}premis.xml"), taken, version)
    program = _at(files.read(f"{METADATA}software.json"), "program", "version")
    agent = bag.info.get("Bag-Software-Agent", ("",))[0]
    yield Claim(f"{METADATA}software.json", "program.version", program, agent.rpartition(" ")[2])
    yield from files.faults


def _of_articles(taken: Taken, folder: Path, edition: Edition) -> Told:
    """What is said of each article."""
    files = _Files(folder, taken)
    for galley in edition.galleys:
        article = galley.written
        place = f"{METADATA}articles/{article.slug}/" if edition.title else METADATA
        model, news, item, core = (files.read(place + name) for name in NAMES)
        text = files.text(f"data/text/{article.slug}.txt")
        said = (
            *_facts(place, model, news, item, core, article),
            Claim(place + NAMES[1], "articleBody", _at(news, "articleBody"), text),
            Claim(place + NAMES[2], "bodies", _at(item, "bodies", 0, "value"), text),
        )
        broken = files.broken()
        yield from (claim for claim in said if claim.file not in broken)
    yield from files.faults


def _facts(place: str, model: Any, news: Any, item: Any, core: Any, article: Article) -> Iterator[Claim]:
    headline = plain(article.headline)
    if _at(model, "model") == str(VERSION):
        yield Claim(place + NAMES[0], "article", _canonical(model.get("article")), _canonical(whole(article)))
    yield Claim(place + NAMES[0], "slug", _at(model, "slug"), article.slug)
    for name, field, said in (
        (NAMES[0], "headline", _at(model, "headline")),
        (NAMES[1], "headline", _at(news, "headline")),
        (NAMES[2], "title", _at(item, "title")),
        (NAMES[3], "title", _text(core, f"{DC}title")),
    ):
        yield Claim(place + name, field, said, headline)
    for name, field, said in (
        (NAMES[0], "language", _at(model, "language")),
        (NAMES[1], "inLanguage", _at(news, "inLanguage")),
        (NAMES[2], "language", _at(item, "language")),
        (NAMES[3], "language", _text(core, f"{DC}language")),
    ):
        yield Claim(place + name, field, said, article.language)
    published = article.published.isoformat() if article.published else ""
    for name, field, said in (
        (NAMES[0], "published", _at(model, "published")),
        (NAMES[1], "datePublished", _at(news, "datePublished")),
        (NAMES[2], "firstCreated", _at(item, "firstCreated")),
        (NAMES[3], "issued", _text(core, f"{TERMS}issued")),
    ):
        yield Claim(place + name, field, said, published)


def _sources(model: Any, taken: Taken) -> Told:
    said = model.get("sources") if isinstance(model, dict) else None
    for path, value in said.items() if isinstance(said, dict) else ():
        due = taken.sums.get(f"{PAYLOAD}{path}", {}).get("sha256", "")
        yield Claim(f"{METADATA}{NAMES[0]}", f"sources {path}", str(value), due)


def _renditions(news: Any, item: Any, core: Any, taken: Taken, broken: Iterable[str]) -> Told:
    lie = sorted(path for path in taken.sums if path.startswith(RENDITIONS))
    for name, field, said in (
        (NAMES[1], "encoding", [_at(one, "contentUrl").rpartition("/")[2] for one in _list(news, "encoding")]),
        (NAMES[2], "renditions", [_at(one, "title") for one in _list(item, "renditions")]),
        (NAMES[3], "hasFormat", [text.rpartition("/")[2] for text in _texts(core, f"{TERMS}hasFormat")]),
    ):
        if METADATA + name not in broken:
            due = ", ".join(path.removeprefix(RENDITIONS) for path in lie)
            yield Claim(METADATA + name, field, ", ".join(sorted(map(unquote, said))), due)
    for one in _list(news, "encoding"):
        path = RENDITIONS + unquote(_at(one, "contentUrl").rpartition("/")[2])
        due = taken.sums.get(path, {}).get("sha256", "")
        yield Claim(METADATA + NAMES[1], f"encoding {path}", _at(one, "sha256"), due)
    for one in _list(item, "renditions"):
        path = RENDITIONS + _at(one, "title")
        size = str(taken.sizes.get(path, ""))
        yield Claim(METADATA + NAMES[2], f"renditions {path}", _at(one, "sizeInBytes"), size)


def _premis(root: Any, taken: Taken, version: str) -> Told:
    """Every other file of the payload with its sums and its size, and no file else."""
    if root is None:
        return
    name, met = f"{METADATA}premis.xml", set()
    for one in root.iterfind(f"{PREMIS}object"):
        value = one.findtext(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue", "")
        if one.get(TYPE, "").rpartition(":")[2] != "file":
            yield Claim(name, "intellectualEntity", value, version)
            continue
        met.add(value)
        nature = f"{PREMIS}objectCharacteristics/{PREMIS}"
        for fixity in one.iterfind(f"{nature}fixity"):
            kind = fixity.findtext(f"{PREMIS}messageDigestAlgorithm", "")
            due = taken.sums.get(value, {}).get(DIGESTS.get(kind, ""), "")
            yield Claim(name, f"{value} {kind}", fixity.findtext(f"{PREMIS}messageDigest", ""), due)
        yield Claim(name, f"{value} size", one.findtext(f"{nature}size", ""), str(taken.sizes.get(value, "")))
    lie = {path for path in taken.sums if path.startswith(PAYLOAD) and path != name}
    yield Claim(name, "object", ", ".join(sorted(met - lie)), "")
    yield Claim(name, "object", "", ", ".join(sorted(lie - met)))


# ---------------------------------------------------------------- reading


class _Files:
    """Files of metadata by their paths; what cannot be read of them is kept for the end."""

    def __init__(self, folder: Path, taken: Taken) -> None:
        self._folder, self._taken = folder, taken
        self.faults: list[Finding] = []

    def broken(self) -> set[str]:
        return {one.at.file for one in self.faults}

    def read(self, path: str) -> Any:
        """The tree of a file; None for one that is not there or is none."""
        try:
            data = self._data(path)
            return _xml(data) if path.endswith(".xml") else json.loads(data)
        except (Unreadable, ValueError, RecursionError, etree.XMLSyntaxError) as fault:
            self._spoilt(path, str(fault))
            return None

    def text(self, path: str) -> str:
        try:
            return self._data(path).decode("utf-8")
        except (Unreadable, UnicodeDecodeError) as fault:
            self._spoilt(path, str(fault))
            return ""

    def _data(self, path: str) -> bytes:
        if self._taken.sizes.get(path, 0) > MAX_FILE:
            raise Unreadable(f"> {MAX_FILE} bytes")
        return (self._folder / path).read_bytes() if path in self._taken.sums else b"null"

    def _spoilt(self, path: str, reason: str) -> None:
        kind = path.rpartition(".")[2].upper()
        self.faults.append(finding("BAG-037", Span(path), format=kind, reason=reason[:160]))


def _xml(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser) if data != b"null" else None


def _at(tree: Any, *steps: str | int) -> str:
    """The value at the end of some steps, as text; empty where a step leads nowhere."""
    for step in steps:
        if isinstance(step, int):
            tree = tree[step] if isinstance(tree, list) and len(tree) > step else None
        else:
            tree = tree.get(step) if isinstance(tree, dict) else None
    return "" if tree is None else str(tree)


def _canonical(tree: Any) -> str:
    try:
        return canonical(tree).decode()
    except (ValueError, RecursionError):  # half a surrogate, or a tree that is as deep as its reader bears
        return ""


def _list(tree: Any, name: str) -> list[Any]:
    found = tree.get(name) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def _text(tree: Any, name: str) -> str:
    return next(iter(_texts(tree, name)), "")


def _texts(tree: Any, name: str) -> list[str]:
    return [one.text or "" for one in tree.iterfind(name)] if tree is not None else []


def _where_they_part(said: str, due: str) -> tuple[str, str]:
    """Two long texts from a little before where they begin to differ."""
    parted = next((at for at, (a, b) in enumerate(zip(said, due, strict=False)) if a != b), min(len(said), len(due)))
    start = max(parted - 20, 0) if max(len(said), len(due)) > SHOWN else 0
    return _short(said, start), _short(due, start)


def _short(text: str, start: int) -> str:
    cut = text[start : start + SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + SHOWN < len(text) else ''}"
