"""The schema, the models it is made of, and the check that reads it agree on what an article is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from exporter.loading.schema import Article
from exporter.loading.shape import article_schema, check
from exporter.loading.source import Source
from exporter.loading.yaml_tree import Mapping, Node, Places, Scalar, Sequence, compose
from tests.loading.articles import HEAD

JUDGE = Draft202012Validator(article_schema())
CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yml"))
# What JSON Schema calls a mere annotation: the form of dates, addresses, slugs.
FORMS = {"LOAD-044", "LOAD-045", "LOAD-046", "LOAD-047", "LOAD-048", "LOAD-049"}


def as_an_editor_reads(node: Node | None, name: str = "") -> Any:
    match node:
        case Mapping():
            return {key: as_an_editor_reads(entry.value, key) for key, entry in node.entries.items()}
        case Sequence():
            return [as_an_editor_reads(item) for item in node.items]
        case Scalar() if name == "archival" and node.text in ("true", "false"):
            return node.text == "true"
        case Scalar():
            return node.text.strip()
        case None:
            return None


def tree(text: str) -> tuple[Node | None, Source, list[str]]:
    source = Source("article.yml", text)
    root, findings = compose(source)
    return root, source, [finding.code for finding in findings]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(article_schema())
    assert not re.search(r'"(title|default)":', str(article_schema()["$defs"]["Figure"]))


def test_every_field_is_described_in_both_languages() -> None:
    for definition in (article_schema(), *article_schema()["$defs"].values()):
        for field in definition["properties"].values():
            assert field["description"].endswith(".") and re.search("[\u0621-\u064a]", field["x-ar"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_our_check_an_independent_validator_and_the_models_agree(case: Path) -> None:
    root, source, faults = tree(case.read_text(encoding="utf-8"))
    if not isinstance(root, Mapping) or faults or any(v.value is None for v in root.entries.values()):
        return
    said = {f.code for f in check(root, source)[1]}
    value = as_an_editor_reads(root)
    nulls = "alt:\n" in source.text or source.text[-6:] == "body:\n" or "headline:\n" in source.text
    assert JUDGE.is_valid(value) == (not said - FORMS) or nulls
    if {"LOAD-012", "LOAD-050", "LOAD-052"} & said:
        with pytest.raises(ValidationError):
            Article.model_validate(value)


def test_numbers_in_cells_please_an_editor_too() -> None:
    value = {"headline": "أ", "body": [{"table": {"rows": [["أ", 2.5, 3]]}}]}
    assert JUDGE.is_valid(value)
    root, source, _ = tree(HEAD + "body:\n  - table: {rows: [[أ, 2.5, 3]]}\n")
    assert root is not None and check(root, source)[1] == []


def test_loading_never_waits_for_pydantic() -> None:
    code = "import sys, exporter.loading.load; sys.exit('pydantic' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def spelled(character: str, quote: str, *, escaped: bool) -> str:
    """A character as it stands between quotes in a YAML file, YAML 1.2.2, sections 5.7 and 7.3."""
    if quote == "'":
        return "''" if character == "'" else character
    if escaped and ord(character) > 0xFFFF:
        return f"\\U{ord(character):08x}"
    return json.dumps(character, ensure_ascii=escaped)[1:-1]


@given(st.text(alphabet="كتب،A «»:#\\'\"\u00a0\u200f😀", max_size=30), st.sampled_from(["'", '"']), st.booleans())
def test_every_character_of_a_quoted_text_is_found_where_it_is_written(text: str, quote: str, escaped: bool) -> None:
    written = [spelled(character, quote, escaped=escaped) for character in text]
    root, source, faults = tree(f"headline: {quote}{''.join(written)}{quote}\n")
    assert isinstance(root, Mapping) and not faults
    value = root.entries["headline"].value
    assert isinstance(value, Scalar) and value.text == text
    places = Places(source, value)
    begins = [len(f"headline: {quote}") + sum(map(len, written[:nth])) for nth in range(len(written) + 1)]
    assert [places.index(nth) for nth in range(len(text) + 1)] == begins
