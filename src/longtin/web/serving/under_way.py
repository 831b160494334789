"""Pages under way: each is made once however many ask, and held until somebody fetches it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import monotonic
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

MOST: Final = 64
"""Answers that are made or waited for at one time; who asks for more is told to ask again."""

WORKERS: Final = 32
"""Threads; most of them wait for the record."""


class UnderWay(Generic[Value]):
    """Answers that are being made."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._jobs: OrderedDict[Hashable, Future[Value]] = OrderedDict()
        self._begun: dict[Hashable, float] = {}
        self._workers = ThreadPoolExecutor(WORKERS, "page")

    def begin(self, key: Hashable, make: Callable[[], Value]) -> "Future[Value] | None":
        """The answer under a key, begun if nobody has asked for it yet.

        Args:
            key: By which it is found again.
            make: Makes it.

        Returns:
            `None` where too much is under way; it has not been begun then.
        """
        with self._guard:
            job = self._jobs.get(key)
            if job is not None:
                return job
            if sum(not each.done() for each in self._jobs.values()) >= MOST:
                return None
            job = self._jobs[key] = self._workers.submit(make)
            self._begun[key] = monotonic()
            for old in [old for old, each in self._jobs.items() if each.done()][:-MOST]:
                self._drop(old)
            return job

    def age(self, key: Hashable) -> float:
        """For how many seconds an answer has been under way."""
        return monotonic() - self._begun.get(key, monotonic())

    def fetched(self, key: Hashable, job: "Future[Value]") -> None:
        """Somebody has it; who asks next has it made anew."""
        with self._guard:
            if self._jobs.get(key) is job:
                self._drop(key)

    def forget(self) -> None:
        """What is asked from now on is made anew: something has been changed."""
        with self._guard:
            self._jobs.clear()
            self._begun.clear()

    def _drop(self, key: Hashable) -> None:
        del self._jobs[key]
        self._begun.pop(key, None)

    def close(self) -> None:
        """Begin nothing more."""
        self._workers.shutdown(wait=False, cancel_futures=True)
