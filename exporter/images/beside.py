"""Pictures that lie beside an article and are not printed: forgotten in it, or left behind."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

MANY: Final = 500
"""A folder with more in it is no article's own."""
_PICTURES: Final = frozenset(
    {".avif", ".gif", ".heic", ".jp2", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
_ARTICLES: Final = frozenset({".json", ".yaml", ".yml"})


def unprinted(folder: Path, article: str, slug: str, printed: Iterable[str]) -> tuple[str, ...]:
    """The names of pictures in an article's own folder that it does not print.

    Nothing is said of a folder that several articles share, nor of what an export of this one wrote there.

    Args:
        folder: where the article lies.
        article: the name of its file.
        slug: of its exports.
        printed: the paths that its figures name.
    """
    try:
        names = [entry.name for entry in islice(folder.iterdir(), MANY + 1)]
    except OSError:
        return ()
    others = (name for name in names if _suffix(name) in _ARTICLES and not name.endswith(".schema.json"))
    if len(names) > MANY or any(name != article for name in others):
        return ()
    known = {_same(PurePosixPath(path).name) for path in printed}
    return tuple(sorted(name for name in names if _is_picture(name) and not _is_known(name, slug, known)))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_picture(name: str) -> bool:
    return _suffix(name) in _PICTURES and not name.startswith(".")


def _is_known(name: str, slug: str, known: Container[str]) -> bool:
    return _same(name) in known or PurePosixPath(name).stem in (slug, f"{slug}-press")


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name)
