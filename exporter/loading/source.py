"""The article's file as text: read within bounds, decoded, its places known."""

from __future__ import annotations

import hashlib
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span, finding
from exporter.reading import tell

MAX_BYTES = 10_000_000
"""A book of a million words; the longest article met in 31,000 has 60,000 bytes."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# What YAML 1.2 (5.1) does not print, and what it takes for a line end though no editor does (U+0085, U+2028, U+2029).
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHELTER = 0x10E000
_SHELTERED = re.compile("[\U0010e000-\U0010e0ff]")
# The same as an author may write them: themselves, by YAML's escape, by JSON's pair of escapes.
_TAKEN = re.compile(
    "[\U0010e000-\U0010e0ff]|" + r"\\U0010[eE]0[0-9a-fA-F]{2}|\\u[dD][bB][fF]8\\u[dD][cC][0-9a-fA-F]{2}"
)
_FOLD = {0x2028: 0xA0, 0x2029: 0xA1, 0xFEFF: 0xA2, 0xFFFE: 0xA3, 0xFFFF: 0xA4}
_UNFOLD = {value: key for key, value in _FOLD.items()}


@dataclass(frozen=True)
class Source:
    """A text file in memory.

    Attributes:
        file: as the user named it.
        text: decoded, without a byte order mark.
        is_json: whether the file says it is JSON.
        sha256: the sum of the bytes that were read, in hexadecimal; empty for a text that was no file.
    """

    file: str
    text: str
    is_json: bool = False
    sha256: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]

    def span(self, index: int, length: int = 0) -> Span:
        """The place of a character."""
        row = bisect_right(self._starts, index) - 1
        return Span(self.file, row + 1, index - self._starts[row] + 1, length)

    def line(self, number: int) -> str:
        """A line, counted from 1, as written, without its end; empty when there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def finding(self, code: str, index: int, length: int = 0, /, *, where: str = "", **args: Fact) -> Finding:
        """A finding about a place of the file, with the offending line."""
        at = self.span(index, length)
        return finding(code, at, where=where, snippet=self.line(at.line), **args)

    def refused(self) -> Iterator[Finding]:
        """What no article may hold: the first NUL, with how many there are; and what stands for hidden characters."""
        if (index := self.text.find("\0")) >= 0:
            yield self.finding("LOAD-009", index, 1, count=self.text.count("\0"))
        for match in _TAKEN.finditer(self.text):
            char = match[0] if match[0][0] == "\\" else f"U+{ord(match[0]):04X}"
            yield self.finding("LOAD-075", match.start(), len(match[0]), char=char)

    @cached_property
    def sheltered(self) -> str:
        """The text with hidden characters as private ones, so that YAML neither stumbles nor counts lines by them."""
        return _HIDDEN.sub(lambda m: chr(_SHELTER + _FOLD.get(ord(m[0]), ord(m[0]))), self.text)


def unshelter(text: str) -> str:
    """The hidden characters of a value back in their places, for hygiene to judge."""
    return _SHELTERED.sub(lambda m: chr(_UNFOLD.get(ord(m[0]) - _SHELTER, ord(m[0]) - _SHELTER)), text)


def read(path: Path) -> Source:
    """Read the file.

    Raises:
        InputError: when it is missing, no plain file, too large, or not UTF-8.
    """
    name = str(path)
    at = Span(name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(finding("LOAD-002", at))
        if not stat.S_ISREG(status.st_mode):
            raise InputError(finding("LOAD-003", at))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(finding("LOAD-001", at)) from None
    except (OSError, ValueError) as error:
        raise InputError(finding("LOAD-004", at, reason=_reason(error))) from None
    if status.st_size > MAX_BYTES or len(data) > MAX_BYTES:
        size = max(status.st_size, len(data)) / 1_000_000
        raise InputError(finding("LOAD-005", at, size=f"{size:.0f}", limit=MAX_BYTES // 1_000_000))
    tell(path, status, data)
    is_json = path.suffix.lower() == ".json"
    return Source(name, _decode(data, name), is_json, hashlib.sha256(data).hexdigest())


def _reason(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _decode(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        raise InputError(finding("LOAD-008", Span(name, 1, 1)))
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        start = error.start
    row = data.rfind(b"\n", 0, start) + 1
    at = Span(name, data.count(b"\n", 0, start) + 1, len(data[row:start].decode("utf-8", "replace")) + 1, 1)
    end = data.find(b"\n", start)
    raw = data[row : end if end >= 0 else None]
    if data[start] == 0xED and data[start + 1 : start + 2] >= b"\xa0":
        raise InputError(finding("LOAD-010", at, snippet=raw.decode("utf-8", "replace")))
    try:
        arabic = data.decode("cp1256")
    except UnicodeDecodeError:  # pragma: no cover - this table has no holes, some builds' tables do
        arabic = ""
    # Windows-1256 takes any bytes: believe it only when no UTF-8 went before, and most of the rest are Arabic letters.
    beyond = [char for char in arabic if char > "\x7f"]
    if sum("\u0621" <= char <= "\u064a" for char in beyond) * 2 > len(beyond) and data[:start].isascii():
        raise InputError(finding("LOAD-007", at, snippet=raw.decode("cp1256"), offset=start))
    raise InputError(finding("LOAD-006", at, snippet=raw.decode("utf-8", "replace"), offset=start))
