"""Readings of trust: a level on a day with its interval, or why there is none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors, trust
from longtin._data import Bilingual
from longtin._dates import DAYS_A_YEAR

Status = Literal["estimated", "too little", "not observed", "not covered"]
"""The four answers: a figure, too little to give one, the last figure carried on through time that
no source speaks of, nothing known."""

OLD = dt.timedelta(days=round(2 * DAYS_A_YEAR))
"""Age of the last evidence beyond which no single figure is shown."""

FEW = 64
"""Draws behind an interval that is one of many beside the brief's own."""


@dataclass(frozen=True)
class StateName:
    """A state as the brief names it.

    Attributes:
        ccode: Correlates of War code.
        key: ISO 3166 alpha-3 on the brief's date, or the COW abbreviation.
        name: Short name on that date.
    """

    ccode: int
    key: str
    name: Bilingual

    @classmethod
    def of(cls, state: actors.State) -> "StateName":
        """How a state found by date is named."""
        return cls(state.ccode, state.key, Bilingual(en=state.name_en, vi=state.name_vi))


@dataclass(frozen=True)
class Reading:
    """Trust on one date, or why there is none.

    Attributes:
        date: The last day whose acts are counted.
        status: `too little` where independent evidence is below the floor.
        trust: In [0, 1], from an enemy in arms to an ally of long standing; `None` unless estimated
            or carried on.
        low: Lower end of the 90 % interval of the level.
        high: Upper end of the 90 % interval.
        heard: Day of the last evidence.
        last_known: Trust when the sources ended; `None` where they have not.
        last_low: Lower end of the 90 % interval of the level at that time.
        last_high: Upper end.
    """

    date: dt.date
    status: Status
    trust: float | None
    low: float | None
    high: float | None
    heard: dt.date | None = None
    last_known: float | None = None
    last_low: float | None = None
    last_high: float | None = None

    @property
    def spoken_until(self) -> dt.date | None:
        """Day up to which a source speaks, where one has anything to say.

        Of quiet years that a source watched, their end: that nothing is told of them is evidence.
        """
        return self.date if self.status == "estimated" else self.heard

    @property
    def is_old(self) -> bool:
        """Carried on for so long that it is shown as an interval, beside what was last known."""
        since = self.heard or dt.date.min
        return self.status == "not observed" and self.date - since > OLD


STATUS: dict[str, Status] = {
    "covered": "estimated",
    "too little": "too little",
    "not observed": "not observed",
    "not covered": "not covered",
}
"""What a brief calls each kind of cover of a step, by what the belief calls it."""


def readings(estimate: trust.Estimate, column: int) -> tuple[Reading, ...]:
    """A pair's trust through time, from its first covered step on."""
    alone = replace(estimate, beliefs=estimate.beliefs.of(slice(column, column + 1)))
    found = _read(alone.frame(carried=True), _last_bands(alone))
    covered = [place for place, r in enumerate(found) if r.status != "not covered"]
    return tuple(found[covered[0] :] if covered else found[-1:])


def readings_on(estimate: trust.Estimate, day: dt.date) -> dict[trust.Pair, Reading]:
    """Each pair's trust at the last step up to a day."""
    step = estimate.step(day)
    bands = [each[step : step + 1] for each in _last_bands(estimate)]
    found = _read(estimate.frame(day, carried=True), bands)
    return dict(zip(estimate.beliefs.pairs, found, strict=True))


def _last_bands(estimate: trust.Estimate) -> list[NDArray[np.float64]]:
    """Both ends of the interval at each pair's last observed step, (step, pair) each."""
    return [estimate.beliefs.at_last_evidence(end) for end in estimate.interval()]


def _read(frame: pl.DataFrame, bands: Sequence[NDArray[np.float64]]) -> list[Reading]:
    columns = ("date", "coverage", "trust", "low", "high", "last_evidence", "last_known")
    ends = zip(*(each.ravel().tolist() for each in bands), strict=True)
    return [
        Reading(day, STATUS[coverage], *figures, *(held if figures[-1] is not None else ()))
        for (day, coverage, *figures), held in zip(
            frame.select(columns).iter_rows(), ends, strict=True
        )
    ]
