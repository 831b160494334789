"""A connection to the record that all visits share, one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TypeVar

from longtin.acts import Record

Value = TypeVar("Value")


class SharedRecord:
    """A connection to the record that serves one thing after the other."""

    def __init__(self) -> None:
        self._record: Record | None = None
        self._turn = RLock()

    def read(self, open_record: Callable[[], Record], make: Callable[[Record], Value]) -> Value:
        """What is made from the record, opened when it is first asked for."""
        with self._turn:
            if self._record is None:
                self._record = open_record()
            return make(self._record)

    @contextmanager
    def kept_shut(self, *, stores: bool) -> Iterator[None]:
        """Nobody reads meanwhile; where something is stored, the connection is let go of."""
        with self._turn:
            if stores and self._record is not None:
                self._record.close()
                self._record = None
            yield
