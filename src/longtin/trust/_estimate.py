"""Estimate: belief of pairs through time, as tables, intervals, charts and reasons."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import When, asked, last_day, period
from longtin._language import Language
from longtin.acts import Record, software_citation
from longtin.errors import LongtinError, RecordError
from longtin.page import in_notebook
from longtin.trust._arrays import Floats
from longtin.trust._explain import Explanation, explain, lasting
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.model.beliefs import FIRST_YEAR, Beliefs, Model
from longtin.trust.model.prediction import forecast
from longtin.trust.output import tidy
from longtin.trust.output.netcdf import write_netcdf

if TYPE_CHECKING:
    from longtin.trust.output.notebook import Chart

PANELS = 12
"""Most pairs in one chart."""


State = str | int | actors.State
"""A state by code or name, or as it was found."""


@in_notebook(
    "longtin.trust._shown:estimate_page",
    lambda found: (
        f"Estimate of {len(found.beliefs.pairs)} pairs by {found.by}, "
        f"{found.beliefs.ends[0]} to {found.beliefs.ends[-1]}"
    ),
)
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
    held: Weeks | None

    @property
    def method_version(self) -> str:
        """Of the parameters behind the numbers."""
        if self.by == "year":
            return self.model.annual.version
        return self.model.version

    @property
    def carried_from(self) -> date | None:
        """End of the last complete year, where belief by year is carried on from it to a day."""
        ends = self.beliefs.ends
        whole = self.by == "week" or (ends[-1].month, ends[-1].day) == (12, 31)
        return None if whole else ends[-2]

    def status(self) -> NDArray[np.int64]:
        """Index into `STATUS` for each step and pair."""
        return tidy.status(self.beliefs, self.model.events.floor)

    def interval(self) -> tuple[Floats, Floats]:
        """Ends of the 90 % interval of trust, (step, pair) each; without draws, trust itself."""
        return tidy.interval(self.beliefs)

    def frame(
        self, at: When | None = None, *, every: str | None = None, carried: bool = False
    ) -> pl.DataFrame:
        """One row a pair and step.

        Args:
            at: Only the last step up to this day, or up to the last of a month or a year: a
                date, or text such as `2014-08-01`.
            every: `month` or `year`: only the last step of each, so that `ccode1, ccode2,
                month_id` (or `year`) is a key.
            carried: Also give trust that was carried on for more than two years.

        Returns:
            `truster, trustee` (keys on the date), `ccode1, ccode2` (COW), `gwcode1, gwcode2`,
            `date`, `year`, `month_id` (January 1980 = 1), `trust, low, high` (90 % interval),
            `smoothed` (what all acts up to the last step say of that date), `effective_acts`,
            `coverage` (`covered`; `too little` for a figure, with an interval alone where there is
            any evidence; `not covered`, without either; `not observed`: no source speaks of this
            time, and the last belief is carried on), `last_evidence` (day), `last_known` (where
            not observed: trust when the sources ended), `method_version`. Not observed for more
            than two years, `trust` and `smoothed` are empty: there is an interval only.

        Raises:
            RecordError: `at` is outside the estimate.
            LongtinError: `every` is neither.
        """
        day = last_day(at)
        steps = tidy.last_of_each(self.beliefs.ends, every) if day is None else [self.step(day)]
        version = self.method_version
        return tidy.table(self.beliefs, steps, self.status(), version, carried=carried)

    def forecast(self, steps: int, *, carried: bool = False) -> pl.DataFrame:
        """Belief after the last step, if nothing more were seen: by turnover alone.

        Args:
            steps: How many weeks or years, at least 1.
            carried: As in `frame`.

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
        answers = np.repeat(self.status()[last:], steps + 1, axis=0)
        version = self.method_version
        now = tidy.table(self.beliefs, [last], self.status(), version, carried=carried)
        to_come = list(range(1, steps + 1))
        later = tidy.table(ahead, to_come, answers, version, carried=carried)
        later = _no_surer(later, now).with_columns(smoothed=pl.lit(None, dtype=pl.Float64))
        return pl.concat(
            [now.with_columns(forecast=pl.lit(False)), later.with_columns(forecast=pl.lit(True))]
        )

    def explain(
        self,
        truster: State,
        when: When,
        trustee: State | None = None,
        *,
        since: When | None = None,
    ) -> Explanation:
        """What moved a belief during a day, a month or a year, or since a day.

        By year a day in an unfinished year is explained by the last complete one and the turnover
        since, which are all that belief on it rests on.

        Args:
            truster: Who trusts, by code or name.
            when: `2014-05-12` (the step that day is in), `2014-05` or `2014`; or a date.
            trustee: Who is trusted; may be left out where the estimate has one only.
            since: A day: what moved belief from what it was at the end of that day to what it is
                at the end of `when`.

        Returns:
            Every act and every turnover, in points and in decibans, adding up to the change.

        Raises:
            ActorError: No such state.
            RecordError: The time is outside the estimate, or `since` is no earlier than `when`.
            LongtinError: `when` is no date, or the pair is not in the estimate.
        """
        during = asked(when)
        last = self.step_of(during.end)
        first = self.step_of(during.start)
        if self.carried_from is not None and first == len(self.beliefs.ends) - 1:
            first -= 1
        if since is not None:
            begun = last_day(since) or during.start
            first = self.step(begun) + 1
            if first > last:
                raise RecordError(
                    "Nothing of this estimate lies between the end of {since} and the end of "
                    "{until}. Give an earlier day to begin from.",
                    since=begun,
                    until=during.end,
                )
        column = self.pair_column(truster, trustee, during.end)
        return explain(self.record, self.model, self.beliefs, self.held, column, first, last)

    def lasting(self, truster: State, trustee: State | None = None) -> pl.DataFrame:
        """What every act so far still weighs in a belief at the last step.

        Args:
            truster: Who trusts, by code or name.
            trustee: Who is trusted; may be left out where the estimate has one only.

        Returns:
            One row an act: the columns of an explanation, and `points_today` and `today`
            (decibans). They add up to belief now less what it would be had no act ever been seen.

        Raises:
            ActorError: No such state.
            LongtinError: The pair is not in the estimate.
        """
        column = self.pair_column(truster, trustee, self.beliefs.ends[-1])
        return lasting(self.record, self.model, self.beliefs, self.held, column)

    def plot(
        self,
        truster: State | None = None,
        trustee: State | None = None,
        *,
        language: str = "en",
    ) -> "Chart":
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
        from longtin.trust.output.notebook import chart

        day = self.beliefs.ends[-1]
        asked = (ccode_of(truster, day), ccode_of(trustee, day))
        columns = [
            column
            for column, pair in enumerate(self.beliefs.pairs)
            if all(wanted in (None, ccode) for wanted, ccode in zip(asked, pair, strict=True))
        ]
        if not 0 < len(columns) <= PANELS:
            raise LongtinError(
                "A chart shows 1 to {most} pairs, and {n} of this estimate were asked for. Name a "
                "truster and a trustee that are in it.",
                most=PANELS,
                n=len(columns),
            )
        parts = [
            replace(self, beliefs=self.beliefs.of(slice(column, column + 1)), held=None).frame()
            for column in columns
        ]
        return chart(pl.concat(parts).to_dicts(), Language(language))

    def pair_column(self, truster: State, trustee: State | None, day: date) -> int:
        """Which column holds two states, by code or name on a day; errors as in `column`."""
        return self.column(actors.find(truster, day).ccode, ccode_of(trustee, day))

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
        write_netcdf(self.beliefs, self.status(), self._origin(), Path(path))

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
        if self.by == "week" and day < _first_day(self):
            return RecordError(
                "{day} is before the first act with a date, of {first}. Ask for a later day, or "
                "by year (`--by year`), which goes back to {year}.",
                day=day,
                first=_first_day(self),
                year=FIRST_YEAR,
            )
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
        if found:
            raise LongtinError(
                "The estimate holds several pairs of this truster ({truster}). Name one trustee "
                "too.",
                truster=truster,
            )
        raise LongtinError(
            "The estimate holds no such pair (truster {truster}, trustee {trustee}). Name a "
            "truster and a trustee that it was made for.",
            truster=truster,
            trustee="–" if trustee is None else trustee,
        )


def _no_surer(later: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Steps to come whose interval holds that of the last step, and what was last known then."""
    keys = ["ccode1", "ccode2"]
    held = now.select(*keys, least="low", most="high", known="last_known")
    known = pl.coalesce("known", "last_known")
    return (
        later.join(held, on=keys, maintain_order="left")
        .with_columns(
            low=pl.min_horizontal("low", "least"),
            high=pl.max_horizontal("high", "most"),
            last_known=pl.when(pl.col("last_known").is_not_null()).then(known),
        )
        .select(later.columns)
    )


def _first_day(estimate: Estimate) -> date:
    if estimate.by == "year":
        return date(FIRST_YEAR, 1, 1)
    return dated_reports.first_day(estimate.record)


def _last_covered(estimate: Estimate) -> date:
    """The end of the month that the last step is in: a month asked for may end after it."""
    return period(f"{estimate.beliefs.ends[-1]:%Y-%m}").end


def ccode_of(state: State | None, day: date) -> int | None:
    """COW code of a state as it was named on a day; none for none."""
    return None if state is None else actors.find(state, day).ccode
