"""`--bundle`: all that there is of an article in one bag, made beside the other formats and with their renditions.

A bag holds the sources, the renditions made of them, what they say as metadata and as plain text, and the licences of
the typefaces (decision 025). It is read back before it is handed over, as every file is (P1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from exporter.archive.options import options as options_of
from exporter.backends.api import Context
from exporter.backends.table import BUNDLE, FORMATS, Format
from exporter.errors import InputError, RenderError, UsageError
from exporter.findings import Finding, finding
from exporter.loading.edition import load_file
from exporter.model.galley import Edition
from exporter.pipeline import PLAIN, PartError, Wishes, Written, look_over, produce
from exporter.pipeline import export as export_without

PRESS: Final = ("pdf", "pdf_for", "press")
"""The option that a bag does without: it holds the PDF for readers and archives, not the one for the plate."""

Made = tuple[tuple[Written, ...], tuple[Finding, ...], list[Exception]]


def export(
    path: Path, formats: Iterable[Format], wishes: Wishes = PLAIN
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Make the files of an article or an edition, a bag among them where one is asked for; as `pipeline.export`.

    Each rendition is made once, whether it goes into the bag, beside it or both.

    Raises:
        InputError: the article is wrong, its files cannot be kept (PACK-002 to PACK-004), or the version before is none
            (PACK-006, PACK-007).
        UsageError: the time of ingest is none (PACK-001), or the layout makes proofs (PACK-011).
        PartError: a format failed, for these reasons or any other, and others were asked for.
    """
    rows = tuple(formats)
    if BUNDLE not in rows:
        return export_without(path, rows, wishes)
    from exporter.archive.assemble import packed
    from exporter.archive.sources import gather

    options = options_of(wishes.options.get(BUNDLE.name, {}))
    loaded = load_file(path)
    edition, context, found = look_over(loaded, wishes)
    if context.layout.proof:
        raise UsageError(finding("PACK-011", layout=wishes.layout))
    others = tuple(row for row in rows if row != BUNDLE)
    try:
        sources = gather(path, loaded)
    except InputError as fault:
        if not others:
            raise
        made, said, faults = _tried(edition, context, found, others, wishes)
        raise PartError(made, said, [fault, *faults]) from fault
    inside = replace(wishes, options=_for_archive(wishes.options))
    else_made = {row.name for row in FORMATS if wishes.options.get(row.name, {}) != inside.options.get(row.name, {})}
    apart = tuple(row for row in others if {row.name, row.drawn_from} & else_made)
    beside = tuple(row for row in others if row not in FORMATS and row not in apart)
    made, said, faults = _tried(edition, context, found, (*FORMATS, *beside), inside)
    more, more_said, more_faults = _tried(edition, context, (), apart, wishes)
    handed = tuple(one for row in others for one in (more if row in apart else made) if one.format == row.name)
    if missing := [row.name for row in FORMATS if row.name not in {one.format for one in made}]:
        faults.append(RenderError(finding("PACK-010", formats=", ".join(missing))))
    else:
        try:
            handed += (packed(edition, context, sources, made, inside, options),)
        except Exception as fault:
            if len(rows) == 1:
                raise
            faults.append(fault)
    if faults := [*faults, *more_faults]:
        raise PartError(handed, (*said, *more_said), faults)
    return handed, (*said, *more_said)


def _tried(
    edition: Edition, context: Context, found: tuple[Finding, ...], rows: tuple[Format, ...], wishes: Wishes
) -> Made:
    """What could be made of some formats, what there is to say, and what stopped the others."""
    try:
        return *produce(edition, context, found, rows, wishes), []
    except PartError as part:
        return part.made, part.said, part.faults
    except Exception as fault:
        return (), found, [fault]


def _for_archive(options: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The options of formats without the one that a bag does without."""
    return {
        name: {key: value for key, value in given.items() if (name, key, value) != PRESS}
        for name, given in options.items()
        if name != BUNDLE.name
    }
