"""Belief of pairs through time, as people ask for it: tables, intervals, reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import When, asked, last_day, period
from longtin._language import Language, message
from longtin.acts import Record, software_citation
from longtin.errors import LongtinError, RecordError, Term
from longtin.trust import _events, _frame, _html, _panel
from longtin.trust._beliefs import (
    FIRST_YEAR,
    Beliefs,
    Model,
    believed_by_week,
    believed_by_year,
    last_year,
)
from longtin.trust._chart import Chart, chart
from longtin.trust._explain import Explanation, explain, lasting
from longtin.trust._filter import Floats
from longtin.trust._forecast import forecast
from longtin.trust._frame import STATUS
from longtin.trust._netcdf import Posterior, write_netcdf
from longtin.trust._panel import Pair

PANELS = 12
"""Most pairs in one chart."""


State = str | int | actors.State
"""A state by code or name, or as it was found."""


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
        return _frame.status(self.beliefs, self.model.events.floor)

    def interval(self) -> tuple[Floats, Floats]:
        """Ends of the 90 % interval of trust, (step, pair) each; without draws, trust itself."""
        return _frame.interval(self.beliefs)

    def frame(self, at: When | None = None, *, every: str | None = None) -> pl.DataFrame:
        """One row a pair and step.

        Args:
            at: Only the last step up to this day, or up to the last of a month or a year: a
                date, or text such as `2014-08-01`.
            every: `month` or `year`: only the last step of each, so that `ccode1, ccode2,
                month_id` (or `year`) is a key.

        Returns:
            `truster, trustee` (keys on the date), `ccode1, ccode2` (COW), `gwcode1, gwcode2`,
            `date`, `year`, `month_id` (January 1980 = 1), `trust, low, high` (90 % interval),
            `smoothed` (what all acts up to the last step say of that date), `effective_acts`,
            `coverage` (`covered`, `too little` or `not covered`: trust is empty but for the
            first), `method_version`.

        Raises:
            RecordError: `at` is outside the estimate.
            LongtinError: `every` is neither.
        """
        day = last_day(at)
        steps = _frame.last_of_each(self.beliefs.ends, every) if day is None else [self.step(day)]
        return _frame.table(self.beliefs, steps, self.status(), self.method_version)

    def forecast(self, steps: int) -> pl.DataFrame:
        """Belief after the last step, if nothing more were seen: by turnover alone.

        Args:
            steps: How many weeks or years, at least 1.

        Returns:
            Columns as in `frame`, and `forecast`: false in the first row of each pair, its last
            estimate, and true in the others. `coverage` and `effective_acts` are those of the
            last estimate; `smoothed` is empty in a forecast.

        Raises:
            LongtinError: `steps` is below 1.
        """
        if steps < 1:
            raise LongtinError("A forecast is for at least one step ahead, not for {n}.", n=steps)
        last = len(self.beliefs.ends) - 1
        ahead = forecast(self.record, self.model, self.beliefs, self.by, steps)
        answers = np.repeat(self.status()[last:], steps, axis=0)
        version = self.method_version
        now = _frame.table(self.beliefs, [last], self.status(), version)
        later = _frame.table(ahead, list(range(steps)), answers, version)
        later = later.with_columns(smoothed=pl.lit(None, dtype=pl.Float64))
        return pl.concat(
            [now.with_columns(forecast=pl.lit(False)), later.with_columns(forecast=pl.lit(True))]
        )

    def explain(self, truster: State, when: When, trustee: State | None = None) -> Explanation:
        """What moved a belief during a day, a month or a year.

        Args:
            truster: Who trusts, by code or name.
            when: `2014-05-12` (the step that day is in), `2014-05` or `2014`; or a date.
            trustee: Who is trusted; may be left out where the estimate has one only.

        Returns:
            Every act and every turnover, in decibans, adding up to the change.

        Raises:
            ActorError: No such state.
            RecordError: The time is outside the estimate.
            LongtinError: `when` is no date, or the pair is not in the estimate.
        """
        during = asked(when)
        first, last = self.step_of(during.start), self.step_of(during.end)
        whom = None if trustee is None else _ccode(trustee, during.end)
        column = self.column(_known(truster, during.end), whom)
        return explain(self.record, self.model, self.beliefs, self.held, column, first, last)

    def lasting(self, truster: State, trustee: State | None = None) -> pl.DataFrame:
        """What every act so far still weighs in a belief at the last step, in decibans.

        Args:
            truster: Who trusts, by code or name.
            trustee: Who is trusted; may be left out where the estimate has one only.

        Returns:
            One row an act: the columns of an explanation, and `today`. The column adds up to
            belief now less what it would be had no act ever been seen.

        Raises:
            ActorError: No such state.
            LongtinError: The pair is not in the estimate.
        """
        day = self.beliefs.ends[-1]
        column = self.column(_known(truster, day), _ccode(trustee, day))
        return lasting(self.record, self.model, self.beliefs, self.held, column)

    def plot(
        self,
        truster: State | None = None,
        trustee: State | None = None,
        *,
        language: str = "en",
    ) -> Chart:
        """Trust through time with its 90 % interval; stretches without a figure are shaded.

        Args:
            truster: Only this one, by code or name.
            trustee: Only this one.
            language: `en` or `vi`.

        Returns:
            A chart that notebooks show, without Altair; its `spec` is Vega-Lite.

        Raises:
            ActorError: No such state.
            LongtinError: The estimate holds no such pair, or more than a chart has room for.
        """
        day = self.beliefs.ends[-1]
        asked = (_ccode(truster, day), _ccode(trustee, day))
        columns = [
            column
            for column, pair in enumerate(self.beliefs.pairs)
            if all(wanted in (None, ccode) for wanted, ccode in zip(asked, pair, strict=True))
        ]
        if not 0 < len(columns) <= PANELS:
            raise LongtinError(
                f"A chart shows 1 to {PANELS} pairs, and {len(columns)} of this estimate were "
                "asked for. Name a truster and a trustee that are in it."
            )
        parts = [self._alone(column).frame() for column in columns]
        return chart(pl.concat(parts).to_dicts(), Language(language))

    def _alone(self, column: int) -> "Estimate":
        return replace(self, beliefs=self.beliefs.of(slice(column, column + 1)), held=None)

    def _repr_html_(self) -> str:
        now = self.frame(self.beliefs.ends[-1])
        known = now.drop_nulls("trust").sort("trust", descending=True)
        rows = [
            [row["truster"], row["trustee"], _html.figure(row["trust"]),
             f"{_html.figure(row['low'])} – {_html.figure(row['high'])}",
             _html.figure(row["effective_acts"], 1)]
            for row in known.head(_html.ROWS).iter_rows(named=True)
        ]  # fmt: skip
        heads = ("truster", "trustee", "trust", "90 % interval", "independent acts")
        first, last = self.beliefs.ends[0], self.beliefs.ends[-1]
        missing = now.height - known.height
        return _html.block(
            f"Trust of {now.height} pair(s) by {self.by}, {first} to {last}; on the last day:",
            _html.table(heads, rows),
            f"{known.height} with a figure, {missing} without (too little, or not covered). All "
            f"rows: .frame(). Method {self.method_version}, record {self.record.version}.",
        )

    def to_netcdf(self, path: str | Path) -> None:
        """Write the draws as a NetCDF file for ArviZ or xarray.

        Group `posterior` holds `trust` and `log_odds` with dimensions `chain, draw, source, target,
        time`: `source` is the trustee, whose acts are judged, `target` the truster. Group
        `constant_data` holds `coverage`, `estimate`, `smoothed` and `effective_acts`. What has no
        figure in `frame` is NaN here.

        Args:
            path: The file; replaced if it is there.

        Raises:
            ModelError: The estimate was made without draws.
            OutputError: `h5netcdf` (the extra `netcdf`) is not installed, or the file cannot be
                written.
        """
        write_netcdf(Posterior(self.beliefs, self.status(), STATUS, self._origin()), Path(path))

    def _origin(self) -> dict[str, str | int]:
        """What a reader of an exported file needs to know of where it came from."""
        citations = [software_citation(), *self.record.cite()]
        return {
            "title": "Longtin: trust between states",
            "inference_library": "longtin",
            "method_version": self.method_version,
            "record_version": self.record.version,
            "step": self.by,
            "school": self.model.school or "all",
            "seed": self.model.seed,
            "references": "\n".join(citation.text for citation in citations),
            "bibtex": "\n\n".join(citation.bibtex for citation in citations),
        }

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
            "{day} is outside this estimate, which runs from {first} to {last}. Ask for a date "
            "between the two.",
            day=day,
            first=_first_day(self),
            last=self.beliefs.ends[-1],
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


def _first_day(estimate: Estimate) -> date:
    if estimate.by == "year":
        return date(FIRST_YEAR, 1, 1)
    return _events.first_day(estimate.record)


def _last_covered(estimate: Estimate) -> date:
    """The end of the month that the last step is in: a month asked for may end after it."""
    return period(f"{estimate.beliefs.ends[-1]:%Y-%m}").end


def estimate(
    record: Record,
    trustee: State | None = None,
    truster: State | None = None,
    *,
    by: str = "week",
    until: When | None = None,
    model: Model | None = None,
) -> Estimate:
    """Estimate how far trusters trust trustees, from what the trustees did.

    Args:
        record: Where acts and ties are.
        trustee: Who is trusted: a code, a name, or what `actors.find` returns; every state
            without it.
        truster: Who trusts, likewise.
        by: `week` (dated reports, over the annual belief) or `year`.
        until: Last day read, as a date or as text; the end of the record without it.
        model: Parameters and draws; the shipped ones without it.

    Returns:
        The estimate. Nothing later than `until` has been read.

    Raises:
        ActorError: No such state on that date.
        RecordError: The record holds nothing to go by up to that date.
        LongtinError: `by` is neither.
    """
    _, last = reach(record, last_day(until), by)
    chosen = model or Model.shipped()
    pairs = _pairs(_ccode(trustee, last), _ccode(truster, last), by, last)
    return estimate_pairs(record, pairs, by=by, until=last, model=chosen)


def estimate_pairs(
    record: Record, pairs: Iterable[Pair], *, by: str, until: date, model: Model
) -> Estimate:
    """`estimate` for (truster, trustee) pairs of COW codes."""
    return next(estimate_under(record, pairs, by=by, until=until, models=[model]))


def estimate_under(
    record: Record, pairs: Iterable[Pair], *, by: str, until: date, models: Iterable[Model]
) -> Iterator[Estimate]:
    """`estimate_pairs` under one model after the other; the record is read once for all."""
    wanted = tuple(pairs)
    last = until.year if by == "year" else min(until.year - 1, last_year(record))
    years = _panel.panel(record, wanted, FIRST_YEAR, last)

    @cache
    def weeks(echo: float, reference: float) -> _events.Weeks:
        return _events.weeks(record, wanted, until, echo, reference)

    for model in models:
        if by == "year":
            yield Estimate(record, by, model, believed_by_year(years, model), None)
        else:
            held = weeks(model.events.echo, model.events.reference)
            yield Estimate(record, by, model, believed_by_week(held, years, model), held)


_OUTSIDE = {
    "week": message(
        "The record has acts by week from {first} to {last}; {day} is outside. Ask for a date "
        "between the two, or import acts with `longtin import FILE --into my.duckdb` and give "
        "`--record my.duckdb`."
    ),
    "year": message(
        "The record has acts by year from {first} to {last}; {day} is outside. Ask for a date "
        "between the two, or import acts with `longtin import FILE --into my.duckdb` and give "
        "`--record my.duckdb`."
    ),
}


def reach(record: Record, until: When | None, by: str | None = None) -> tuple[str, date]:
    """How finely belief on a day can be told, and the last day of what is then read.

    Args:
        record: What to read.
        until: The day, as a date or as text; the last day of the record without it. Of a month
            or a year, its last day; of one that the record ends in, that of the record.
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
    limit = last_day(until)
    chosen = by or ("week" if limit is None or limit >= first else "year")
    if chosen == "year":
        first, last = date(FIRST_YEAR, 1, 1), date(last_year(record), 12, 31)
        day = _complete_year(limit, last)
    else:
        day = limit or last
        if until is not None and asked(until).start <= last < day:
            day = last  # a month or a year that the record ends in
    if not first <= day <= last:
        raise RecordError(_OUTSIDE[chosen], first=first, last=last, day=limit or day)
    return chosen, day


def _complete_year(until: date | None, last: date) -> date:
    """The end of the last year that is over on a day; a day past the record stays as it is."""
    if until is None or until > last:
        return until or last
    return date(until.year if until == date(until.year, 12, 31) else until.year - 1, 12, 31)


def _known(state: State, day: date) -> int:
    return actors.find(state, day).ccode


def _ccode(state: State | None, day: date) -> int | None:
    return None if state is None else _known(state, day)


def _pairs(trustee: int | None, truster: int | None, by: str, last: date) -> tuple[Pair, ...]:
    if trustee is not None and truster is not None:
        if trustee == truster:
            raise LongtinError(
                "Trust is between two different states, and both are {state} here. "
                "Name another one.",
                state=_shown(trustee, last),
            )
        return ((truster, trustee),)
    if by == "week":
        living = actors.living(last)
        return tuple(
            (one, two)
            for one in ([truster] if truster is not None else living)
            for two in ([trustee] if trustee is not None else living)
            if one != two
        )
    every = _panel.every_pair(FIRST_YEAR, last.year)
    return tuple(p for p in every if truster in (None, p[0]) and trustee in (None, p[1]))


def _shown(ccode: int, day: date) -> Term:
    state = actors.near(ccode, day)
    return Term(f"{state.name_en} ({state.key})", f"{state.name_vi} ({state.key})")
