"""Last answers about acts, held by what they take: what is open does not change."""

from collections import OrderedDict
from typing import Final

import polars as pl

MOST: Final = 24_000_000
"""Bytes that all of them take together."""

ALLOTTED: Final = 2
"""Bytes taken for each that stands in an answer: the database allots powers of two."""


class HeldAnswers:
    """Answers by what was asked, the longest unasked first to go."""

    def __init__(self) -> None:
        self._size = 0
        self._held: OrderedDict[str, pl.DataFrame] = OrderedDict()

    def get(self, asked: str) -> pl.DataFrame | None:
        """The answer, if it is held."""
        found = self._held.get(asked)
        if found is None:
            return None
        self._held.move_to_end(asked)
        return found.clone()

    def keep(self, asked: str, found: pl.DataFrame) -> pl.DataFrame:
        """Hold an answer, and let go of others where room is needed."""
        self._held[asked] = found
        self._size += _taken(found)
        while self._size > MOST:
            self._size -= _taken(self._held.popitem(last=False)[1])
        return found.clone()


def _taken(found: pl.DataFrame) -> int:
    return ALLOTTED * int(found.estimated_size())
