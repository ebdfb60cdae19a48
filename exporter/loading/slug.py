"""The slug that a file gives, without the rest of what it says."""

from __future__ import annotations

from pathlib import Path

from exporter.loading.build import default_slug
from exporter.loading.copy import Copy
from exporter.loading.source import read
from exporter.loading.yaml_tree import Mapping, Scalar, compose


def slug_in(path: Path) -> str:
    """The name that the files of an article or an edition will bear.

    Raises:
        InputError: the file cannot be read.
    """
    source = read(path)
    root, _ = compose(source)
    entry = root.entries.get("slug") if isinstance(root, Mapping) else None
    written = entry.value if entry else None
    return (isinstance(written, Scalar) and Copy(source, written, "slug").plain()[0]) or default_slug(path)
