"""The printing conditions that `profiles/profiles.toml` lists.

ISO 15930-7, 6.2 (output intents); ICC.1:2022 (profiles of the class `prtr`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from exporter.errors import DependencyError
from exporter.findings import finding
from exporter.resources import profiles_dir

REGISTRY = "http://www.color.org"
"""Where the names are registered: the International Color Consortium."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition.

    Attributes:
        name: as it is registered.
        info: what it is, for people.
        profile: its ICC profile, CMYK.
    """

    name: str
    info: str
    profile: bytes


@cache
def condition_of(name: str) -> Condition:
    """The printing condition of a name.

    Raises:
        DependencyError: it is not bundled, or its file is not the one that the manifest names (PDF-031).
    """
    folder = profiles_dir()
    table = tomllib.loads((folder / "profiles.toml").read_text(encoding="utf-8"))
    if name not in table:
        raise DependencyError(finding("PDF-031", condition=name, known=", ".join(table)))
    row = table[name]
    path = folder / row["file"]
    data = path.read_bytes() if path.is_file() else b""
    if sha256(data).hexdigest() != row["sha256"]:
        raise DependencyError(finding("PDF-031", condition=name, known=f"{path.name}: {row['sha256'][:12]}"))
    return Condition(name, row["info"], data)
