"""Many articles, every figure in one run: `python -m benchmarks.batch [ARTICLES] [TIMES]`.

Invented articles of a report's length, each with a picture. What needs thousands of articles is measured at the scale
that is asked for, and the rerun at its full five thousand: their files are made by a maker that does nothing else, and
the first run is reckoned from the time of an article.

    python -m benchmarks.batch memory ARTICLES    the memory of one worker after each tenth
    python -m benchmarks.batch cluster ADDRESS FOLDER    one run on a cluster
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from statistics import median

from benchmarks.measure import ENVIRONMENT, run
from exporter.backends.table import FORMATS
from exporter.batch.executors import Here, Processes, Workers
from exporter.batch.ledger import Ledger
from exporter.batch.process import Limits
from exporter.batch.run import Batch
from exporter.batch.scratch import Scratch
from exporter.batch.task import Job
from exporter.pipeline import PLAIN

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "samples" / "tram-line-opens"
THREE = FORMATS[:3]
FLAGS = ("--pdf", "--docx", "--epub")
RERUN = 5000


def main(articles: int, times: int) -> None:
    """Measure and print."""
    program = [str(Path(sys.executable).parent / "exporter")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        invent(folder / "in", articles)
        many = [*program, str(folder / "in"), *FLAGS, "--force", "-o"]
        print(f"{articles} articles to PDF, DOCX and EPUB, {times} times\n\n| what | figure | target |\n|---|---|---|")
        pairs = [
            (_run([*many, f"{folder}/one", "-j", "1"]), _run([*many, f"{folder}/two", "-j", "2"])) for _ in range(times)
        ]
        one, two = (median(pair[i] for pair in pairs) / articles for i in (0, 1))
        speed = f"{median(a / b for a, b in pairs):.2f} ({1 / two:.2f} / {1 / one:.2f})"
        print(f"| 2 workers / this process alone, articles a second | {speed} | 1.85 |")
        share = ledger_share(folder, articles)
        print(f"| the ledger's share of a run | {share * 100:.2f} % | 2 % |")
        seconds = rerun(folder, program)
        share = seconds / (two * RERUN)
        print(f"| rerun over {RERUN}, nothing changed / first run | {share * 100:.2f} % ({seconds:.1f} s) | 1 % |")
        print(f"| Dask on loopback / the local pool, time | {beside_dask(folder, many, articles, times)} | 1.15 |")
    here = [sys.executable, "-m", "benchmarks.batch", "memory", str(articles)]
    memory = subprocess.run(here, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout.strip()
    print(f"| a worker's memory after each tenth of {articles} articles | {memory} MB | 350 MB, flat |")


def invent(folder: Path, articles: int) -> None:
    """Write invented articles, each with a picture of its own folder."""
    from tests.backends import invented

    picture = next(path for path in PICTURE.iterdir() if path.suffix == ".jpg").read_bytes()
    lead = {"image": "photo.jpg", "alt": "عربة ترام", "caption": "في المحطة", "credit": "الوكالة"}
    for number in range(articles):
        path = invented.write(number, folder / f"{number:05}", slug=f"invented-{number:05}", lead=lead)
        (path.parent / "photo.jpg").write_bytes(picture)


def batch(folder: Path, hire: Callable[[], Workers], ledger: bool) -> Batch:
    """A run without the command line."""
    folder.mkdir(exist_ok=True)
    return Batch(Job(PLAIN, folder), THREE, hire, Scratch(), Ledger(folder) if ledger else None, force=True, few=0)


def names(folder: Path) -> list[tuple[int, str]]:
    """The articles of a folder with their places."""
    return list(enumerate(sorted(map(str, folder.glob("*/article.json")))))


def ledger_share(folder: Path, articles: int) -> float:
    """The processor time of looking up and writing down, by that of a whole run in one process."""
    spent = [0.0]

    def timed(method: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            start = time.process_time()
            try:
                return method(*arguments)
            finally:
                spent[0] += time.process_time() - start

        return call

    from exporter import reading

    made = batch(folder / "share", Here, ledger=True)
    made.force = False
    assert made.ledger
    for name in ("fresh", "enter"):
        setattr(made.ledger, name, timed(getattr(made.ledger, name)))
    whole, reading.tell.__globals__["sum_of"] = reading.sum_of, timed(reading.sum_of)
    start = time.process_time()
    for _ in made.run(names(folder / "in")):
        pass
    total = time.process_time() - start
    reading.tell.__globals__["sum_of"] = whole
    made.close()
    return spent[0] / total


def rerun(folder: Path, program: list[str]) -> float:
    """Seconds of a run over five thousand articles of which none has changed."""
    from tests.batch import light

    listed = [(number, light.article(_made(folder / "light" / str(number)), f"a{number}")) for number in range(RERUN)]
    out = folder / "light-out"
    out.mkdir()
    first = Batch(Job(PLAIN, out, make=light.make), THREE, Here, Scratch(), Ledger(out), few=0)
    flush, os.fsync = os.fsync, lambda fd: None  # fifteen thousand files that nobody needs after a power cut
    for _ in first.run(listed):
        pass
    os.fsync = flush
    first.close()
    again = [*program, str(folder / "light"), *FLAGS, "-o", str(out)]
    done = subprocess.run(again, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.stdout.splitlines()[-1].split(",")[1].split() == ["unchanged:", str(RERUN)], done.stdout[-200:]
    return median(_run(again) for _ in range(3))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def beside_dask(folder: Path, many: list[str], articles: int, times: int) -> str:
    """The time on a cluster of two workers by that of two processes, both without what starting takes."""
    told, quiet = folder / "scheduler.json", subprocess.DEVNULL
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    parts = [subprocess.Popen([*dask, "--scheduler-file", str(told)], stderr=quiet, stdout=quiet)]
    try:
        while not told.exists() or not told.read_bytes():
            time.sleep(0.05)
        address = json.loads(told.read_bytes())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        place = ["--no-dashboard", "--local-directory", str(folder / "dask")]
        unwatched = {**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}  # as docs/batch.md advises
        parts += [subprocess.Popen([*worker, *place], stderr=quiet, stdout=quiet, env=unwatched) for _ in range(2)]
        _run([*many, f"{folder}/dask-out", "--cluster", address])  # they import what they need
        pairs = [
            (_run([*many, f"{folder}/dask-out", "--cluster", address]), _run([*many, f"{folder}/two", "-j", "2"]))
            for _ in range(times)
        ]
    finally:
        for part in parts:
            part.kill()
            part.wait()
    return f"{median(a / b for a, b in pairs):.2f} ({median(a for a, _ in pairs) / articles * 1000:.0f} ms an article)"


def memory(articles: int) -> None:
    """One worker, and what it holds after each tenth of the articles; it never makes room."""
    from exporter.batch.process import resident

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        invent(folder / "in", articles)
        workers = Processes(1, THREE, Limits(), ceiling=1 << 40)
        made = batch(folder / "out", lambda: workers, ledger=False)
        for number, _ in enumerate(made.run(names(folder / "in")), 1):
            if number % max(1, articles // 10) == 0:
                print(workers.submit(resident).result() >> 20, end=" ", flush=True)
        made.close()


def _run(command: list[str]) -> float:
    out = Path(command[command.index("-o") + 1])
    if "--force" in command:
        rmtree(out, ignore_errors=True)
    return run(command).seconds


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        memory(int(sys.argv[2]))
    else:
        main(*(int(word) for word in (*sys.argv[1:], *("200", "3")[len(sys.argv) - 1 :])))
