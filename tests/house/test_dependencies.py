"""Every library that the exporter imports is named in pyproject.toml, and each that is named is pinned and imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

MAKE_THE_SCHEMAS = ("exporter/loading/schema.py", "exporter/loading/edition_schema.py")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name, maxsplit=1)[0]).lower()


def imported(root: Path) -> set[str]:
    names: set[str] = set()
    for path in (root / "exporter").rglob("*.py"):
        if path.relative_to(root).as_posix() in MAKE_THE_SCHEMAS:
            continue  # run by maintainers, not by an export
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    ours = names - set(sys.stdlib_module_names) - {"exporter"}
    owners = packages_distributions()
    return {plain(owners[name][0]) if name in owners else name for name in ours}


def project(root: Path) -> dict[str, list[str]]:
    content = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": content["dependencies"], **content["optional-dependencies"]}


def test_what_is_imported_is_what_is_named(root: Path) -> None:
    groups = {group: set(map(plain, named)) for group, named in project(root).items()}
    extras = set().union(*(named for group, named in groups.items() if group not in ("run", "dev", "bench")))
    assert groups["run"] == imported(root) - extras
    assert extras <= groups["dev"], "what an extra brings is tested"


def test_every_package_that_is_named_is_pinned(root: Path) -> None:
    pins = [line for line in (root / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    named = {plain(requirement) for group in project(root).values() for requirement in group}
    assert named <= {plain(pin) for pin in pins}
