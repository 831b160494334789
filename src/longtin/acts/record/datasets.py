"""Datasets of the record, the user's among them, and the rows of each that became no act."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._reason import in_words
from longtin.acts._schema import REFUSAL
from longtin.acts.reader import formats
from longtin.acts.record.store import frame

if TYPE_CHECKING:
    import duckdb

    from longtin._language import Language

_APART = "expected, encoding, series, note, number"


def datasets_of(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> pl.DataFrame:
    """What the record is made of; see `Record.datasets`."""
    found = frame(connection, "SELECT * FROM datasets")
    if not with_mine:
        return found
    mine = frame(connection, f"SELECT * EXCLUDE ({_APART}) FROM mine.datasets")
    return pl.concat([_stretched(connection, found), mine], how="diagonal_relaxed")


def _stretched(connection: "duckdb.DuckDBPyConnection", shipped: pl.DataFrame) -> pl.DataFrame:
    """A shipped series that the user has brought up to date reaches as far as the updates."""
    query = (
        'SELECT series AS dataset, min(start) AS earliest, max("end") AS latest '
        "FROM mine.datasets WHERE series IS NOT NULL GROUP BY series"
    )
    longer = frame(connection, query)
    return (
        shipped.join(longer, on="dataset", how="left", maintain_order="left")
        .with_columns(
            pl.min_horizontal("start", "earliest").alias("start"),
            pl.max_horizontal("end", "latest").alias("end"),
        )
        .drop("earliest", "latest")
    )


def refusals_of(
    connection: "duckdb.DuckDBPyConnection", dataset: str | None, language: "Language"
) -> pl.DataFrame:
    """Rows that became no act, with the reason; see `Record.refusals`."""
    only = "" if dataset is None else " WHERE dataset = ?"
    query = f"SELECT * FROM refusals{only} ORDER BY dataset, row"
    rows = frame(connection, query, None if dataset is None else [dataset])
    kept = ["reason", "details"]
    different = rows.select(kept).unique(maintain_order=True)
    formats()  # readers declare their reasons
    sentences = [in_words(reason, details, language) for reason, details in different.iter_rows()]
    return (
        rows.join(
            different.with_columns(pl.Series("said", sentences, pl.String)),
            on=kept,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .drop(kept)
        .rename({"said": "reason"})
        .select(list(REFUSAL))
    )
