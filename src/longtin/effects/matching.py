"""Matched pairs: pairs without the measure that stood like those with it when it came.

Candidates lie in the same stratum of contiguity (land border, water, neither), could clash in the
year, share no state with the pair they are compared with, and had no such event from `HISTORY`
years before to the end of the window. Among them the nearest are taken, by belief and its change,
disputes in the ten years before, years of peace, power, alliance.

Source:
    Matching on outcomes and covariates before treatment, then differences in differences, as
    [Imai, Kim and Wang 2023] for panels; placebo treatment of pairs without it as
    [Abadie, Diamond and Hainmueller 2010].
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.effects.dyad_panel import HISTORY, Bools, DyadPanel, Floats
from longtin.effects.exposure import Exposure, TreatmentEvent

OUTCOMES = ("trust", "incidents", "turnover", "third_trust", "third_incidents")
"""What is looked at: belief of the pair, disputes begun between the two, how far belief moves in a
year; belief of either and third states, and disputes begun between either and these."""

NEIGHBOURS = 10
"""Matched pairs of each pair."""

PLACEBOS = 100
"""Candidates treated as if they had it, the nearest first."""

MANY = 60
"""From so many pairs on, fewer placebos of each suffice."""

PLACEBOS_OF_MANY = 12


@dataclass(frozen=True)
class Paths:
    """Outcomes around an event, of its pairs, their matched pairs and the placebos.

    Attributes:
        pairs: Rows of the panel, those that could be matched.
        matched: Rows of the matched pairs of each. Shape (pair, neighbour).
        own: Outcomes of the pairs. Shape (pair, outcome, time); time goes from `HISTORY` years
            before to the end of the window, the event's year at `HISTORY`.
        beside: Means of their matched pairs, likewise.
        placebo_own: Outcomes of candidates treated as if they had it. Shape (pair, placebo,
            outcome, time).
        placebo_beside: Means of the matched pairs of these.
    """

    pairs: NDArray[np.int64]
    matched: NDArray[np.int64]
    own: Floats
    beside: Floats
    placebo_own: Floats
    placebo_beside: Floats


class Matcher:
    """Finds matched pairs in one panel.

    Attributes:
        panel: The panel.
        after: Years after the event.
        outcomes: Values by outcome. Shape (outcome, pair, year).
    """

    def __init__(self, panel: DyadPanel, before: int, after: int) -> None:
        """Lay the outcomes out once."""
        self.panel, self.before, self.after = panel, before, after
        moved = np.full(panel.belief.shape, np.nan)
        moved[:, 1:] = np.abs(np.diff(panel.belief, axis=1))
        held: Mapping[str, Floats] = {
            "trust": panel.belief,
            "incidents": panel.onset,
            "turnover": moved,
            "third_trust": panel.others["trust"],
            "third_incidents": panel.others["incidents"],
        }
        self.outcomes = np.stack([held[name] for name in OUTCOMES])
        self._sides = np.array(panel.pairs)
        self._stratum = np.where(panel.land, 2, np.where(panel.near, 1, 0))

    def around(self, rows: NDArray[np.int64], year: int) -> Floats:
        """Outcomes of pairs around a year; NaN outside the panel. Shape (pair, outcome, time)."""
        columns = self.panel.at(year) + np.arange(-HISTORY, self.after + 1)
        inside = (columns >= 0) & (columns < len(self.panel.years))
        found = np.full((len(rows), len(OUTCOMES), len(columns)), np.nan)
        found[:, :, inside] = self.outcomes[:, rows][:, :, columns[inside]].transpose(1, 0, 2)
        return found

    def paths(
        self,
        event: TreatmentEvent,
        exposure: Exposure,
        *,
        year: int | None = None,
        placebos: int = PLACEBOS,
    ) -> Paths | None:
        """Outcomes around an event.

        Args:
            event: What was done.
            exposure: What it belongs to.
            year: Another year to put it in; its own without it.
            placebos: How many of each pair.

        Returns:
            `None` where none of its pairs can be matched.
        """
        when = event.year if year is None else year
        column = self.panel.at(when)
        if not 1 <= column < len(self.panel.years):
            return None
        told = self._features(column)
        free = self._free(exposure, when, column) & np.isfinite(told).all(axis=1)
        is_named = len(event.pairs) == 1 and not exposure.is_series
        of = self.panel.alive if is_named else self.panel.relevant
        found = []
        for pair in event.pairs:
            row = self.panel.row.get(pair)
            if row is None or not of[row, column] or np.isnan(told[row]).any():
                continue
            one = self._of_pair(row, column, when, told, free, placebos)
            if one is not None:
                found.append(one)
        if not found:
            return None
        fewest = min(len(one[3]) for one in found)
        return Paths(
            pairs=np.array([one[0] for one in found]),
            matched=np.array([one[1] for one in found]),
            own=np.stack([self.around(np.array([one[0]]), when)[0] for one in found]),
            beside=np.stack([one[2] for one in found]),
            placebo_own=np.stack([one[3][:fewest] for one in found]),
            placebo_beside=np.stack([one[4][:fewest] for one in found]),
        )

    def _features(self, column: int) -> Floats:
        """What pairs are matched on, as of the year before. Shape (pair, feature)."""
        panel = self.panel
        last, first = column - 1, max(column - self.before, 0)
        belief = panel.belief[:, last]
        return np.column_stack(
            [
                belief,
                belief - panel.belief[:, first],
                np.log1p(panel.past[:, column]),
                np.log1p(panel.peace[:, last]),
                np.nan_to_num(panel.parity[:, last], nan=0.5) * 0.5,
                panel.major[:, last] * 0.5,
                panel.allied[:, last] * 0.5,
            ]
        )

    def _free(self, exposure: Exposure, year: int, column: int) -> Bools:
        """Pairs that could clash in the year and have no such event about it."""
        free = self.panel.relevant[:, column].copy()
        for pair, years in exposure.treated.items():
            row = self.panel.row.get(pair)
            if row is not None and any(
                year - HISTORY <= each <= year + self.after for each in years
            ):
                free[row] = False
        if exposure.covered:
            free &= np.isin(self._sides, list(exposure.covered)).all(axis=1)
        return free

    def _of_pair(
        self, row: int, column: int, year: int, told: Floats, free: Bools, placebos: int
    ) -> tuple[int, NDArray[np.int64], Floats, Floats, Floats] | None:
        pool = np.flatnonzero(
            free & (self._stratum[:, column] == self._stratum[row, column]) & ~self._meets(row)
        )
        pool = pool[pool != row]
        if len(pool) <= NEIGHBOURS + 1:
            return None
        spread = told[pool].std(axis=0)
        scaled = told / np.where(spread > 1e-9, spread, 1.0)
        apart = ((scaled[pool] - scaled[row]) ** 2).sum(axis=1)
        nearest = pool[np.argsort(apart, kind="stable")]
        chosen = nearest[:NEIGHBOURS]
        about = self.around(pool, year)
        place = np.full(len(told), -1)
        place[pool] = np.arange(len(pool))
        treated = nearest[:placebos]
        between = ((scaled[treated][:, None] - scaled[pool][None]) ** 2).sum(axis=2)
        between[self._meet(treated, pool)] = np.inf
        beside = np.argsort(between, axis=1, kind="stable")[:, :NEIGHBOURS]
        return (
            row,
            chosen,
            _mean(about[place[chosen]][None])[0],
            about[place[treated]],
            _mean(about[beside]),
        )

    def _meets(self, row: int) -> Bools:
        """Pairs that share a state with one."""
        return np.asarray(np.isin(self._sides, self._sides[row]).any(axis=1))

    def _meet(self, some: NDArray[np.int64], others: NDArray[np.int64]) -> Bools:
        """Which pairs share a state with which. Shape (some, others)."""
        one, two = self._sides[some][:, None], self._sides[others][None]
        return np.asarray((one[..., :1] == two).any(axis=2) | (one[..., 1:] == two).any(axis=2))


def _mean(values: Floats) -> Floats:
    """Mean over the second axis of what is known."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
