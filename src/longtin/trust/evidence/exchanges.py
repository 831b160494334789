"""Exchange of pairs: the share of cooperation in what both sides did, where no acts can be named.

These sources add up both directions, so a reading speaks of either side's conduct alike, and
weakly. It is read only in steps in which no source of dated acts speaks of the pair, and one
reading a step: of two sources that speak at once the finer stands, for all count the same press.
"""

from collections.abc import Collection
from datetime import date

import polars as pl

from longtin.acts import Record
from longtin.trust._arrays import Bools, Pair

FINEST_FIRST = ("day", "week", "month", "year")

READING: dict[str, pl.DataType] = {
    "step": pl.Int64(),
    "column": pl.Int64(),
    "dataset": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "cooperation": pl.Float64(),
    "conflict": pl.Float64(),
    "reports": pl.Int64(),
}
"""Columns of readings: the step and column they are read in, and what was added up in it."""


def exchange_datasets(record: Record) -> tuple[str, ...]:
    """The datasets of exchanges, the finest first."""
    held = record.datasets().filter(pl.col("role") == "exchange")
    rows = sorted(held.select("dataset", "period").rows(), key=lambda row: _fineness(row[1]))
    return tuple(name for name, _ in rows)


def _fineness(period: str | None) -> int:
    return FINEST_FIRST.index(period) if period in FINEST_FIRST else len(FINEST_FIRST)


def readings(
    record: Record,
    ends: tuple[date, ...],
    pairs: tuple[Pair, ...],
    dated: Bools,
    datasets: Collection[str] | None = None,
) -> pl.DataFrame:
    """What pairs exchanged, in the steps in which it is heard: those in which each period ends.

    Args:
        record: Where exchanges are.
        ends: Last day of each step.
        pairs: (truster, trustee) of each column.
        dated: Where a source of dated acts speaks of the pair, (step, pair); nothing is read there.
        datasets: The finest first; those of the record without it.

    Returns:
        One row a step and pair with a reading, with the columns of `READING`.
    """
    known = exchange_datasets(record) if datasets is None else tuple(datasets)
    states = sorted({ccode for pair in pairs for ccode in pair})
    rows = record.exchanges(states, states, end=ends[-1], datasets=known)
    if rows.is_empty():
        return pl.DataFrame(schema=READING)
    found = _in_steps(rows, ends, pairs)
    heard = found.filter(~pl.Series(dated[found["step"].to_numpy(), found["column"].to_numpy()]))
    return _finest(heard, known).select(list(READING)).sort("column", "step")


def _in_steps(rows: pl.DataFrame, ends: tuple[date, ...], pairs: tuple[Pair, ...]) -> pl.DataFrame:
    """Rows under the steps in which they end, for either direction, days of a step added up."""
    columns = pl.DataFrame(
        [(min(pair), max(pair), column) for column, pair in enumerate(pairs)],
        schema={"state1": pl.Int16, "state2": pl.Int16, "column": pl.Int64},
        orient="row",
    )
    steps = pl.DataFrame({"last": ends, "step": range(len(ends))}).sort("last")
    placed = (
        rows.join(columns, on=["state1", "state2"])
        .sort("end")
        .join_asof(steps, left_on="end", right_on="last", strategy="forward")
    )
    return placed.group_by("step", "column", "dataset").agg(
        pl.col("start").min(),
        pl.col("end").max(),
        pl.col("cooperation", "conflict").cast(pl.Float64).sum(),
        pl.col("reports").cast(pl.Int64).sum(),
    )


def _finest(found: pl.DataFrame, datasets: tuple[str, ...]) -> pl.DataFrame:
    """Readings of each dataset whose period no finer one has spoken of."""
    kept = found.clear()
    for dataset in datasets:
        own = found.filter(pl.col("dataset") == dataset)
        spoken = kept.select("column", finer="end").join(
            own.select("column", "start", "end"), on="column"
        )
        spoken = spoken.filter(pl.col("finer").is_between("start", "end"))
        kept = pl.concat([kept, own.join(spoken, on=["column", "start", "end"], how="anti")])
    return kept
