"""Articles that are made in a millisecond, and makers that behave badly: what the workers meet, without the layout."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from exporter.backends.table import FORMATS, Format
from exporter.batch.executors import Here, Workers
from exporter.batch.ledger import Ledger
from exporter.batch.run import Batch
from exporter.batch.scratch import Scratch
from exporter.batch.task import Job, Make, Outcome
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.images.locate import read as read_picture
from exporter.loading.slug import slug_in
from exporter.loading.source import read
from exporter.pipeline import PLAIN, Wishes, Written

DOCX, EPUB = FORMATS[1], FORMATS[2]
Result: TypeAlias = tuple[tuple[Written, ...], tuple[Finding, ...]]


def make(path: Path, formats: Iterable[Format], wishes: Wishes) -> Result:
    """What `pipeline.export` promises, of a file whose words say what happens: its own text is the file."""
    text = read(path).text
    for word, misdeed in MISDEEDS.items():
        if word in text:
            misdeed(path)
    picture = read_picture(path.parent, "photo.jpg")
    data = text.encode() * 300 + (picture if isinstance(picture, bytes) else b"")
    slug = slug_in(path)
    return tuple(Written(slug + row.suffix, row.name, row.name.encode() + data, 3) for row in formats), ()


def _once(path: Path) -> None:
    mark = path.with_suffix(".once")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _broken(path: Path) -> None:
    raise InputError(finding("LOAD-001", Span(str(path))))


def _hungry(path: Path) -> None:
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


def _noisy(path: Path) -> None:
    """Speaks as a library of C does."""
    for stream in (1, 2):
        os.write(stream, b"a word of a library\n")
    raise InputError(finding("LOAD-001", Span(str(path))))


def _fault(path: Path) -> None:
    raise ZeroDivisionError("planted")


MISDEEDS: dict[str, Callable[[Path], Any]] = {
    "deadly": lambda path: os.kill(os.getpid(), signal.SIGKILL),
    "once": _once,
    "endless": lambda path: time.sleep(600),
    "hungry": _hungry,
    "broken": _broken,
    "noisy": _noisy,
    "faulty": _fault,
}


def article(folder: Path, slug: str, word: str = "نص") -> str:
    """Write an article; its name."""
    path = folder / f"{slug}.yml"
    path.write_text(f"slug: {slug}\nheadline: عنوان\nbody: {word}\n", encoding="utf-8")
    return str(path)


def batch(
    out: Path,
    *,
    hire: Callable[[], Workers] = Here,
    make: Make = make,
    ledger: bool = True,
    force: bool = False,
    few: int = 0,
    formats: tuple[Format, ...] = (DOCX,),
    wishes: Wishes = PLAIN,
) -> Batch:
    """A run into a folder."""
    out.mkdir(exist_ok=True)
    job = Job(wishes, out, make=make)
    return Batch(job, formats, hire, Scratch(), Ledger(out) if ledger else None, force, few)


def outcomes(run: Batch, names: Iterable[str]) -> dict[str, Outcome]:
    """Run to the end; each article's outcome by its file's stem, and that it has only one."""
    found: dict[str, Outcome] = {}
    try:
        for outcome in run.run(enumerate(names)):
            stem = Path(outcome.name).stem
            assert stem not in found, "twice"
            found[stem] = outcome
    finally:
        run.close(at_once=True)
    return found


def codes(outcome: Outcome) -> list[str]:
    """What is said of an article."""
    return [one.code for one in outcome.findings]
