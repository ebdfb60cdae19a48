"""What each program takes for a night's stories: from a cold start, in a row, on two cores; memory, size, words."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import ENVIRONMENT, run
from benchmarks.night.peers import OURS, PEERS, Peer, missing

COLD = 3
"""So many starts, of which the middle one counts."""


@dataclass(frozen=True)
class Row:
    """What a program takes for a format.

    Attributes:
        cold: seconds of a process for one story.
        each: seconds of each further story, on one core.
        pace: stories a second on one core, and on two.
        megabytes: peak memory of one process.
        kilobytes: of a file.
        kept: Arabic words that come back, in percent.
        stories: how many were made.
    """

    peer: Peer
    cold: float
    each: float
    pace: tuple[float, float]
    megabytes: float
    kilobytes: float
    kept: float
    stories: int


Rows = list[Row]


def measure(folder: Path) -> Rows:
    """Run every program that is here over the articles that `stories` wrote for all."""
    gone = missing()
    rows = []
    for peer in PEERS:
        if peer.name not in gone:
            rows.append(_row(peer, _sources(peer, folder), folder))
            print(f"{peer.name}, {peer.format}: {rows[-1].each:.3f} s a story", flush=True)
    print(markdown(rows), flush=True)
    return rows


def _sources(peer: Peer, folder: Path) -> list[Path]:
    names = sorted(path.stem for path in folder.glob("typst/*.typ"))
    pattern = {"yml": "articles/{}/article.yml", "html": "pages/{}.html", "typ": "typst/{}.typ"}[peer.takes]
    return [folder / pattern.format(name) for name in names]


def _row(peer: Peer, sources: Sequence[Path], folder: Path) -> Row:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        cold = [run(peer.command(sources[:1], out, nth)) for nth in range(COLD + 1)][1:]
        start = median(one.seconds for one in cold)
        seconds, megabytes = _in_turn(peer, sources, out, 1)
        each = (seconds - start) / (len(sources) - 1)
        made = [file for file in out.rglob(f"*.{peer.format}") if "profile" not in str(file)]
        assert len(made) == len(sources), f"{peer.name} made {len(made)} of {len(sources)}"
        size = sum(file.stat().st_size for file in made) / len(made) / 1000
        kept = _kept(made, folder)
    with tempfile.TemporaryDirectory() as scratch:
        both, _ = _in_turn(peer, sources, Path(scratch), 2)
    pace = (len(sources) / seconds, len(sources) / both)
    return Row(peer, start, each, pace, megabytes, size, kept, len(sources))


def _in_turn(peer: Peer, sources: Sequence[Path], out: Path, cores: int) -> tuple[float, float]:
    """Seconds for all stories on so many cores, and the largest process in MB."""
    start = time.perf_counter()
    size = min(peer.at_once, -(-len(sources) // cores))
    waiting = [sources[nth : nth + size] for nth in range(0, len(sources), size)]
    peaks, running = [], deque[subprocess.Popen[bytes]]()
    for nth, hand in enumerate(waiting):
        if len(running) == cores:
            peaks.append(_end(running.popleft()))
        running.append(_begin(peer.command(hand, out, nth % cores)))
    peaks += map(_end, running)
    return time.perf_counter() - start, max(peaks)


def _begin(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)


def _end(process: subprocess.Popen[bytes]) -> float:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{process.args!r} failed"
    return usage.ru_maxrss / 1024


def _kept(made: Sequence[Path], folder: Path) -> float:
    """Arabic words of the files that are found in them, in percent; by a process of its own, as memory is."""
    command = [sys.executable, "-m", "benchmarks.night.kept", str(folder / "typst"), *map(str, made)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def markdown(rows: Rows) -> str:
    """The table, ratios to ours beside the seconds."""
    lines = [
        "| format | program | cold start, s | each further, s | to ours | articles/s, 1 core | 2 cores "
        "| peak MB | kB a file | Arabic words kept, % |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        ours = next(one for one in rows if one.peer.name == OURS and one.peer.format == row.peer.format)
        lines.append(
            f"| {row.peer.format} | {row.peer.name} | {row.cold:.2f} | {row.each:.3f} | {row.each / ours.each:.2f} "
            f"| {row.pace[0]:.1f} | {row.pace[1]:.1f} | {row.megabytes:.0f} | {row.kilobytes:.0f} | {row.kept:.1f} |"
        )
    return "\n".join(lines)


def absent() -> str:
    """The programs that were left out because they are not here."""
    return "".join(f" {name} is not here ({source} brings it)." for name, source in missing().items())
