"""The samples, and the command line that exports them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from exporter.backends.table import FORMATS
from exporter.batch.ledger import NAME as LEDGER
from exporter.batch.machine import NAME as MACHINE

ROOT = Path(__file__).parents[2]
SAMPLES = {path.parent.name: path for path in sorted((ROOT / "samples").glob("*/article.yml"))}
SUFFIXES = tuple(row.suffix for row in FORMATS)
PROGRAM = (sys.executable, "-m", "exporter.cli.main")


def world(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of an export: this one's, without a given time."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    path = os.pathsep.join(filter(None, [(changes or {}).get("PYTHONPATH", ""), str(ROOT)]))
    return {**kept, **(changes or {}), "PYTHONPATH": path}


def run(*words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> str:
    """Export, expecting success; what was said on standard error comes back."""
    called = subprocess.run(
        [*PROGRAM, *map(str, words), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd or ROOT,
        env=world(env),
        timeout=300,
    )
    assert called.returncode == 0, called.stderr
    return called.stderr


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by name; hidden ones too, but for those of the batch."""
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and path.name not in {LEDGER, MACHINE})
    return {path.name: path.read_bytes() for path in files}
