"""The schema as a page for people: every field, its form and its meaning in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ARTICLE = """\
# The article file: reference

<!-- Made from the schema by `python -m exporter.loading.schema`: do not edit. -->

`article.yml` (or `.json`) is one mapping. Only `headline` and `body` must be there. The machine-readable form of this
page is `article.schema.json`, as `export schema` prints it.
"""
EDITION = """\
# The edition file: reference

<!-- Made from the schema by `python -m exporter.loading.edition_schema`: do not edit. -->

`edition.yml` (or `.json`) is one mapping that lists articles; their own files stay as they are. Only `masthead` and
`sections` must be there. The machine-readable form of this page is `edition.schema.json`, as `export schema edition`
prints it.
"""


def reference(schema: dict[str, Any], head: str) -> str:
    """The reference in Markdown, under its head."""
    parts = [head, *_table(f"The {schema['title']}", schema)]
    for name, definition in schema["$defs"].items():
        parts += _table(_title(name), definition)
    return "\n".join(parts)


def _title(name: str) -> str:
    return "".join(" " + char.lower() if char.isupper() else char for char in name).strip().capitalize()


def _table(title: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"## {title}\n\n{schema['description']}\n"
    yield "| field | form | meaning | المعنى |\n|---|---|---|---|"
    required = schema.get("required", ())
    for name, part in schema["properties"].items():
        star = " (required)" if name in required else ""
        yield f"| `{name}`{star} | {_form(part)} | {part.get('description', '')} | {part.get('x-ar', '')} |"
    yield ""


def _form(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = _title(schema["$ref"].rpartition("/")[2])
        return f"[{name.lower()}](#{name.lower().replace(' ', '-')})"
    if "anyOf" in schema:
        return " or ".join(_form(branch) for branch in schema["anyOf"])
    match schema["type"]:
        case "array":
            return f"list of {_form(schema['items'])}"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"{schema['minimum']} to {schema['maximum']}"
        case _ if "enum" in schema:
            return " or ".join(f"`{word}`" for word in schema["enum"])
        case _:
            return str(schema.get("format", "text"))
