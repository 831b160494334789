"""Belief as a tidy table: one row a pair and step, keyed as the field's data sets are."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import month_id
from longtin.errors import LongtinError
from longtin.trust._beliefs import Beliefs
from longtin.trust._filter import Floats, probability

INTERVAL = (0.05, 0.95)
"""Ends of the 90 % interval."""

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
    if not beliefs.drawn.shape[2]:
        return probability(trust), probability(trust)
    low, high = np.quantile(beliefs.drawn, INTERVAL, axis=2)
    return (
        probability(np.minimum(low, trust).astype(np.float64)),
        probability(np.maximum(high, trust).astype(np.float64)),
    )


def table(
    beliefs: Beliefs, steps: Iterable[int], answers: NDArray[np.int64], version: str
) -> pl.DataFrame:
    """One row a pair and step, with the columns of `FRAME`.

    Args:
        beliefs: The numbers.
        steps: Which steps, in order.
        answers: What `status` gives.
        version: Of the method.
    """
    low, high = interval(beliefs)
    columns: dict[str, list[object]] = {name: [] for name in FRAME}
    for step in steps:
        for column in range(len(beliefs.pairs)):
            row = _row(beliefs, step, column, int(answers[step, column]))
            row["method_version"] = version
            if answers[step, column] == 0:
                row |= {"low": float(low[step, column]), "high": float(high[step, column])}
            for name, values in columns.items():
                values.append(row.get(name))
    return pl.DataFrame(columns, schema=FRAME)


def _row(beliefs: Beliefs, step: int, column: int, answer: int) -> dict[str, object]:
    (truster, trustee), day = beliefs.pairs[column], beliefs.ends[step]
    known: dict[str, object] = {
        "truster": actors.as_of(truster, day).key,
        "trustee": actors.as_of(trustee, day).key,
        "ccode1": truster,
        "ccode2": trustee,
        "gwcode1": actors.gwcode(truster, day),
        "gwcode2": actors.gwcode(trustee, day),
        "date": day,
        "year": day.year,
        "month_id": month_id(day),
        "coverage": STATUS[answer],
    }
    if answer == 2:
        return known
    known["effective_acts"] = float(beliefs.effective[step, column])
    if answer == 0:
        known["trust"] = float(probability(beliefs.path.after[step, column]))
        known["smoothed"] = float(probability(beliefs.smoothed[step, column]))
    return known


def last_of_each(ends: Sequence[date], every: str | None) -> list[int]:
    """Positions of the last step of each month or year; of all steps without `every`.

    Raises:
        LongtinError: `every` is neither.
    """
    if every is None:
        return list(range(len(ends)))
    if every not in ("month", "year"):
        raise LongtinError(
            f"Rows are kept for every month or every year, not for every '{every}'. "
            "Leave it out for every step."
        )
    kept = {month_id(end) if every == "month" else end.year: step for step, end in enumerate(ends)}
    return list(kept.values())
