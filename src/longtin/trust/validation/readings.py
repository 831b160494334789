"""Readings of trust that are held against outside data: Longtin's, two types', and persistence.

Persistence is the share of cooperation among what was last reported: of the last complete year, or
of the last 52 weeks. Where nothing was reported it says the mean of all pairs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from longtin.acts import Record, kinds
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust._estimate import Estimate
from longtin.trust._estimation import estimate_under
from longtin.trust._log_odds import probability
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.panel import NEAR, Panel, every_pair, read_panel, row_of, telling
from longtin.trust.fitting.fit_graded import REPORTED
from longtin.trust.model import annual_model
from longtin.trust.model.beliefs import FIRST_YEAR, Model, believed_by_year, last_year

OWN, TWO_TYPES, PERSISTENCE = "longtin", "two_types", "persistence"
READERS = (OWN, TWO_TYPES, PERSISTENCE)

TOGETHER = 256
"""Pairs estimated at once, so that memory holds them."""

MEMORY = 52
"""Weeks behind that persistence by week reaches."""

COOPERATIVE = 2
"""The last of the four classes that is cooperation."""

Places = NDArray[np.int64]
Told = Callable[[int, int], None]
"""Called with how many pairs are done, and how many there are."""


@dataclass(frozen=True)
class Readings:
    """What each reader says of pairs on some days.

    Attributes:
        by: `week` or `year`.
        days: Ends of years.
        pairs: (truster, trustee) of each column.
        known: Both are states, and there is belief. Shape (day, pair).
        values: By reader, trust or what stands for it, in [0, 1]. Shape (day, pair) each.
        chances: By model, the chance that the trustee opens or joins a dispute in the year after.
            Likewise; not a number where ties of that year are not known, and none by week.
    """

    by: str
    days: tuple[date, ...]
    pairs: tuple[Pair, ...]
    known: Bools
    values: Mapping[str, Floats]
    chances: Mapping[str, Floats]

    def at(self, year: int, *, chances: bool = False) -> dict[str, Floats]:
        """By reader, at the end of a year; not a number where there is none. Shape (pair,)."""
        row = self.days.index(date(year, 12, 31))
        held = self.chances if chances else self.values
        return {name: np.where(self.known[row], value[row], np.nan) for name, value in held.items()}

    def has(self, *years: int) -> bool:
        """Whether the ends of all these years are among the days."""
        return all(date(year, 12, 31) in self.days for year in years)


def by_year(
    record: Record,
    models: Mapping[str, Model],
    years: Sequence[int],
    pairs: Sequence[Pair] | None,
    told: Told,
) -> Readings:
    """Readings at the ends of years of the complete counts.

    Args:
        record: What to read.
        models: Without draws, by reader.
        years: Which; those past the counts are left out.
        pairs: Without it, all that ever were neighbours, had a major power or were much reported.
        told: Of progress.
    """
    last = last_year(record)
    wanted = every_pair(FIRST_YEAR, last) if pairs is None else tuple(pairs)
    held = read_panel(record, wanted, FIRST_YEAR, last)
    if pairs is None:
        held = held.of(np.flatnonzero(telling(held)))
    kept = [year for year in years if year <= last]
    rows = np.array([year - FIRST_YEAR for year in kept])
    found: dict[str, list[Floats]] = {name: [] for name in models}
    coming: dict[str, list[Floats]] = {name: [] for name in models}
    for first in range(0, len(held.pairs), TOGETHER):
        some = held.of(slice(first, first + TOGETHER))
        for name, model in models.items():
            belief = believed_by_year(some, model)
            found[name].append(probability(belief.path.after[rows]))
            odds = annual_model.dispute_odds(model.annual.values[None, :], some)[..., 0]
            chance = (belief.levels.before * probability(odds)).sum(axis=1)
            coming[name].append(np.vstack([chance[1:], np.full_like(chance[:1], np.nan)])[rows])
        told(first + len(some.pairs), len(held.pairs))
    values, chances = (
        {name: np.concatenate(parts, axis=1) for name, parts in each.items()}
        for each in (found, coming)
    )
    days = tuple(date(year, 12, 31) for year in kept)
    values |= {PERSISTENCE: _share(held, rows)}
    return Readings("year", days, held.pairs, held.alive[rows], values, chances)


def _share(held: Panel, rows: Places) -> Floats:
    reports = np.nan_to_num(held.reports[:, rows])
    return _filled(reports[:COOPERATIVE].sum(axis=0), reports.sum(axis=0))


def _filled(friendly: Floats, total: Floats) -> Floats:
    """Shares, those of the whole where there is nothing."""
    mean = friendly.sum(axis=1, keepdims=True) / np.maximum(total.sum(axis=1, keepdims=True), 1.0)
    return np.where(total > 0, friendly / np.maximum(total, 1.0), mean)


def by_week(
    record: Record,
    models: Mapping[str, Model],
    years: Sequence[int],
    pairs: Sequence[Pair] | None,
    told: Told,
) -> Readings:
    """Readings in the weeks in which years end.

    Args:
        record: What to read.
        models: Without draws, by reader.
        years: Which; those outside the dated acts are left out.
        pairs: Without it, all with `REPORTED` dated reports.
        told: Of progress.
    """
    first, last = dated_reports.first_day(record), dated_reports.last_day(record)
    often = dated_reports.reported_pairs(record, last, REPORTED) if pairs is None else pairs
    wanted = sorted(often, key=lambda pair: pair[::-1])  # so that a block holds few trustees
    days = tuple(date(year, 12, 31) for year in years if first < date(year, 12, 31) <= last)
    parts: list[Readings] = []
    for place in range(0, len(wanted), TOGETHER):
        some = tuple(wanted[place : place + TOGETHER])
        found = estimate_under(record, some, by="week", until=days[-1], models=models.values())
        parts.append(_of_weeks(days, dict(zip(models, found, strict=True))))
        told(place + len(some), len(wanted))
    values = {name: np.concatenate([part.values[name] for part in parts], 1) for name in READERS}
    known = np.concatenate([part.known for part in parts], axis=1)
    return Readings("week", days, tuple(p for part in parts for p in part.pairs), known, values, {})


def _of_weeks(days: tuple[date, ...], found: Mapping[str, Estimate]) -> Readings:
    own = found[OWN]
    steps = np.array([own.step(day) for day in days])
    values = {name: probability(each.beliefs.path.after[steps]) for name, each in found.items()}
    beliefs = own.beliefs
    friendly, total = _counted(own)
    known = beliefs.alive[steps] & np.maximum.accumulate(total > 0, axis=0)[steps]
    behind = [(each[steps] - each[np.maximum(steps - MEMORY, 0)]) for each in
              (np.cumsum(friendly, axis=0), np.cumsum(total, axis=0))]  # fmt: skip
    values[PERSISTENCE] = _filled(*behind)
    return Readings("week", days, beliefs.pairs, known, values, {})


def _counted(found: Estimate) -> tuple[Floats, Floats]:
    """Dated reports of cooperation, and all (step, pair) each."""
    shape = found.beliefs.alive.shape
    friendly, total = np.zeros(shape), np.zeros(shape)
    if found.held is None:
        return friendly, total
    quads = {kind.kind: kind.quad for kind in kinds().values()}
    rows = found.held.acts
    place = rows["step"].to_numpy(), rows["column"].to_numpy()
    count = rows["count"].to_numpy()
    quad = rows["kind"].replace_strict(quads).to_numpy()
    np.add.at(total, place, count)
    np.add.at(friendly, place, np.where(quad <= COOPERATIVE, count, 0))
    return friendly, total


def near(record: Record, pairs: Sequence[Pair], year: int) -> Bools:
    """Which pairs were neighbours by land or sea, or had a major power, in a year. (pair,)."""
    held = read_panel(record, pairs, year, year + 1)
    rows = [row_of(each) for each in NEAR]
    return np.asarray((held.turnover[rows, 1] > 0).any(axis=0))
