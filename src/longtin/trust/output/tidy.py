"""Tidy table of belief: one row a pair and step, keyed as the field's data sets are."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import month_id
from longtin.errors import LongtinError
from longtin.trust._arrays import Floats
from longtin.trust.model.beliefs import INTERVAL, Beliefs
from longtin.trust.model.log_odds import probability

STATUS = ("covered", "too little", "not covered")
"""The three answers of the column `coverage`."""

FRAME: dict[str, type[pl.DataType]] = {
    "truster": pl.String,
    "trustee": pl.String,
    "ccode1": pl.Int16,
    "ccode2": pl.Int16,
    "gwcode1": pl.Int16,
    "gwcode2": pl.Int16,
    "date": pl.Date,
    "year": pl.Int16,
    "month_id": pl.Int32,
    "trust": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "smoothed": pl.Float64,
    "effective_acts": pl.Float64,
    "coverage": pl.String,
    "method_version": pl.String,
}
"""Columns of `Estimate.frame`."""


def status(beliefs: Beliefs, floor: float) -> NDArray[np.int64]:
    """Index into `STATUS` for each step and pair; below `floor` acts there is too little."""
    return np.where(~beliefs.covered, 2, np.where(beliefs.effective < floor, 1, 0))


def interval(beliefs: Beliefs) -> tuple[Floats, Floats]:
    """Ends of the 90 % interval of trust, (step, pair) each; without draws, trust itself."""
    trust = beliefs.path.after
    if not beliefs.drawn.shape[3]:
        return probability(trust), probability(trust)
    low, high = np.quantile(beliefs.draws, INTERVAL, axis=2)
    return (
        probability(np.minimum(low, trust).astype(np.float64)),
        probability(np.maximum(high, trust).astype(np.float64)),
    )


def table(
    beliefs: Beliefs, steps: Sequence[int], answers: NDArray[np.int64], version: str
) -> pl.DataFrame:
    """One row a pair and step, with the columns of `FRAME`, for steps in order.

    `answers` is what `status` gives, `version` that of the method.
    """
    days = [beliefs.ends[step] for step in steps]
    sides = [
        _names(ccodes, days, side)
        for side, ccodes in enumerate(zip(*beliefs.pairs, strict=True), 1)
    ]
    answer = answers[steps].ravel()
    is_known, has_figure = pl.Series(answer < 2), pl.Series(answer == 0)
    low, high = interval(beliefs)
    figures = {
        "trust": probability(beliefs.path.after[steps]),
        "low": low[steps],
        "high": high[steps],
        "smoothed": probability(beliefs.smoothed[steps]),
    }
    each = [day for day in days for _ in beliefs.pairs]
    frame = pl.concat(sides, how="horizontal").with_columns(
        date=pl.Series(each, dtype=pl.Date),
        year=pl.Series([day.year for day in each], dtype=pl.Int16),
        month_id=pl.Series([month_id(day) for day in each], dtype=pl.Int32),
        effective_acts=pl.when(is_known).then(pl.Series(beliefs.effective[steps].ravel())),
        coverage=pl.Series([STATUS[one] for one in answer.tolist()]),
        method_version=pl.lit(version),
        **{
            name: pl.when(has_figure).then(pl.Series(values.ravel()))
            for name, values in figures.items()
        },
    )
    return frame.select(pl.col(name).cast(kind) for name, kind in FRAME.items())


def _names(ccodes: tuple[int, ...], days: Sequence[date], side: int) -> pl.DataFrame:
    """Keys and codes of one side of the pairs, step by step, pairs fastest."""
    columns = ("truster", "trustee")[side - 1], f"ccode{side}", f"gwcode{side}"
    found = {ccode: [_named(ccode, day) for day in days] for ccode in set(ccodes)}
    rows = [(key, ccode, gw) for step in range(len(days)) for ccode in ccodes
            for key, gw in [found[ccode][step]]]  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


@lru_cache(maxsize=200_000)
def _named(ccode: int, day: date) -> tuple[str, int | None]:
    return actors.near(ccode, day).key, actors.gwcode(ccode, day)


def last_of_each(ends: Sequence[date], every: str | None) -> list[int]:
    """Positions of the last step of each month or year; of all steps without `every`.

    Raises:
        LongtinError: `every` is neither.
    """
    if every is None:
        return list(range(len(ends)))
    if every not in ("month", "year"):
        raise LongtinError(
            "Rows are kept for every month or every year, not for every '{every}'. Leave it out "
            "for every step.",
            every=every,
        )
    kept = {month_id(end) if every == "month" else end.year: step for step, end in enumerate(ends)}
    return list(kept.values())
