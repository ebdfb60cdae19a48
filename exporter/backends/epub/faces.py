"""The faces of a book: which letters each is asked for, by what stands in the finished documents.

`templates/epub/faces.toml` says who sets what; the style sheet takes families and weights from the same rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from exporter.backends.html.typography import COUNTERS
from exporter.resources import templates_dir
from exporter.typefaces.coverage import share
from exporter.typefaces.families import Face, Family
from exporter.typefaces.subset import subset
from exporter.typefaces.woff2 import woff2

Roles = Mapping[str, tuple[Family, ...]]
LISTS = frozenset({"ol", "ul"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Elements and .classes, and the role and weight they are set in; empty or 0 for that of what they stand in."""

    of: tuple[str, ...]
    role: str
    weight: int


@dataclass(frozen=True, slots=True)
class Look:
    """A rule as the style sheet prints it, with the families that the book carries; none where the role stays."""

    of: tuple[str, ...]
    chain: tuple[Family, ...]
    weight: int


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order in which they stand."""
    tables = tomllib.loads((templates_dir() / "epub" / "faces.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(Rule(tuple(table["of"]), table.get("role", ""), table.get("weight", 0)) for table in tables)


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a book with the code points each is asked for, and the families of each role that take part."""

    wanted: Mapping[Face, frozenset[int]]
    chains: Roles

    def files(self) -> Iterator[tuple[Face, bytes]]:
        """Each face cut to its letters, as WOFF2."""
        return ((face, woff2(subset(face, code_points))) for face, code_points in self.wanted.items())

    def looks(self) -> Iterator[Look]:
        """The rules for the style sheet."""
        return (Look(rule.of, self.chains.get(rule.role, ()), rule.weight) for rule in rules())


def faces(documents: Iterable[etree._Element], roles: Roles) -> Faces:
    """The faces that XHTML documents need."""
    letters: dict[tuple[str, int], set[str]] = {}
    for document in documents:
        for body in document.iterfind("{*}body"):
            _collect(body, "", 0, roles, letters)
    wanted: dict[Face, frozenset[int]] = {}
    taking_part: dict[str, set[Family]] = {}
    for (role, weight), said in sorted(letters.items()):
        for family, code_points in share("".join(said), roles[role]).items():
            face = family.face(weight)
            wanted[face] = wanted.get(face, frozenset()) | code_points
            taking_part.setdefault(role, set()).add(family)
    chains = {role: tuple(f for f in roles[role] if f in families) for role, families in taking_part.items()}
    return Faces(wanted, chains)


def _collect(
    element: etree._Element, role: str, weight: int, roles: Roles, letters: dict[tuple[str, int], set[str]]
) -> None:
    role, weight = _set_in(element, role, weight, roles)
    said = letters.setdefault((role, weight), set())
    if etree.QName(element).localname in LISTS:
        said.update(COUNTERS)
    said.update(element.get("data-label", ""))  # which a narrow page prints before the cell
    said.update(element.text or "")
    for child in element:
        _collect(child, role, weight, roles, letters)
        said.update(child.tail or "")


def _set_in(element: etree._Element, role: str, weight: int, roles: Roles) -> tuple[str, int]:
    """Role and weight of an element: a class counts for more than an element's name, as in CSS."""
    classes = (f".{name}" for name in element.get("class", "").split())
    for name in (etree.QName(element).localname, *classes):
        for rule in rules():
            if name in rule.of:
                role = rule.role if rule.role in roles else role
                weight = rule.weight or weight
    return role, weight
