"""Weighing of whole columns: what a file says of the values that one row cannot explain.

05/06/2016 is two days, and 18 may have been 018 before a spreadsheet took it for a number. Other
rows of the column say which, wherever in the file they stand; so the file is read once more.
"""
# ruff: noqa: S608 - names in queries are ours

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from longtin.acts.importing.batch import Batch
from longtin.acts.importing.layout import Layout
from longtin.acts.importing.text_file import batches
from longtin.acts.reader import NOTHING, Reader
from longtin.acts.record.store import frame

if TYPE_CHECKING:
    import duckdb

SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""White space, which is trimmed off values."""

_Reader = TypeVar("_Reader", bound=Reader)
Values = dict[str, set[str]]
"""Distinct values by their column."""


def trimmed(raw: pl.DataFrame, typed: Sequence[str] = ()) -> pl.DataFrame:
    """Values without white space at their ends; none for blanks and words of `NOTHING`.

    Args:
        raw: Values as they stand in a file.
        typed: Columns in which a word of `NOTHING` is kept.
    """
    text = pl.all().str.strip_chars(SPACES)
    bare = raw.select(text)
    empty = {name: ("",) if name in typed else ("", *NOTHING) for name in bare.columns}
    return bare.select(
        pl.when(~pl.col(name).is_in(words)).then(pl.col(name)) for name, words in empty.items()
    )


def weighed(
    connection: "duckdb.DuckDBPyConnection", layout: Layout, reader: _Reader
) -> _Reader | None:
    """The reader as all of the file has it; `None` while the table `batch` leaves no doubt."""
    columns = [column for column in reader.weighed if column in layout.places]
    if not columns:
        return None
    nothing: Values = {column: set() for column in reader.weighed}
    values = nothing | _distinct(connection, columns, "batch")
    if not reader.in_doubt(values):
        return None
    with closing(Batch(connection, layout, columns, "weighed")) as whole:
        for blocks in batches(layout.table, quotes=layout.quotes):
            whole.fill(blocks)
            for column, found in _distinct(connection, columns, "weighed").items():
                values[column] = values[column] | found
    return reader.having_seen(values)


def _distinct(
    connection: "duckdb.DuckDBPyConnection", columns: Sequence[str], table: str
) -> Values:
    """What the sound lines of a batch have in some columns."""
    found: Values = {}
    for column in columns:
        query = f'SELECT DISTINCT "{column}" FROM {table} WHERE fault IS NULL'
        found[column] = set(trimmed(frame(connection, query))[column].drop_nulls())
    return found
