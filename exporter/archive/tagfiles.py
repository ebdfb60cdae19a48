"""The tag files of a bag: its declaration, what it says of itself, and its manifests, read strictly.

RFC 8493, 2.1.1 (bagit.txt), 2.1.3 and 2.2.1 (manifests), 2.2.2 (bag-info.txt), 2.4 (algorithms).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from exporter.archive.container import refused
from exporter.archive.names import decoded, is_outside, shown
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding

ALGORITHMS: Final = {"sha256": 64, "sha512": 128}
"""The algorithms that are believed, and how many hexadecimal figures a sum of each has."""

VERSIONS: Final = ("1.0", "0.97")
"""0.97 is what bagit-python writes: it encodes CR and LF in manifests but not %, and a line may have an asterisk."""

PAYLOAD: Final = "data/"
FAULTS: Final = 20
"""Faults of one manifest that are told."""

_DECLARATION: Final = re.compile(
    r"BagIt-Version: (\d+\.\d+)(?:\r\n|\n|\r)Tag-File-Character-Encoding: ([!-~]+)(?:\r\n|\n|\r)?"
)
_LINES: Final = re.compile(r"\r\n|\n|\r")
_SUM: Final = re.compile(r"([0-9a-f]+|[0-9A-F]+)[ \t]+(\S.*)")
"""Either case is allowed; both in one sum are a bad bit in one of its letters."""
_MANIFEST: Final = re.compile(r"(tag)?manifest-([^/]+)\.txt")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which sums files ought to have.

    Attributes:
        name: of the manifest's own file.
        algorithm: `sha256` or `sha512`.
        of_tags: whether it is about tag files.
        sums: the sum of each file by its path, in lower case.
    """

    name: str
    algorithm: str
    of_tags: bool
    sums: Mapping[str, str]


def declaration(data: bytes, at: Span) -> str:
    """The version of BagIt that `bagit.txt` declares.

    Raises:
        InputError: it is no such declaration (BAG-013), or the tag files are not in UTF-8 (BAG-012).
    """
    match = _DECLARATION.fullmatch(data.decode("utf-8", "replace"))
    if match is None or match[1] not in VERSIONS:
        raise refused("BAG-013", at)
    if match[2].upper() != "UTF-8":
        raise refused("BAG-012", at)
    return match[1]


def information(data: bytes, at: Span) -> Mapping[str, tuple[str, ...]]:
    """The labels of `bag-info.txt` as written, with all their values in order; lines that go on are joined by a space.

    Raises:
        InputError: a line is no label and no continuation (BAG-014), or it is not UTF-8 (BAG-012).
    """
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for number, line in enumerate(_LINES.split(text(data, at)), 1):
        if not line:
            continue
        label, colon, value = line.partition(":")
        if line[0] in " \t" and last:
            last[-1] += " " + line.strip()
        elif colon and label.strip() and line[0] not in " \t":
            last = found.setdefault(label.rstrip(), [])
            last.append(value.strip())
        else:
            raise InputError(finding("BAG-014", Span(at.file, number, 1), snippet=line))
    return MappingProxyType({label: tuple(values) for label, values in found.items()})


def manifest_names(names: Iterator[str], place: str) -> list[tuple[str, str, bool]]:
    """The manifests of a bag: file, algorithm, and whether it is about tag files.

    Raises:
        InputError: one is made with another algorithm than those that are believed (BAG-015).
    """
    found = []
    for name in names:
        match = _MANIFEST.fullmatch(name)
        if match is None:
            continue
        if match[2] not in ALGORITHMS:
            raise refused("BAG-015", Span(f"{place}/{shown(name)}"), algorithm=shown(match[2]))
        found.append((name, match[2], bool(match[1])))
    return found


def manifest(data: bytes, at: Span, name: str, algorithm: str, of_tags: bool, version: str) -> Manifest:
    """What a manifest says.

    Raises:
        InputError: with every line that is none (BAG-016), names a file outside (BAG-017) or one for the second time
            (BAG-018).
    """
    sums: dict[str, str] = {}
    faults: list[Finding] = []
    for number, line in enumerate(_LINES.split(text(data, at)), 1):
        if not line or len(faults) >= FAULTS:
            continue
        here = Span(at.file, number, 1)
        match = _SUM.fullmatch(line)
        if match is None or len(match[1]) != ALGORITHMS[algorithm]:
            faults.append(finding("BAG-016", here, snippet=line, algorithm=algorithm))
            continue
        path = _path(match[2], version)
        if is_outside(path) or path.startswith(PAYLOAD) == of_tags or (of_tags and path.startswith("tagmanifest-")):
            faults.append(finding("BAG-017", here, snippet=line, path=shown(path)))
        elif path in sums:
            faults.append(finding("BAG-018", here, snippet=line, path=shown(path)))
        else:
            sums[path] = match[1].lower()
    if faults:
        raise InputError(faults)
    return Manifest(name, algorithm, of_tags, MappingProxyType(sums))


def _path(written: str, version: str) -> str:
    if version == "1.0":
        return decoded(written)
    plain = re.sub("%0[aA]", "\n", re.sub("%0[dD]", "\r", written))
    return plain.removeprefix("*")


def text(data: bytes, at: Span) -> str:
    """A tag file as text.

    Raises:
        InputError: it is not UTF-8 (BAG-012).
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        row = data.count(b"\n", 0, fault.start) + 1
        raise InputError(finding("BAG-012", Span(at.file, row))) from None
