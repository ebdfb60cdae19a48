"""Whether a file has the shape of an article: the tree against the shipped JSON Schema, all faults at once.

JSON Schema 2020-12, the words that our own schema uses. The editor's completion and this check read the same file, so
they agree; and no export has to load the library that makes the schema.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias

from exporter.findings import Finding
from exporter.loading.formats import FORMATS, slug_of
from exporter.loading.source import Source
from exporter.loading.yaml_tree import Entry, Mapping, Node, Scalar, Sequence
from exporter.resources import edition_schema_file, schema_file
from exporter.text.hygiene import spelled

Schema: TypeAlias = dict[str, Any]

_TEXT, _LIST, _MAPPING = "string", "array", "object"
# What may stand at a place, to the code that says so.
_EXPECTED = {
    frozenset({_TEXT}): "LOAD-030",
    frozenset({_LIST}): "LOAD-031",
    frozenset({_MAPPING}): "LOAD-032",
    frozenset({_TEXT, _LIST}): "LOAD-033",
    frozenset({_TEXT, _MAPPING}): "LOAD-034",
    frozenset({_LIST, _MAPPING}): "LOAD-035",
}


@cache
def article_schema() -> Schema:
    """The schema of `article.yml` as shipped."""
    schema: Schema = json.loads(schema_file().read_bytes())
    return schema


@cache
def edition_schema() -> Schema:
    """The schema of `edition.yml` as shipped."""
    schema: Schema = json.loads(edition_schema_file().read_bytes())
    return schema


def check(root: Node, source: Source, schema: Schema | None = None) -> tuple[Mapping, list[Finding]]:
    """The tree without the parts that are wrong, and what is wrong with them; by the article's schema unless told."""
    checker = _Checker(source, schema or article_schema())
    if not isinstance(root, Mapping):
        code = "LOAD-025" if isinstance(root, Scalar) and root.is_null else "LOAD-036"
        return Mapping({}, root.start), [source.finding(code, root.start)]
    pruned = checker.mapping(root, checker.schema, "")
    return pruned, checker.findings


@dataclass
class _Checker:
    source: Source
    schema: Schema
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, node: Node, where: str, **args: str | int) -> None:
        length = node.end - node.start if isinstance(node, Scalar) else 0
        at = self.source.span(node.start)
        length = min(length, len(self.source.line(at.line)) - at.column + 1)
        self.findings.append(self.source.finding(code, node.start, length, where=where, **args))

    def node(self, node: Node, schema: Schema, where: str) -> Node | None:
        """The node when it fits, perhaps without some parts; None when it does not."""
        branches = {kind: branch for branch in self.branches(schema) for kind in _kinds(branch)}
        match node:
            case Scalar() if _TEXT in branches:
                return self.scalar(node, branches[_TEXT], where)
            case Sequence() if _LIST in branches:
                return self.sequence(node, branches[_LIST], where)
            case Mapping() if _MAPPING in branches:
                return self.mapping(node, branches[_MAPPING], where)
            case _:
                keys = ", ".join(branches.get(_MAPPING, {}).get("properties", ()))
                self.say(_EXPECTED[frozenset(branches)], node, where, field=where, keys=keys)
                return None

    def branches(self, schema: Schema) -> list[Schema]:
        """The schemas a value may follow, references resolved."""
        if "$ref" in schema:
            return self.branches(self.schema["$defs"][schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return [leaf for branch in schema["anyOf"] for leaf in self.branches(branch)]
        return [schema]

    def scalar(self, node: Scalar, schema: Schema, where: str) -> Scalar | None:
        text = "" if node.is_null else node.text
        if schema["type"] == "boolean":
            return self.truth(node, text, where)
        if schema["type"] == "integer":
            return self.count_of(node, text, schema, where)
        if len(text.strip()) < schema.get("minLength", 0):
            self.say("LOAD-037", node, where, field=where)
            return None
        code, fits = FORMATS.get(schema.get("format", ""), ("", bool))
        if code and not fits(text):
            self.say(code, node, where, field=where, text=text, suggestion=slug_of(text) if code == "LOAD-047" else "")
            return None
        if "enum" in schema and text not in schema["enum"]:
            self.say("LOAD-053", node, where, field=where, text=text, choices=", ".join(schema["enum"]))
            return None
        return Scalar(text, node.style, node.start, node.end)

    def truth(self, node: Scalar, text: str, where: str) -> Scalar | None:
        if text.lower() in ("true", "false"):
            return node
        self.say("LOAD-038", node, where, field=where, text=text)
        return None

    def count_of(self, node: Scalar, text: str, schema: Schema, where: str) -> Scalar | None:
        least, most = schema["minimum"], schema["maximum"]
        # Written with so many digits at most, so that no number is too long to be read.
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
            return node
        self.say("EDITION-014", node, where, field=where, text=text, least=least, most=most)
        return None

    def sequence(self, node: Sequence, schema: Schema, where: str) -> Sequence | None:
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if len(node.items) < least or (most is not None and len(node.items) > most):
            code = "LOAD-037" if not node.items else "LOAD-039"
            self.say(code, node, where, field=where, least=least, most=most or "∞", found=len(node.items))
            return None
        items = [self.node(item, schema["items"], f"{where}.{i}") for i, item in enumerate(node.items)]
        if None in items and "type" in schema["items"] and _kinds(schema["items"]) == [_TEXT]:
            return None  # of a row without one cell, nothing more can be said
        return Sequence(tuple(item for item in items if item is not None), node.start)

    def mapping(self, node: Mapping, schema: Schema, where: str) -> Mapping:
        properties: Schema = schema["properties"]
        entries: dict[str, Entry] = {}
        meant = {""}
        for name, entry in node.entries.items():
            path = f"{where}.{name}" if where else name
            if name not in properties:
                meant.add(self.unknown(entry.key, properties, node, path))
            elif entry.value is not None:
                entries[name] = Entry(entry.key, self.property(entry, properties[name], schema, path))
        if node.entries.keys() <= properties.keys():
            self.count(node, schema, where)
        for name in schema.get("required", ()):
            if name not in node.entries and name not in meant:
                self.missing(node, name, f"{where}.{name}" if where else name)
        return Mapping(entries, node.start)

    def property(self, entry: Entry, schema: Schema, owner: Schema, path: str) -> Node | None:
        value = entry.value
        if isinstance(value, Scalar) and value.is_null:
            if entry.key.text in owner.get("required", ()):
                self.say("IMAGE-016" if entry.key.text == "alt" else "LOAD-037", entry.key, path, field=path)
            return None
        return self.node(value, schema, path) if value is not None else None

    def count(self, node: Mapping, schema: Schema, where: str) -> None:
        """A block has one key, its kind."""
        if "maxProperties" in schema and len(node.entries) != 1:
            at = list(node.entries.values())[1].key if node.entries else node
            self.say("LOAD-051", at, where, field=where, keys=", ".join(schema["properties"]))

    def missing(self, node: Mapping, name: str, path: str) -> None:
        if name == "alt":
            self.say("IMAGE-016", node, path)
        else:
            self.say("LOAD-050", node, path, field=path, key=name)

    def unknown(self, key: Scalar, properties: Schema, owner: Mapping, path: str) -> str:
        """Refuse a key; gives back the known one that was probably meant."""
        free = [name for name in properties if name not in owner.entries and not name.startswith("$")]
        bare = "".join(char for char in key.text if char.isprintable()).strip().lower()
        near = get_close_matches(bare, [name for name in properties if name in free], 1, 0.6)
        near = near or get_close_matches(bare, list(properties), 1, 0.6)
        if near:
            self.say("LOAD-012", key, path, key=spelled(key.text), nearest=near[0])
            return near[0]
        self.say(
            "LOAD-052", key, path, key=spelled(key.text), keys=", ".join(name for name in properties if name[0] != "$")
        )
        return ""


def _kinds(schema: Schema) -> list[str]:
    """The kinds of node that a schema takes: numbers and booleans are written as text."""
    written: str | list[str] = schema["type"]
    types = [written] if isinstance(written, str) else written
    return [kind if kind in (_LIST, _MAPPING) else _TEXT for kind in types]
