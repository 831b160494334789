"""Long counts: what is asked of the record for so long that nobody waits for it."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, Final, TypeVar

from longtin.acts import Record
from longtin.errors import BusyError
from longtin.web.reckoning.held_values import HeldValues

Value = TypeVar("Value")

MOST_HELD: Final = 32_000_000
"""Bytes of what has been counted and is held."""

MOST_ASKED: Final = 8
"""Counts that are under way or wait for their turn; whoever asks for more asks again."""


class LongCounts:
    """Counts in a thread and by connections of their own, so that nobody else waits.

    Args:
        open_record: Opens the record anew for each.
    """

    def __init__(self, open_record: Callable[[], Record]) -> None:
        self._open, self._guard = open_record, Lock()
        self._jobs: dict[Hashable, Future[Any]] = {}
        self._held = HeldValues[Any](MOST_HELD)
        self._worker = ThreadPoolExecutor(1, "later")

    def now(self, key: Hashable, make: Callable[[Record], Value]) -> Value | None:
        """What is counted, if it is there by now; else it is begun.

        Returns:
            `None` while it is being counted, or cannot be begun yet.

        Raises:
            LongtinError: It could not be counted; the next who asks begins it anew.
        """
        job = self._begun(key, make)
        return self._fetched(key, job) if job and job.done() else None

    def awaited(self, key: Hashable, make: Callable[[Record], Value]) -> Value:
        """The same, waited for.

        Raises:
            BusyError: Too much is being counted already.
            LongtinError: It could not be counted.
        """
        job = self._begun(key, make)
        if job is None:
            raise BusyError(
                "{n} long counts are under way or waiting, and no more are taken on. Ask again in "
                "a minute.",
                n=MOST_ASKED,
            )
        wait((job,))
        return self._fetched(key, job)

    def forget(self) -> None:
        """What is asked from now on is counted anew: the record has been changed."""
        with self._guard:
            self._jobs.clear()
            self._held = HeldValues(MOST_HELD)

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _begun(self, key: Hashable, make: Callable[[Record], Value]) -> "Future[Value] | None":
        with self._guard:
            job = self._jobs.get(key)
            if job is not None:
                return job
            if (found := self._held.find(key)) is not None:
                job = Future()
                job.set_result(found[0])
                return job
            if len(self._jobs) >= MOST_ASKED:
                self._drop_failed()
            if len(self._jobs) >= MOST_ASKED:
                return None
            job = self._jobs[key] = self._worker.submit(self._made, self._held, key, make)
            return job

    def _drop_failed(self) -> None:
        """Make room where nobody has come to hear why something could not be counted."""
        for key in [key for key, each in self._jobs.items() if each.done()]:
            del self._jobs[key]

    def _made(self, held: HeldValues[Any], key: Hashable, make: Callable[[Record], Value]) -> Value:
        with self._open() as record:
            made: Value = held.get(key, lambda: make(record))
        with self._guard:
            if self._held is held:
                self._jobs.pop(key, None)
        return made

    def _fetched(self, key: Hashable, job: "Future[Value]") -> Value:
        if job.exception() is not None:
            with self._guard:
                if self._jobs.get(key) is job:
                    del self._jobs[key]
        return job.result()
