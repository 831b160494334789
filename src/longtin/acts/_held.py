"""How rows lie in a user's record, and in files on their way there: numbers for words.

Acts, domestic acts and refusals hold numbers of words and meanings (`_dictionary`) and of the
dataset they came with. Views of the same names as the tables of the shipped record spell them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts._dictionary import Dictionary
from longtin.acts._schema import SPHERES, TIE, VOTE

ACT_HELD: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "end": pl.Date(),
    "source": pl.Int16(),
    "target": pl.Int16(),
    "source_sphere": pl.Int8(),
    "target_sphere": pl.Int8(),
    "meaning": pl.Int32(),
    "count": pl.Int32(),
    "source_name": pl.Int32(),
    "target_name": pl.Int32(),
}
REFUSAL_HELD: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "reason": pl.Int32(),
    "source_name": pl.Int32(),
    "target_name": pl.Int32(),
}
_OWN = {
    "ties": {name: kind for name, kind in TIE.items() if name != "dataset"},
    "votes": {name: kind for name, kind in VOTE.items() if name != "dataset"},
}
HELD: dict[str, dict[str, pl.DataType]] = {
    "acts": ACT_HELD,
    "domestic": ACT_HELD,
    "ties": _OWN["ties"],
    "votes": _OWN["votes"],
    "refusals": REFUSAL_HELD,
}
"""What each sort of row holds, besides the dataset it came with, its line and its key."""

SQL = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
    "Int64": "BIGINT",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
}
"""DuckDB's types."""

TABLES = {part: f"held_{part}" for part in ("acts", "domestic", "refusals")} | {
    "ties": "ties",
    "votes": "votes",
}
"""The table of a record that holds each sort of row."""

NO_DAY = -(1 << 31)
"""Stands for a day that is missing, in arrays of days since 1970."""

_WIDTH: dict[pl.DataType, Any] = {pl.Int8(): np.int8, pl.Int16(): np.int16, pl.Int64(): np.int64}

_MAY_BE_MISSING = {"source_name": -1, "target_name": -1, "start": NO_DAY}

SPHERE = {sphere: number for number, sphere in enumerate(SPHERES)}

_FILED: dict[str, pl.DataType] = {
    "file": pl.Int32(),
    "row": pl.Int32(),
    "identity": pl.String(),
    "number": pl.Int64(),
}
"""On the way: by what a row is known again, a number of the archive's or any text. Its day is part
of that: ICEWS has given some 145,000 numbers of 2013 to events of 2014 as well."""


def widths(part: str) -> dict[str, Any]:
    """NumPy's types for rows of an archive given as arrays: what is held, line and number."""
    columns = HELD[part] | {name: _FILED[name] for name in ("row", "number")}
    return {name: _WIDTH.get(kind, np.int32) for name, kind in columns.items()}


def frame_of(part: str, columns: Mapping[str, NDArray[Any]]) -> pl.DataFrame:
    """Rows given as arrays, -1 where a refusal lacks a name, `NO_DAY` where it lacks a day."""
    kinds = HELD[part] | _FILED
    made = []
    for name, values in columns.items():
        column = pl.Series(name, values)
        if part == "refusals" and name in _MAY_BE_MISSING:
            column = column.set(column == _MAY_BE_MISSING[name], None)
        made.append(column.cast(kinds[name]))
    return pl.DataFrame(made)


def filed(part: str) -> list[tuple[str, pl.DataType]]:
    """Columns of staged rows and their types."""
    return list((HELD[part] | _FILED).items())


@dataclass
class Staging:
    """Files beside the record, one for each lot of rows that may not be new.

    Attributes:
        folder: Where they are written.
        dictionary: Words and meanings of the record, with what this import adds.
        spans: First and last day of each file's acts, ties or votes.
    """

    folder: Path
    dictionary: Dictionary
    spans: dict[int, tuple[date, date]] = field(default_factory=dict)
    _lots: int = 0

    def put(self, file: int, part: str, rows: pl.DataFrame) -> None:
        """Write rows of a file, in the columns of `HELD` and by what they are known again."""
        if rows.is_empty():
            return
        whole = rows.with_columns(pl.lit(file, pl.Int32).alias("file"))
        if "identity" not in whole.columns:
            whole = whole.with_columns(pl.lit(None, pl.String).alias("identity"))
        self._lots += 1
        whole.select(pl.col(name).cast(kind) for name, kind in filed(part)).write_parquet(
            self.folder / f"{part}-{file:06}-{self._lots:09}.parquet",
            compression="lz4",
            statistics=False,
        )
        if part != "refusals":
            self.spanned(file, rows["start"], rows["end"])

    def spanned(self, file: int, start: pl.Series, end: pl.Series) -> None:
        """Widen the days of a file's acts, ties or votes."""
        first, last = start.min(), end.max()
        if isinstance(first, date) and isinstance(last, date):
            known = self.spans.get(file, (first, last))
            self.spans[file] = min(first, known[0]), max(last, known[1])

    def forget(self, file: int) -> None:
        """Take back all that was put of a file."""
        self.spans.pop(file, None)
        for path in self.folder.glob(f"*-{file:06}-*.parquet"):
            path.unlink()
