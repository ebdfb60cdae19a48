"""PREMIS 3.0: every file of the payload with its sums, what was done with them, by what, and which version came before.

Library of Congress, PREMIS Data Dictionary 3.0; types of events and relationships by its preservation vocabularies
(id.loc.gov/vocabulary/preservation). The file itself cannot bear its own sum: the bag's manifests do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, cast

from lxml import etree

from exporter.archive.metadata import software
from exporter.archive.metadata.xml import LOCATION, TYPE, XSI, Element, element, file
from exporter.archive.record import Record, Rendition
from exporter.model.inlines import plain

PREMIS: Final = "http://www.loc.gov/premis/v3"
SCHEMA: Final = "https://www.loc.gov/standards/premis/v3/premis-v3-0.xsd"
NAMES: Final[dict[str | None, str]] = {None: PREMIS, "xsi": XSI}
PAYLOAD: Final = "data/"
KINDS: Final = {
    ".pdf": ("PDF/A-3a, PDF/UA-1", "1.7"),
    ".docx": ("Office Open XML document", ""),
    ".epub": ("EPUB", "3.3"),
    ".html": ("HTML", "5"),
    ".xml": ("XML", "1.0"),
    ".json": ("JSON", ""),
    ".jsonld": ("JSON-LD", "1.1"),
    ".txt": ("plain text, UTF-8", ""),
    ".yml": ("YAML", "1.2"),
    ".yaml": ("YAML", "1.2"),
    ".toml": ("TOML", "1.0"),
    ".css": ("CSS", ""),
    ".jinja": ("Jinja template", ""),
    ".jpg": ("JPEG", ""),
    ".jpeg": ("JPEG", ""),
    ".png": ("PNG", ""),
    ".svg": ("SVG", ""),
}
"""Names and versions of formats by suffix; a picture whose suffix says otherwise was told to its author."""


def of_record(record: Record, files: Mapping[str, bytes]) -> bytes:
    """The whole of it.

    Args:
        record: what the bag is about.
        files: every other file of the payload.
    """
    root = etree.Element(
        _p("premis"), {"version": "3.0", LOCATION: f"{PREMIS} {SCHEMA}"}, cast("Mapping[str, str]", NAMES)
    )
    root.append(_work(record))
    made = {one.path for one in record.renditions}
    root.extend(_object(path, data, record, made=path in made) for path, data in sorted(files.items()))
    root.extend(_events(record))
    root.extend(_agents(record))
    root.extend(_rights(record))
    return file(root)


# ---------------------------------------------------------------- objects


def _work(record: Record) -> Element:
    """The version as such: what it is a version of, and which it takes the place of."""
    relations = [_relation("derivation", "is version of", ("URN", record.work))]
    if record.previous:
        before = record.previous
        sum_of = ("SHA-256 of tagmanifest-sha256.txt", before.tagmanifest_sha256)
        relations.append(_relation("replacement", "supersedes", ("URN", before.identifier), sum_of))
    identity = _identified("object", "URN", record.version)
    name = element(_p("originalName"), record.slug)
    return _typed("intellectualEntity", identity, name, *relations)


def _object(path: str, data: bytes, record: Record, *, made: bool) -> Element:
    name, version = KINDS.get(PurePosixPath(path).suffix.lower(), ("unknown", ""))
    designation = element(_p("formatDesignation"), element(_p("formatName"), name))
    if version:
        designation.append(element(_p("formatVersion"), version))
    nature = element(
        _p("objectCharacteristics"),
        element(_p("compositionLevel"), "0"),
        *(_fixity(bits, data) for bits in ("256", "512")),
        element(_p("size"), str(len(data))),
        element(_p("format"), designation),
    )
    if made:
        nature.append(
            element(
                _p("creatingApplication"),
                element(_p("creatingApplicationName"), software.PROGRAM),
                element(_p("creatingApplicationVersion"), software.version()),
            )
        )
    relations = [_relation("structural", "is part of", ("URN", record.version))]
    if made:
        relations += [_relation("derivation", "has source", *(("path", PAYLOAD + one) for one in record.sources))]
    return _typed("file", _identified("object", "path", PAYLOAD + path), nature, *relations)


def _fixity(bits: str, data: bytes) -> Element:
    return element(
        _p("fixity"),
        element(_p("messageDigestAlgorithm"), f"SHA-{bits}"),
        element(_p("messageDigest"), hashlib.new(f"sha{bits}", data).hexdigest()),
    )


def _relation(kind: str, sub: str, *others: tuple[str, str]) -> Element:
    return element(
        _p("relationship"),
        element(_p("relationshipType"), kind),
        element(_p("relationshipSubType"), sub),
        *(_identified("relatedObject", *other) for other in others),
    )


# ---------------------------------------------------------------- events, agents, rights


def _events(record: Record) -> Iterator[Element]:
    at = record.written_at.isoformat()
    done = {"outcome": "success", "by": software.PROGRAM}
    for piece in record.pieces:
        for nth, mended in enumerate(piece.article.corrections, 1):
            name = f"correction-{piece.article.slug}-{nth}"
            yield _event(name, "modification", mended.date.isoformat(), detail=plain(mended.text))
    for one in record.renditions:
        yield _event(f"creation-{_name(one)}", "creation", at, path=one.path, **done)
        words = f"{one.words} of {one.words} words read back as the article has them"
        yield _event(f"validation-{_name(one)}", "validation", at, note=words, path=one.path, **done)
    yield _event("package", "information package creation", at, **done)
    if record.ingested:
        yield _event("ingestion", "ingestion", at)


def _event(
    name: str, kind: str, at: str, *, detail: str = "", outcome: str = "", note: str = "", path: str = "", by: str = ""
) -> Element:
    parts = [_identified("event", "local", name), element(_p("eventType"), kind), element(_p("eventDateTime"), at)]
    if detail:
        parts.append(element(_p("eventDetailInformation"), element(_p("eventDetail"), detail)))
    if outcome:
        said = [element(_p("eventOutcome"), outcome)]
        if note:
            said.append(element(_p("eventOutcomeDetail"), element(_p("eventOutcomeDetailNote"), note)))
        parts.append(element(_p("eventOutcomeInformation"), *said))
    if by:
        parts.append(_identified("linkingAgent", "local", by))
    if path:
        parts.append(_identified("linkingObject", "path", PAYLOAD + path))
    return element(_p("event"), *parts)


def _agents(record: Record) -> Iterator[Element]:
    facts = software.software()
    made_of = {**facts["libraries"], **facts["native"]}
    yield element(
        _p("agent"),
        _identified("agent", "local", software.PROGRAM),
        element(_p("agentName"), software.PROGRAM),
        element(_p("agentType"), "software"),
        element(_p("agentVersion"), software.version()),
        element(_p("agentNote"), f"{facts['python']}; " + ", ".join(f"{name} {is_}" for name, is_ in made_of.items())),
    )
    if record.publisher:
        yield element(
            _p("agent"),
            _identified("agent", "local", "publisher"),
            element(_p("agentName"), record.publisher),
            element(_p("agentType"), "organization"),
        )


def _rights(record: Record) -> Iterator[Element]:
    said = dict.fromkeys(piece.article.rights for piece in record.pieces if piece.article.rights)
    for nth, text in enumerate(said, 1):
        yield element(
            _p("rights"),
            element(
                _p("rightsStatement"),
                _identified("rightsStatement", "local", f"rights-{nth}"),
                element(_p("rightsBasis"), "other"),
                element(
                    _p("otherRightsInformation"),
                    element(_p("otherRightsBasis"), "statement of the publisher"),
                    element(_p("otherRightsNote"), text),
                ),
            ),
        )


def _name(one: Rendition) -> str:
    return one.path.rpartition(".")[2]


def _identified(what: str, kind: str, value: str) -> Element:
    return element(
        _p(f"{what}Identifier"),
        element(_p(f"{what}IdentifierType"), kind),
        element(_p(f"{what}IdentifierValue"), value),
    )


def _typed(kind: str, *content: Element) -> Element:
    return element(_p("object"), *content, **{TYPE: kind})


def _p(name: str) -> str:
    return f"{{{PREMIS}}}{name}"
