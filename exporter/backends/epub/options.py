"""What can be asked of an EPUB besides what the article says."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.backends.api import GivenFile


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the format; each field is a flag of its row in the table.

    Attributes:
        cover: a picture to be the cover, instead of the drawn one.
    """

    cover: GivenFile | None = None
