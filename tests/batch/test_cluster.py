"""Articles on a Dask cluster: a real scheduler and two real workers on this machine, some of which are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ARTICLE

COUNT = 24
ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"}


@dataclass
class Dask:
    """A scheduler with two workers."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def part(name: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", f"distributed.cli.dask_{name}", "--host", "127.0.0.1", *map(str, arguments)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, env=ENVIRONMENT, stdin=quiet, stdout=quiet, stderr=quiet)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    told = tmp_path / "scheduler.json"
    scheduler = part("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", told)
    end = time.monotonic() + 30
    while not told.exists() or not told.read_bytes():
        assert time.monotonic() < end
        time.sleep(0.02)
    cluster = Dask(tmp_path, scheduler, json.loads(told.read_bytes())["address"])
    plain = ("--nthreads", "2", "--no-nanny", "--no-dashboard", "--local-directory", tmp_path / "dask")
    cluster.workers += [part("worker", cluster.address, *plain) for _ in range(2)]
    yield cluster
    cluster.stop()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for number in range(COUNT):
        path = tmp_path / "news" / f"n{number:02}" / "article.yml"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.replace("khabar", f"khabar-{number:02}"), encoding="utf-8")
    return tmp_path / "news"


def start(dask: Dask, *arguments: str) -> subprocess.Popen[str]:
    words = ["news", "--html", "-o", "out", "--json", "--cluster", dask.address, "--failed", "failed", *arguments]
    return subprocess.Popen(
        [sys.executable, "-m", "exporter.cli.main", *words],
        cwd=dask.folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(run: subprocess.Popen[str], folder: Path, count: int) -> None:
    """Wait until so many files are there."""
    while len(list(folder.glob("*.html"))) < count:
        assert run.poll() is None, run.communicate()
        time.sleep(0.005)


def ended(run: subprocess.Popen[str]) -> tuple[int, Any]:
    out, err = run.communicate(timeout=90)
    assert err == ""
    return run.returncode, json.loads(out)


def test_a_worker_that_is_killed_costs_nothing_and_a_scheduler_that_goes_leaves_a_list(dask: Dask, news: Path) -> None:
    out = dask.folder / "out"
    run = start(dask)
    until(run, out, 4)
    dask.workers[0].kill()
    status, report = ended(run)
    assert (status, report["exit"]) == (0, 0)
    every = [f"news/n{number:02}/article.yml" for number in range(COUNT)]
    assert [one["article"] for one in report["articles"]] == every, "nothing lost, nothing twice"
    assert all(len(one["files"]) == 1 and not one["findings"] for one in report["articles"])
    assert len(list(out.glob("*.html"))) == COUNT

    for path in out.glob("*.html"):
        path.unlink()
    run = start(dask)
    until(run, out, 4)
    dask.scheduler.kill()
    status, report = ended(run)
    assert status == 5
    assert [one["code"] for one in report["findings"]] == ["BATCH-013", "BATCH-014"]
    told = {one["article"] for one in report["articles"]}
    left = set((dask.folder / "failed").read_text(encoding="utf-8").splitlines())
    assert told | left == set(every) and not told & left and left

    again = [sys.executable, "-m", "exporter.cli.main", "--retry", "failed", "--html", "-o", "out", "-j", "1"]
    subprocess.run(again, cwd=dask.folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    assert len(list(out.glob("*.html"))) == COUNT


def test_an_address_where_nobody_answers_is_wrong_usage(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exporter.batch import cluster
    from exporter.batch.process import Limits
    from exporter.errors import UsageError

    monkeypatch.setattr(cluster, "ANSWERS", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(UsageError) as error:
            cluster.Cluster(address, Limits())
        assert [one.code for one in error.value.findings] == ["BATCH-009"]


def test_another_program_or_another_folder_on_a_worker_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    from exporter.batch.cluster import Afar
    from exporter.batch.sums import software
    from exporter.batch.task import Job, Order
    from exporter.pipeline import PLAIN

    job, order = Job(PLAIN, tmp_path), Order(0, "article.yml", ())
    for afar, code in (
        (Afar(str(tmp_path), "another sum", 9), "BATCH-011"),
        (Afar(str(tmp_path / "not there"), software(), 9), "BATCH-012"),
    ):
        outcome = afar(job, order)
        assert ([one.code for one in outcome.findings], outcome.status) == ([code], 4)


def test_an_article_that_never_ends_ends_its_worker() -> None:
    endless = """
from exporter.batch.cluster import _watched
with _watched(0.2):
    while True:
        pass
"""
    done = subprocess.run(
        [sys.executable, "-c", endless], env=ENVIRONMENT, check=False, timeout=30, capture_output=True
    )
    assert (done.returncode, done.stderr) == (1, b"")
