"""Templates compiled once per machine: kept beside their sources, as Python keeps its own modules (PEP 3147).

Compiling them is a fifth of the time of one EPUB from the command line. Whether a kept one still fits is told by the
sum of its source, never by a time.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in the folder `__pycache__` of a templates' folder; none where that may not be written."""

    def __init__(self, templates: Path) -> None:
        self._folder = templates / "__pycache__"
        super().__init__(str(self._folder), "%s.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a kept template, where there is one."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, unless Python itself is told to keep nothing."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
