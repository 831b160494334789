"""Belief of every pair today: shipped, since estimating it for the whole system takes long.

`data/belief.parquet` holds, as of the last day of evidence, belief by week for the pairs of whom
the archives report most, and belief by year for the others; `belief.version` says what it was
estimated from. `python tools/keep_beliefs.py` makes both.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import polars as pl

from longtin import trust
from longtin.acts import Record

PLACE: Final[Any] = files("longtin.forums") / "data"

COLUMNS: Final = {
    "truster": pl.Int16(),
    "trustee": pl.Int16(),
    "trust": pl.UInt16(),
    "low": pl.UInt16(),
    "high": pl.UInt16(),
}
"""Correlates of War codes, and thousandths."""

DRAWS: Final = 16
"""Draws behind an interval of pairs that the file does not hold: comparisons are waited for."""


def model(draws: int = DRAWS) -> trust.Model:
    """The model by which belief of many pairs is estimated."""
    return replace(trust.Model.shipped(), draws=draws)


def belief_version(record: Record) -> str:
    """What the file depends on: the record and the parameters."""
    parts = trust.Model.shipped()
    return f"{record.version}/{parts.annual.version}/{parts.events.version}"


def rows(estimate: trust.Estimate, day: date) -> pl.DataFrame:
    """What an estimate tells of its pairs on a day, where it tells an interval; `COLUMNS`."""
    told = estimate.frame(day, carried=True).drop_nulls(("low", "high"))
    middle = pl.coalesce("trust", (pl.col("low") + pl.col("high")) / 2.0)
    figures = (middle.alias("trust"), pl.col("low"), pl.col("high"))
    return told.select(
        pl.col("ccode1").cast(pl.Int16).alias("truster"),
        pl.col("ccode2").cast(pl.Int16).alias("trustee"),
        *((each * 1000.0).round().cast(pl.UInt16) for each in figures),
    )


def write(found: pl.DataFrame, record: Record, day: date) -> None:
    """Write the shipped file anew."""
    folder = Path(str(PLACE))
    found.sort("truster", "trustee").write_parquet(
        folder / "belief.parquet", compression="zstd", compression_level=19
    )
    text = f"{day.isoformat()} {belief_version(record)}\n"
    (folder / "belief.version").write_text(text, encoding="utf-8")


@cache
def shipped() -> tuple[date, str, pl.DataFrame]:
    """The day, what it was estimated from, and the rows."""
    day, _, made_from = (PLACE / "belief.version").read_text("utf-8").strip().partition(" ")
    with as_file(PLACE / "belief.parquet") as path:
        return date.fromisoformat(day), made_from, pl.read_parquet(path)


def shipped_belief(record: Record) -> tuple[date, pl.DataFrame] | None:
    """Belief of every pair as it is shipped, if it was estimated from this record.

    Args:
        record: What is read.

    Returns:
        The day it holds for, and `truster, trustee` (Correlates of War codes), `trust`, and `low`
        and `high` of the 90 % interval, all in [0, 1]; `None` where the record is another.
    """
    day, made_from, rows = shipped()
    if made_from != belief_version(record):
        return None
    return day, rows.with_columns(pl.col("trust", "low", "high") / 1000.0)
