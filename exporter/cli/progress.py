"""A bar on a terminal: how far, how fast, how long still."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NARROW = 60
"""Columns of a terminal in which there is room for figures only."""


@contextmanager
def bar(total: Callable[[], int | None], *, hidden: bool) -> Iterator[Callable[[], None]]:
    """Show a bar while articles are made; what is printed meanwhile stands above it, each line whole.

    Standard output that goes elsewhere, into a file or another program, is left alone.

    Args:
        total: counts the articles, if anybody will see the number; None when it is not known yet.
        hidden: whether there is none, as when the report is for a program.

    Yields:
        What is to be called after each article.
    """
    if hidden or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:.1f}/s", style="progress.data.speed")

    console = Console(stderr=True, soft_wrap=True)  # the terminal itself breaks lines, and they can be copied whole
    if console.is_dumb_terminal:
        yield lambda: None
        return
    figures = (MofNCompleteColumn(), Rate())
    columns = (
        (*figures, TimeRemainingColumn())
        if console.width < NARROW
        else (BarColumn(), TaskProgressColumn(), *figures, TimeElapsedColumn(), TimeRemainingColumn())
    )
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=total())
        yield lambda: progress.advance(task)
