"""What a picture desk asks of each picture: who is on it, who made it, whether it stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from exporter.findings import Finding, finding
from exporter.model.blocks import Figure
from exporter.model.inlines import plain
from exporter.preflight.copy import Copy, excerpt, folded


def _figures(copy: Copy) -> list[Figure]:
    return [block for block in copy.blocks if isinstance(block, Figure)]


def uncaptioned(copy: Copy) -> Iterator[Finding]:
    """A picture that shows something has a caption; decoration (alt: "") needs none. Newspaper practice."""
    for figure in _figures(copy):
        if figure.alt and not figure.caption:
            yield finding("PREFLIGHT-010", figure.at, image=figure.image)


def uncredited(copy: Copy) -> Iterator[Finding]:
    """A picture that shows something says who made it. Newspaper practice."""
    for figure in _figures(copy):
        if figure.alt and not figure.credit:
            yield finding("PREFLIGHT-011", figure.at, image=figure.image)


def captioned_decoration(copy: Copy) -> Iterator[Finding]:
    """What has a caption is looked at, so it is no decoration. WCAG 2.2, 1.1.1."""
    for figure in _figures(copy):
        if not figure.alt and figure.caption:
            yield finding("PREFLIGHT-012", figure.at, image=figure.image)


def printed_twice(copy: Copy) -> Iterator[Finding]:
    """No picture stands twice in an article, under one name or two: what is in it counts. Newspaper practice."""
    seen: dict[str, Figure] = {}
    for figure in _figures(copy):
        picture = copy.galley.pictures.get(figure.image)
        if not picture or not figure.alt:
            continue
        first = seen.setdefault(picture.name, figure)
        if first is not figure:
            yield finding("PREFLIGHT-013", figure.at, image=figure.image, line=first.at.line)


def empty_words(copy: Copy) -> Iterator[Finding]:
    """An alternative text is neither the file's name nor the caption again. WCAG 2.2, failure F30."""
    for figure in _figures(copy):
        alt = folded(figure.alt)
        path = PurePosixPath(figure.image)
        if alt and alt.casefold() in {path.name.casefold(), path.stem.casefold(), folded(plain(figure.caption))}:
            yield finding("PREFLIGHT-014", figure.at, image=figure.image, text=excerpt(alt))


def caption_again(copy: Copy) -> Iterator[Finding]:
    """Each caption is said of one picture. Newspaper practice."""
    seen: dict[str, Figure] = {}
    for figure in _figures(copy):
        caption = folded(plain(figure.caption))
        first = seen.setdefault(caption, figure)
        if caption and first is not figure:
            yield finding("PREFLIGHT-015", figure.at, line=first.at.line, excerpt=excerpt(caption))
