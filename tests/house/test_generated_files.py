"""What is made from the code is as the code would make it today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from exporter.loading import edition_schema
from exporter.loading.reference import ARTICLE, EDITION, reference
from exporter.loading.schema import as_text, json_schema
from exporter.resources import edition_schema_file, schema_file

ROOT = Path(__file__).parents[2]
CURE = "run `python -m exporter.loading.schema`"


class Editor(yaml.SafeLoader):
    """YAML 1.2's core schema, as the editors read it: a date is text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(value: Any, file: Path | None = None) -> list[str]:
    schema = json.loads((file or schema_file()).read_text(encoding="utf-8"))
    return [fault.message for fault in Draft202012Validator(schema).iter_errors(value)]


def test_the_shipped_schema_is_current() -> None:
    assert schema_file().read_text(encoding="utf-8") == as_text(json_schema()), CURE


def test_the_reference_page_is_current(root: Path) -> None:
    assert (root / "docs" / "article.md").read_text(encoding="utf-8") == reference(json_schema(), ARTICLE), CURE


def test_the_schema_and_the_reference_page_of_editions_are_current(root: Path) -> None:
    cure, schema = "run `python -m exporter.loading.edition_schema`", edition_schema.json_schema()
    assert edition_schema_file().read_text(encoding="utf-8") == as_text(schema), cure
    assert (root / "docs" / "edition.md").read_text(encoding="utf-8") == reference(schema, EDITION), cure


def test_the_sample_edition_points_at_its_schema_which_underlines_nothing_in_it(root: Path) -> None:
    text = (root / "samples" / "edition.yml").read_text(encoding="utf-8")
    assert (root / "samples" / text.partition("\n")[0].partition("=")[2]).resolve() == edition_schema_file().resolve()
    assert complaints(yaml.load(text, Editor), edition_schema_file()) == []


def test_every_sample_points_at_the_schema(root: Path) -> None:
    for sample in root.glob("samples/*/article.yml"):
        first = sample.read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (sample.parent / first.partition("=")[2]).resolve() == schema_file().resolve()


@pytest.mark.parametrize("sample", sorted(ROOT.glob("samples/*/article.yml")), ids=lambda path: path.parent.name)
def test_an_editor_that_knows_the_schema_underlines_nothing_in_a_sample(sample: Path) -> None:
    assert complaints(yaml.load(sample.read_text(encoding="utf-8"), Editor)) == []


def test_an_editor_that_knows_the_schema_underlines_a_key_that_is_misspelt() -> None:
    (complaint,) = complaints({"headline": "خط الترام", "body": "نص", "headlin": "خط"})
    assert "headlin" in complaint
