"""`export restore BAG`: the article's folder out of a bag, and its renditions made again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.archive.restore import Restored
    from exporter.cli.console import Console

DIFFERS = 1


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("bag", metavar="BAG", help=texts["bag"])
    output = parser.add_argument_group(texts["output"])
    output.add_argument("-o", "--output", metavar="FOLDER", default="", help=texts["restore -o"])
    output.add_argument("-f", "--force", action="store_true", help=texts["restore --force"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Restore the bag, and write all of it or nothing; 1 when a rendition comes out otherwise."""
    from pathlib import Path

    from exporter.archive.restore import restore
    from exporter.batch.faults import as_error
    from exporter.cli.console import harmless
    from exporter.cli.place import folder_here

    try:
        wanted = folder_here(options.output)
        restored = restore(options.bag)
        folder = wanted or Path(restored.slug)
        written = _write(folder, restored, force=options.force)
    except Exception as fault:
        return console.failure(as_error(fault))
    console.findings(restored.findings)
    for path in written:
        console.result(harmless(str(path)))
    exit_code = 0 if all(one.is_equal for one in restored.renditions) else DIFFERS
    console.dump(
        {
            "exit": exit_code,
            "folder": str(folder),
            "article": str(folder / restored.slug / restored.entry),
            "files": [str(path) for path in written],
            "renditions": [
                {"file": one.made.name, "bytes": len(one.made.data), "words": one.made.words, "equal": one.is_equal}
                for one in restored.renditions
            ],
            "changed": [{"what": what, "then": then, "now": now} for what, then, now in restored.changed],
            "findings": [console.as_json(one) for one in restored.findings],
        }
    )
    return exit_code


def _write(folder: Path, restored: Restored, *, force: bool) -> list[Path]:
    """Write the article's folder, what lay around it, and the renditions.

    Raises:
        UsageError: something else is there already (RESTORE-003).
    """
    from exporter.errors import UsageError
    from exporter.findings import finding
    from exporter.writing import write

    files = {folder / restored.slug / path: data for path, data in restored.files.items()}
    files |= {folder / "made-with" / path: data for path, data in restored.around.items()}
    files |= {folder / "renditions" / one.made.name: one.made.data for one in restored.renditions}
    others = sorted(str(path) for path, data in files.items() if path.is_file() and path.read_bytes() != data)
    if others and not force:
        raise UsageError(finding("RESTORE-003", folder=str(folder), files=", ".join(others)))
    write(files)
    return sorted(files)
