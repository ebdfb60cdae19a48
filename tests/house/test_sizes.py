"""A module fits one sitting, a function one screen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for room in ("exporter", "tests", "scripts", "benchmarks") for path in (ROOT / room).rglob("*.py")
)
MODULES = [path for path in MODULES if "node_modules" not in path.parts]
MODULE_LINES = 400
FUNCTION_LINES = 60


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {f.name: length for f in functions if (length := (f.end_lineno or 0) - f.lineno + 1) > FUNCTION_LINES}
    assert long == {}
    assert len(source.splitlines()) <= MODULE_LINES


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20
