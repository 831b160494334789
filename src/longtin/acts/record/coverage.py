"""Coverage: what a dataset can speak of, so that silence can be told from absence."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import COVER
from longtin.acts.record.store import frame

if TYPE_CHECKING:
    import duckdb


def coverage_of(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> pl.DataFrame:
    """Spans by dataset, state and partner; see `Record.coverage`.

    What a user's file shows is added to what the shipped record shows, under the name of the series
    where it brings one up to date.
    """
    columns = ", ".join(f'"{column}"' for column in COVER)
    query = f"SELECT {columns} FROM coverage"
    if with_mine:
        named = columns.replace('"dataset"', "coalesce(series, dataset)").replace(
            '"start", "end"', 'coverage.start, coverage."end"'
        )
        query += (
            f" UNION ALL SELECT {named} FROM mine.coverage AS coverage "
            "JOIN mine.datasets AS datasets USING (dataset)"
        )
    ordered = ("dataset", "ccode", "partner", "start", "end")
    return frame(connection, query).sort(ordered, nulls_last=False)


def covers(
    coverage: pl.DataFrame, dataset: str, ccode: int, partner: int | None, day: date
) -> bool:
    """Whether a dataset speaks of a state on a day, with a partner or with anybody at all."""
    spans = coverage.filter(
        (pl.col("dataset") == dataset) & (pl.col("start") <= day) & (pl.col("end") >= day)
    )
    every = spans["ccode"].is_null().any()
    alone = spans.filter(pl.col("partner").is_null())["ccode"].to_list()
    pairs = spans.filter(pl.col("partner").is_not_null()).select("ccode", "partner").rows()
    if partner is None:
        return every or ccode in alone or any(ccode in pair for pair in pairs)
    both = {ccode, partner}
    return every or both <= set(alone) or any(set(pair) == both for pair in pairs)


def of_pair(coverage: pl.DataFrame, one: int, two: int) -> pl.DataFrame:
    """Spans in which each dataset speaks of two states together; see `Record.coverage`."""
    whole = coverage.filter(pl.col("ccode").is_null())
    pair = coverage.filter(pl.col("partner").is_not_null()).filter(
        ((pl.col("ccode") == one) & (pl.col("partner") == two))
        | ((pl.col("ccode") == two) & (pl.col("partner") == one))
    )
    alone = coverage.filter(pl.col("partner").is_null())
    sides = (alone.filter(pl.col("ccode") == ccode) for ccode in (one, two))
    both = (
        next(sides)
        .join(next(sides), on="dataset", suffix="_of_two", nulls_equal=True)
        .with_columns(
            pl.max_horizontal("start", "start_of_two").alias("start"),
            pl.min_horizontal("end", "end_of_two").alias("end"),
        )
        .filter(pl.col("start") <= pl.col("end"))
    )
    columns = [
        "dataset",
        pl.lit(one, COVER["ccode"]).alias("ccode"),
        pl.lit(two, COVER["partner"]).alias("partner"),
        *("start", "end", "quads"),
    ]
    return pl.concat([part.select(columns) for part in (whole, both, pair)]).sort(
        "dataset", "start"
    )
