"""A finished PDF with files inside that belong to it: what it was made of.

ISO 19005-3, 6.8 (embedded files; AFRelationship) and annex E; ISO 32000-2, 14.13 (associated files), 7.9.5 (their place
in the tree of names). The pages, the tags and the metadata stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a PDF was made of."""

    name: str
    media_type: str
    description: str
    data: bytes


def with_sources(pdf: bytes, sources: Iterable[Source], moment: datetime) -> bytes:
    """The same PDF with its sources as associated files of the whole document; its bytes follow from these alone."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        specs = Array()
        for source in sources:
            spec = AttachedFileSpec(
                file,
                source.data,
                filename=source.name,
                description=source.description,
                mime_type=source.media_type,
                creation_date=_date(moment),
                mod_date=_date(moment),
                relationship=Name.Source,
            )
            file.attachments[source.name] = spec
            specs.append(spec.obj)
        file.Root.AF = specs
        file.save(out, deterministic_id=True)
    return out.getvalue()


def _date(moment: datetime) -> str:
    """ISO 32000-1, 7.9.4, in UTC."""
    return moment.strftime("D:%Y%m%d%H%M%SZ")
