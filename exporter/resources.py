"""Where the shipped files lie: in a wheel under `exporter/_data`, in a checkout at its root."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    packed = PACKAGE / "_data" / name
    return packed if packed.is_dir() else PACKAGE.parent / name


def fonts_dir() -> Path:
    """Folder of the bundled fonts and their manifest `fonts.toml`."""
    return _folder("fonts")


def profiles_dir() -> Path:
    """Folder of the bundled printing conditions and their manifest `profiles.toml`."""
    return _folder("profiles")


def templates_dir() -> Path:
    """Folder of the layouts and of the formats' own templates."""
    return _folder("templates")


def layouts(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the layouts in a folder, or of the shipped ones: each is a folder with a `layout.toml`."""
    return tuple(sorted(path.parent.name for path in (folder or templates_dir()).glob("*/layout.toml")))


def houses() -> tuple[str, ...]:
    """The names of the house styles that are shipped as examples."""
    return tuple(sorted(path.stem for path in houses_dir().glob("*.toml")))


def houses_dir() -> Path:
    """Folder of the house styles, one TOML file each."""
    return templates_dir() / "houses"


def messages_dir() -> Path:
    """Folder of the message catalogue, one TOML file a prefix."""
    return PACKAGE / "messages"


def schema_file() -> Path:
    """The JSON Schema of `article.yml`."""
    return PACKAGE / "schema" / "article.schema.json"


def edition_schema_file() -> Path:
    """The JSON Schema of `edition.yml`."""
    return PACKAGE / "schema" / "edition.schema.json"
