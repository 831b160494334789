"""Progress bar of what takes long: on a terminal, and only after a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

PATIENCE = 1.0
"""Seconds before anything is shown."""

Tell = Callable[[str, int | None, int | None], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@contextmanager
def progress(what: str = "") -> Iterator[Tell]:
    """Show on standard error what is told; nothing where that is no terminal, or before long.

    Args:
        what: What is being done, until something else is told.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = shown.add_task(what, total=None)
    timer = Timer(PATIENCE, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda what, done, total: shown.update(
            task, description=what, completed=done, total=total
        )
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
