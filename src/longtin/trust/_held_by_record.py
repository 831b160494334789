"""What has been read of open records, which do not change: held while they are open, up to a size.

A record stays open for days where pages are served from it, and is asked about thousands of pairs.
"""

import io
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

import polars as pl

from longtin.acts import Record

Key = TypeVar("Key")
Value = TypeVar("Value")


class HeldByRecord(Generic[Key, Value]):
    """Answers by record and by what was asked, the longest unasked first to go.

    Args:
        most: Bytes that the answers of one record take together; the last is held whatever it
            takes.
        size: Bytes of one.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most, self._size, self._guard = most, size, Lock()
        self._held: WeakKeyDictionary[Record, OrderedDict[Key, Value]] = WeakKeyDictionary()

    def get(self, record: Record, asked: Key) -> Value | None:
        """The answer, if it is held."""
        with self._guard:
            held = self._held.get(record)
            if held is None or asked not in held:
                return None
            held.move_to_end(asked)
            return held[asked]

    def keep(self, record: Record, asked: Key, found: Value) -> Value:
        """Hold an answer, and let go of others where room is needed."""
        with self._guard:
            held = self._held.setdefault(record, OrderedDict())
            held[asked] = found
            held.move_to_end(asked)
            while len(held) > 1 and self._taken(held) > self._most:
                held.popitem(last=False)
        return found

    def taken(self, record: Record) -> int:
        """Bytes that the answers of a record take."""
        with self._guard:
            return self._taken(self._held.get(record, OrderedDict()))

    def _taken(self, held: OrderedDict[Key, Value]) -> int:
        return sum(map(self._size, held.values()))


def alone(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame in memory of its own.

    Columns of text are views into what they were taken from: a hundred rows that were chosen from
    an answer of the database keep the whole of it, and what is said of their size does not tell.
    """
    held = io.BytesIO()
    frame.write_ipc(held)
    held.seek(0)
    return pl.read_ipc(held)
