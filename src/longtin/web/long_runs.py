"""Long runs: what goes on for minutes beside the site, one at a time, and leaves files."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock


class StoppedError(Exception):
    """The site is closing: what is under way ends where it is, and goes on another time."""


class LongRuns:
    """Runs that were begun, by key, in a thread of their own: plans and maps do not wait for them.

    How far one is stands in the files it leaves, so that a page can tell, and a run that was
    stopped goes on from there.
    """

    def __init__(self) -> None:
        self._guard, self._begun = Lock(), dict[Hashable, Future[None]]()
        self._worker = ThreadPoolExecutor(1, "long-run")
        self._passing: TemporaryDirectory[str] | None = None
        self._is_closed = False

    def under_way(self, key: Hashable, make: Callable[[], None]) -> bool:
        """Begin a run unless it is begun; whether it is still under way.

        Raises:
            LongtinError: It could not be made; the next who asks begins it anew.
        """
        with self._guard:
            job = self._begun.get(key)
            if job is None:
                job = self._begun[key] = self._worker.submit(make)
        if not job.done():
            return True
        with self._guard:
            self._begun.pop(key, None)
        job.result()
        return False

    @property
    def folder(self) -> Path:
        """A folder that is there for as long as the site is."""
        with self._guard:
            if self._passing is None:
                self._passing = TemporaryDirectory(prefix="longtin-web-")
            return Path(self._passing.name)

    def go_on(self, _done: int, _units: int) -> None:
        """Called by a run after each of its units.

        Raises:
            StoppedError: The site is closing.
        """
        if self._is_closed:
            raise StoppedError

    def close(self) -> None:
        """Begin nothing more, stop what is under way, and let go of the passing folder."""
        self._is_closed = True
        self._worker.shutdown(wait=False, cancel_futures=True)
        if self._passing is not None:
            self._passing.cleanup()
