"""Compiled templates are kept, and never used when their source has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from exporter.backends.html.compiled import CompiledTemplates


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def filled(folder: Path) -> str:
    environment = Environment(
        loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder), autoescape=True
    )
    return environment.get_template("page.jinja").render(word="كلمة")


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("*.jinja"))


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.jinja"
    page.write_text("<p>{{ word }}</p>", encoding="utf-8")
    assert (filled(tmp_path), filled(tmp_path)) == ("<p>كلمة</p>", "<p>كلمة</p>")
    assert len(kept(tmp_path)) == 1
    page.write_text("<b>{{ word }}</b>", encoding="utf-8")
    assert filled(tmp_path) == "<b>كلمة</b>"


def test_a_damaged_one_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "page.jinja").write_text("<p>{{ word }}</p>", encoding="utf-8")
    filled(tmp_path)
    kept(tmp_path)[0].write_bytes(b"not bytecode")
    assert filled(tmp_path) == "<p>كلمة</p>"


def test_a_folder_that_cannot_hold_them_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "page.jinja").write_text("<p>{{ word }}</p>", encoding="utf-8")
    (tmp_path / "__pycache__").write_bytes(b"a file, not a folder")
    assert filled(tmp_path) == "<p>كلمة</p>"


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.jinja").write_text("<p>{{ word }}</p>", encoding="utf-8")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled(tmp_path) == "<p>كلمة</p>"
    assert not (tmp_path / "__pycache__").exists()
