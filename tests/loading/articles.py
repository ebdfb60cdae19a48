"""Articles for the tests: written to a folder, loaded, and what was found."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.loading.load import Loaded, load

HEAD = "headline: افتتاح خط الترام\n"


def written(folder: Path, text: str | bytes, name: str = "article.yml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def loaded(folder: Path, text: str | bytes, name: str = "article.yml") -> Loaded:
    return _load(written(folder, text, name))


def _load(path: Path) -> Loaded:
    """As one in its folder loads it, so that findings call it by its name alone."""
    with chdir(path.parent):
        return load(Path(path.name))


def found(path: Path) -> tuple[Finding, ...]:
    """All that loading says, whether it fails or not."""
    try:
        return _load(path).findings
    except InputError as error:
        return error.findings


def codes(folder: Path, text: str | bytes, name: str = "article.yml") -> list[str]:
    return [finding.code for finding in found(written(folder, text, name))]


def indented(text: str) -> str:
    """An article whose body is this text."""
    lines = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
    return f"{HEAD}body: |2\n{lines}\n"
