"""Belief of pairs through time, as people ask for it: tables, intervals, reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import month_id, period
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError
from longtin.trust import _events, _panel
from longtin.trust._beliefs import (
    FIRST_YEAR,
    Beliefs,
    Model,
    annual_beliefs,
    last_year,
    weekly_beliefs,
)
from longtin.trust._explain import Explanation, explain
from longtin.trust._filter import Floats, probability
from longtin.trust._panel import Pair

INTERVAL = (0.05, 0.95)
"""Ends of the 90 % interval."""

STATUS = ("covered", "too little", "not covered")
"""The three answers of the column `coverage`."""


@dataclass(frozen=True)
class Estimate:
    """How far each truster trusts each trustee, through time.

    Attributes:
        record: What it was read from; open as long as explanations are asked for.
        by: `week` or `year`.
        model: The parameters and draws behind it.
        beliefs: The numbers.
        held: The weeks the numbers came from; `None` by year.
    """

    record: Record
    by: str
    model: Model
    beliefs: Beliefs
    held: _events.Weeks | None

    @property
    def method_version(self) -> str:
        """Of the parameters behind the numbers."""
        if self.by == "year":
            return self.model.annual.version
        return f"{self.model.events.version}+{self.model.annual.version}"

    def status(self) -> NDArray[np.int64]:
        """Index into `STATUS` for each step and pair."""
        thin = self.beliefs.effective < self.model.events.floor
        return np.where(~self.beliefs.covered, 2, np.where(thin, 1, 0))

    def interval(self) -> tuple[Floats, Floats]:
        """Ends of the 90 % interval of trust, (step, pair) each; without draws, trust itself."""
        if not self.beliefs.drawn.shape[2]:
            trust = probability(self.beliefs.path.after)
            return trust, trust
        low, high = np.quantile(self.beliefs.drawn, INTERVAL, axis=2)
        trust = self.beliefs.path.after
        return (
            probability(np.minimum(low, trust).astype(np.float64)),
            probability(np.maximum(high, trust).astype(np.float64)),
        )

    def frame(self, at: date | None = None) -> pl.DataFrame:
        """One row a pair and step.

        Args:
            at: Only the last step up to this day.

        Returns:
            `truster, trustee` (keys on the date), `ccode1, ccode2` (COW), `gwcode1, gwcode2`,
            `date`, `month_id` (January 1980 = 1), `trust, low, high` (90 % interval), `smoothed`
            (what all acts up to the last step say of that date), `effective_acts`, `coverage`
            (`covered`, `too little` or `not covered`: trust is empty but for the first),
            `method_version`.

        Raises:
            RecordError: `at` is outside the estimate.
        """
        steps = list(range(len(self.beliefs.ends))) if at is None else [self.step(at)]
        low, high = self.interval()
        parts = []
        for side, ccodes in enumerate(zip(*self.beliefs.pairs, strict=True)):
            parts.append(_names(ccodes, [self.beliefs.ends[step] for step in steps], side + 1))
        status = self.status()[steps].ravel()
        known = pl.Series(status < 2), pl.Series(status == 0)
        effective = self.beliefs.effective[steps].ravel()
        figures = {
            "trust": probability(self.beliefs.path.after[steps]).ravel(),
            "low": low[steps].ravel(),
            "high": high[steps].ravel(),
            "smoothed": probability(self.beliefs.smoothed[steps]).ravel(),
        }
        days = [
            day for step in steps for day in [self.beliefs.ends[step]] * len(self.beliefs.pairs)
        ]
        frame = pl.concat(parts, how="horizontal").with_columns(
            date=pl.Series(days, dtype=pl.Date),
            month_id=pl.Series([month_id(day) for day in days], dtype=pl.Int32),
            effective_acts=pl.when(known[0]).then(pl.Series(effective)),
            coverage=pl.Series([STATUS[one] for one in status.tolist()]),
            method_version=pl.lit(self.method_version),
            **{name: pl.when(known[1]).then(pl.Series(value)) for name, value in figures.items()},
        )
        return frame.select(pl.col(name).cast(kind) for name, kind in FRAME.items())

    def explain(
        self, truster: str | int, when: str, trustee: str | int | None = None
    ) -> Explanation:
        """What moved a belief during a day, a month or a year.

        Args:
            truster: Who trusts, by code or name.
            when: `2014-05-12` (the step that day is in), `2014-05` or `2014`.
            trustee: Who is trusted; may be left out where the estimate has one only.

        Returns:
            Every act and every turnover, in decibans, adding up to the change.

        Raises:
            ActorError: No such state.
            RecordError: The time is outside the estimate.
            LongtinError: `when` is no date, or the pair is not in the estimate.
        """
        asked = period(when)
        first, last = self.step_of(asked.start), self.step_of(asked.end)
        whom = None if trustee is None else _ccode(trustee, asked.end)
        column = self.column(_known(truster, asked.end), whom)
        return explain(self.record, self.model, self.beliefs, self.held, column, first, last)

    def step_of(self, day: date) -> int:
        """The step that a day is in.

        Raises:
            RecordError: The day is before the first step or after the last.
        """
        ends = self.beliefs.ends
        if not _first_day(self) <= day <= _last_covered(self):
            raise self._outside(day)
        return min(int(np.searchsorted(np.array(ends), np.datetime64(day))), len(ends) - 1)

    def _outside(self, day: date) -> RecordError:
        return RecordError(
            f"{day} is outside this estimate, which runs from {_first_day(self)} to "
            f"{self.beliefs.ends[-1]}. Ask for a date between the two."
        )

    def step(self, day: date) -> int:
        """The last step that had ended by a day.

        Raises:
            RecordError: The day is before the first step or after the last.
        """
        ends = self.beliefs.ends
        if not _first_day(self) <= day <= ends[-1]:
            raise self._outside(day)
        return max(0, int(np.searchsorted(np.array(ends), np.datetime64(day), side="right")) - 1)

    def column(self, truster: int, trustee: int | None = None) -> int:
        """Which column holds a pair; the trustee may be left out where there is only one.

        Raises:
            LongtinError: The pair is not in the estimate, or several are.
        """
        found = [
            column
            for column, pair in enumerate(self.beliefs.pairs)
            if pair[0] == truster and trustee in (None, pair[1])
        ]
        if len(found) == 1:
            return found[0]
        what = "holds no such pair" if not found else "holds several pairs of this truster"
        raise LongtinError(
            f"The estimate {what} (truster {truster}, trustee {trustee}). "
            "Name one truster and one trustee that it was made for."
        )


FRAME: dict[str, type[pl.DataType]] = {
    "truster": pl.String,
    "trustee": pl.String,
    "ccode1": pl.Int16,
    "ccode2": pl.Int16,
    "gwcode1": pl.Int16,
    "gwcode2": pl.Int16,
    "date": pl.Date,
    "month_id": pl.Int32,
    "trust": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "smoothed": pl.Float64,
    "effective_acts": pl.Float64,
    "coverage": pl.String,
    "method_version": pl.String,
}


def _first_day(estimate: Estimate) -> date:
    if estimate.by == "year":
        return date(FIRST_YEAR, 1, 1)
    return _events.first_day(estimate.record)


def _last_covered(estimate: Estimate) -> date:
    """The end of the month that the last step is in: a month asked for may end after it."""
    return period(f"{estimate.beliefs.ends[-1]:%Y-%m}").end


def _names(ccodes: tuple[int, ...], days: list[date], side: int) -> pl.DataFrame:
    """Keys and codes of one side of the pairs, step by step, pairs fastest."""
    columns = ("truster", "trustee")[side - 1], f"ccode{side}", f"gwcode{side}"
    found = {ccode: [_named(ccode, day) for day in days] for ccode in set(ccodes)}
    rows = [(key, ccode, gw) for step in range(len(days)) for ccode in ccodes
            for key, gw in [found[ccode][step]]]  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


@lru_cache(maxsize=200_000)
def _named(ccode: int, day: date) -> tuple[str, int | None]:
    return actors.near(ccode, day).key, actors.gwcode(ccode, day)


def estimate(
    record: Record,
    trustee: str | int | None = None,
    truster: str | int | None = None,
    *,
    by: str = "week",
    until: date | None = None,
    model: Model | None = None,
) -> Estimate:
    """Estimate how far trusters trust trustees, from what the trustees did.

    Args:
        record: Where acts and ties are.
        trustee: Who is trusted, by code or name; every state without it.
        truster: Who trusts; every state without it.
        by: `week` (dated reports, over the annual belief) or `year`.
        until: Last day read; the end of the record without it.
        model: Parameters and draws; the shipped ones without it.

    Returns:
        The estimate. Nothing later than `until` has been read.

    Raises:
        ActorError: No such state on that date.
        RecordError: The record holds nothing to go by up to that date.
        LongtinError: `by` is neither.
    """
    _, last = reach(record, until, by)
    chosen = model or Model.shipped()
    pairs = _pairs(_ccode(trustee, last), _ccode(truster, last), by, last)
    return estimate_pairs(record, pairs, by=by, until=last, model=chosen)


def estimate_pairs(
    record: Record, pairs: Iterable[Pair], *, by: str, until: date, model: Model
) -> Estimate:
    """`estimate` for (truster, trustee) pairs of COW codes."""
    wanted = tuple(pairs)
    if by == "year":
        return Estimate(record, by, model, annual_beliefs(record, wanted, until.year, model), None)
    beliefs, held = weekly_beliefs(record, wanted, until, model)
    return Estimate(record, by, model, beliefs, held)


def reach(record: Record, until: date | None, by: str | None = None) -> tuple[str, date]:
    """How finely belief on a day can be told, and the last day of what is then read.

    Args:
        record: What to read.
        until: The day; the last day of the record without it.
        by: `week` or `year`; without it, by week where the record has dated acts, else by year.

    Returns:
        `week` and the day, or `year` and the last day of the last complete year.

    Raises:
        RecordError: The record does not reach that day.
        LongtinError: `by` is neither.
    """
    if by not in (None, "week", "year"):
        raise LongtinError(f"Belief is estimated by week or by year, not by '{by}'.")
    first, last = _events.first_day(record), _events.last_day(record)
    chosen = by or ("week" if until is None or until >= first else "year")
    if chosen == "year":
        first, last = date(FIRST_YEAR, 1, 1), date(last_year(record), 12, 31)
        day = _complete_year(until, last)
    else:
        day = until or last
    if not first <= day <= last:
        raise RecordError(
            f"The record has acts by {chosen} from {first} to {last}; {until} is outside. Ask for "
            "a date between the two, or import acts with `longtin import FILE --into my.duckdb` "
            "and give `--record my.duckdb`."
        )
    return chosen, day


def _complete_year(until: date | None, last: date) -> date:
    """The end of the last year that is over on a day; a day past the record stays as it is."""
    if until is None or until > last:
        return until or last
    return date(until.year if until == date(until.year, 12, 31) else until.year - 1, 12, 31)


def _shown(ccode: int, day: date) -> str:
    state = actors.near(ccode, day)
    return f"{state.name_en} ({state.key})"


def _known(state: str | int, day: date) -> int:
    return actors.find(str(state), day).ccode


def _ccode(state: str | int | None, day: date) -> int | None:
    return None if state is None else _known(state, day)


def _pairs(trustee: int | None, truster: int | None, by: str, last: date) -> tuple[Pair, ...]:
    if trustee is not None and truster is not None:
        if trustee == truster:
            raise LongtinError(
                f"Trust is between two different states, and both are {_shown(trustee, last)} here. "
                "Name another one."
            )
        return ((truster, trustee),)
    if by == "week":
        living = [state.ccode for state in actors.on(last)]
        return tuple(
            (one, two)
            for one in ([truster] if truster is not None else living)
            for two in ([trustee] if trustee is not None else living)
            if one != two
        )
    every = _panel.every_pair(FIRST_YEAR, last.year)
    return tuple(p for p in every if truster in (None, p[0]) and trustee in (None, p[1]))
