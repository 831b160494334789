"""Tidy table of belief: one row a pair and step, keyed as the field's data sets are."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import DAYS_A_YEAR, month_id
from longtin.errors import LongtinError
from longtin.trust._arrays import NEVER, Bools, Floats
from longtin.trust._log_odds import probability
from longtin.trust.model.beliefs import SUREST, Beliefs

STATUS = ("covered", "too little", "not observed", "not covered")
"""The four answers of the column `coverage`."""

COVERED, TOO_LITTLE, NOT_OBSERVED, NOT_COVERED = range(len(STATUS))
"""Their places."""

OLD = np.timedelta64(round(2 * DAYS_A_YEAR), "D")
"""Age of the last evidence beyond which no single figure is given, but the interval only."""

LEAST = 0.05
"""Independent acts below which there is nothing to go by, and no interval either."""

NEAREST = 2.0 * SUREST
"""How near to an end of the scale the end of an interval is told as that end."""

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
    "last_evidence": pl.Date,
    "last_known": pl.Float64,
    "method_version": pl.String,
}
"""Columns of `Estimate.frame`."""


def status(beliefs: Beliefs, floor: float) -> NDArray[np.int64]:
    """Index into `STATUS` for each step and pair; below `floor` acts there is too little."""
    observed = beliefs.observed
    known = beliefs.alive & np.maximum.accumulate(observed, axis=0)
    thin = beliefs.at_last_evidence(beliefs.effective) < floor
    found = np.where(observed, COVERED, NOT_OBSERVED)
    return np.where(~known, NOT_COVERED, np.where(thin, TOO_LITTLE, found))


def aged(beliefs: Beliefs) -> Bools:
    """Steps that are not observed and far from the last evidence, (step, pair)."""
    days = np.array(beliefs.ends, dtype="datetime64[D]")[:, None]
    return np.asarray(~beliefs.observed & (days - beliefs.heard > OLD))


def interval(beliefs: Beliefs) -> tuple[Floats, Floats]:
    """Ends of the 90 % interval of trust, (step, pair) each; without draws, trust itself.

    Through steps that are not observed the ends only move apart.
    """
    low, high = (end.copy() for end in beliefs.band())
    for step in range(1, len(low)):
        blind = ~beliefs.observed[step] & beliefs.alive[step]
        low[step] = np.where(blind, np.minimum(low[step], low[step - 1]), low[step])
        high[step] = np.where(blind, np.maximum(high[step], high[step - 1]), high[step])
    low, high = probability(low), probability(high)
    return np.where(low <= NEAREST, 0.0, low), np.where(high >= 1.0 - NEAREST, 1.0, high)


def table(
    beliefs: Beliefs,
    steps: Sequence[int],
    answers: NDArray[np.int64],
    version: str,
    *,
    carried: bool = False,
) -> pl.DataFrame:
    """One row a pair and step, with the columns of `FRAME`, for steps in order.

    `answers` is what `status` gives, `version` that of the method; `carried` asks for trust also
    where it was carried on for too long to be shown by itself.
    """
    days = [beliefs.ends[step] for step in steps]
    sides = [
        _names(ccodes, days, side)
        for side, ccodes in enumerate(zip(*beliefs.pairs, strict=True), 1)
    ]
    answer = answers[steps].ravel()
    low, high = interval(beliefs)
    trust, smoothed = probability(beliefs.path.after), probability(beliefs.smoothed)
    heard = beliefs.heard[steps].ravel()
    unseen, known = answer == NOT_OBSERVED, answer != NOT_COVERED
    covered, thin = answer == COVERED, answer == TOO_LITTLE
    has_interval = covered | unseen | (thin & (beliefs.effective[steps].ravel() >= LEAST))
    is_told = (covered | unseen) & ~(unseen & aged(beliefs)[steps].ravel() & (not carried))
    figures = {
        "trust": (trust, is_told),
        "low": (low, has_interval),
        "high": (high, has_interval),
        "smoothed": (smoothed, is_told),
        "effective_acts": (beliefs.effective, known),
        "last_known": (beliefs.at_last_evidence(trust), unseen),
    }
    each = [day for day in days for _ in beliefs.pairs]
    frame = pl.concat(sides, how="horizontal").with_columns(
        date=pl.Series(each, dtype=pl.Date),
        year=pl.Series([day.year for day in each], dtype=pl.Int16),
        month_id=pl.Series([month_id(day) for day in each], dtype=pl.Int32),
        last_evidence=pl.when(pl.Series(known & (heard > NEVER))).then(pl.Series(heard)),
        coverage=pl.Series([STATUS[one] for one in answer.tolist()]),
        method_version=pl.lit(version),
        **{
            name: pl.when(pl.Series(where)).then(pl.Series(values[steps].ravel()))
            for name, (values, where) in figures.items()
        },
    )
    return frame.select(pl.col(name).cast(kind) for name, kind in FRAME.items())


def _names(ccodes: tuple[int, ...], days: Sequence[date], side: int) -> pl.DataFrame:
    """Keys and codes of one side of the pairs, step by step, pairs fastest."""
    columns = ("truster", "trustee")[side - 1], f"ccode{side}", f"gwcode{side}"
    found = {ccode: _named(ccode, days) for ccode in set(ccodes)}
    rows = [(key, ccode, gw) for step in range(len(days)) for ccode in ccodes
            for key, gw in [found[ccode][step]]]  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def _named(ccode: int, days: Sequence[date]) -> list[tuple[str, int | None]]:
    """Key and Gleditsch–Ward number of a state on each day, looked up once between two turns."""
    turns = actors.state_turns(ccode)
    stretches = [bisect_right(turns, day) for day in days]
    told = {
        stretch: (actors.near(ccode, day).key, actors.gwcode(ccode, day))
        for stretch, day in dict(zip(stretches, days, strict=True)).items()
    }
    return [told[stretch] for stretch in stretches]


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
