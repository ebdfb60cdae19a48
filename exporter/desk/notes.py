"""The folder of what could not be exported: a copy of each article's file, and a note beside it that says why."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from exporter.batch.task import Outcome
from exporter.findings import Finding
from exporter.writing import write

FOLDER = "failed"
NOTE = ".txt"


class Notes:
    """The notes on the failures of one hot folder."""

    def __init__(self, source: Path, out: Path, say: Callable[[Finding], str]) -> None:
        """Take the folder that is watched, the one for files, and what turns a finding into lines."""
        self._source, self.folder, self._say = source, out / FOLDER, say

    def lay(self, outcome: Outcome) -> Path:
        """Put an article's file and the note on it there; where the note lies.

        Raises:
            OutputError: they cannot be written.
        """
        copy = self._copy(outcome.name)
        note = copy.with_name(copy.name + NOTE)
        text = "\n\n".join(map(self._say, outcome.findings)) + "\n"
        files = {note: text.encode("utf-8", "replace")}
        with suppress(OSError):
            files[copy] = Path(outcome.name).read_bytes()
        write(files)
        return note

    def take_away(self, name: str) -> None:
        """Remove the note on an article that came out after all, and the folders that this empties."""
        copy = self._copy(name)
        for path in (copy, copy.with_name(copy.name + NOTE)):
            path.unlink(missing_ok=True)
        for folder in copy.parents:
            if folder == self.folder.parent:
                break
            with suppress(OSError):
                folder.rmdir()

    def all(self) -> set[str]:
        """The articles that there are notes on."""
        notes = self.folder.rglob(f"*{NOTE}")
        return {str(self._source / note.relative_to(self.folder).with_suffix("")) for note in notes}

    def _copy(self, name: str) -> Path:
        return self.folder / os.path.relpath(name, self._source)
