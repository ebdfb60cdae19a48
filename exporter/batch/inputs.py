"""The articles that a command line names: files, folders, patterns, and lists that another program makes.

A word that is neither a folder nor a pattern is a name as it stands. Names stream: of a hundred thousand none is kept
longer than its article takes. A URL is a file, a folder or a pattern of a store; of a store's folder only files called
`article` or `edition` are taken, since what others are would have to be fetched to be known.

In a folder, files called `article` or `edition` are taken whatever they hold, so that a broken one is told and not
missed, and a folder that is called so too; any other YAML or JSON file when its keys say that it is an article or an
edition, which is the loader's rule, when it cannot be understood and a line begins with such a key, and when it is no
text or may not be read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from exporter.batch.stores import BAG, NAMED, Stores
from exporter.errors import ExportError, InputError, UsageError
from exporter.findings import Span, finding
from exporter.loading.edition import is_article, is_edition
from exporter.loading.source import read
from exporter.loading.yaml_tree import compose
from exporter.places import is_url, local_path

STANDARD_INPUT = "-"
SUFFIXES = (".yml", ".yaml", ".json")
NO_ARTICLES = {"LOAD-001", "LOAD-002", "LOAD-003", "LOAD-005"}
"""A file that has gone, a folder, a device, a file too large for an article: what else cannot be read is told."""
MEANT = re.compile(r"""^\W*(headline|kicker|deck|byline|body|masthead)["']?\s*:""", re.MULTILINE)
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Inputs:
    """The names on a command line.

    Attributes:
        words: as they were written.
        again: those of a list to be tried again.
        standard_input: what `-` reads.
        besides: a folder that is not searched: the one that files are written into.
        stores: what is known of the stores that are named.
    """

    words: tuple[str, ...]
    again: tuple[str, ...]
    standard_input: BinaryIO | None
    besides: Path
    stores: Stores = field(default_factory=Stores)

    @property
    def is_one_file(self) -> bool:
        """Whether one article was named, and so is meant, whatever was made of it before.

        Raises:
            InputError: only its store knows, and does not say (PLACE-001 to PLACE-009).
        """
        if len(self.words) != 1 or self.again or self.is_stream:
            return False
        return not self._is_pattern(self.words[0]) and not self._is_folder(self.words[0])

    @property
    def is_stream(self) -> bool:
        """Whether names come from another program, one after the other."""
        return STANDARD_INPUT in self.words

    def total(self) -> int | None:
        """How many articles there are; None when only the end of standard input will tell."""
        return None if self.is_stream else sum(1 for _ in self.names())

    def check(self) -> None:
        """See that every word stands for something, before anything is made.

        Raises:
            UsageError: a pattern fits nothing (BATCH-007), a folder holds no article (BATCH-008).
            InputError: a store's folder holds none (PLACE-010), or the store does not answer.
        """
        for word in self.words:
            if self._is_pattern(word):
                if not self._fitting(word):
                    raise UsageError(finding("BATCH-007", pattern=word))
            elif word != STANDARD_INPUT and next(self._in(word, is_first=True), None) is None:
                if is_url(word):
                    raise InputError(finding("PLACE-010", Span(word)))
                raise UsageError(finding("BATCH-008", folder=word))

    def names(self) -> Iterator[str]:
        """Every article's file, in the order in which they were named, those of a folder by name."""
        for word in self.words:
            if word == STANDARD_INPUT and self.standard_input:
                for name in listed(self.standard_input):
                    yield from self._in(name)
            else:
                for name in self._fitting(word) if self._is_pattern(word) else (word,):
                    yield from self._in(name)
        for name in self.again:
            yield from self._in(name) if is_url(name) else (name,)

    def _in(self, name: str, *, is_first: bool = False) -> Iterator[str]:
        name = _here(name)
        try:
            is_folder = self._is_folder(name)
        except ExportError:
            if is_first:
                raise
            is_folder = False  # whoever is to make it will say why it cannot be had
        if not is_folder:
            yield name
        elif is_url(name):
            yield from self.stores.articles(name, is_first=is_first)
        else:
            yield from self._found(name)

    def _is_folder(self, name: str) -> bool:
        """Whether a name is a folder's; a store is not asked about a name that is surely an article's."""
        if is_url(name):
            return not name.endswith(SUFFIXES) and self.stores.is_folder(name)
        return os.path.isdir(name)  # noqa: PTH112 - asked a hundred thousand times

    def _is_pattern(self, word: str) -> bool:
        if not has_magic(word):
            return False
        return not (self.stores.exists(word) if is_url(word) else os.path.lexists(word))

    def _fitting(self, pattern: str) -> list[str]:
        """Folders and files that may be articles: `story/*` does not mean the pictures that lie there."""
        if is_url(pattern):
            found = self.stores.fitting(pattern)
            return [name for name in found if name.endswith(SUFFIXES) or self._is_folder(name)]
        found = glob(pattern, recursive=True)  # noqa: PTH207 - a pattern may be absolute
        return sorted(name for name in found if name.endswith(SUFFIXES) or os.path.isdir(name))  # noqa: PTH112

    def _found(self, folder: str) -> Iterator[str]:
        """The articles and editions of a folder and those in it; hidden folders, bags and our own output left out."""
        besides = os.path.abspath(self.besides)  # noqa: PTH100
        closed: list[str] = []
        for here, folders, files in os.walk(folder, onerror=lambda fault: closed.append(str(fault.filename))):
            inside = here != folder and os.path.abspath(here) == besides  # noqa: PTH100
            if inside or BAG in files:
                folders.clear()
                continue
            yield from (os.path.join(here, name) for name in sorted(folders) if NAMED.fullmatch(name))  # noqa: PTH118
            folders[:] = sorted(one for one in folders if not (one.startswith(".") or NAMED.fullmatch(one)))
            for name in sorted(files):
                path = os.path.join(here, name)  # noqa: PTH118
                if is_input(path):
                    yield path
        yield from closed  # a folder that may not be read is told as an article that cannot be


def is_input(path: str) -> bool:
    """Whether a file that nobody named is an article or an edition, by its name or else by its keys."""
    name = os.path.basename(path)  # noqa: PTH119
    if NAMED.fullmatch(name):
        return True
    if name.startswith(".") or not name.endswith(SUFFIXES):
        return False
    try:
        source = read(Path(path))
    except InputError as fault:
        return not any(one.code in NO_ARTICLES for one in fault.findings)
    root, _ = compose(source)
    return is_edition(root) or is_article(root) or (root is None and bool(MEANT.search(source.text)))


def listed(stream: BinaryIO) -> Iterator[str]:
    """Names, one a line, or each ended by a NUL (`find -print0`); what is no text stays as the system has it."""
    rest, mark = b"", b""
    while chunk := stream.read1(CHUNK) if hasattr(stream, "read1") else stream.read(CHUNK):
        rest += chunk
        mark = mark or (b"\0" if b"\0" in rest else b"\n" if b"\n" in rest else b"")
        if mark:
            *whole, rest = rest.split(mark)
            yield from map(os.fsdecode, filter(None, whole if mark == b"\0" else map(_line, whole)))
    if _line(rest):
        yield os.fsdecode(_line(rest))


def _line(raw: bytes) -> bytes:
    return raw.removesuffix(b"\n").removesuffix(b"\r")


def _here(name: str) -> str:
    """A name, and the path itself where a URL names one of this machine."""
    try:
        return local_path(name) or name
    except InputError:
        return name  # of another machine: whoever is to make it will say so
