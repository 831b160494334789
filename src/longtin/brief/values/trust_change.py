"""Change of belief over a year: how far, how likely it is real, and where trust went in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from longtin import trust
from longtin._language import band
from longtin.brief.values.contributions import of_trustee
from longtin.brief.values.reading import Reading

Move = Literal["rose", "fell", "steady"]
"""What a change of belief amounts to."""

CLEAR = 0.8
"""A change has a direction from the ICD 203 band `very likely` on; below, it is called steady."""

LEAST = 0.05
"""A change by less than this, in trust, is called steady too."""

SWING = 0.1
"""How far beyond both ends of the year trust must have been for the year to be a swing."""

TOLD = 0.02
"""How far beyond both ends the other extreme must lie to be told too."""


@dataclass(frozen=True)
class TrustChange:
    """Belief now against a year before.

    Attributes:
        points: Change of trust in hundredths of its scale.
        decibans: The same in log-odds, ten times base ten.
        move: What it amounts to; `steady` where neither direction is at least likely.
        chance: Probability that belief really moved in that direction, in [0, 1].
        phrase: Key of the ICD 203 band for `chance` (`almost_certain`, `very_likely`, …).
        between: The highest and lowest readings within the year, in order of date, where trust
            swung clearly beyond both its ends; else empty.
        reports_before: Coded reports behind the reading of a year before that came within the
            twelve months up to it; `None` where they are not covered.
        reports: Coded reports of the year, between the two readings; `None` by year.
    """

    points: float
    decibans: float
    move: Move
    chance: float
    phrase: str
    between: tuple[Reading, ...] = ()
    reports_before: int | None = None
    reports: int | None = None


def change(
    estimate: trust.Estimate, column: int, path: tuple[Reading, ...], since: date
) -> TrustChange:
    """Belief now against a year before.

    Args:
        estimate: The two ends and all between them.
        column: Of the pair.
        path: Its readings, one a step.
        since: The first end.
    """
    then = estimate.step(since)
    drawn = estimate.beliefs.draws[:, column]
    fell = float((drawn[-1] < drawn[then]).mean())
    after = estimate.beliefs.path.after[:, column]
    moved = float(after[-1] - after[then]) * trust.DECIBANS
    by = _trust(after[-1]) - _trust(after[then])
    chance = fell if moved < 0 else 1.0 - fell
    clear = chance >= CLEAR and abs(by) >= LEAST
    move: Move = "steady" if not clear else "fell" if moved < 0 else "rose"
    kept = min(max(chance, 0.01), 0.99)
    return TrustChange(
        points=100.0 * by,
        decibans=moved,
        move=move,
        chance=kept,
        phrase=band(kept),
        between=between(estimate, column, path, since),
        reports_before=reports_before(estimate, column, since),
    )


def between(
    estimate: trust.Estimate, column: int, path: tuple[Reading, ...], since: date
) -> tuple[Reading, ...]:
    """The highest and the lowest reading within the year, in order of date, if it was a swing.

    Each is told only if it lies clearly beyond both ends of the year; there is a swing if one of
    them does by at least `SWING`.

    Args:
        estimate: The two ends and all between them.
        column: Of the pair.
        path: Its readings, one a step.
        since: The first end; the last is the end of the estimate.
    """
    first = estimate.step(since)
    gaps = {
        step: _beyond(estimate, column, first, step) for step in _extremes(estimate, column, first)
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


def _beyond(estimate: trust.Estimate, column: int, first: int, step: int) -> float:
    """How far above both ends of the year an extreme lies, or below both; 0 if not clearly so."""
    after, drawn = estimate.beliefs.path.after[:, column], estimate.beliefs.draws[:, column]
    sign = 1.0 if after[step] > after[first] else -1.0
    nearer = sign * max(sign * after[first], sign * after[-1])
    by = sign * (_trust(after[step]) - _trust(nearer))
    clear = sign * drawn[step] > np.maximum(sign * drawn[first], sign * drawn[-1])
    return by if by >= LEAST and clear.mean() >= CLEAR else 0.0


def _trust(log_odds: float) -> float:
    return float(trust.probability(np.asarray(log_odds)))


def reports_before(estimate: trust.Estimate, column: int, day: date) -> int | None:
    """Coded reports in the 52 weeks up to the end of one; `None` where they are not covered."""
    earlier = day - timedelta(weeks=52)
    if estimate.by != "week" or earlier < estimate.beliefs.ends[0]:
        return None
    lines = trust.explain(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, column,
        estimate.step(earlier) + 1, estimate.step(day), others=False,
    ).lines  # fmt: skip
    return int(lines.filter(of_trustee())["reports"].sum())
