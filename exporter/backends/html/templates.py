"""Where templates come from, what they may reach, and what is said about one that is wrong.

A newsroom's templates name each other and the shipped ones from the folder of layouts: `{% include "article/…" %}`.
They see the values that they are given and nothing of the machine (Jinja, Sandbox).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from exporter.backends.html.compiled import CompiledTemplates
from exporter.errors import ExportError, InputError
from exporter.findings import Finding, Span, finding
from exporter.resources import templates_dir

SHIPPED: Final = "shipped"
"""A template that names itself means the shipped one of its name: this stands before it then."""
LARGEST: Final = 1_000_000
"""Bytes of a template or a style sheet."""
_KNOWN: Final = frozenset({"builtins", "datetime", "enum", "exporter", "jinja2", "markupsafe"})
"""The packages of the values whose attributes a template may ask for; a path could read files."""


class Sandbox(SandboxedEnvironment):
    """The environment that all templates are filled in.

    It asks once for each type whether a template may see an attribute, not once for each value.
    """

    def __init__(self, own: Path | None) -> None:
        """Take the templates of a folder of a newsroom's, if there is one, then the shipped ones."""
        shipped = FileSystemLoader(templates_dir())
        loaders = [Folder(own)] if own else []
        super().__init__(
            loader=ChoiceLoader([*loaders, shipped, PrefixLoader({SHIPPED: shipped})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=None if own else CompiledTemplates(templates_dir()),
        )
        self._safe: dict[tuple[type, str], bool] = {}

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another names."""
        return f"{SHIPPED}/{template}" if template == parent else template

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may ask for it: its name and the kind of thing that has it decide."""
        key = (type(obj), attr)
        if key not in self._safe:
            is_known = type(obj).__module__.partition(".")[0] in _KNOWN
            self._safe[key] = is_known and super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


class Folder(FileSystemLoader):
    """Templates of a newsroom's folder; no link leads out of it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._root = root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, its file, and whether that is unchanged: nobody looks again.

        Raises:
            InputError: it lies elsewhere (LAYOUT-008) or cannot be read (LAYOUT-010).
            TemplateNotFound: there is none.
        """
        *folders, name = template.split("/")
        path = self._root.joinpath(*folders, name)
        if ".." in folders or not path.is_file():
            raise TemplateNotFound(template)
        return read_within(self._root, path), str(path), lambda: True


def read_within(root: Path, path: Path) -> str:
    """The text of a file of a layout.

    Raises:
        InputError: it lies outside the folder of layouts (LAYOUT-008) or cannot be read (LAYOUT-010).
    """
    refuse_outside(root, path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(finding("LAYOUT-010", Span(str(path)), reason=f"> {LARGEST} bytes"))
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", "") or "UTF-8"
        raise InputError(finding("LAYOUT-010", Span(str(path)), reason=reason)) from fault


def refuse_outside(root: Path, path: Path) -> None:
    """Refuse a file that is not in the folder of layouts, nor in that of the shipped ones, whatever links say.

    Raises:
        InputError: it lies elsewhere (LAYOUT-008).
    """
    real = path.resolve()
    if not any(real.is_relative_to(place.resolve()) for place in (root, templates_dir())):
        raise InputError(finding("LAYOUT-008", Span(str(path)), file=path.name, folder=str(root)))


def wrong_template(fault: Exception, own: Path) -> ExportError | None:
    """What a failed filling says about a newsroom's templates; None when none of them took part.

    Args:
        fault: what Jinja, or the code that a template called, raised.
        own: the newsroom's folder.
    """
    if isinstance(fault, ExportError):
        return fault
    if isinstance(fault, TemplateSyntaxError) and fault.filename:
        return InputError(_at(Path(fault.filename), fault.lineno, "LAYOUT-011", str(fault.message)))
    places = [(path, line) for path, line in _frames(fault.__traceback__) if path.is_relative_to(own)]
    if not places:
        return None
    path, line = places[-1]
    if isinstance(fault, TemplateNotFound):
        return InputError(_at(path, line, "LAYOUT-012", str(fault.name).removeprefix(f"{SHIPPED}/")))
    if isinstance(fault, UndefinedError):
        return InputError(_at(path, line, "LAYOUT-013", str(fault)))
    if isinstance(fault, SecurityError):
        return InputError(_at(path, line, "LAYOUT-014", str(fault)))
    return InputError(_at(path, line, "LAYOUT-015", f"{type(fault).__name__}: {fault}"))


def _frames(trace: TracebackType | None) -> Iterator[tuple[Path, int]]:
    """Files and lines from the outermost call inwards; Jinja gives those of templates."""
    while trace:
        yield Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
        trace = trace.tb_next


def _at(path: Path, line: int, code: str, problem: str) -> Finding:
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    snippet = rows[line - 1] if 0 < line <= len(rows) else ""
    return Finding(code, Span(str(path), line), (("problem", problem[:300]),), snippet=snippet)
