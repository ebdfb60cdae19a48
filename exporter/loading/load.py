"""An article's file and its pictures to values: the door of this room."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from exporter.errors import InputError
from exporter.findings import Finding, Span, finding, in_order
from exporter.images.beside import unprinted
from exporter.images.locate import read as read_picture
from exporter.images.prepare import Ready, prepare_picture
from exporter.loading.build import Builder
from exporter.loading.shape import check
from exporter.loading.source import Source, read
from exporter.loading.yaml_tree import Node, compose
from exporter.messages import is_error
from exporter.model.article import Article
from exporter.model.blocks import Figure
from exporter.model.galley import Picture


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says.

    Attributes:
        article: what the author wrote, cleaned.
        pictures: the pictures made ready, by the path that figures name.
        findings: notices and warnings; an error would have been raised.
        sums: SHA-256 of what was read, in hexadecimal: of the file under its name, of pictures as in `pictures`.
    """

    article: Article
    pictures: Mapping[str, Picture]
    findings: tuple[Finding, ...]
    sums: Mapping[str, str]


def load(path: Path) -> Loaded:
    """Load an article and its pictures.

    Args:
        path: `article.yml` or `article.json`; pictures lie in its folder. Findings name the file so.

    Raises:
        InputError: with everything that is wrong with the file and its pictures at once, warnings and notices too.
    """
    source = read(path)
    return load_article(path, source, *compose(source))


def load_article(path: Path, source: Source, root: Node | None, findings: list[Finding]) -> Loaded:
    """The same of a file that was read already: its tree, and what is wrong with the writing."""
    if root is None:
        raise InputError(findings)
    tree, faults = check(root, source)
    builder = Builder(source, tree)
    article = builder.article(path, is_sound=not faults)
    shelf = _Shelf(path.parent, source)
    for figure, at, where in builder.pictures:
        shelf.add(figure, at, where)
    if not faults:
        shelf.look_beside(path.name, article)
    everything = in_order((*findings, *faults, *builder.findings, *shelf.findings))
    if any(map(is_error, everything)):
        raise InputError(everything)
    sums = {path.name: source.sha256, **shelf.sums}
    return Loaded(article, MappingProxyType(shelf.pictures), everything, MappingProxyType(sums))


def pictures_in(path: Path, source: Source, root: Node) -> tuple[str, ...]:
    """The paths of the pictures that an article's file names, as written, each once; whether they are there or not."""
    tree, faults = check(root, source)
    builder = Builder(source, tree)
    builder.article(path, is_sound=not faults)
    return tuple(dict.fromkeys(figure.image for figure, _, _ in builder.pictures))


class _Shelf:
    """The pictures of an article, each read and made ready once."""

    def __init__(self, folder: Path, source: Source) -> None:
        self.pictures: dict[str, Picture] = {}
        self.sums: dict[str, str] = {}
        self.findings: list[Finding] = []
        self._folder = folder
        self._source = source
        self._met: dict[str, Ready | None] = {}

    def add(self, figure: Figure, at: Span, where: str) -> None:
        """Make a figure's picture ready; what it says of itself is told where the article says nothing."""
        if figure.image not in self._met:
            self._met[figure.image] = self._ready(figure.image, at, where)
        ready = self._met[figure.image]
        if ready is None:
            return
        if ready.carried.caption and not figure.caption:
            self._say(Finding("IMAGE-017", args=(("text", ready.carried.caption),)), figure.image, at, where)
        if ready.carried.credit and not figure.credit:
            self._say(Finding("IMAGE-018", args=(("text", ready.carried.credit),)), figure.image, at, where)

    def look_beside(self, name: str, article: Article) -> None:
        """Tell of pictures that lie in the article's folder and are not printed."""
        at = article.span("lead") if article.lead else article.span("headline")
        for image in unprinted(self._folder, name, article.slug, self._met):
            self._say(finding("IMAGE-033"), image, replace(at, length=0), "")

    def _ready(self, image: str, at: Span, where: str) -> Ready | None:
        data = read_picture(self._folder, image)
        if not isinstance(data, Finding):
            self.sums[image] = hashlib.sha256(data).hexdigest()
        ready = data if isinstance(data, Finding) else prepare_picture(data, image)
        if isinstance(ready, Finding):
            self._say(ready, image, at, where)
            return None
        self.pictures[image] = ready.picture
        for found in ready.findings:
            self._say(found, image, at, where)
        return ready

    def _say(self, found: Finding, image: str, at: Span, where: str) -> None:
        """A finding of the picture, at the place of the article that names it."""
        args = dict(found.args) | {"path": image}
        snippet = self._source.line(at.line)
        self.findings.append(replace(found, at=at, args=tuple(sorted(args.items())), field=where, snippet=snippet))
