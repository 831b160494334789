"""Ties: standing relations such as alliances and borders, read from the record."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import TIE
from longtin.acts.record.query import refuse_unknown
from longtin.acts.record.store import frame

if TYPE_CHECKING:
    import duckdb

KINDS = (
    "alliance",
    "igo",
    "contiguity",
    "distance",
    "capability",
    "major",
    "capital",
    "leader",
    "troops",
    "claim",
)
_COLUMNS = ", ".join(f'"{column}"' for column in TIE)


def ties(
    connection: "duckdb.DuckDBPyConnection",
    tie: str,
    ccodes: Collection[int] | None,
    start: date | None,
    end: date | None,
) -> pl.DataFrame:
    """Ties of one kind; see `Record.ties`."""
    refuse_unknown("tie", tie, KINDS)
    claims, values = ["tie = ?"], [tie] if ccodes is None else [tie, *sorted(ccodes) * 2]
    if ccodes is not None:
        listed = ", ".join("?" * len(ccodes)) or "NULL"
        claims.append(f"state1 IN ({listed}) AND (state2 IS NULL OR state2 IN ({listed}))")
    limits: list[object] = []
    if start is not None:
        claims.append('("end" IS NULL OR "end" >= ?)')
        limits.append(start)
    if end is not None:
        claims.append("start <= ?")
        limits.append(end)
    query = (
        f"SELECT {_COLUMNS} FROM ties WHERE {' AND '.join(claims)} "
        "ORDER BY state1, state2, start, detail"
    )
    return frame(connection, query, [*values, *limits])
