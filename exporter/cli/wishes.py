"""What the command line asks for besides articles and formats, as the pipeline takes it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from exporter.archive.options import options as bag_options
from exporter.backends.api import GivenFile
from exporter.backends.table import BUNDLE, FORMATS, Flag, Format
from exporter.cli.faults import source_date_epoch
from exporter.errors import UsageError
from exporter.findings import finding
from exporter.house.house import NO_HOUSE, House, load_house
from exporter.model.target import Target, target_of
from exporter.pipeline import PLAIN, Wishes
from exporter.resources import houses, houses_dir, layouts

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that an option names."""


def wishes_of(options: argparse.Namespace, formats: tuple[Format, ...] = ()) -> Wishes:
    """The look, the time, and what was given for each format.

    Raises:
        InputError: the house file is wrong (HOUSE-001 to HOUSE-004).
        UsageError: there is no such layout or house (CLI-002, LAYOUT-009), the time is none (CLI-007), an option is for
            a format that is not asked for (CLI-016), its file cannot be read (CLI-017) or is too large (CLI-018), a
            target is none (FIT-001).
    """
    layout, templates = options.layout or PLAIN.layout, Path(options.templates) if options.templates else None
    if templates and not templates.is_dir():
        raise UsageError(finding("LAYOUT-009", folder=options.templates))
    known = sorted({*layouts(), *layouts(templates)})
    if layout not in known:
        raise UsageError(finding("CLI-002", option="--layout", value=", ".join(known)))
    house = house_of(options.house) if options.house else NO_HOUSE
    rows = (*FORMATS, BUNDLE)
    given = {row.name: _given(options, row) for row in rows}
    used = {name for row in formats for name in (row.name, row.drawn_from)}
    used |= {row.name for row in FORMATS} if BUNDLE in formats else set()
    for row in rows:
        if given[row.name] and row.name not in used:
            flag = next(flag for flag in row.flags if flag.field in given[row.name])
            raise UsageError(finding("CLI-016", option=flag.name, format=f"--{row.name}"))
    if BUNDLE in formats:
        bag_options(given[BUNDLE.name])
    breaks_embargo = getattr(options, "break_embargo", False)
    return Wishes(source_date_epoch(), layout, house, given, breaks_embargo, templates=templates)


def house_of(name: str) -> House:
    """The house of a name that is shipped, or of a file.

    Raises:
        InputError: the file is wrong (HOUSE-001 to HOUSE-004).
        UsageError: there is neither (CLI-002).
    """
    if name in houses():
        return load_house(houses_dir() / f"{name}.toml")
    if not Path(name).suffix and not Path(name).exists():
        raise UsageError(finding("CLI-002", option="--house", value=", ".join([*houses(), "house.toml"])))
    return load_house(Path(name))


def _given(options: argparse.Namespace, row: Format) -> dict[str, str | bool | GivenFile | Target]:
    values = ((flag, getattr(options, flag.field, None)) for flag in row.flags)
    return {flag.field: _value(flag, value) for flag, value in values if value is not None}


def _value(flag: Flag, value: Any) -> str | bool | GivenFile | Target:
    if flag.is_target:
        target = target_of(value)
        if target is None:
            raise UsageError(finding("FIT-001", value=value))
        return target
    given: str | bool | GivenFile = value if flag.choices or flag.words or not flag.metavar else _file(flag, value)
    return given


def _file(flag: Flag, name: str) -> GivenFile:
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise UsageError(finding("CLI-017", option=flag.name, file=name, reason=reason)) from fault
    if len(data) > LARGEST:
        raise UsageError(finding("CLI-018", option=flag.name, file=name, megabytes=LARGEST // 2**20))
    return GivenFile(Path(name).name, data)
