"""What the record covers, so that silence can be told from absence."""

from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._store import frame, superseded, without

if TYPE_CHECKING:
    import duckdb

COVERAGE = {
    "dataset": pl.String(),
    "ccode": pl.Int16(),
    "start": pl.Date(),
    "end": pl.Date(),
}
_SAMPLES = ("icews0515", "icews14")


def coverage_of(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> pl.DataFrame:
    """Spans by dataset and state; see `Record.coverage`."""
    shipped = frame(connection, "SELECT * FROM coverage")
    if not with_mine:
        return shipped
    spans = superseded(connection)
    samples = pl.col("dataset").is_in(_SAMPLES)
    left = [
        (dataset, ccode, start, end)
        for dataset, ccode, first, last in shipped.filter(samples).iter_rows()
        for start, end in without(spans, (first, last))
    ]
    mine = frame(connection, "SELECT * FROM mine.coverage")
    kept = pl.DataFrame(left, schema=COVERAGE, orient="row")
    return pl.concat([shipped.filter(~samples), kept, mine]).sort(
        "dataset", "ccode", "start", nulls_last=False
    )
