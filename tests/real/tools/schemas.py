"""The standards' own schemas of metadata: XSD by libxml2, JSON Schema by jsonschema. Where they come from: schemas/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import jsonschema
from lxml import etree

FOLDER = Path(__file__).parents[1] / "schemas"


FORMATS = jsonschema.FormatChecker(())
"""The two formats that ninjs asks for; jsonschema by itself knows neither."""


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    """RFC 3986: a scheme, a colon, and ASCII without spaces."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", str(value)))


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    """RFC 3339: a day, a time and an offset."""
    return datetime.fromisoformat(str(value)).tzinfo is not None


@cache
def _xsd(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(FOLDER / name)))


def premis(path: Path) -> list[str]:
    """What is wrong with a PREMIS 3.0 file."""
    return _by_xsd("premis-v3-0.xsd", path)


def dublin_core(path: Path) -> list[str]:
    """What is wrong with a file of Dublin Core elements and terms."""
    return _by_xsd("metadata.xsd", path)


def ninjs(path: Path) -> list[str]:
    """What is wrong with a ninjs 3.0 item, formats of addresses and moments included."""
    schema = json.loads((FOLDER / "ninjs-schema_3.0.json").read_text(encoding="utf-8"))
    judge = jsonschema.Draft202012Validator(schema, format_checker=FORMATS)
    return [error.message for error in judge.iter_errors(json.loads(path.read_text(encoding="utf-8")))]


def schema_org(path: Path) -> list[str]:
    """The types and properties of a JSON-LD file that schema.org does not have, or not together."""
    rows = (FOLDER / "schemaorg-30.0.tsv").read_text(encoding="utf-8").splitlines()
    known = {kind: set(names.split()) for kind, _, names in (row.partition("\t") for row in rows)}
    return list(_unknown(json.loads(path.read_text(encoding="utf-8")), known))


def _unknown(value: object, known: dict[str, set[str]]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _unknown(one, known)
    elif isinstance(value, dict):
        kind = str(value.get("@type"))
        for name, inner in value.items():
            if name not in known.get(kind, set()) and not name.startswith("@"):
                yield f"{kind} has no {name}"
            yield from _unknown(inner, known) if name != "@context" else ()


def _by_xsd(name: str, path: Path) -> list[str]:
    schema = _xsd(name)
    return [] if schema.validate(etree.parse(str(path))) else str(schema.error_log).splitlines()
