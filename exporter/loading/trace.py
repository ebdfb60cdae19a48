"""An article's texts with the place in the file of each of their characters, for whoever wants to mend the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exporter.errors import InputError
from exporter.loading.build import Builder
from exporter.loading.markdown import Traced
from exporter.loading.shape import check
from exporter.loading.source import Source
from exporter.loading.yaml_tree import compose
from exporter.messages import is_error


@dataclass(frozen=True, slots=True)
class Trace:
    """The texts of an article.

    Attributes:
        texts: every text of Markdown, in the order in which it is read.
        verbatim: the paths of fields whose words are another's: verse, and quotations marked exact.
        language: the article's, BCP 47.
    """

    texts: tuple[Traced, ...]
    verbatim: tuple[str, ...]
    language: str


def trace(source: Source, path: Path) -> Trace:
    """The texts of a file.

    Args:
        source: the file.
        path: what it is called.

    Raises:
        InputError: the file is wrong; its pictures are not looked at.
    """
    root, findings = compose(source)
    if root is None:
        raise InputError(findings)
    tree, faults = check(root, source)
    texts: list[Traced] = []
    builder = Builder(source, tree, texts)
    article = builder.article(path, is_sound=not faults)
    everything = (*findings, *faults, *builder.findings)
    if any(map(is_error, everything)):
        raise InputError(everything)
    return Trace(tuple(texts), tuple(builder.verbatim), article.language)
