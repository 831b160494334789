"""Ties: standing relations such as alliances and borders, read from the record."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import TIE
from longtin.acts.record.query import listed
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
    "democracy",
    "troops",
    "claim",
)
_COLUMNS = ", ".join(f'"{column}"' for column in TIE)
_ORDER = "state1, state2, start, detail"


LARGE = "igo"
"""Kind that is asked of the files each time; the others are few enough to be held."""


def every(
    connection: "duckdb.DuckDBPyConnection", tie: str, *, in_order: bool = False
) -> pl.DataFrame:
    """All ties of one kind, in the order of `Record.ties`.

    Args:
        connection: To the record.
        tie: Of `KINDS`.
        in_order: That they stand in this order, as those that are shipped do.
    """
    query = f"SELECT {_COLUMNS} FROM tie.{tie}"
    return frame(connection, query if in_order else f"{query} ORDER BY {_ORDER}")


def among(
    held: pl.DataFrame, ccodes: Collection[int] | None, start: date | None, end: date | None
) -> pl.DataFrame:
    """Those of `every` that `Record.ties` is asked for."""
    claims = []
    if ccodes is not None:
        one, two = (pl.col(side).is_in(list(ccodes)) for side in ("state1", "state2"))
        claims.append(one & (pl.col("state2").is_null() | two))
    if start is not None:
        claims.append(pl.col("end").is_null() | (pl.col("end") >= start))
    if end is not None:
        claims.append(pl.col("start") <= end)
    return held.filter(claims) if claims else held


def ties(
    connection: "duckdb.DuckDBPyConnection",
    tie: str,
    ccodes: Collection[int] | None,
    start: date | None,
    end: date | None,
) -> pl.DataFrame:
    """Ties of one kind, asked of the files; see `Record.ties`."""
    claims: list[str] = []
    if ccodes is not None:
        states = listed(sorted(ccodes))
        claims.append(f"state1 IN ({states}) AND (state2 IS NULL OR state2 IN ({states}))")
    if start is not None:
        claims.append(f'("end" IS NULL OR "end" >= DATE \'{start:%Y-%m-%d}\')')
    if end is not None:
        claims.append(f"start <= DATE '{end:%Y-%m-%d}'")
    where = f" WHERE {' AND '.join(claims)}" if claims else ""
    return frame(connection, f"SELECT {_COLUMNS} FROM tie.{tie}{where} ORDER BY {_ORDER}")
