"""A connection to the record that all visits share, one after the other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock, RLock, get_ident
from typing import TypeVar

from longtin.acts import Record
from longtin.web.reckoning.process_memory import give_back

Value = TypeVar("Value")


class SharedRecord:
    """A connection to the record that serves one thing after the other.

    One thread does all of it: what libraries keep for each thread that ever counted – fresh memory
    above all – is kept once, and not for each of a server's threads.

    Args:
        name: Of the thread.
    """

    def __init__(self, name: str) -> None:
        self._record: Record | None = None
        self._turn, self._guard = RLock(), Lock()
        self._asked, self._own = 0, 0
        self._thread = ThreadPoolExecutor(1, name)

    @property
    def is_busy(self) -> bool:
        """Whether who asks now has to wait for others."""
        return self._asked > 0

    def read(self, open_record: Callable[[], Record], make: Callable[[Record], Value]) -> Value:
        """What is made from the record, opened when it is first asked for."""
        if get_ident() == self._own:
            return self._made(open_record, make)
        with self._guard:
            self._asked += 1
        try:
            return self._thread.submit(self._made, open_record, make).result()
        finally:
            with self._guard:
                self._asked -= 1

    def _made(self, open_record: Callable[[], Record], make: Callable[[Record], Value]) -> Value:
        self._own = get_ident()
        with self._turn:
            if self._record is None:
                self._record = open_record()
            try:
                return make(self._record)
            finally:
                give_back()

    @contextmanager
    def kept_shut(self, *, stores: bool) -> Iterator[None]:
        """Nobody reads meanwhile; where something is stored, the connection is let go of."""
        with self._turn:
            if stores and self._record is not None:
                self._record.close()
                self._record = None
            yield

    def close(self) -> None:
        """Begin nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
