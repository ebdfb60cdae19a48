"""The process that workers are forked from: it is begun early, and imports what they need while others still read.

It has one thread and draws nothing, so pango and fontconfig are copied unused, and the memory of what was imported is
shared. macOS does not bear forks beside its frameworks: there each worker imports for itself (`spawn`).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exporter.backends.table import Format

WORKER = "exporter.batch.process"


def ready(formats: tuple[Format, ...]) -> Any:
    """Begin it, unless it runs already, and do not wait for it.

    Args:
        formats: what workers will make; what makes it is imported once for all of them.

    Returns:
        The context of `multiprocessing` that begins workers.
    """
    import multiprocessing
    from multiprocessing import forkserver, resource_tracker

    method = "forkserver" if sys.platform == "linux" else "spawn"
    context: Any = multiprocessing.get_context(method)
    context.set_forkserver_preload([WORKER, *dict.fromkeys(row.module for row in formats)])
    with _apart():
        resource_tracker.ensure_running()
        if method == "forkserver":
            forkserver.ensure_running()
    return context


@contextmanager
def _apart() -> Iterator[None]:
    """Begin processes that neither hear Ctrl-C, which goes to all that a terminal runs, nor speak to the terminal.

    The foreman tells workers to stop, and what is to be said of an article is in its outcome. Without this a run that
    is stopped while its workers begin ends in their tracebacks.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, terminal = signal.signal(signal.SIGINT, signal.SIG_IGN), os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)
        signal.signal(signal.SIGINT, before)
