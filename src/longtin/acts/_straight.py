"""Rows that are certainly new go straight into the record, while the next are being read.

They are gathered until they fill some of DuckDB's row groups, which are written to disk at once and
packed best when they are full. All of it happens within the import's one transaction.
"""
# ruff: noqa: S608 - names in queries are ours

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts._held import HELD, TABLES, frame_of, widths
from longtin.acts._judge import Filled, Judged, Refused
from longtin.acts.record import store

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 2 * 122_880
"""Rows of a sort that are written together: two row groups."""

_AHEAD = 3

PARTS = ("acts", "domestic", "refusals")
"""What rows of an archive become."""


def room_for(count: int) -> Filled:
    """Arrays for so many rows of each sort, with nothing in them yet."""
    acts, domestic = (Judged(**_arrays(part, count)) for part in PARTS[:2])
    return Filled(acts, domestic, Refused(**_arrays(PARTS[2], count)), np.zeros(3, np.int64))


def frame_in(filled: Filled, part: str) -> pl.DataFrame:
    """Rows of a sort, which lie where they are."""
    arrays: Judged | Refused = getattr(filled, part)
    count = filled.used[PARTS.index(part)]
    return frame_of(part, {name: array[:count] for name, array in arrays._asdict().items()})


def _arrays(part: str, room: int) -> dict[str, NDArray[Any]]:
    return {name: np.empty(room, kind) for name, kind in widths(part).items()}


class Straight:
    """The way into the record, for one file at a time.

    Args:
        connection: In a transaction; not to be used by others between `begin` and `finish`.
        catalogue: Where the tables are: the record, or a place apart for a dry run.
        first: The number by which the record will know the first file of the import.
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", catalogue: str, first: int) -> None:
        self.catalogue, self.first = catalogue, first
        self._connection = connection
        self._filled = room_for(0)
        self._spare: deque[Filled] = deque()
        self._into = 0, 0
        self._spanned: Callable[[pl.Series, pl.Series], None] | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record")
        self._going: deque[Future[None]] = deque()

    def begin(
        self, file: int, first_key: int, spanned: Callable[[pl.Series, pl.Series], None]
    ) -> None:
        """Take rows of a file.

        Args:
            file: Its number within the import.
            first_key: The key of the archive's number 0.
            spanned: Told first and last days of acts.
        """
        self._into, self._spanned = (self.first + file, first_key), spanned
        self._filled = room_for(AT_ONCE)
        self._spare = deque(room_for(AT_ONCE) for _ in range(_AHEAD))

    def room(self) -> Filled:
        """Where rows are to be written; there is room for one of each sort at least."""
        for place, part in enumerate(PARTS):
            if self._filled.used[place] >= AT_ONCE:
                self._write(part)
        return self._filled

    def finish(self) -> None:
        """Write the rest, and wait until all is written."""
        for part in PARTS:
            self._write(part)
        self._wait()
        self._filled, self._spare = room_for(0), deque()

    def forget(self) -> None:
        """Take back all that was brought of the file."""
        self._wait()
        for part in PARTS:
            self._connection.execute(
                f"DELETE FROM {self.catalogue}.{TABLES[part]} WHERE file = ?", [self._into[0]]
            )

    def close(self) -> None:
        """Let go of the thread."""
        self._pool.shutdown()

    def _write(self, part: str) -> None:
        rows = frame_in(self._filled, part)
        self._filled.used[PARTS.index(part)] = 0
        if rows.is_empty():
            return
        if part != "refusals" and self._spanned is not None:
            self._spanned(rows["start"], rows["end"])
        self._wait(_AHEAD - 1)
        self._going.append(self._pool.submit(self._insert, part, rows))
        # What has been written makes room for what comes while this is being written.
        spare, filled = self._spare.popleft(), self._filled
        self._filled = filled._replace(**{part: getattr(spare, part)})
        self._spare.append(spare._replace(**{part: getattr(filled, part)}))

    def _wait(self, left: int = 0) -> None:
        """Until no more than so many are still to be written."""
        while len(self._going) > left:
            self._going.popleft().result()

    def _insert(self, part: str, rows: pl.DataFrame) -> None:
        file, first = self._into
        listed = ", ".join(f'"{name}"' for name in HELD[part])
        new = store.Stream(rows)  # noqa: F841 - DuckDB finds it by its name
        self._connection.execute(
            f"INSERT INTO {self.catalogue}.{TABLES[part]} "
            f'SELECT {file}, "row", {listed}, {first}::UHUGEINT + number::UHUGEINT FROM new'
        )
