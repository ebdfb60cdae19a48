"""The samples and the probes, exported once a session by the command line itself, in a process of its own."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.real import exports, probes


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run of the suite have in common."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "exported"
    folder.mkdir(exist_ok=True)
    return folder


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Fill a folder, unless another worker has done so."""
    folder.mkdir(exist_ok=True)
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def exported(shared: Path) -> Path:
    """The folder with every sample in every format."""
    return once(shared / "samples", lambda folder: exports.run(*exports.SAMPLES.values(), "--all", "-o", folder))


@pytest.fixture(scope="session")
def probed(shared: Path) -> Path:
    """The folder with the article of all bidi probes in every format."""
    return once(shared / "probes", lambda folder: exports.run(probes.article(folder), "--all", "-o", folder))
