"""What a year's two ends do not show: where trust went in between, and on what its start rested."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from longtin import trust
from longtin.brief._brief import Reading

SWING = 0.2
"""How far beyond both ends of the year trust must have been for the year to be a swing."""

TOLD = 0.02
"""How far beyond both ends the other extreme must lie to be told too."""


def between(
    estimate: trust.Estimate,
    column: int,
    path: tuple[Reading, ...],
    since: date,
    *,
    chance: float,
    decibans: float,
) -> tuple[Reading, ...]:
    """The highest and the lowest reading within the year, in order of date, if it was a swing.

    Each is told only if it lies clearly beyond both ends of the year; there is a swing if one of
    them does by at least `SWING` of probability.

    Args:
        estimate: The two ends and all between them.
        column: Of the pair.
        path: Its readings, one a step.
        since: The first end; the last is the end of the estimate.
        chance: Share of the draws in which an extreme must lie beyond both ends.
        decibans: By how much, at least, in log-odds.
    """
    first = estimate.step(since)
    gaps = {
        step: _beyond(estimate, column, (first, step), chance, decibans)
        for step in _extremes(estimate, column, first)
    }
    if max(gaps.values(), default=0.0) < SWING:
        return ()
    dates = {each.date: each for each in path if each.trust is not None}
    days = sorted(estimate.beliefs.ends[step] for step, gap in gaps.items() if gap >= TOLD)
    return tuple(dates[day] for day in days if day in dates)


def _extremes(estimate: trust.Estimate, column: int, first: int) -> Iterator[int]:
    within = estimate.beliefs.path.after[first + 1 : -1, column]
    if len(within):
        yield first + 1 + int(np.argmax(within))
        yield first + 1 + int(np.argmin(within))


def _beyond(
    estimate: trust.Estimate, column: int, steps: tuple[int, int], chance: float, decibans: float
) -> float:
    """How far above both ends of the year an extreme lies, or below both; 0 if not clearly so."""
    first, step = steps
    after, drawn = estimate.beliefs.path.after[:, column], estimate.beliefs.drawn[:, column]
    sign = 1.0 if after[step] > after[first] else -1.0
    nearer = sign * max(sign * after[first], sign * after[-1])
    by = sign * (after[step] - nearer) * trust.DECIBANS
    clear = sign * drawn[step] > np.maximum(sign * drawn[first], sign * drawn[-1])
    if by < decibans or clear.mean() < chance:
        return 0.0
    there, end = (float(trust.probability(np.asarray(each))) for each in (after[step], nearer))
    return abs(there - end)


def reports_before(estimate: trust.Estimate, column: int, day: date) -> int | None:
    """Coded reports in the 52 weeks up to the end of one; `None` where they are not covered."""
    earlier = day - timedelta(weeks=52)
    if estimate.by != "week" or earlier < estimate.beliefs.ends[0]:
        return None
    lines = trust.explain(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, column,
        estimate.step(earlier) + 1, estimate.step(day),
    ).lines  # fmt: skip
    return int(lines["reports"].sum())
