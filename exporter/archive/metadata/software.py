"""What made the renditions: programs, libraries, typefaces and templates, so that a later run can say what changed."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from exporter.resources import PACKAGE, templates_dir
from exporter.typefaces.families import Family

LIBRARIES: Final = (
    "babel",
    "brotli",
    "defusedxml",
    "EbookLib",
    "hijridate",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "pikepdf",
    "pillow",
    "pydyf",
    "python-docx",
    "PyYAML",
    "resvg-py",
    "uharfbuzz",
    "weasyprint",
)
"""The distributions whose version can move a byte of a rendition."""

PROGRAM: Final = "arabic-exporter"


@cache
def software() -> Mapping[str, Any]:
    """Versions and sums of what runs here; nothing of the machine, so that two of one make say the same."""
    import pikepdf

    from exporter.backends.pdf.engine import pango

    major, rest = divmod(pango.pango_version(), 10_000)
    return {
        "program": {
            "name": PROGRAM,
            "version": version(),
            "sha256": _sum_of(PACKAGE, "*.py", "*.toml", "*.json"),
        },
        "templates": _sum_of(templates_dir(), "*"),
        "python": f"{platform.python_implementation()} {'.'.join(map(str, sys.version_info[:3]))}",
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))},
        "native": {
            "pango": f"{major}.{rest // 100}.{rest % 100}",
            "qpdf": pikepdf.__libqpdf_version__,
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
        },
    }


def version() -> str:
    """Our own."""
    return _version(PROGRAM)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def of_fonts(families: Iterable[Family]) -> list[dict[str, str]]:
    """The faces of families, with what a licence and a later run ask for."""
    return [
        {
            "family": family.name,
            "file": face.path.name,
            "version": family.version,
            "sha256": face.sha256,
            "licence": family.licence,
            "source": family.source,
        }
        for family in sorted(families, key=lambda family: family.name)
        for face in family.faces
    ]


def as_json(families: Iterable[Family], layout: Mapping[str, bytes]) -> bytes:
    """The file, for people too.

    Args:
        families: the typefaces inside the renditions.
        layout: the files of the look.
    """
    whole = {**software(), "layout": of_files(layout), "fonts": of_fonts(families)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def of_files(files: Mapping[str, bytes]) -> str:
    """One sum of several files: of the lines that `sha256sum` would print of them."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _sum_of(folder: Path, *patterns: str) -> str:
    files = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
    ours = (path for path in files if not {"__pycache__", "_data"} & set(path.relative_to(folder).parts))
    return of_files({path.relative_to(folder).as_posix(): path.read_bytes() for path in ours})
