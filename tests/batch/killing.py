"""`python -m tests.batch.killing FOLDER [TIMES]`: run over the articles of a folder, once or killed so many times."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

from exporter.batch.sums import software
from tests.batch.light import DOCX, EPUB, batch, make, outcomes


def run(folder: Path) -> None:
    """One run."""
    outcomes(batch(folder / "out", formats=(DOCX, EPUB), make=make), map(str, sorted(folder.glob("*.yml"))))


def killed(folder: Path, moment: float) -> None:
    """A run that is killed after a number of seconds, unless it is quicker."""
    child = os.fork()
    if not child:
        run(folder)
        os._exit(0)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for path in (folder / "out").glob("a*.*"):
        assert path.read_bytes().startswith(path.suffix[1:].encode()) and path.stat().st_size > 10_000, path


def main(folder: Path, times: int) -> None:
    """Kill, or let live."""
    chance = Random(8)
    software()  # once for all, so that the moments fall into the work
    for turn in range(times):
        if turn % 10 == 0:  # all is done by now: begin anew
            for path in folder.glob("*.yml"):
                path.write_text(path.read_text(encoding="utf-8") + f"# {turn}\n", encoding="utf-8")
        killed(folder, chance.uniform(0, 0.06))
    if not times:
        run(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
