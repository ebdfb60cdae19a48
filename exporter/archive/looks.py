"""The files of the look that pages were laid out in, as a folder of layouts that can be laid out with again.

What comes with this program and is only named by a layout (the markup of blocks) is not among them: `software.json`
has its sum. A newsroom's own templates are, wherever in its folder of layouts they lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError
from jinja2.meta import find_referenced_templates

from exporter.archive.names import same_form
from exporter.house.layout import Layout
from exporter.resources import templates_dir


def files_of(layout: Layout) -> dict[str, bytes]:
    """The files of a layout and of those it is based on, by their path in a folder of layouts."""
    files: dict[str, bytes] = {}
    for folder in reversed(layout.folders):  # its own file goes before one of the same name that it is based on
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                files[same_form(f"{folder.name}/{path.relative_to(folder).as_posix()}")] = path.read_bytes()
    if layout.root != templates_dir():
        waiting = [name for name in files if name.endswith(".jinja")]
        while waiting:
            for name in _named(files[waiting.pop()]):
                if name not in files and _lies_in(layout.root, name):
                    files[name] = (layout.root / name).read_bytes()
                    waiting.append(name)
    return dict(sorted(files.items()))


def _named(template: bytes) -> Iterator[str]:
    """The templates that one includes, imports or extends by name."""
    try:
        tree = Environment(autoescape=True).parse(template.decode())
    except (TemplateError, UnicodeDecodeError):  # pragma: no cover - the pages could not have been made of it
        return
    yield from (name for name in find_referenced_templates(tree) if name)


def _lies_in(root: Path, name: str) -> bool:
    path = (root / name).resolve()
    return path.is_relative_to(root.resolve()) and path.is_file()
