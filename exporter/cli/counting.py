"""A line on a terminal for what takes long and whose number is not known beforehand."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.cli.console import Console


@contextlib.contextmanager
def counted(console: Console) -> Iterator[Callable[[], None]]:
    """Tell how many there were and how fast, one more at each call; nothing where nobody looks."""
    if console.json or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console as Terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn(), TextColumn("{task.fields[rate]}")
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rate="")

        def count() -> None:
            progress.advance(task)
            speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield count
