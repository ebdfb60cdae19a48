"""Whole processes timed in turn, A B A B, so that a machine whose speed drifts does not favour either."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

import psutil

# Installed packages come compiled; a program in a checkout is compiled at its first run, unless the shell forbids it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One run of a command: wall time in seconds, peak memory in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Pair:
    """Runs of our command and of the rival's, taken in turn."""

    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    @property
    def time(self) -> float:
        """Median of the ratios of wall time, pair by pair."""
        return median(a.seconds / b.seconds for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def memory(self) -> float:
        """Median of the ratios of peak memory, pair by pair."""
        return median(a.megabytes / b.megabytes for a, b in zip(self.ours, self.theirs, strict=True))


def run(command: Sequence[str]) -> Run:
    """Run a command once, by the system's own account of the process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT)
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{errors.decode()}")
    return Run(seconds, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def run_with_its_workers(command: Sequence[str]) -> Run:
    """Run a command that hires workers; the peak is that of the largest of its processes.

    The system's own account leaves out the workers of a fork server, so all processes are asked ten times a second.
    """
    start, peak = time.perf_counter(), 0
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.1):
            peak = max([peak, *_resident(process)])

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    if status:
        raise SystemExit(f"{command} failed with status {status}")
    return Run(seconds, peak / 1024**2)


def _resident(process: psutil.Process) -> Iterator[int]:
    """The resident bytes of a process and of each below it that is still there."""
    with suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                yield one.memory_info().rss


def compare(ours: Sequence[str], theirs: Sequence[str], times: int) -> Pair:
    """Run both commands in turn, once to warm the machine's caches and `times` times to count."""
    pairs = [(run(ours), run(theirs)) for _ in range(times + 1)][1:]
    return Pair(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))
