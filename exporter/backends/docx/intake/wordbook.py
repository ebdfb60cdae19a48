"""The words by which the exporter labels what it prints, so that they are known again in a document without a memo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Words of every language that the exporter prints.

    Attributes:
        labels: what each label of the end matter stands for, such as `المصدر:` for `source`.
        archival: the archival marks.
    """

    labels: Mapping[str, str]
    archival: frozenset[str]
