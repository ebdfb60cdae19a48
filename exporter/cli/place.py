"""Where `-o` says the files go: a folder, one file, or standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from exporter.backends.table import BUNDLE, FORMATS, PREVIEW, Format
from exporter.errors import UsageError
from exporter.findings import Span, finding
from exporter.places import Store, is_url, local_path


def folder_here(output: str) -> Path | None:
    """The folder of this machine that `-o` names; None when it names nothing.

    Raises:
        UsageError: it names a store (PLACE-011).
    """
    path = local_path(output) if output else None
    if output and path is None:
        raise UsageError(finding("PLACE-011", Span(output)))
    return Path(path) if path else None


class Place:
    """Where files go.

    Attributes:
        folder: the folder, or the file.
        file: the file that was named; None for a folder.
        store: the URL of either, when it is in a store; empty for a place of this machine.
        stdout: whether the file goes to standard output.
    """

    def __init__(self, output: str, formats: tuple[Format, ...], *, alone: bool, json: bool) -> None:
        """Understand the options.

        Args:
            output: what `-o` says.
            formats: what is asked for.
            alone: whether one article was named.
            json: whether the report goes to standard output.

        Raises:
            UsageError: no format was chosen (CLI-003), or the place cannot take what was (CLI-004, CLI-013 to CLI-015).
            InputError: its store is not opened (PLACE-001, PLACE-002).
            DependencyError: the store's driver is not installed (PLACE-003).
        """
        if not formats:
            raise UsageError(finding("CLI-003"))
        self.stdout = output == "-"
        self.folder = Path(output)
        self.store = output if is_url(output) else ""
        suffixes = [row.suffix for row in (*FORMATS, PREVIEW, BUNDLE) if output.lower().endswith(row.suffix)]
        is_file = not self.folder.is_dir() and not output.endswith(os.sep) and bool(suffixes)
        self.file = self.folder if is_file else None
        if (self.stdout or self.file) and (not alone or len(formats) > 1):
            raise UsageError(finding("CLI-004", place=output, count=len(formats) if alone else "> 1"))
        if self.file and formats[0].suffix not in suffixes:
            raise UsageError(finding("CLI-013", place=output, suffix=formats[0].suffix))
        if self.stdout and json:
            raise UsageError(finding("CLI-014"))
        if self.stdout and sys.stdout.isatty():
            raise UsageError(finding("CLI-015"))
        if self.store:
            Store(self.store)  # nothing is asked of it yet
