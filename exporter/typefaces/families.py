"""The families that `fonts/fonts.toml` lists, their faces, and the order in which a role tries them."""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from exporter.errors import DependencyError, InputError
from exporter.findings import Span, finding
from exporter.resources import fonts_dir

Ranges: TypeAlias = tuple[tuple[int, int], ...]
LAST_CODE_POINT = 0x10FFFF


class Genre(StrEnum):
    """What a family is, by the name of CSS's generic family (CSS Fonts 4, section 2.1.3)."""

    SERIF = "serif"
    SANS = "sans-serif"
    MONO = "monospace"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file.

    Attributes:
        family: the family's name.
        weight: 400 regular, 700 bold (CSS Fonts 4, section 2.2).
        italic: whether it is the italic.
        path: the whole, static TrueType file.
        sha256: its sum, in lower-case hexadecimal.
    """

    family: str
    weight: int
    italic: bool
    path: Path
    sha256: str

    def data(self) -> bytes:
        """The file's bytes, proved by their sum when first read.

        Raises:
            DependencyError: the file is missing or is not the one that was bundled.
        """
        return _read(self)


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface: faces of one design under one name.

    Attributes:
        name: as the fonts' own name tables have it.
        roles: what it is meant for, such as `text` or `headline`.
        genre: what stands in for it where fonts are ignored.
        licence: SPDX identifier; the text lies beside the faces as `OFL.txt`.
        copyright: the notice that the licence wants kept.
        version: the design's own version.
        source: the package that it was taken from, `name@version`.
        coverage: the code points that every face has, as ranges with both ends in.
        faces: upright before italic, light before bold.
    """

    name: str
    roles: tuple[str, ...]
    genre: Genre
    licence: str
    copyright: str
    version: str
    source: str
    coverage: Ranges
    faces: tuple[Face, ...]

    def covers(self, code_point: int) -> bool:
        """Whether each face has a glyph for the code point."""
        at = bisect_right(self.coverage, (code_point, LAST_CODE_POINT)) - 1
        return at >= 0 and code_point <= self.coverage[at][1]

    def face(self, weight: int, italic: bool = False) -> Face:
        """The nearest face: slope before weight, and of two as near the heavier."""
        return min(self.faces, key=lambda face: (face.italic != italic, abs(face.weight - weight), -face.weight))

    @property
    def licence_file(self) -> Path:
        """The licence's text."""
        return self.faces[0].path.with_name("OFL.txt")


@dataclass(frozen=True, slots=True)
class Families:
    """All bundled families, and the chain of each role: the families tried for a character, first choice first."""

    families: tuple[Family, ...]
    chains: Mapping[str, tuple[Family, ...]]

    def by_name(self, name: str) -> Family:
        """The family of that name.

        Raises:
            InputError: there is none (FONT-004, with the nearest name).
        """
        for family in self.families:
            if family.name == name:
                return family
        _unknown("FONT-004", name, [family.name for family in self.families])

    def by_role(self, role: str) -> tuple[Family, ...]:
        """The chain of a role.

        Raises:
            InputError: there is no such role (FONT-005, with the nearest name).
        """
        if role in self.chains:
            return self.chains[role]
        _unknown("FONT-005", role, list(self.chains))

    def chain(self, role: str, first: Iterable[str]) -> tuple[Family, ...]:
        """A layout's own choice for a role, then the role's chain, then all others: what any family has is printed.

        Raises:
            InputError: as `by_name` and `by_role`.
        """
        return tuple(dict.fromkeys([*map(self.by_name, first), *self.by_role(role), *self.families]))


@cache
def load_families() -> Families:
    """Read the manifest of the bundled fonts; the fonts themselves are read when asked for.

    Raises:
        DependencyError: the manifest is missing or broken (FONT-001), or has a family with a reserved name (FONT-006).
    """
    return read_families(fonts_dir())


def read_families(folder: Path) -> Families:
    """Read the manifest `fonts.toml` of a folder of fonts; errors as `load_families`."""
    manifest = folder / "fonts.toml"
    try:
        tables = tomllib.loads(manifest.read_text(encoding="utf-8"))
        families = tuple(_family(folder, table) for table in tables["family"])
        named = {family.name: family for family in families}
        chains = {role: tuple(named[name] for name in names) for role, names in tables["chains"].items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        problem = f"{type(fault).__name__}: {fault}"
        raise DependencyError(finding("FONT-001", Span(str(manifest)), problem=problem)) from fault
    return Families(families, chains)


def _family(folder: Path, table: Mapping[str, Any]) -> Family:
    if table["reserved_font_name"]:
        # Our EPUB subsets are modified versions, and the licence's clause 3 forbids them the reserved name.
        at = Span(str(folder / "fonts.toml"))
        raise DependencyError(finding("FONT-006", at, family=table["name"], reserved=table["reserved_font_name"]))
    faces = (
        Face(table["name"], face["weight"], face["style"] == "italic", folder / face["file"], face["sha256"])
        for face in table["face"]
    )
    return Family(
        name=table["name"],
        roles=tuple(table["roles"]),
        genre=Genre(table["genre"]),
        licence=table["licence"],
        copyright=table["copyright"],
        version=table["version"],
        source=f"{table['package']}@{table['package_version']}",
        coverage=_ranges(table["coverage"]),
        faces=tuple(sorted(faces, key=lambda face: (face.italic, face.weight))),
    )


def _ranges(text: str) -> Ranges:
    """Read `20-7E A0 ...`."""
    ends = (item.partition("-")[::2] for item in text.split())
    return tuple(sorted((int(first, 16), int(last or first, 16)) for first, last in ends))


_proved: set[Face] = set()


def _read(face: Face) -> bytes:
    """The file anew each time: the system keeps it at hand, and forgets it when memory is short."""
    at = Span(str(face.path))
    try:
        data = face.path.read_bytes()
    except OSError as fault:
        raise DependencyError(finding("FONT-002", at, family=face.family, file=face.path.name)) from fault
    if face not in _proved:
        if hashlib.sha256(data).hexdigest() != face.sha256:
            raise DependencyError(finding("FONT-003", at, family=face.family, file=face.path.name))
        _proved.add(face)
    return data


def _unknown(code: str, name: str, known: list[str]) -> NoReturn:
    nearest = get_close_matches(name, known, n=1, cutoff=0.0)
    raise InputError(finding(code, name=name, nearest="".join(nearest), known=", ".join(known)))
