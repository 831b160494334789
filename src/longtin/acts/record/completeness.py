"""Completeness of dated acts: what share of each year's complete counts the record holds.

Known where the complete yearly counts stand beside them.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

import polars as pl

from longtin.acts._schema import COMPLETENESS, MONTHLY_COUNTS, YEARLY_COUNTS
from longtin.acts.record.record import Record
from longtin.acts.record.store import frame, quoted

_CONFLICT = "quad IN (3, 4)"


def completeness(record: Record, one: int, two: int) -> pl.DataFrame:
    """How much of each year's complete counts a record holds with a date, for a pair of states.

    The complete yearly counts hold every report; dated acts are a sample that leaves some states'
    plain names out. Where `share` is near 0, dated acts say next to nothing of a year however quiet
    they look. A `conflict_share` far above 1 shows monthly counts that stand doubled.

    Args:
        record: The record.
        one: Correlates of War code of one.
        two: Of the other.

    Returns:
        In the columns of `COMPLETENESS`, both ways, for years with a complete count: `complete` and
        `complete_conflict` reports of the year, `dated` acts with a day, `monthly_conflict` reports
        of the monthly counts, empty where these do not cover the pair.

    Example:
        >>> with Record.shipped() as record:
        ...     found = completeness(record, 365, 372)
        >>> row = found.filter(pl.col("year") == 2008).row(0, named=True)
        >>> (row["complete"], row["dated"], row["monthly_conflict"])
        (10196, 9, 2931)
    """
    held = record.datasets()
    dated = held.filter((pl.col("archive") == "icews") & (pl.col("period") == "day"))
    listed = ", ".join(quoted(name) for name in dated["dataset"]) or "NULL"
    yearly, monthly = (f"dataset = {quoted(name)}" for name in (YEARLY_COUNTS, MONTHLY_COUNTS))
    query = (
        f"SELECT source, target, year(start)::SMALLINT AS year, {_sum(yearly)} AS complete, "
        f"{_sum(f'dataset IN ({listed})')} AS dated, "
        f"{_sum(f'{yearly} AND {_CONFLICT}')} AS complete_conflict, "
        f"{_sum(f'{monthly} AND {_CONFLICT}')} AS monthly_conflict "
        "FROM acts WHERE (source, target) IN (($one, $two), ($two, $one)) GROUP BY ALL "
        "HAVING complete > 0 ORDER BY source, target, year"
    )
    found = frame(record.connection, query, {"one": one, "two": two})
    in_months = pl.col("year").is_in(_years_of_months(record, one, two))
    return (
        found.with_columns(
            pl.when(in_months).then("monthly_conflict").alias("monthly_conflict"),
            (pl.col("dated") / pl.col("complete")).alias("share"),
        )
        .with_columns(
            pl.when(pl.col("complete_conflict") > 0)
            .then(pl.col("monthly_conflict") / pl.col("complete_conflict"))
            .alias("conflict_share")
        )
        .select(pl.col(name).cast(kind) for name, kind in COMPLETENESS.items())
    )


def _sum(claim: str) -> str:
    return f'coalesce(sum("count") FILTER ({claim}), 0)::INTEGER'


def _years_of_months(record: Record, one: int, two: int) -> list[int]:
    """Years in which the monthly counts cover two states together."""
    spans = record.coverage((one, two)).filter(pl.col("dataset") == MONTHLY_COUNTS)
    return [
        year
        for first, last in spans.select("start", "end").iter_rows()
        for year in range(first.year, last.year + 1)
    ]
