"""A process that makes one article after another: what it keeps, what it gives back, and when it has had enough."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from exporter.backends.table import FORMATS, Format
from exporter.batch.task import Job, Order, Outcome, work
from exporter.errors import ExportError
from exporter.pipeline import export

SELDOM = (10_000, 10, 10)
"""Thresholds of Python's garbage collector while articles are exported; between two articles it runs in any case."""

M_MMAP_THRESHOLD, M_TRIM_THRESHOLD = -3, -1
LARGE = 8 << 20
"""Bytes of a buffer that goes back at once: a photograph of two megapixels while it is decoded, at four a pixel."""

SPARE = 2 * LARGE
"""Bytes that glibc keeps at hand, as by its own rule; without them each strip is asked from the system anew."""

CEILING = 300 << 20
"""Bytes that a worker may hold between two articles; one that holds more makes room for a new one."""

TIRED = 75
"""The exit status of a worker that makes room (EX_TEMPFAIL of sysexits.h: what it was given is to be given again)."""

NOTICED = 0.1
"""Seconds in which the pool has surely read that this worker took the article: else it would not miss it."""


class Limits(NamedTuple):
    """What one article may take.

    Attributes:
        seconds: of time.
        megabytes: of memory, together with what its worker holds already.
    """

    seconds: float = 300
    megabytes: int = 2000


def seldom() -> None:
    """Collect garbage between articles: a layout is a large graph that lives a moment, and none of it is garbage."""
    gc.set_threshold(*SELDOM)


def give_back_large_buffers() -> None:
    """Have glibc return large buffers to the system once they are freed; by itself it learns to keep those of pictures.

    mallopt(3): thresholds that were set no longer grow with what is asked for, to 32 and 64 MB. Other C libraries have
    no such call.
    """
    if sys.platform == "linux":
        from ctypes import CDLL

        library = CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(M_MMAP_THRESHOLD, LARGE)
            library.mallopt(M_TRIM_THRESHOLD, SPARE)


class _Worker:
    """What a worker knows of itself."""

    articles = 0
    ceiling = CEILING
    is_spoilt = False


def begin(limits: Limits, ceiling: int = CEILING, rehearsed: tuple[Format, ...] = ()) -> None:
    """Prepare a worker's process.

    Formats that are rehearsed are made once of next to nothing, so that the first article does not wait for templates.
    RLIMIT_DATA counts what is really asked for, files that are mapped and reserved addresses left out (Linux 4.7).
    """
    with Path(os.devnull).open("wb") as nowhere:  # what libraries print is neither a result nor a finding
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    seldom()
    give_back_large_buffers()
    _Worker.ceiling = ceiling
    with contextlib.suppress(ImportError, ValueError, OSError):  # a system without such limits, or with a lower one
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limits.megabytes << 20,) * 2)
    if rehearsed:
        with TemporaryDirectory() as folder, contextlib.suppress(ExportError):
            article = Path(folder, "article.json")
            article.write_text('{"headline": "عنوان", "body": "نص"}', encoding="utf-8")
            export(article, [row for row in FORMATS if row in rehearsed])


def work_in_turn(job: Job, order: Order) -> Outcome:
    """One article of many in this worker.

    A worker that has grown, or in which memory once ran out, ends before it begins the next article: the status of
    its end says that the article is to be given to another.
    """
    if _Worker.is_spoilt or (_Worker.articles and resident() > _Worker.ceiling):
        time.sleep(NOTICED)
        os._exit(TIRED)
    outcome = work(job, order)
    between(_Worker.articles == 0)
    _Worker.articles += 1
    _Worker.is_spoilt = any(one.code == "BATCH-004" for one in outcome.findings)
    return outcome


def work_here(job: Job, order: Order) -> Outcome:
    """One article of several in a process that is not a worker."""
    outcome = work(job, order)
    between(_Worker.articles == 0)
    _Worker.articles += 1
    return outcome


def between(is_first: bool) -> None:
    """Clear up after an article; after the first, modules, templates and typefaces are set aside for good."""
    gc.collect()
    if is_first:
        gc.freeze()


def resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
